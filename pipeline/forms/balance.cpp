#include "forms/balance.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace banxin::forms {
namespace {

constexpr std::size_t most_choices = 10;  // rows added of which every choice is tried
constexpr std::size_t long_sum = 6;       // terms; in a longer sum those that are 0 are not named

// A sum, or the least that it can be.
struct Side {
  Decimal known;
  bool complete = true;
  bool sound = true;  // what is malformed, or last year's when its record is missing, could be anything
};

void add(Side& side, const Term& term) {
  if (term.figure.known()) {
    side.known = side.known + term.figure.number;
    return;
  }
  side.complete = false;
  side.sound &= term.cells != nullptr && term.figure.kind != Figure::Kind::malformed;
}

Side side_of(const Terms& terms) {
  Side side;
  for (const Term& term : terms) add(side, term);
  return side;
}

Balance compared(const Side& left, const Side& right) {
  if (left.complete && right.complete) return left.known == right.known ? Balance::equal : Balance::unequal;
  if (!left.sound || !right.sound) return Balance::open;
  if (left.complete && right.known > left.known) return Balance::unequal;
  if (right.complete && left.known > right.known) return Balance::unequal;
  return Balance::open;
}

std::string shown_name(const Term& term, bool with_row, bool with_column, bool english) {
  const std::string column = column_name(term);
  std::string name = with_row || column.empty() ? row_name(term) : std::string();
  if (with_column && !column.empty()) name += (name.empty() ? "" : "／") + column;
  if (!term.last_year) return name;
  return (english ? "last year's " : "上一年度") + name;
}

std::string with_blank(const std::string& name) {
  return name.empty() ? name : name + " ";
}

// One side as text; in brackets, the terms that are not named.
class SideText {
 public:
  SideText(const Terms& terms, bool with_row, bool with_column, bool english)
      : terms_(terms), with_row_(with_row), with_column_(with_column), english_(english) {}

  // 予以公开 23 + 部分公开 6 = 29（其余 3 项为 0）
  std::string text() {
    const std::string named = terms();  // counts what sum() names
    return named + sum();
  }

 private:
  std::string terms() {
    const bool few = terms_.size() <= long_sum;
    std::string text;
    for (const Term& term : terms_) {
      if (!term.figure.known()) {
        ++missing_;
      } else if (few || !term.figure.number.is_zero()) {
        text += (text.empty() ? "" : " + ") + with_blank(name(term)) + shortened(term.written);
      } else {
        ++zeros_;
      }
    }
    return text.empty() ? "0" : text;
  }
  std::string sum() const {
    if (terms_.size() == 1) return {};
    return (missing_ == 0 ? " = " : " ≥ ") + side_of(terms_).known.text() + rest();
  }

  std::string name(const Term& term) const { return shown_name(term, with_row_, with_column_, english_); }

  std::string rest() const {
    std::string text;
    if (zeros_ > 0) text = english_ ? fmt::format("{} more are 0", zeros_) : fmt::format("其余 {} 项为 0", zeros_);
    if (missing_ > 0) {
      if (!text.empty()) text += english_ ? ", " : "，";
      text += english_ ? fmt::format("{} without a figure", missing_) : fmt::format("{} 格没有数", missing_);
    }
    if (text.empty()) return text;
    return english_ ? " (" + text + ")" : "（" + text + "）";
  }

  const Terms& terms_;
  bool with_row_, with_column_, english_;
  int zeros_ = 0;
  int missing_ = 0;
};

// The name that all figures of both sides share; empty when they do not.
std::string common(const Terms& left, const Terms& right, std::string (*name)(const Term&)) {
  std::string shared;
  for (const Terms* side : {&left, &right}) {
    for (const Term& term : *side) {
      if (term.is_written_by_rule()) continue;
      std::string own = name(term);
      if (own.empty() || (!shared.empty() && own != shared)) return {};
      shared = std::move(own);
    }
  }
  return shared;
}

std::string equation_in(const Terms& left, const Terms& right, bool english) {
  const std::string column = common(left, right, column_name);
  const std::string row = column.empty() ? common(left, right, row_name) : std::string();
  const std::string& head = column.empty() ? row : column;
  // Without a head, either the row alone is enough as a name, or row and column are.
  const bool with_row = row.empty();
  const bool with_column = column.empty();
  SideText a(left, with_row, with_column, english);
  SideText b(right, with_row, with_column, english);
  std::string text = head.empty() ? "" : head + (english ? ": " : "：");
  text += a.text();
  text += left.size() > 1 && right.size() > 1 ? (english ? ", " : "，") : " ≠ ";
  text += b.text();
  const bool open = !side_of(left).complete || !side_of(right).complete;
  if (!open) return text;
  return text + (english ? "; whatever is filled in, they cannot be equal" : "；空着的格无论填多少，两边都不会相等");
}

}  // namespace

Balance balance(const Terms& left, const Terms& right, const Terms& perhaps) {
  const Side whole = side_of(left);
  const std::size_t choices = std::size_t{1} << std::min(perhaps.size(), most_choices);
  bool open = false;
  for (std::size_t choice = 0; choice < choices; ++choice) {
    Side parts = side_of(right);
    for (std::size_t i = 0; i < perhaps.size(); ++i) {
      if (i >= most_choices || (choice >> i & 1U) != 0) add(parts, perhaps[i]);
    }
    const Balance found = compared(whole, parts);
    if (found == Balance::equal) return found;
    open |= found == Balance::open;
  }
  return open || perhaps.size() > most_choices ? Balance::open : Balance::unequal;
}

Bilingual equation(const Terms& left, const Terms& right) {
  return {equation_in(left, right, false), equation_in(left, right, true)};
}

Bilingual sum_in_words(const Terms& terms) {
  const std::string column = common(terms, {}, column_name);
  const std::string row = column.empty() ? common(terms, {}, row_name) : std::string();
  const std::string& head = column.empty() ? row : column;
  const auto text = [&](bool english) {
    const std::string sum = SideText(terms, row.empty(), column.empty(), english).text();
    return head.empty() ? sum : head + (english ? ": " : "：") + sum;
  };
  return {text(false), text(true)};
}

}  // namespace banxin::forms
