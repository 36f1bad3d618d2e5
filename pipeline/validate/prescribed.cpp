#include "validate/prescribed.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/text.h"
#include "forms/chapter_numbers.h"
#include "forms/figure.h"
#include "forms/wording.h"
#include "record/parts.h"
#include "validate/own_table.h"

namespace banxin::validate {
namespace {

constexpr std::size_t most_of_a_kind = 20;  // findings on labels; nobody reads more of them

std::string attribute(const xml::Node& node, const char* name) {
  return node.attribute(name).value_or(std::string());
}

// Places of one kind: the first of them, and how many there are.
struct Places {
  std::vector<RelatedPlace> first;
  std::size_t count = 0;

  void add(RelatedPlace place) {
    if (++count <= most_of_a_kind) first.push_back(std::move(place));
  }
};

class PrescribedCheck {
 public:
  PrescribedCheck(const xml::Tree& record, const forms::Labels& labels)
      : record_(record), labels_(labels), numbers_(record.root()) {}

  Findings run() {
    check_chapters();
    visit(record_.root(), {});
    conclude_labels();
    conclude_additions();
    return std::move(findings_);
  }

 private:
  void find(const char* code, Severity severity, const xml::Node& at, Bilingual message, Bilingual hint) {
    findings_.push_back({.code = code,
                         .severity = severity,
                         .place = record_.place(at),
                         .message = std::move(message),
                         .hint = std::move(hint)});
  }

  // All chapters of the form are there, in its order, and those with a table have it.
  void check_chapters() {
    if (labels_.chapters().empty()) return;
    std::map<std::string, xml::Node> found;
    std::vector<std::pair<std::size_t, xml::Node>> order;
    for (const xml::Node& child : record_.root().elements()) {
      if (!record::is_element(child, "chapter")) continue;
      const std::string id = attribute(child, "id");
      const auto& all = labels_.chapters();
      const auto known =
          std::find_if(all.begin(), all.end(), [&](const forms::ChapterLabel& one) { return one.id == id; });
      if (known == all.end() || !found.emplace(id, child).second) continue;
      order.emplace_back(static_cast<std::size_t>(known - all.begin()), child);
    }
    for (const forms::ChapterLabel& chapter : labels_.chapters()) {
      const auto one = found.find(chapter.id);
      if (one == found.end()) {
        find(code::record_chapter, Severity::error, record_.root(),
             {fmt::format("缺少“{}”一章。", chapter.text), fmt::format("The chapter “{}” is missing.", chapter.text)},
             {fmt::format("加上这一章：<chapter id=\"{}\">，没有内容的写“无。”。", chapter.id),
              fmt::format("Add it: <chapter id=\"{}\">; where there is nothing to say write “无。”.", chapter.id)});
      } else if (!chapter.table.empty() && !has_table(one->second, chapter.table)) {
        find(code::record_table, Severity::error, one->second,
             {fmt::format("“{}”一章缺少统计表。", chapter.text),
              fmt::format("The chapter “{}” lacks its table.", chapter.text)},
             {fmt::format("在这一章写 <statistics table=\"{}\">。", chapter.table),
              fmt::format("Write <statistics table=\"{}\"> in this chapter.", chapter.table)});
      }
    }
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (order[i].first > order[i - 1].first) continue;
      const std::string& here = labels_.chapters()[order[i].first].text;
      const std::string& before = labels_.chapters()[order[i - 1].first].text;
      find(code::record_chapter, Severity::error, order[i].second,
           {fmt::format("“{}”排在“{}”后面，表的次序相反。", here, before),
            fmt::format("“{}” comes after “{}”; in the form it is the other way round.", here, before)},
           {"按表的次序排列各章。", "Put the chapters into the form's order."});
    }
  }

  static bool has_table(const xml::Node& chapter, const std::string& table) {
    const auto parts = chapter.elements();
    return std::any_of(parts.begin(), parts.end(), [&](const xml::Node& part) {
      return record::is_element(part, "statistics") && attribute(part, "table") == table;
    });
  }

  void visit(const xml::Node& node, const std::string& chapter) {
    for (const xml::Node& child : node.elements()) {
      if (record::is_element(child, "chapter")) {
        check_chapter(child);
        visit(child, attribute(child, "id"));
      } else if (record::is_element(child, "section") || record::is_element(child, "introduction")) {
        visit(child, chapter);
      } else if (record::is_element(child, "own-table")) {
        add_own_table(child);
      } else if (record::is_element(child, "statistics")) {
        check_table(child, chapter);
      }
    }
  }

  void check_chapter(const xml::Node& chapter) {
    if (labels_.chapters().empty()) return;
    const auto title = record::heading_of(chapter);
    const std::string heading = title ? title->text() : std::string();
    const xml::Node at = title.value_or(chapter);
    const std::string shown = shortened(trimmed(heading));
    const forms::ChapterLabel* official = labels_.find_chapter(attribute(chapter, "id"));
    if (official == nullptr) {
      additions_.add({record_.place(chapter), {"章：" + shown, "chapter: " + shown}});
      return;
    }
    const std::string printed = numbers_.printed(chapter, official->text);
    const forms::Wording wording = forms::wording_of(trimmed(heading), printed, official->variants);
    if (wording == forms::Wording::official) return;
    const bool known = wording == forms::Wording::variant;
    if (known && printed != official->text) {
      find(code::record_wording, Severity::note, at,
           {fmt::format("章的标题“{}”印作“{}”：前面有本单位自加的章，序号顺延。", shown, printed),
            fmt::format("The heading “{}” is printed as “{}”: its number goes on from a chapter of your own before it.",
                        shown, printed)},
           {"可以不改。", "It may stay as it is."});
      return;
    }
    find(code::record_wording, known ? Severity::note : Severity::warning, at,
         {fmt::format("章的标题“{}”与表的原文“{}”写法不同，印出来的是原文。", shown, printed),
          fmt::format("The heading “{}” is printed in the form's words: “{}”.", shown, printed)},
         known ? Bilingual{"可以不改。", "It may stay as it is."}
               : Bilingual{"核对这一章的代号（id）有没有写错；本单位另加的章不写 id。",
                           "See whether the chapter's id is right; a chapter of your own has none."});
  }

  void check_table(const xml::Node& statistics, const std::string& chapter) {
    const std::string table = attribute(statistics, "table");
    const auto& chapters = labels_.chapters();
    const auto home = std::find_if(chapters.begin(), chapters.end(), [&](const forms::ChapterLabel& one) {
      return !table.empty() && one.table == table;
    });
    if (home != chapters.end() && home->id != chapter) {
      find(code::record_table, Severity::error, statistics,
           {fmt::format("这张统计表（{}）应在“{}”一章。", table, home->text),
            fmt::format("This table ({}) belongs into the chapter “{}”.", table, home->text)},
           {"把它移到那一章。", "Move it there."});
    }
    for (const xml::Node& row : statistics.elements()) {
      if (record::is_element(row, "row")) check_row(row, table);
      if (record::is_element(row, "own-row")) {
        const std::string label = shortened(attribute(row, "label"));
        additions_.add({record_.place(row), {"行：" + label, "row: " + label}});
        check_cells(row, columns_of(table));
      }
    }
  }

  void check_row(const xml::Node& row, const std::string& table) {
    const forms::Label* label = labels_.find(attribute(row, "id"));
    if (label == nullptr || label->column) return;  // the schema has reported it
    if (!label->table.empty() && !table.empty() && label->table != table) {
      find(code::record_row, Severity::error, row,
           {fmt::format("“{}”不是这张统计表（{}）的行。", label->text, shortened(table)),
            fmt::format("“{}” is not a row of this table ({}).", label->text, shortened(table))},
           {fmt::format("把它移到 table=\"{}\" 的表里。", label->table),
            fmt::format("Move it into the table \"{}\".", label->table)});
    }
    check_label(row, *label);
    if (label->heading && !row.elements().empty()) {
      find(code::record_outdated, Severity::note, row,
           {fmt::format("“{}”写成了一行：这是旧格式，现在的表把它分成几行。照印一行，不作拆分。", label->text),
            fmt::format("“{}” is given as one row: an outdated format, since the form has several rows there. It is "
                        "printed as one row; nothing is split.",
                        label->text)},
           {"知道各项数目的，请改按现在的格式填写。", "Where the parts are known, fill in the rows of today's form."});
      check_cells(row, columns_of(table));
    } else if (!label->table.empty()) {
      std::set<std::string> columns(label->cells.begin(), label->cells.end());
      columns.insert(label->texts.begin(), label->texts.end());
      check_cells(row, columns);
    }
  }

  const std::set<std::string>& columns_of(const std::string& table) {
    const auto [known, is_new] = columns_.try_emplace(table);
    if (!is_new) return known->second;
    for (const forms::Label& label : labels_.all()) {
      if (label.table != table) continue;
      known->second.insert(label.cells.begin(), label.cells.end());
      known->second.insert(label.texts.begin(), label.texts.end());
    }
    return known->second;
  }

  void check_cells(const xml::Node& row, const std::set<std::string>& columns) {
    for (const xml::Node& cell : row.elements()) {
      const bool text = record::is_element(cell, "text");
      if (!text && !record::is_element(cell, "cell")) continue;
      const forms::Label* column = labels_.find(attribute(cell, "id"));
      if (column == nullptr) continue;  // the schema has reported it
      if (!columns.contains(column->id)) {
        find(code::record_row, Severity::error, cell,
             {fmt::format("这一行没有“{}”（{}）这一栏。", column->text, column->id),
              fmt::format("This row has no cell “{}” ({}).", column->text, column->id)},
             {"核对行和栏的代号。", "Check the ids of row and column."});
      } else if (column->holds_text != text) {
        const char* const wanted = text ? "cell" : "text";
        find(code::record_row, Severity::error, cell,
             {fmt::format("“{}”（{}）这一栏写的是{}。", column->text, column->id, text ? "统计数" : "文字"),
              fmt::format("The column “{}” ({}) holds {}.", column->text, column->id, text ? "figures" : "text")},
             {fmt::format("写作 <{} id=\"{}\">。", wanted, column->id),
              fmt::format("Write <{} id=\"{}\">.", wanted, column->id)});
      }
      check_label(cell, *column);
    }
  }

  // The attribute label is only for people: one that names something else shows that a figure is in the wrong place.
  void check_label(const xml::Node& node, const forms::Label& label) {
    const auto written = node.attribute("label");
    if (!written || trimmed(*written).empty()) return;
    const std::string shown = shortened(trimmed(*written));
    switch (forms::wording_of(trimmed(*written), label.text, label.variants)) {
      case forms::Wording::official: return;
      case forms::Wording::variant:
        variants_.add(
            {record_.place(node),
             {fmt::format("{}，原文：{}", shown, label.text), fmt::format("{}; in the form: {}", shown, label.text)}});
        return;
      case forms::Wording::unknown: break;
    }
    if (++strange_labels_ > most_of_a_kind) return;
    find(code::record_wording, Severity::warning, node,
         {fmt::format("标签“{}”与代号 {} 的原文“{}”不同，印出来的是原文。", shown, label.id, label.text),
          fmt::format("The label “{}” is not that of {}: “{}”, which is printed.", shown, label.id, label.text)},
         {"核对这个数填得是不是地方。", "Check whether the figure is in the right place."});
  }

  void add_own_table(const xml::Node& table) {
    append(findings_, check_own_table(record_, table));
    std::string caption;
    for (const xml::Node& child : table.elements()) {
      if (record::is_element(child, "caption")) caption = child.text();
    }
    caption = shortened(trimmed(caption));
    additions_.add({record_.place(table), {"表：" + caption, "table: " + caption}});
  }

  void conclude_labels() {
    if (variants_.count == 0) return;
    Diagnostic note{.code = code::record_wording,
                    .severity = Severity::note,
                    .place = variants_.first.front().place,
                    .message = {fmt::format("有 {} 个标签与表的原文写法不同，印出来的是原文。", variants_.count),
                                fmt::format("Labels in other words than the form's ({}) are printed in the form's.",
                                            variants_.count)},
                    .hint = {"可以不改。", "They may stay as they are."}};
    note.related = std::move(variants_.first);
    findings_.push_back(std::move(note));
  }

  void conclude_additions() {
    if (additions_.count == 0) return;
    Diagnostic note{.code = code::record_additions,
                    .severity = Severity::note,
                    .place = additions_.first.front().place,
                    .message = {fmt::format("记录有表没有规定的内容，共 {} 处，照印。", additions_.count),
                                fmt::format("The record has parts that the form does not prescribe ({}); they are "
                                            "printed.",
                                            additions_.count)},
                    .hint = {"上级要求加的可以不理会；否则请确认不是写错了代号。",
                             "Where they are wanted this is as it should be; else see whether an id is wrong."}};
    note.related = std::move(additions_.first);
    findings_.push_back(std::move(note));
  }

  const xml::Tree& record_;
  const forms::Labels& labels_;
  forms::ChapterNumbers numbers_;
  Findings findings_;
  Places variants_, additions_;
  std::map<std::string, std::set<std::string>> columns_;  // by table
  std::size_t strange_labels_ = 0;
};

}  // namespace

Findings check_prescribed(const xml::Tree& record, const forms::Labels& labels) {
  return PrescribedCheck(record, labels).run();
}

}  // namespace banxin::validate
