#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/lexicon.h"
#include "text/break_iterator.h"
#include "text/characters.h"
#include "text/shaped_document.h"

namespace banxin::text {

// Whether a line may end after a character, and how unwelcome that is.
struct Break {
  BreakKind kind = BreakKind::forbidden;
  std::int32_t penalty = 0;

  void forbid() {
    if (kind == BreakKind::allowed) *this = {};
  }
  void at_least(std::int32_t least) {
    if (kind == BreakKind::allowed && penalty < least) penalty = least;
  }
};
using Breaks = std::vector<Break>;  // one for each character

// The scale of penalties.
inline constexpr std::int32_t mild = 20;        // the words of a label
inline constexpr std::int32_t unpleasant = 50;  // the parts of a name or a date
inline constexpr std::int32_t dear = 100;       // a short book title, the parts of a mail address
inline constexpr std::int32_t strong = 300;     // 表 from its number, a number from its unit

// The characters of a block that are not hidden. A run of hidden ones may be long: their neighbours are found once.
class ShownCharacters {
 public:
  void look_at(const Characters& characters);
  // The one before place i; -1 for none. The one after it; the count for none.
  std::ptrdiff_t before(std::size_t i) const {
    return before_.empty() ? static_cast<std::ptrdiff_t>(i) - 1 : std::ptrdiff_t{before_[i]};
  }
  std::size_t after(std::size_t i) const { return after_.empty() ? i + 1 : after_[i]; }

 private:
  std::vector<std::int32_t> before_;  // both empty where none is hidden
  std::vector<std::uint32_t> after_;
};

// The breaks of a block: ICU's, corrected by the rules for line starts and ends (CL-01 to CL-07 at the level of the
// national standard, CL-13), by what is never broken (CL-20 to CL-31) and where ICU differs (CL-100 to CL-106).
class LineBreaks {
 public:
  // Both must outlive it.
  LineBreaks(BreakIterator& iterator, const Lexicon& lexicon) : iterator_(iterator), lexicon_(lexicon) {}

  // In `characters`, scripts, joins and hidden spaces must be set. `balanced` adds the penalties of titles (GB/T
  // 9704-2012, 7.3.1); `author` is the bureau whose name is never broken there.
  const Breaks& find(std::string_view text, const Characters& characters, bool balanced, std::string_view author);

 private:
  void take_boundaries(const Characters& characters);

  BreakIterator& iterator_;
  const Lexicon& lexicon_;
  std::vector<Boundary> boundaries_;
  ShownCharacters shown_;
  Breaks breaks_;
};

// The place after a label at the block's start: 一、 （一） 1. （1）. 0: there is none.
std::size_t label_end(const Characters& characters);

// Codes, addresses, numbers and labels within which no line may end (CL-23 to CL-25, CL-28, CL-29, CL-31).
void protect_text(const Characters& characters, const ShownCharacters& shown, const Lexicon& lexicon, Breaks& breaks);

// Places where a line may end but should rather not (CL-26, CL-27, CL-30, CL-104).
void weigh_breaks(const Characters& characters, const ShownCharacters& shown, const Lexicon& lexicon, Breaks& breaks);

// Ends of the words that a title of an administration is usually made of, as weigh_title wants them. False when it has
// others too, so that its words must be looked up in a dictionary.
bool find_title_words(std::string_view text, const Characters& characters, std::string_view author,
                      const Lexicon& lexicon, std::vector<Boundary>& words);

// How long the longest of the lexicon's words is that begins with character i; 0: none does.
std::size_t word_at(const Characters& characters, std::size_t i, const Lexicon& lexicon);

// The penalties of a table's cell, whose lines are short: the lexicon's words, and brackets of a few characters
// （万元）, are divided only as a last resort (CL-88).
void weigh_cell(const Characters& characters, const Lexicon& lexicon, Breaks& breaks);

// The penalties of a title: `words` are the ends of its words.
void weigh_title(std::string_view text, const Characters& characters, const std::vector<Boundary>& words,
                 std::string_view author, const Lexicon& lexicon, Breaks& breaks);

}  // namespace banxin::text
