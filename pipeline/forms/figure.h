#pragma once

#include <string_view>

#include "base/diagnostic.h"
#include "forms/decimal.h"

namespace banxin::forms {

// What a cell holds. Everything but a number differs from everything else and from 0, and cannot be calculated with
// (D-06).
struct Figure {
  enum class Kind { number, blank, slash, dash, not_applicable, malformed };

  Kind kind = Kind::blank;
  Decimal number;  // of kind number, else 0

  bool known() const { return kind == Kind::number; }
};

// Blanks around a figure are not part of it. Dashes are -, – and — in any number; anything that is neither a number nor
// one of the marks is malformed.
Figure read_figure(std::string_view text);

// Why a figure cannot be calculated with: 空白 / blank. Empty for a number.
Bilingual reason_of(Figure::Kind kind);

}  // namespace banxin::forms
