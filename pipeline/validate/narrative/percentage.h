#pragma once

#include <cstddef>
#include <string>

#include "forms/decimal.h"

namespace banxin::validate {

// A percentage as a text writes it.
struct Percentage {
  forms::Decimal value;
  std::size_t decimals = 0;

  // `written` is digits with at most one point between them.
  explicit Percentage(const std::string& written);

  // Whether part / whole may be written so: rounded or cut off, one unit of the last place either way.
  bool can_be(const forms::Decimal& part, const forms::Decimal& whole) const;
  // part / whole in percent, with as many decimals; `whole` is not 0.
  std::string of(const forms::Decimal& part, const forms::Decimal& whole) const;
};

}  // namespace banxin::validate
