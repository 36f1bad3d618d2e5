#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

// JSON documents of packages and journals, as whoever changed them left them.
namespace banxin::archive {

using Json = nlohmann::ordered_json;

// The document, when it is a JSON object; else null.
inline Json read_object(std::string_view bytes) {
  Json json = Json::parse(bytes, nullptr, false);
  return json.is_object() ? json : Json();
}

// A member that is a string; empty without it.
inline std::string text_of(const Json& json, const char* name) {
  if (!json.is_object()) return {};
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A member that is a whole number; 0 without it.
inline std::int64_t number_of(const Json& json, const char* name) {
  if (!json.is_object()) return 0;
  const auto found = json.find(name);
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

}  // namespace banxin::archive
