#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

// JSON documents of packages and journals, which anybody may have changed.
namespace banxin::archive {

using Json = nlohmann::ordered_json;

// How deep arrays and objects may be nested; what this program writes has five levels. A reader that copies values
// recurses into them and would run out of stack.
inline constexpr int most_json_depth = 64;

inline bool nests_too_deep(std::string_view bytes) {
  int depth = 0;
  bool text = false;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (text) {
      if (c == '\\') ++at;
      if (c == '"') text = false;
    } else if (c == '"') {
      text = true;
    } else if (c == '{' || c == '[') {
      if (++depth > most_json_depth) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

// The document, when it is a JSON object; else null.
inline Json read_object(std::string_view bytes) {
  if (nests_too_deep(bytes)) return {};
  Json json = Json::parse(bytes, nullptr, false);
  return json.is_object() ? json : Json();
}

// A member of an object; null without it.
inline const Json& member(const Json& json, const char* name) {
  static const Json none;
  if (!json.is_object()) return none;
  const auto found = json.find(name);
  return found != json.end() ? *found : none;
}

// A member that is a string; empty without it.
inline std::string text_of(const Json& json, const char* name) {
  const Json& found = member(json, name);
  return found.is_string() ? found.get<std::string>() : std::string();
}

// A member that is a whole number; 0 without it.
inline std::int64_t number_of(const Json& json, const char* name) {
  const Json& found = member(json, name);
  return found.is_number_integer() ? found.get<std::int64_t>() : 0;
}

}  // namespace banxin::archive
