#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace banxin::text {

// A place where Unicode's rules let a line end or a word ends.
struct Boundary {
  std::uint32_t place = 0;  // byte offset, the text's end included
  bool mandatory = false;   // a line must end here
};

// ICU's boundaries of Chinese text: UAX #14 with lb=strict, and words by its dictionary. Opened once, used for every
// block; the dictionary is read when words are first asked for.
class BreakIterator {
 public:
  // Error: internal-error when ICU has no data.
  static Result<BreakIterator> open();
  ~BreakIterator();
  BreakIterator(BreakIterator&&) noexcept;
  BreakIterator& operator=(BreakIterator&&) noexcept;

  // Ascending; without the text's start. Empty when ICU fails on a text.
  void lines(std::string_view text, std::vector<Boundary>& out);
  void words(std::string_view text, std::vector<Boundary>& out);

 private:
  struct Impl;
  explicit BreakIterator(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace banxin::text
