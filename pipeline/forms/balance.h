#pragma once

#include "base/diagnostic.h"
#include "forms/terms.h"

namespace banxin::forms {

// Whether two sums of figures that cannot be negative are equal. `open`: figures that are missing decide it.
enum class Balance { equal, unequal, open };

// A missing figure is never taken as 0, but a result that is certain is given: when the known figures of one side alone
// are more than the other side, which is complete, nothing that could be filled in makes them equal. Each of the
// figures `perhaps` may belong to the right side or not (rows that a bureau added): they are equal when some choice
// makes them so, and unequal when none does.
Balance balance(const Terms& left, const Terms& right, const Terms& perhaps);

// The two sides with names and figures, after what all have in common (a column, a row):
//   自然人：新收 275 + 结转 10 = 285，办理结果总计 280 + 结转下年度 4 = 284
//   自然人：总计 12 ≠ 予以公开 3 + 部分公开 8 = 11
// In long sums, parts that are 0 are counted, not named; so are missing figures.
Bilingual equation(const Terms& left, const Terms& right);

// One sum in the same way: 总计：本年新收 60 + 上年结转 4 = 64.
Bilingual sum_in_words(const Terms& terms);

}  // namespace banxin::forms
