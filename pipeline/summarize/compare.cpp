#include <fmt/format.h>

#include "base/codes.h"
#include "forms/figure.h"
#include "summarize/impl.h"

namespace banxin::summarize {

Findings Sum::compare(const ValidatedRecord& validated) const {
  const Impl& sum = *impl_;
  const Record& record = validated.record();
  const forms::Cells cells(record.tree(), sum.labels);

  Findings findings;
  std::size_t not_assessable = 0;
  for (const Row& row : sum.rows) {
    if (!sum.stands(row) && !(row.label->heading && cells.has_row(row.label->id))) continue;
    for (const std::size_t cell : row.cells) {
      const std::string& id = sum.ids[cell];
      const Total& total = sum.totals[cell];
      const forms::Figure& figure = cells.cell(id).figure;
      // An empty value on either side is not a contradiction.
      if (!figure.known() && total.known == 0) continue;
      const bool other_unit =
          !figure.number.is_zero() && total.unit && *total.unit != cells.node(id).attribute("unit").value_or("");
      if (!sum.whole() || !total.whole() || !figure.known() || total.known == 0 || other_unit) {
        ++not_assessable;
        continue;
      }
      if (figure.number == total.sum) continue;
      std::vector<RelatedPlace> related = total.parts;
      findings.push_back(
          {.code = code::summary_differs,
           .severity = Severity::warning,
           .place = cells.place(id),
           .message = {fmt::format("{} 填的是 {}，{} 份记录合计 {}，相差 {}。", cells.name(id), figure.number.text(),
                                   sum.sources.size(), total.sum.text(), (figure.number + -total.sum).text()),
                       fmt::format("{} is {}, but the {} records add up to {}: a difference of {}.", cells.name(id),
                                   figure.number.text(), sum.sources.size(), total.sum.text(),
                                   (figure.number + -total.sum).text())},
           .hint = {"看看是否少了或多了一份记录；都齐了的，核对这一格。",
                    "See whether a record is missing or too many; if not, check this cell."},
           .related = std::move(related)});
    }
  }
  if (not_assessable == 0) return findings;
  Bilingual why = {"有的记录或总表没有填数", "some records, or the total, hold no figure there"};
  if (!sum.whole()) {
    const Bilingual names = listed({sum.missing.begin(), sum.missing.end()});
    why = {"缺" + names.zh + "的记录", "records are missing: " + names.en};
    if (sum.missing.empty()) why = {"有的记录不能计入", "some records could not be added"};
  }
  findings.push_back(
      {.code = code::summary_not_assessable,
       .severity = Severity::note,
       .place = record.tree().place(record.tree().root()),
       .message = {fmt::format("有 {} 格无法与合计比较：{}。", not_assessable, why.zh),
                   fmt::format("{} cells cannot be compared with the sum: {}.", not_assessable, why.en)},
       .hint = {"这不是错误；补齐以后再比较。", "This is not an error; compare again when everything is there."}});
  return findings;
}

}  // namespace banxin::summarize
