#include "validate/other_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/codes.h"
#include "record/record.h"

namespace banxin::validate {
namespace {

// A table's name for one of its rows or columns.
struct TableId {
  std::string id;
  bool column = false;
  auto operator<=>(const TableId&) const = default;
};

// The ids of all tables, each once, in the order of the record.
class TableIds {
 public:
  explicit TableIds(const xml::Tree& record) { read(record.root()); }

  const xml::Node& first_table() const { return first_table_; }

  std::vector<TableId> unknown_to(const forms::Labels& labels) const {
    std::vector<TableId> unknown;
    std::copy_if(ids_.begin(), ids_.end(), std::back_inserter(unknown), [&labels](const TableId& it) {
      const forms::Label* label = labels.find(it.id);
      return label == nullptr || label->column != it.column;
    });
    return unknown;
  }

 private:
  // Tables are in the record or its chapters.
  void read(const xml::Node& node) {
    for (const xml::Node& child : node.elements()) {
      if (record::is_element(child, "chapter")) read(child);
      if (record::is_element(child, "statistics")) read_table(child);
    }
  }
  void read_table(const xml::Node& table) {
    if (first_table_ == xml::Node()) first_table_ = table;
    for (const xml::Node& row : table.elements()) {
      if (!record::is_element(row, "row")) continue;
      add({row.attribute("id").value_or(""), false});
      for (const xml::Node& cell : row.elements()) add({cell.attribute("id").value_or(""), true});
    }
  }
  void add(const TableId& id) {
    if (seen_.insert(id).second) ids_.push_back(id);
  }

  xml::Node first_table_;
  std::vector<TableId> ids_;
  std::set<TableId> seen_;
};

// 其他对外管理服务事项、上一年项目数量 and how many there are in all, by the labels of the form that has them.
Bilingual listing(const std::vector<TableId>& ids, const forms::Labels& labels) {
  constexpr std::size_t most_shown = 3;
  Bilingual names;
  for (std::size_t i = 0; i < std::min(ids.size(), most_shown); ++i) {
    const forms::Label* label = labels.find(ids[i].id);
    const std::string name = label == nullptr ? std::string() : "（" + label->text + "）";
    names.zh += (i == 0 ? "" : "、") + shortened(ids[i].id) + name;
    names.en += (i == 0 ? "" : ", ") + shortened(ids[i].id);
  }
  if (ids.size() <= most_shown) return names;
  return {fmt::format("{}等 {} 个", names.zh, ids.size()),
          fmt::format("{} and {} more", names.en, ids.size() - most_shown)};
}

// The form whose tables the record has, and those of their ids that its own form lacks.
struct Misfit {
  const Form* form = nullptr;
  std::optional<forms::Labels> labels;
  std::vector<TableId> ids;
};

Diagnostic finding_of(const Misfit& misfit, Place place, const Form& own, const std::string& year) {
  const Form& other = *misfit.form;
  const Bilingual names = listing(misfit.ids, *misfit.labels);
  const std::string blank = fmt::format("banxin new --form {} --year {}", own.id, year);
  Diagnostic finding{
      .code = code::record_other_form,
      .place = std::move(place),
      .message = {fmt::format("统计表不是 {} 的，而是 {}（{} 的年度）的：行、栏 {}只有后者有。", own.id, other.id,
                              other.years(), names.zh),
                  fmt::format(
                      "The tables are not those of {} but of {} (for {}), which alone has the rows and columns {}.",
                      own.id, other.id, other.years(), names.en)},
      .hint = {fmt::format("按 {} 填报的，用 {} 建一份新的，把数填进去；", own.id, blank),
               fmt::format("To report in {}, fill in a new record ({}). ", own.id, blank)}};
  const bool earlier = year > std::to_string(other.last_year);
  finding.hint.zh +=
      earlier ? fmt::format("当年就是用旧表公布的，把属性 form 改作 {}，年度不改，照原样收下和归档。", other.id)
              : "年度写错了的，改属性 form 和 year。";
  finding.hint.en += earlier ? fmt::format(
                                   "If it was published in the earlier tables, write form=\"{}\" and leave the "
                                   "year: it is accepted and archived as it is.",
                                   other.id)
                             : "If the year is wrong, correct the attributes form and year.";
  return finding;
}

}  // namespace

Findings check_other_form(const xml::Tree& record, const Form& own, const forms::Labels& labels,
                          const std::vector<Form>& forms) {
  const TableIds ids(record);
  const std::vector<TableId> unknown = ids.unknown_to(labels);
  std::vector<TableId> least = unknown;
  Misfit misfit;
  for (const Form& form : forms) {
    if (least.empty()) break;
    if (form.id == own.id || !form.faults.empty()) continue;
    // A form that cannot be used is reported when a record names it.
    auto its = forms::Labels::load(form.folder + "/labels.xml");
    if (!its) continue;
    if (auto its_unknown = ids.unknown_to(*its); its_unknown.size() < least.size()) {
      least = std::move(its_unknown);
      misfit.form = &form;
      misfit.labels = *std::move(its);
    }
  }
  if (misfit.form == nullptr) return {};
  const std::set<TableId> lacked(least.begin(), least.end());
  std::copy_if(unknown.begin(), unknown.end(), std::back_inserter(misfit.ids),
               [&lacked](const TableId& it) { return !lacked.contains(it); });
  const std::string year = record.root().attribute("year").value_or("");
  return {finding_of(misfit, record.place(ids.first_table()), own, year)};
}

}  // namespace banxin::validate
