// The penalties of a cell's breaks: its lines end between words (CL-88).
#include <cstddef>

#include "text/line_breaks.h"

namespace banxin::text {
namespace {

constexpr std::size_t longest_bracket = 8;  // characters, with its marks

class CellWeigher {
 public:
  CellWeigher(const Characters& characters, const Lexicon& lexicon, Breaks& breaks)
      : characters_(characters), lexicon_(lexicon), breaks_(breaks) {}

  void run() {
    for (std::size_t i = 0; i < characters_.size();) {
      const std::size_t word = is_han(i) ? word_at(characters_, i, lexicon_) : 0;
      if (word > 0) {
        hold(i, i + word);
        i += word;
        if (is_single(i)) {
          ++i;
          hold(i - 2, i);
        }
        continue;
      }
      if (characters_[i].kind == Kind::opening) hold_bracket(i);
      ++i;
    }
    // A number and its unit, 10月, are a word here.
    for (std::size_t i = 0; i < breaks_.size(); ++i) {
      const bool digit = characters_[i].kind == Kind::digit;
      if (digit && breaks_[i].penalty >= strong) breaks_[i].at_least(last_resort_penalty);
    }
  }

 private:
  bool is_han(std::size_t i) const { return i < characters_.size() && characters_[i].kind == Kind::han; }
  // An unknown character between words belongs to the one before it: 处理费, 满意率.
  bool is_single(std::size_t i) const {
    if (!is_han(i) || word_at(characters_, i, lexicon_) > 0 || is_one_of(characters_[i].code, U"和与及或并"))
      return false;
    return !is_han(i + 1) || word_at(characters_, i + 1, lexicon_) > 0;
  }

  // Characters [first, end) are one word.
  void hold(std::size_t first, std::size_t end) {
    for (std::size_t i = first; i + 1 < end; ++i) breaks_[i].at_least(last_resort_penalty);
  }
  void hold_bracket(std::size_t first) {
    for (std::size_t i = first + 1; i < characters_.size() && i < first + longest_bracket; ++i) {
      if (characters_[i].kind == Kind::closing) return hold(first, i + 1);
    }
  }

  const Characters& characters_;
  const Lexicon& lexicon_;
  Breaks& breaks_;
};

}  // namespace

void weigh_cell(const Characters& characters, const Lexicon& lexicon, Breaks& breaks) {
  CellWeigher(characters, lexicon, breaks).run();
}

}  // namespace banxin::text
