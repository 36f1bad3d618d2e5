#pragma once

#include <cstdint>
#include <string>

namespace banxin {

// What the document says of itself; carried unchanged from `compose` to `pdf`.
struct DocumentInfo {
  std::string title;      // of the report, one line
  std::string author;     // the bureau that issues it
  std::string language;   // BCP 47 of the whole, zh-Hans
  std::string subject;    // the form's name
  std::int64_t date = 0;  // seconds since 1970-01-01T00:00:00Z: the record's date, never the clock's
  bool draft = false;     // made from a record with errors: stamped 草稿, claims no conformance
};

}  // namespace banxin
