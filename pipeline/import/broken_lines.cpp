#include "import/broken_lines.h"

#include <algorithm>
#include <cstddef>

#include "base/unseen.h"
#include "base/utf8.h"
#include "words/heading_number.h"

namespace banxin::import {
namespace {

// Widths are in halves of an em: a character of Chinese typing has two.
struct Line {
  int width = 0;      // without white space at the end
  int indent = 0;     // of it, white space at the beginning
  bool ends = false;  // a sentence, or what a list or a heading follows
  bool numbered = false;
};

Line measured(std::string_view text) {
  constexpr char32_t first_wide = 0x80;
  Line line;
  int width = 0;
  char32_t last = 0;
  std::string_view content;
  while (!text.empty()) {
    const std::string_view rest = text;
    const char32_t c = take_any_character(text);
    width += c < first_wide ? 1 : 2;
    if (is_white_space(c)) {
      if (line.width == 0) line.indent = width;
      continue;
    }
    if (line.width == 0) content = rest;
    line.width = width;
    last = c;
  }
  line.ends = std::u32string_view(U"。！？；：").find(last) != std::u32string_view::npos;
  line.numbered = words::read_heading_number(content).has_value();
  return line;
}

// The text as a page would have it.
class Page {
 public:
  explicit Page(const std::vector<std::string_view>& lines) {
    for (const std::string_view text : lines) lines_.push_back(measured(text));
    for (const Line& line : lines_) width_ = std::max(width_, line.width);
    measure();
  }

  // No text of this kind is narrower or wider, in halves of an em.
  bool is_broken() const {
    constexpr int narrowest = 40, widest = 140;
    constexpr std::size_t fewest = 3;
    constexpr std::size_t one_of = 4;
    return width_ >= narrowest && width_ <= widest && unfinished_ >= fewest && unfinished_ * one_of >= texts_;
  }

  bool goes_on(std::size_t i) const {
    if (i == 0 || !is_full(i - 1) || lines_[i].width == 0 || lines_[i].numbered) return false;
    return indents_ ? lines_[i].indent < least_indent : !lines_[i - 1].ends;
  }

 private:
  static constexpr int least_indent = 2;

  // A mark that may not begin a line, and a word that was kept whole, leave a line shorter.
  bool is_full(std::size_t i) const {
    constexpr int most_left = 4;
    return lines_[i].width > 0 && width_ - lines_[i].width <= most_left;
  }

  void measure() {
    std::size_t indented = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.width == 0) continue;
      ++texts_;
      if (line.indent >= least_indent) ++indented;
      const bool followed = i + 1 < lines_.size() && lines_[i + 1].width > 0;
      if (followed && is_full(i) && !line.ends && !lines_[i + 1].numbered) ++unfinished_;
    }
    // Where every line is indented, the indent is the margin.
    constexpr std::size_t few = 2;
    indents_ = indented >= few && indented + few <= texts_;
  }

  std::vector<Line> lines_;
  int width_ = 0;
  bool indents_ = false;
  std::size_t texts_ = 0;       // lines that are not empty
  std::size_t unfinished_ = 0;  // full lines with another one below that seems to go on
};

}  // namespace

std::vector<bool> broken_lines(const std::vector<std::string_view>& lines) {
  std::vector<bool> broken(lines.size());
  const Page page(lines);
  if (!page.is_broken()) return broken;
  for (std::size_t i = 0; i < lines.size(); ++i) broken[i] = page.goes_on(i);
  return broken;
}

}  // namespace banxin::import
