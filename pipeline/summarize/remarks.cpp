#include <fmt/format.h>

#include <algorithm>

#include "base/codes.h"
#include "summarize/impl.h"

namespace banxin::summarize {
namespace {

constexpr std::size_t most_listed = 10;

}  // namespace

Bilingual listed(const std::vector<std::string>& names) {
  Bilingual out;
  for (std::size_t i = 0; i < std::min(names.size(), most_listed); ++i) {
    out.zh += (i == 0 ? "" : "、") + names[i];
    out.en += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() > most_listed) {
    out.zh += fmt::format("等 {} 个", names.size());
    out.en += fmt::format(" and {} more", names.size() - most_listed);
  }
  return out;
}

Findings Sum::remarks() const {
  const Impl& sum = *impl_;
  Findings findings;
  for (const Row& row : sum.rows) {
    if (!row.label->heading || row.records == 0 || row.records == sum.sources.size()) continue;
    findings.push_back(
        {.code = code::summary_rows,
         .message = {fmt::format("有 {} 份记录只填了“{}”一行，另外 {} 份填的是它下面的各行，不能相加。", row.records,
                                 row.label->text, sum.sources.size() - row.records),
                     fmt::format(
                         "{} records fill the one row {}, the other {} the rows below it: they cannot be added.",
                         row.records, row.label->text, sum.sources.size() - row.records)},
         .hint = {"请按旧格式填报的单位改按各行填报。", "Ask those bureaus to fill in the rows."}});
  }
  for (std::size_t cell = 0; cell < sum.ids.size(); ++cell) {
    const Total& total = sum.totals[cell];
    if (total.share && total.known > 0) {
      findings.push_back(
          {.code = code::summary_units,
           .severity = Severity::warning,
           .message = {fmt::format("{}是百分比，不能相加，汇总后空着。", sum.name(cell)),
                       fmt::format("{} is a percentage: it was not added, and the cell is blank.", sum.name(cell))},
           .hint = {"用汇总后的数重新计算，再填上。", "Calculate it from the sums and fill it in."}});
      continue;
    }
    if (!total.units_differ) continue;
    findings.push_back({.code = code::summary_units,
                        .severity = Severity::warning,
                        .message = {fmt::format("{} 各记录的单位不同，没有相加，汇总后空着。", sum.name(cell)),
                                    fmt::format("{}: the records write different units; they were not added, and the "
                                                "cell is blank.",
                                                sum.name(cell))},
                        .hint = {"统一单位以后再汇总。", "Bring them to one unit first."},
                        .related = total.parts});
  }

  std::vector<RelatedPlace> blanks;
  std::size_t cells = 0;
  for (std::size_t cell = 0; cell < sum.ids.size(); ++cell) {
    if (sum.totals[cell].blank == 0) continue;
    if (++cells > most_listed) continue;
    std::vector<std::string> bureaus;
    for (const Source& source : sum.sources) {
      if (std::binary_search(source.blanks.begin(), source.blanks.end(), cell)) bureaus.push_back(source.bureau);
    }
    const Bilingual names = listed(bureaus);
    blanks.push_back({{}, {sum.name(cell) + "：" + names.zh, sum.name(cell) + ": " + names.en}});
  }
  if (cells > 0) {
    findings.push_back(
        {.code = code::summary_blank,
         .severity = Severity::note,
         .message = {fmt::format("有 {} 格，有的记录没有填数；汇总数只含填了的，空白没有当作 0。", cells),
                     fmt::format("{} cells are blank in some records; their sums are those of the figures there are, "
                                 "no blank being taken as 0.",
                                 cells)},
         .hint = {"哪份记录的哪些格空着，写在汇总记录的 extension 里。",
                  "The summary's extension says which cells of which record."},
         .related = std::move(blanks)});
  }

  std::vector<RelatedPlace> own;
  for (const auto& [label, row] : sum.own_rows) {
    if (own.size() == most_listed) break;
    RelatedPlace place = row.first;
    place.note.zh += fmt::format("（{} 份）", row.records);
    place.note.en += fmt::format(" ({} {})", row.records, row.records == 1 ? "record" : "records");
    own.push_back(std::move(place));
  }
  if (!own.empty()) {
    findings.push_back(
        {.code = code::summary_own_rows,
         .severity = Severity::note,
         .message = {fmt::format("单位自加的 {} 种行不汇总。", sum.own_rows.size()),
                     fmt::format("{} kinds of rows of the bureaus' own are not added.", sum.own_rows.size())},
         .hint = {"需要的，在汇总记录里自加一行（own-row）。", "Add an own-row to the summary where wanted."},
         .related = std::move(own)});
  }
  return findings;
}

}  // namespace banxin::summarize
