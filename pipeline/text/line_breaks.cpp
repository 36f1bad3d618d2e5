#include "text/line_breaks.h"

#include <cstddef>

namespace banxin::text {
namespace {

constexpr char32_t bullet = 0x2022;
constexpr char32_t soft_hyphen = 0xAD;

bool is_pair(const Characters& characters, std::size_t i) {
  return characters[i].joined || (i + 1 < characters.size() && characters[i + 1].joined);
}

// CL-01 to CL-03, CL-05 to CL-07, CL-101: never at a line's start.
bool bars_start(const Characters& characters, std::size_t i) {
  const Character& c = characters[i];
  switch (c.kind) {
    case Kind::closing:
    case Kind::stop:
    case Kind::comma:
    case Kind::colon:
    case Kind::question:
    case Kind::tilde:
    case Kind::middle_dot:
    case Kind::wide_dot:
    case Kind::slash:
    case Kind::hyphen: return true;
    case Kind::dash: return c.chinese && !is_pair(characters, i) && c.code == 0x2014;
    case Kind::postfix: return i > 0 && characters[i - 1].kind == Kind::digit;
    default: return c.code == bullet && i > 0 && characters[i - 1].kind == Kind::han;
  }
}

// CL-04 and CL-07: never at a line's end.
bool bars_end(const Characters& characters, std::size_t i) {
  const Character& c = characters[i];
  if (c.kind == Kind::prefix) return i + 1 < characters.size() && characters[i + 1].kind == Kind::digit;  // CL-25
  return c.kind == Kind::opening || c.kind == Kind::slash || c.code == soft_hyphen;
}

// A Chinese quote or bracket lets a line end before it or behind it, whatever western text stands there: ICU glues “
// to a letter before it, ‘ ’ to both sides, and ￥ to any closing mark before it.
bool frees(const Characters& characters, std::size_t i) {
  const Character& left = characters[i];
  const Character& right = characters[i + 1];
  const auto plain = [](Kind kind) {
    return kind == Kind::han || kind == Kind::wide || kind == Kind::letter || kind == Kind::digit;
  };
  if (closes(left.kind) && left.chinese) {
    return right.kind == Kind::prefix ||
           (left.kind == Kind::closing && (plain(right.kind) || right.kind == Kind::opening));
  }
  return right.kind == Kind::opening && right.chinese && (plain(left.kind) || closes(left.kind));
}

// CL-21: up to two doubled ellipses or dashes belong together; a longer row of marks may be cut between pairs.
bool same_row(const Characters& characters, std::size_t i) {
  const char32_t code = characters[i].code;
  const Kind kind = characters[i].kind;
  return (kind == Kind::dash || kind == Kind::ellipsis) && characters[i + 1].code == code;
}

std::size_t row_length(const Characters& characters, std::size_t i) {
  const char32_t code = characters[i].code;
  std::size_t begin = i;
  std::size_t end = i;
  while (begin > 0 && characters[begin - 1].code == code) --begin;
  while (end < characters.size() && characters[end].code == code) ++end;
  return end - begin;
}

void correct(const Characters& characters, Breaks& breaks) {
  constexpr std::size_t longest_row = 4;
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    Break& here = breaks[i];
    if (here.kind == BreakKind::mandatory) continue;
    if (here.kind == BreakKind::forbidden && frees(characters, i)) here.kind = BreakKind::allowed;
    const Character& next = characters[i + 1];
    if (same_row(characters, i)) {
      here = {};
      if (!next.joined && row_length(characters, i) > longest_row) here = {BreakKind::allowed, last_resort};
      continue;
    }
    const std::ptrdiff_t shown = characters[i].hidden ? shown_before(characters, i) : static_cast<std::ptrdiff_t>(i);
    if (next.joined || next.hidden || bars_start(characters, i + 1) || bars_end(characters, i) ||
        (shown >= 0 && bars_end(characters, static_cast<std::size_t>(shown)))) {
      here.forbid();
    }
    // CL-106: full-width digits are one number too.
    if (characters[i].kind == Kind::digit && next.kind == Kind::digit) here.forbid();
  }
}

}  // namespace

std::ptrdiff_t shown_before(const Characters& characters, std::size_t i) {
  auto at = static_cast<std::ptrdiff_t>(i) - 1;
  while (at >= 0 && characters[static_cast<std::size_t>(at)].hidden) --at;
  return at;
}

std::size_t shown_after(const Characters& characters, std::size_t i) {
  while (++i < characters.size() && characters[i].hidden) {
  }
  return i;
}

void LineBreaks::take_boundaries(const Characters& characters) {
  breaks_.assign(characters.size(), Break{});
  std::size_t i = 0;
  for (const Boundary& boundary : boundaries_) {
    while (i < characters.size() && characters[i].end < boundary.place) ++i;
    if (i == characters.size()) break;
    if (characters[i].end != boundary.place) continue;
    const bool mandatory = boundary.mandatory && i + 1 < characters.size();
    breaks_[i].kind = mandatory ? BreakKind::mandatory : BreakKind::allowed;
  }
  if (!breaks_.empty()) breaks_.back().kind = BreakKind::allowed;
}

const Breaks& LineBreaks::find(std::string_view text, const Characters& characters, bool balanced,
                               std::string_view author) {
  iterator_.lines(text, boundaries_);
  take_boundaries(characters);
  correct(characters, breaks_);
  protect_text(characters, breaks_);
  weigh_breaks(characters, breaks_);
  if (balanced) {
    // Reading the dictionary takes longer than shaping the whole report.
    if (!find_title_words(text, characters, author, boundaries_)) iterator_.words(text, boundaries_);
    weigh_title(text, characters, boundaries_, author, breaks_);
  }
  return breaks_;
}

}  // namespace banxin::text
