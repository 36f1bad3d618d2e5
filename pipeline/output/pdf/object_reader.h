#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// The only door to PoDoFo's parser. A file that it cannot read is a normal result; but a third-party parser may take
// any time and memory over hostile bytes, or crash: a file from a stranger is read in a separate process
// (extract_source).
namespace banxin::pdf {

enum class ReadFailure { unreadable, encrypted, no_attachment, damaged_attachment };

// An embedded file whose specification says that it is the source of the pages.
struct SourceAttachment {
  std::string bytes;
  bool found = false;
  ReadFailure failure = ReadFailure::unreadable;  // when not found
  std::string reason;                             // in the reader's words, ASCII; may be empty
};
// Throws std::bad_alloc.
SourceAttachment read_source(std::string_view pdf);

// How many structure elements of each type there are; empty when the file cannot be read or is not tagged.
std::map<std::string, int> count_structure(std::string_view pdf);

}  // namespace banxin::pdf
