#include "compose/white_space.h"

#include <cstddef>
#include <string_view>
#include <utility>

#include "base/unseen.h"
#include "base/utf8.h"

namespace banxin::compose {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Whether a UTF-8 sequence of three or four bytes begins (or, read backwards, ends) here: every Chinese character and
// mark is one, and so are the curly quotes and dashes; letters of European scripts have one or two.
bool is_wide_lead(char c) {
  return static_cast<unsigned char>(c) >= 0xE0;
}
bool ends_wide(std::string_view text) {
  constexpr unsigned continuation_mask = 0xC0;
  constexpr unsigned continuation = 0x80;
  std::size_t at = text.size();
  while (at > 0) {
    --at;
    if ((static_cast<unsigned char>(text[at]) & continuation_mask) != continuation) return is_wide_lead(text[at]);
  }
  return false;
}

}  // namespace

void remove_layout_space(std::vector<Inline>& inlines, Lines lines) {
  bool at_start = true;
  bool pending = false;           // white space seen, not yet written
  bool pending_break = false;     // ... and it held a line break
  bool wide_before = false;       // the last character written is a wide one
  Inline* space_owner = nullptr;  // the inline in which the pending white space began
  for (Inline& piece : inlines) {
    const std::string raw = std::exchange(piece.text, {});
    for (const char c : raw) {
      if (is_space(c)) {
        if (!pending) space_owner = &piece;
        pending = true;
        pending_break = pending_break || c == '\n' || c == '\r';
        continue;
      }
      if (pending && !at_start) {
        if (pending_break && lines == Lines::kept) {
          space_owner->text += '\n';
        } else if (!pending_break || !(wide_before || is_wide_lead(c))) {
          space_owner->text += ' ';
        }
      }
      pending = pending_break = at_start = false;
      piece.text += c;
      wide_before = ends_wide(piece.text);
    }
  }
  std::erase_if(inlines, [](const Inline& piece) { return piece.text.empty(); });
}

void remove_typed_indent(std::vector<Inline>& inlines) {
  const auto blank = [](const Inline& piece) { return is_all_white(piece.text); };
  while (!inlines.empty() && blank(inlines.front())) inlines.erase(inlines.begin());
  while (!inlines.empty() && blank(inlines.back())) inlines.pop_back();
  if (inlines.empty()) return;
  std::string& first = inlines.front().text;
  for (std::string_view rest = first; is_white_space(take_character(rest)); rest = first) {
    first.erase(0, first.size() - rest.size());
  }
  std::string& last = inlines.back().text;
  std::size_t end = last.size();
  for (std::string_view rest = last; !rest.empty();) {
    if (!is_white_space(take_character(rest))) end = last.size() - rest.size();
  }
  last.erase(end);
}

}  // namespace banxin::compose
