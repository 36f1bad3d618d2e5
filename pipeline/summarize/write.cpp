#include <fmt/format.h>

#include <utility>

#include "base/text.h"
#include "forms/placeholders.h"
#include "record/writer.h"
#include "summarize/impl.h"

namespace banxin::summarize {
namespace {

using record::Content;

// How the sum came about: the text of its first chapter.
std::vector<std::string> origin_of(const Sum::Impl& sum) {
  std::vector<std::string> text = {fmt::format("本报告由{}个单位{}年度的记录汇总而成，统计表中的数为各单位相应数之和。",
                                               sum.sources.size(), sum.year)};
  std::string names;
  for (const std::string& name : sum.missing) add_to_row(names, "、", name);
  if (!names.empty()) text.push_back(fmt::format("下列单位的记录缺报，没有计入：{}。", names));
  return text;
}

Content::Table table_of(const Sum::Impl& sum, const std::string& id) {
  Content::Table table;
  table.id = id;
  for (const Row& row : sum.rows) {
    if (row.label->table != id || !sum.stands(row)) continue;
    Content::Row& to = table.rows.emplace_back();
    to.id = row.label->id;
    to.label = row.label->text;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Total& total = sum.totals[row.cells[i]];
      if (row.columns.empty()) {
        to.figure += total.text();
        continue;
      }
      const bool one_unit = total.unit && !total.units_differ;
      to.cells.push_back({.id = row.columns[i],
                          .label = {},
                          .unit = one_unit ? *total.unit : std::string(),
                          .figure = total.text(),
                          .remark = {}});
    }
  }
  return table;
}

void add_chapters(Content& content, const Sum::Impl& sum) {
  bool said = false;
  for (const forms::ChapterLabel& label : sum.labels.chapters()) {
    Content::Chapter& chapter = content.chapters.emplace_back();
    chapter.id = label.id;
    chapter.heading = label.text;
    if (!label.table.empty()) {
      chapter.blocks.emplace_back().is = table_of(sum, label.table);
    } else if (!std::exchange(said, true)) {
      chapter.blocks = record::paragraphs_of(origin_of(sum));
    } else {
      chapter.blocks.emplace_back().is = std::string(forms::placeholder::summary_chapter);
    }
  }
  if (!content.chapters.empty()) return;
  Content::Chapter& chapter = content.chapters.emplace_back();
  chapter.heading = "一、汇总说明";
  chapter.blocks = record::paragraphs_of(origin_of(sum));
  content.table = table_of(sum, {});
}

// Which records were added, which are missing, and what each left blank.
void write_sources(XmlWriter& to, const Sum::Impl& sum) {
  to.begin("s:summary").attribute("xmlns:s", summary_namespace);
  to.attribute("records", std::to_string(sum.sources.size()));
  for (const Source& source : sum.sources) {
    std::string blanks;
    for (const std::uint16_t cell : source.blanks) add_to_row(blanks, " ", sum.ids[cell]);
    to.begin("s:source")
        .attribute("bureau", source.bureau)
        .attribute("year", sum.year)
        .attribute("sha512", source.sha512);
    if (!blanks.empty()) to.attribute("blank", blanks);
    to.end();
  }
  for (const std::string& name : sum.missing) to.begin("s:missing").attribute("bureau", name).end();
  to.end();
}

}  // namespace

std::string Sum::write(const Upper& upper) const {
  const Impl& sum = *impl_;
  Content content;
  content.form = sum.form.id;
  content.year = sum.year;
  content.bureau = upper.bureau.empty() ? std::string(forms::placeholder::summary_bureau) : upper.bureau;
  content.title =
      upper.title.empty() ? fmt::format("{}{}年{}", content.bureau, sum.year, sum.form.title_name()) : upper.title;
  add_chapters(content, sum);
  content.extension = [&sum](XmlWriter& to) { write_sources(to, sum); };
  return record::write(content);
}

}  // namespace banxin::summarize
