#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace banxin::pdf {

// A report has 12 levels at most; a parser calls itself for each.
constexpr int most_depth = 100;
// A record as large as may be makes 150,000 objects, and 30 MB of them.
constexpr int most_objects = 500'000;
constexpr std::size_t most_unpacked = 64UL << 20U;

// What a PDF has too much of to be given to a reader.
struct Excess {
  enum class Kind {
    depth,     // dictionaries and arrays within one another, more than most_depth
    objects,   // more than most_objects
    unpacked,  // its object and cross-reference streams, all together, to more than most_unpacked bytes
  } kind;
  int object;  // the number of the object where it was met; 0 outside objects
};

// Looks at the words of a file, whatever it is, without believing its tables: it does not see what is nested within a
// stream or a string that is not really one, or what is packed otherwise than by FlateDecode. Time and memory are
// bounded and grow with the size of the file.
std::optional<Excess> find_excess(std::string_view pdf);

}  // namespace banxin::pdf
