#include "forms/blank_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "base/text.h"
#include "forms/cells.h"
#include "forms/labels.h"
#include "forms/placeholders.h"
#include "record/form_file.h"
#include "record/parts.h"
#include "record/writer.h"

namespace banxin::forms {
namespace {

using record::Content;

std::string attribute(const xml::Node& node, const char* name) {
  return node.attribute(name).value_or(std::string());
}

// The comment after a field: its unit, and what the form says about filling it in.
std::string remark_of(const std::string& unit, const xml::Node& label) {
  std::string remark = unit;
  if (const std::string note = attribute(label, "note"); !note.empty()) add_to_row(remark, "；", note);
  return remark;
}

// A table of labels.xml; for a form whose rows hold their figures directly, all its labels.
struct LabelTable {
  std::string id;
  std::vector<xml::Node> labels, columns;
  std::string cells, unit;  // of rows that do not give theirs
  std::string note;
};

std::vector<LabelTable> tables_of(const std::vector<xml::Node>& parts) {
  std::vector<LabelTable> tables;
  LabelTable plain;
  for (const xml::Node& part : parts) {
    if (part.name() == "label") plain.labels.push_back(part);
    if (part.name() != "table") continue;
    LabelTable table{attribute(part, "id"),  {}, {}, attribute(part, "cells"), attribute(part, "unit"),
                     attribute(part, "note")};
    for (const xml::Node& child : part.elements()) {
      if (child.name() == "label") table.labels.push_back(child);
      if (child.name() == "column") table.columns.push_back(child);
    }
    tables.push_back(std::move(table));
  }
  if (!plain.labels.empty()) {
    plain.note = attribute(plain.labels.front().parent(), "note");
    tables.push_back(std::move(plain));
  }
  return tables;
}

// What last year's record hands on to this one.
class LastYear {
 public:
  static Result<LastYear> read(const Record* previous, int year) {
    LastYear last;
    if (previous == nullptr) return last;
    last.record_ = previous;
    if (previous->identity().year_number() != year - 1) return last;
    auto labels = Labels::load(previous->form().folder + "/labels.xml");
    if (!labels) return labels.take_findings();
    last.labels_ = std::make_unique<const Labels>(*std::move(labels));
    last.cells_ = std::make_unique<const Cells>(previous->tree(), *last.labels_);
    return last;
  }

  // Null: there is none.
  const Record* record() const { return record_; }

  // The figure that a cell of this year begins with: of the row that the label names (last-year), in the same column.
  std::string carried_over(const xml::Node& label, const std::string& column) const {
    const std::string row = attribute(label, "last-year");
    if (row.empty() || !cells_) return {};
    const Cells::Cell& cell = cells_->cell(column.empty() ? row : row + "/" + column);
    return cell.figure.known() ? cell.written : std::string();
  }

 private:
  const Record* record_ = nullptr;
  std::unique_ptr<const Labels> labels_;
  std::unique_ptr<const Cells> cells_;
};

// The figures that a blank record begins with.
struct Figures {
  const LastYear& last_year;
  bool zero = false;

  std::string of(const xml::Node& label, const std::string& column) const {
    const std::string carried = last_year.carried_over(label, column);
    return carried.empty() && zero ? "0" : carried;
  }
};

// In the order of the columns.
std::vector<Content::Cell> cells_of(const LabelTable& table, const xml::Node& label, const Figures& figures) {
  const std::string wanted = " " + label.attribute("cells").value_or(table.cells) + " ";
  std::vector<Content::Cell> cells;
  for (const xml::Node& column : table.columns) {
    const std::string id = attribute(column, "id");
    if (wanted.find(" " + id + " ") == std::string::npos) continue;
    const bool text = attribute(column, "holds") == "text";
    const std::string unit = column.attribute("unit").value_or(label.attribute("unit").value_or(table.unit));
    cells.push_back({.id = id,
                     .label = column.trimmed_text(),
                     .unit = {},
                     .figure = text ? std::string() : figures.of(label, id),
                     .remark = remark_of(text ? std::string("文字") : unit, column),
                     .holds_text = text});
  }
  return cells;
}

Content::Row row_for(const LabelTable& table, const xml::Node& label, const Figures& figures) {
  constexpr std::size_t deepest = 4;
  const std::string level = attribute(label, "level");
  const bool plain = table.columns.empty();
  Content::Row row;
  if (plain && !level.empty())
    row.margin = 2 * std::min<std::size_t>(static_cast<std::size_t>(level[0] - '0'), deepest);
  if (attribute(label, "heading") == "yes") {
    row.note = label.trimmed_text();
    row.remark = remark_of({}, label);
    return row;
  }
  row.id = attribute(label, "id");
  row.label = label.trimmed_text();
  row.remark = remark_of(plain ? attribute(label, "unit") : std::string(), label);
  if (plain) {
    row.figure = figures.of(label, {});
  } else {
    row.cells = cells_of(table, label, figures);
  }
  return row;
}

Content::Table blank_table(const LabelTable& table, const Figures& figures) {
  Content::Table out;
  out.id = table.id;
  out.notes = {
      "统计表：数字填在 > 和 < 之间，后面注明单位和填法。空白印作空白，没有发生的填 0；不适用的填 / 或 不适用。\n"
      "     代号（id）不要改；label 只给人看。表里没有的行写作 own-row，见 layouts/record.md。\n"
      "     The table: figures stand between > and <. A blank prints blank; none is 0. Leave the ids as they are.",
      table.note};
  for (const xml::Node& label : table.labels) out.rows.push_back(row_for(table, label, figures));
  return out;
}

// The chapters that the form prescribes, each with its table.
void add_chapters(Content& content, const std::vector<xml::Node>& parts, const Figures& figures) {
  const std::vector<LabelTable> tables = tables_of(parts);
  content.chapter_notes = {
      "以下各章由表规定，一章不缺，标题照印。本单位另加的章写作没有 id 的 chapter。\n"
      "     正文一段一个 <p>；分节写 <section><heading>（一）主动公开。</heading><p>……</p></section>；列项写 "
      "<list><item>；\n"
      "     本单位自己的表写 <own-table>；正文里的数取自统计表的写 <figure cell=\"行的代号/栏的代号\"/>。\n"
      "     The form prescribes these chapters. One of your own is a chapter without an id."};
  for (const xml::Node& part : parts) {
    if (part.name() != "chapter") continue;
    Content::Chapter chapter;
    chapter.id = attribute(part, "id");
    chapter.heading = part.trimmed_text();
    const std::string table_id = attribute(part, "table");
    const auto table = std::find_if(tables.begin(), tables.end(),
                                    [&](const LabelTable& one) { return !one.id.empty() && one.id == table_id; });
    if (table == tables.end()) {
      chapter.blocks.emplace_back().is = std::string(placeholder::chapter_text);
    } else {
      chapter.blocks.emplace_back().is = blank_table(*table, figures);
    }
    content.chapters.push_back(std::move(chapter));
  }
}

// A text of last year's record with this year for last year's.
std::string brought_forward(const xml::Node& node, const Record& previous, int year) {
  const std::string last = previous.identity().year + "年";
  const std::string now = std::to_string(year) + "年";
  std::string text = on_one_line(node.text());
  for (std::size_t at = text.find(last); at != std::string::npos; at = text.find(last, at + now.size())) {
    text.replace(at, last.size(), now);
  }
  return text;
}

// What last year's record calls its own chapters.
std::vector<std::string> headings_of(const Record& previous, int year) {
  std::vector<std::string> headings;
  for (const xml::Node& chapter : previous.tree().root().elements()) {
    if (!record::is_element(chapter, "chapter") || chapter.attribute("id")) continue;
    if (const auto heading = record::heading_of(chapter)) headings.push_back(brought_forward(*heading, previous, year));
  }
  return headings;
}

// How to reach the bureau: paragraphs of the introduction that say so.
std::vector<std::string> contact_of(const Record& previous, int year) {
  std::vector<std::string> contact;
  for (const xml::Node& part : previous.tree().root().elements()) {
    if (!record::is_element(part, "introduction")) continue;
    record::for_each_paragraph(part, [&](const xml::Node& paragraph) {
      std::string text = brought_forward(paragraph, previous, year);
      const bool says_so = text.find("电话") != std::string::npos || text.find("邮箱") != std::string::npos ||
                           text.find("地址") != std::string::npos;
      if (says_so) contact.push_back(std::move(text));
    });
  }
  return contact;
}

// The lines for signing below a table, but for their date.
std::vector<std::pair<std::string, std::string>> signing_of(const xml::Node& element) {
  std::vector<std::pair<std::string, std::string>> lines;
  if (record::is_element(element, "statistics")) {
    for (const char* name : {"leader", "reviewer", "preparer", "telephone"}) {
      if (const auto value = element.attribute(name); value && !value->empty()) lines.emplace_back(name, *value);
    }
  }
  for (const xml::Node& child : element.elements()) {
    if (lines.empty()) lines = signing_of(child);
  }
  return lines;
}

// Chapters are the record's own; the form's only table stands behind them.
void add_free_chapters(Content& content, const std::vector<xml::Node>& parts, const Figures& figures, int year) {
  content.chapter_notes = {"有几章写几个 chapter；一段一个 p。 One chapter for each, one p for each paragraph."};
  const Record* previous = figures.last_year.record();
  for (std::string& heading : previous == nullptr ? std::vector<std::string>() : headings_of(*previous, year)) {
    Content::Chapter& chapter = content.chapters.emplace_back();
    chapter.heading = std::move(heading);
    chapter.blocks.emplace_back().is = std::string(placeholder::chapter_text);
  }
  if (content.chapters.empty()) {
    Content::Chapter& chapter = content.chapters.emplace_back();
    chapter.heading = "一、" + std::string(placeholder::chapter_heading);
    chapter.blocks.emplace_back().is = std::string(placeholder::chapter_text);
    Content::Section section{.heading = fmt::format("（一）{}。", placeholder::section_heading), .blocks = {}};
    section.blocks.emplace_back().is = std::string(placeholder::section_text);
    chapter.blocks.emplace_back().is = std::move(section);
  }
  if (const std::vector<LabelTable> tables = tables_of(parts); !tables.empty()) {
    content.table = blank_table(tables.front(), figures);
    if (previous != nullptr) content.table->attributes = signing_of(previous->tree().root());
  }
}

int year_of(const Form& form, const BlankOptions& options) {
  if (options.year != 0) return options.year;
  const int next = options.previous == nullptr ? 0 : options.previous->identity().year_number() + 1;
  if (form.serves(next)) return next;
  return form.last_year == Form::still_in_force ? form.first_year : form.last_year;
}

Content content_of(const Form& form, const std::vector<xml::Node>& parts, const BlankOptions& options, int year,
                   const Figures& figures) {
  const bool in_force = form.last_year == Form::still_in_force;
  const std::string years =
      in_force ? fmt::format("{}年起", form.first_year) : fmt::format("{}—{}", form.first_year, form.last_year);
  const Record* previous = options.previous;
  Content content;
  content.head_notes = {
      fmt::format("\n  {}\n  {}\n", form.name.zh, form.name.en) +
          "\n"
          "  把（）里的说明换成本单位的内容；文字原样印出，连同编号和标点。改好后：\n"
          "  Put your own words in place of those in brackets; they are printed as they stand. Then:\n"
          "\n"
          "    banxin validate 本文件.xml\n"
          "    banxin render 本文件.xml\n",
      fmt::format("form：用哪种表，不要改。year：统计哪一年（{}），不是发布的那一年。报告的日期需要时写作 "
                  "date=\"{}-01-31\"。\n"
                  "     The form; the year reported on; the report's day, where it is wanted, as date.",
                  years, year + 1)};
  content.form = form.id;
  content.year = std::to_string(year);
  content.bureau_note = "单位全称。 The bureau's full name.";
  content.bureau = options.bureau;
  if (content.bureau.empty() && previous != nullptr) content.bureau = previous->identity().bureau;
  const bool named = !content.bureau.empty();
  if (!named) content.bureau = placeholder::bureau;
  content.title_note = "报告标题，原文照印。 The report's title.";
  content.title = named ? fmt::format("{}{}年{}", content.bureau, year, form.title_name())
                        : fmt::format("{}某某县某某局{}年度报告）", placeholder::title, year);
  if (previous != nullptr) content.introduction = record::paragraphs_of(contact_of(*previous, year));
  const bool prescribed =
      std::any_of(parts.begin(), parts.end(), [](const xml::Node& part) { return part.name() == "chapter"; });
  if (prescribed) {
    add_chapters(content, parts, figures);
  } else {
    add_free_chapters(content, parts, figures, year);
  }
  if (content.introduction.empty()) {
    content.chapter_notes.insert(
        content.chapter_notes.begin(),
        fmt::format("第一章之前的引言，需要时去掉两头的注释符号。 What stands before chapter one, where it is wanted.\n"
                    "<introduction><p>{}</p></introduction>\n",
                    placeholder::introduction));
  }
  content.signature_note = fmt::format(
      "落款，需要时去掉两头的注释符号。 The signature, where one is wanted.\n"
      "<signature><issuer>{}</issuer><date>{}-01-31</date></signature>\n",
      placeholder::bureau, year + 1);
  return content;
}

}  // namespace

Result<std::string> blank_record(const Form& form, const BlankOptions& options) {
  const int year = year_of(form, options);
  const auto last_year = LastYear::read(options.previous, year);
  if (!last_year) return last_year.findings();
  const Figures figures{*last_year, options.zero};
  const std::string path = form.folder + "/labels.xml";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return record::write(content_of(form, {}, options, year, figures));
  auto labels = record::read_form_file(path, "labels", "urn:banxin:labels:1");
  if (!labels) return labels.take_findings();
  return record::write(content_of(form, labels->root().elements(), options, year, figures));
}

}  // namespace banxin::forms
