#include "validate/other_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
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

// “made”、“disclosed”、“last-year” and how many there are in all.
Bilingual listing(const std::vector<TableId>& ids) {
  constexpr std::size_t most_shown = 3;
  Bilingual names;
  for (std::size_t i = 0; i < std::min(ids.size(), most_shown); ++i) {
    names.zh += (i == 0 ? "" : "、") + shortened(ids[i].id);
    names.en += (i == 0 ? "" : ", ") + shortened(ids[i].id);
  }
  if (ids.size() <= most_shown) return names;
  return {fmt::format("{} 等 {} 个", names.zh, ids.size()),
          fmt::format("{} and {} more", names.en, ids.size() - most_shown)};
}

Diagnostic misfit(Place place, const Form& own, const Form& other, const std::vector<TableId>& ids) {
  const Bilingual names = listing(ids);
  return {
      .code = code::record_other_form,
      .place = std::move(place),
      .message = {fmt::format("统计表像是另一种表的：行、栏的代号 {}，{} 里没有，{}（{}）里有。", names.zh, own.id,
                              other.id, other.name.zh),
                  fmt::format("The tables seem to be another form's: {} has no rows or columns {}; {} ({}) has.",
                              own.id, names.en, other.id, other.name.en)},
      .hint = {fmt::format("{} 用于 {} 的年度。年度没有写错的，用 banxin new --form {} 建一份新的，把数填进去；"
                           "写错了的，改属性 form 和 year。",
                           other.id, other.years(), own.id),
               fmt::format("{} is for {}. If the year is right, fill in a new record (banxin new --form {}); if not, "
                           "correct the attributes form and year.",
                           other.id, other.years(), own.id)}};
}

}  // namespace

Findings check_other_form(const xml::Tree& record, const Form& own, const forms::Labels& labels,
                          const std::vector<Form>& forms) {
  const TableIds ids(record);
  const std::vector<TableId> unknown = ids.unknown_to(labels);
  std::vector<TableId> least = unknown;
  const Form* meant = nullptr;
  for (const Form& form : forms) {
    if (least.empty()) break;
    if (form.id == own.id || !form.faults.empty()) continue;
    // A form that cannot be used is reported when a record names it.
    const auto its = forms::Labels::load(form.folder + "/labels.xml");
    if (!its) continue;
    if (auto its_unknown = ids.unknown_to(*its); its_unknown.size() < least.size()) {
      least = std::move(its_unknown);
      meant = &form;
    }
  }
  if (meant == nullptr) return {};
  const std::set<TableId> lacked(least.begin(), least.end());
  std::vector<TableId> found;
  std::copy_if(unknown.begin(), unknown.end(), std::back_inserter(found),
               [&lacked](const TableId& it) { return !lacked.contains(it); });
  return {misfit(record.place(ids.first_table()), own, *meant, found)};
}

}  // namespace banxin::validate
