#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "base/xml_text.h"
#include "forms/figure.h"
#include "forms/labels.h"
#include "record/form_file.h"

namespace banxin::forms {
namespace {

constexpr const char* labels_namespace = "urn:banxin:labels:1";

std::string blank_record_text(const std::vector<Label>& labels) {
  std::string text = "<record xmlns=\"urn:banxin:record:1\"><statistics>";
  for (const Label& label : labels) {
    if (!label.column) text += "<row id=\"" + xml_escaped(label.id) + "\"/>";
  }
  return text + "</statistics></record>";
}

}  // namespace

// Reads one labels.xml; what is wrong with it is collected.
class LabelsReader {
 public:
  explicit LabelsReader(const xml::Tree& tree) : tree_(tree) {}

  Result<Labels> read() {
    for (const xml::Node& node : tree_.root().elements()) {
      if (node.name() == "chapter" && !id_of(node).empty()) {
        chapters_.push_back({id_of(node), node.trimmed_text(), node.attribute("table").value_or(""), {}});
      } else if (node.name() == "table" && !id_of(node).empty()) {
        for (const xml::Node& part : node.elements()) read_part(part, &node);
      } else {
        read_part(node, nullptr);
      }
    }
    for (const auto& [node, table] : variants_) read_variant(node, table);
    for (const auto& [node, index] : rows_) check_cells(node, labels_[index]);
    if (!findings_.empty()) return std::move(findings_);
    auto blank = xml::Tree::parse(blank_record_text(labels_), tree_.file());
    if (!blank) return blank.take_findings();
    return Labels(std::move(labels_), std::move(chapters_), *std::move(blank));
  }

 private:
  static std::string id_of(const xml::Node& node) { return node.attribute("id").value_or(""); }

  void refuse(const xml::Node& node, Bilingual message) {
    findings_.push_back(record::form_fault(tree_, node, std::move(message)));
  }

  // A label, a column or a variant, of a table or of the form itself.
  void read_part(const xml::Node& node, const xml::Node* table) {
    const bool column = table != nullptr && node.name() == "column";
    if (const auto holds = node.attribute("holds"); holds && (!column || (*holds != "text" && *holds != "figures"))) {
      refuse(node, {"holds 是栏（column）的属性，值为 figures 或 text。",
                    "The attribute holds is of a column: figures or text."});
    }
    if (node.name() == "variant") {
      variants_.emplace_back(node, table == nullptr ? std::string() : id_of(*table));
    } else if ((column || node.name() == "label") && !id_of(node).empty()) {
      add(read_label(node, table, column), node);
    } else {
      refuse(node, {"labels.xml 只由带代号（id）的 chapter、table、label、column 和 variant 组成。",
                    "The file labels.xml consists of `chapter`, `table`, `label` and `column`, each with an id, and "
                    "`variant`."});
    }
  }

  static Label read_label(const xml::Node& node, const xml::Node* table, bool column) {
    const auto inherited = [&](const char* name) {
      return node.attribute(name).value_or(table == nullptr ? std::string() : table->attribute(name).value_or(""));
    };
    Label label;
    label.id = id_of(node);
    label.text = node.trimmed_text();
    label.name = node.attribute("name").value_or(short_label(label.text));
    label.unit = column ? node.attribute("unit").value_or("") : inherited("unit");
    label.level = node.attribute("level").value_or("");
    label.table = table == nullptr ? std::string() : id_of(*table);
    label.column = column;
    label.heading = node.attribute("heading") == "yes";
    label.total = column && node.attribute("total") == "yes";
    label.holds_text = column && node.attribute("holds") == "text";
    if (table != nullptr && !column && !label.heading) label.cells = words_of(inherited("cells"));
    return label;
  }

  void add(Label label, const xml::Node& node) {
    constexpr std::string_view levels = "0123456789";
    if (!label.level.empty() && (label.level.size() > 1 || levels.find(label.level) == std::string_view::npos)) {
      refuse(node, {fmt::format("level 是“{}”，应为 0—9 的一位数。", label.level),
                    fmt::format("The attribute level is \"{}\": it must be one digit from 0 to 9.", label.level)});
    }
    const auto [first, fresh] = lines_.emplace(label.id, node.line());
    if (label.column) columns_.insert({label.table, label.id});
    if (!fresh) {
      // A column may be in several tables, as long as it is the same.
      const auto known =
          std::find_if(labels_.begin(), labels_.end(), [&](const Label& other) { return other.id == label.id; });
      const bool same = label.column && known->column && known->table != label.table && known->text == label.text &&
                        known->holds_text == label.holds_text;
      if (same) return;
      refuse(node, {fmt::format("代号 {} 在第 {} 行已经用过。", label.id, first->second),
                    fmt::format("The id {} is taken on line {} already.", label.id, first->second)});
      return;
    }
    if (!label.column) rows_.emplace_back(node, labels_.size());
    labels_.push_back(std::move(label));
  }

  // In a table a variant belongs to a row or a column; elsewhere to a chapter, or to a row of a form without tables.
  void read_variant(const xml::Node& node, const std::string& table) {
    const std::string of = node.attribute("of").value_or("");
    const auto is_meant = [&of](const auto& one) { return one.id == of; };
    const auto chapter = std::find_if(chapters_.begin(), chapters_.end(), is_meant);
    const auto label = std::find_if(labels_.begin(), labels_.end(), is_meant);
    if (table.empty() && chapter != chapters_.end()) {
      chapter->variants.push_back(node.trimmed_text());
    } else if (label != labels_.end()) {
      label->variants.push_back(node.trimmed_text());
    } else {
      refuse(node, {fmt::format("写法属于代号 {}（of），这里没有这个代号。", of),
                    fmt::format("The variant is of {}, which has no label here.", of)});
    }
  }

  // Of the cells of a row, those in columns that hold text are no figures.
  void check_cells(const xml::Node& node, Label& row) {
    for (const std::string& cell : std::exchange(row.cells, {})) {
      if (columns_.contains({row.table, cell})) {
        const auto column =
            std::find_if(labels_.begin(), labels_.end(), [&cell](const Label& one) { return one.id == cell; });
        (column->holds_text ? row.texts : row.cells).push_back(cell);
        continue;
      }
      refuse(node, {fmt::format("行 {} 的栏 {}（cells）不在表 {} 的各栏之中。", row.id, cell, row.table),
                    fmt::format("The row {} has the cell {}, which is not a column of the table {}.", row.id, cell,
                                row.table)});
    }
  }

  const xml::Tree& tree_;
  Findings findings_;
  std::vector<Label> labels_;
  std::vector<ChapterLabel> chapters_;
  std::map<std::string, int> lines_;                         // of ids
  std::set<std::pair<std::string, std::string>> columns_;    // table, column
  std::vector<std::pair<xml::Node, std::size_t>> rows_;      // with their index in labels_
  std::vector<std::pair<xml::Node, std::string>> variants_;  // with their tables
};

Result<Labels> Labels::load(const std::string& path) {
  auto tree = record::read_form_file(path, "labels", labels_namespace);
  if (!tree) return tree.take_findings();
  return LabelsReader(*tree).read();
}

}  // namespace banxin::forms
