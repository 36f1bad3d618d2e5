#include "text/line_breaks.h"

#include <algorithm>
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

// A Chinese quote or bracket lets a line end before or after it, whatever western text is there: ICU glues “ to a
// letter before it, ‘ ’ to both sides, and ￥ to any closing mark before it.
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

// CL-21: up to two doubled ellipses or dashes belong together; a longer run of marks may be cut between pairs.
bool same_row(const Characters& characters, std::size_t i) {
  const char32_t code = characters[i].code;
  const Kind kind = characters[i].kind;
  return (kind == Kind::dash || kind == Kind::ellipsis) && characters[i + 1].code == code;
}

// A run of the same character, [begin, end).
struct Row {
  std::size_t begin = 0, end = 0;
  std::size_t length() const { return end - begin; }
};

Row row_at(const Characters& characters, std::size_t i) {
  const char32_t code = characters[i].code;
  Row row{i, i};
  while (row.begin > 0 && characters[row.begin - 1].code == code) --row.begin;
  while (row.end < characters.size() && characters[row.end].code == code) ++row.end;
  return row;
}

void correct(const Characters& characters, const ShownCharacters& shown, Breaks& breaks) {
  constexpr std::size_t longest_row = 4;
  Row row;  // the last one met
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    Break& here = breaks[i];
    if (here.kind == BreakKind::mandatory) continue;
    if (here.kind == BreakKind::forbidden && frees(characters, i)) here.kind = BreakKind::allowed;
    const Character& next = characters[i + 1];
    if (same_row(characters, i)) {
      here = {};
      if (i >= row.end) row = row_at(characters, i);
      if (!next.joined && row.length() > longest_row) here = {BreakKind::allowed, last_resort_penalty};
      continue;
    }
    const std::ptrdiff_t left = characters[i].hidden ? shown.before(i) : static_cast<std::ptrdiff_t>(i);
    if (next.joined || next.hidden || bars_start(characters, i + 1) || bars_end(characters, i) ||
        (left >= 0 && bars_end(characters, static_cast<std::size_t>(left)))) {
      here.forbid();
    }
    // CL-106: full-width digits form one number too.
    if (characters[i].kind == Kind::digit && next.kind == Kind::digit) here.forbid();
  }
}

}  // namespace

void ShownCharacters::look_at(const Characters& characters) {
  before_.clear();
  after_.clear();
  const bool all = std::none_of(characters.begin(), characters.end(), [](const Character& c) { return c.hidden; });
  if (all) return;
  before_.reserve(characters.size());
  std::int32_t last = -1;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    before_.push_back(last);
    if (!characters[i].hidden) last = static_cast<std::int32_t>(i);
  }
  after_.resize(characters.size());
  auto next = static_cast<std::uint32_t>(characters.size());
  for (std::size_t i = characters.size(); i-- > 0;) {
    after_[i] = next;
    if (!characters[i].hidden) next = static_cast<std::uint32_t>(i);
  }
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
  shown_.look_at(characters);
  correct(characters, shown_, breaks_);
  protect_text(characters, shown_, lexicon_, breaks_);
  weigh_breaks(characters, shown_, lexicon_, breaks_);
  if (balanced) {
    // Reading the dictionary takes longer than shaping the whole report.
    if (!find_title_words(text, characters, author, lexicon_, boundaries_)) iterator_.words(text, boundaries_);
    weigh_title(text, characters, boundaries_, author, lexicon_, breaks_);
  }
  return breaks_;
}

}  // namespace banxin::text
