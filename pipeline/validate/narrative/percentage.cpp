#include "validate/narrative/percentage.h"

namespace banxin::validate {

Percentage::Percentage(const std::string& written) : value(forms::Decimal::parse(written).value_or(forms::Decimal())) {
  const std::size_t point = written.find('.');
  if (point != std::string::npos) decimals = written.size() - point - 1;
}

bool Percentage::can_be(const forms::Decimal& part, const forms::Decimal& whole) const {
  if (whole.is_zero()) return false;
  const forms::Decimal off = (*forms::Decimal::parse(of(part, whole)) - value).shifted(decimals);
  const forms::Decimal one = *forms::Decimal::parse("1");
  return off <= one && -off <= one;
}

std::string Percentage::of(const forms::Decimal& part, const forms::Decimal& whole) const {
  return quotient(part.shifted(2), whole, decimals);
}

}  // namespace banxin::validate
