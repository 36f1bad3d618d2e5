#include "forms/figure.h"

#include <array>
#include <cstddef>

#include "base/text.h"

namespace banxin::forms {
namespace {

bool only_dashes(std::string_view text) {
  constexpr std::array<std::string_view, 3> dashes = {"-", "–", "—"};
  while (!text.empty()) {
    std::size_t taken = 0;
    for (const std::string_view dash : dashes) {
      if (text.starts_with(dash)) taken = dash.size();
    }
    if (taken == 0) return false;
    text.remove_prefix(taken);
  }
  return true;
}

Figure::Kind kind_of_mark(std::string_view text) {
  if (text.empty()) return Figure::Kind::blank;
  if (text == "/") return Figure::Kind::slash;
  if (text == "不适用") return Figure::Kind::not_applicable;
  return only_dashes(text) ? Figure::Kind::dash : Figure::Kind::malformed;
}

}  // namespace

Figure read_figure(std::string_view text) {
  text = trimmed(text);
  if (auto number = Decimal::parse(text)) return {Figure::Kind::number, *std::move(number)};
  return {kind_of_mark(text), {}};
}

Bilingual reason_of(Figure::Kind kind) {
  switch (kind) {
    case Figure::Kind::number: return {};
    case Figure::Kind::blank: return {"空白", "blank"};
    case Figure::Kind::slash: return {"“/”", "\"/\""};
    case Figure::Kind::dash: return {"“-”", "\"-\""};
    case Figure::Kind::not_applicable: return {"不适用", "不适用 (not applicable)"};
    case Figure::Kind::malformed: break;
  }
  return {"不是数", "no figure"};
}

}  // namespace banxin::forms
