#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/diagnostic.h"
#include "base/unseen.h"

// What the documents of --format json have in common. Those of a command are described by commands.schema.json.
namespace banxin::cli {

using Json = nlohmann::ordered_json;

inline Json json_of_text(const Bilingual& text) {
  return {{"zh", text.zh}, {"en", text.en}};
}

// A document of this kind without its content. The version is raised when a reader of the old documents could misread
// the new ones; adding members does not need it.
inline Json json_document(const std::string& kind) {
  return {{"schema", "urn:banxin:" + kind}, {"version", 1}};
}

inline std::string json_text(const Json& json) {
  return shown_json(json.dump(1, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace banxin::cli
