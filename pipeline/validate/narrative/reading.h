#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "forms/cells.h"
#include "forms/decimal.h"
#include "forms/terms.h"

namespace banxin::validate {

// The cells that a sentence may speak of, and what they make, where that is known. Many bureaus leave out what is 0,
// and totals: what is blank counts as nothing beside figures, and a blank total as the sum of its parts. Nothing is
// known where no cell holds a figure, or one holds something malformed.
struct Reading {
  forms::Terms terms;
  std::optional<forms::Decimal> sum;
};

// One for each list of ids.
std::vector<Reading> readings_of(const std::vector<std::vector<std::string>>& all, const forms::Cells& cells);

// As it goes on after “统计表” and "the table has": 的“收到申请数”却是 12件; of a sum: 却是 总计：本年新收 60 +
// 上年结转 4 = 64.
Bilingual shown(const Reading& reading);

}  // namespace banxin::validate
