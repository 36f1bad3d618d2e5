#pragma once

#include <string_view>

#include "base/diagnostic.h"
#include "validate/decimal.h"

namespace banxin::validate {

// What a cell holds. All but a number are unlike each other and unlike 0, and none can be calculated with (D-06).
struct Figure {
  enum class Kind { number, blank, slash, dash, not_applicable, malformed };

  Kind kind = Kind::blank;
  Decimal number;  // of kind number, else 0

  bool known() const { return kind == Kind::number; }
};

// The text without the white space of XML around it.
std::string_view trimmed(std::string_view text);

// Blanks around a figure are none of it. Dashes are -, – and — in any number; anything that is neither a number nor one
// of the marks is malformed.
Figure read_figure(std::string_view text);

// Why a figure cannot be calculated with: 空白 / blank. Empty for a number.
Bilingual reason_of(Figure::Kind kind);

}  // namespace banxin::validate
