#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/xml_text.h"
#include "cli/commands.h"
#include "cli/guard.h"
#include "cli/reads.h"
#include "cli/usage.h"
#include "record/form.h"
#include "record/record.h"
#include "xml/xml.h"

// An empty record of any form, made from the form's own files: placeholders for the text, a blank row for each label.
namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

// A comment may not hold two hyphens (XML 1.0, 2.5), which a label may.
std::string comment(std::string_view text) {
  std::string out = "<!-- ";
  for (const char c : text) out += c == '-' && out.back() == '-' ? std::string(" -") : std::string(1, c);
  return out + " -->";
}

std::string attribute(const xml::Node& node, const char* name) {
  return node.attribute(name).value_or(std::string());
}

// The labels of a form by where they stand; nothing of it is in C++.
struct Table {
  std::string id;  // empty: the form's only table, whose rows hold their figures themselves
  std::vector<xml::Node> labels, columns;
  std::string cells, unit;  // of rows that do not say theirs
  std::string note;
};

std::string text_of(const xml::Node& label) {
  const std::string text = label.text();
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// Behind a field: its unit, and what the form says about filling it in.
std::string remark(const std::string& unit, const xml::Node& label) {
  const std::string note = attribute(label, "note");
  const std::string both = unit + (unit.empty() || note.empty() ? "" : "；") + note;
  return both.empty() ? "" : " " + comment(both);
}

// Its cells, one a line, in the order of the columns.
void add_cells(std::string& out, const Table& table, const xml::Node& label, const std::string& margin) {
  const std::string wanted = " " + label.attribute("cells").value_or(table.cells) + " ";
  for (const xml::Node& column : table.columns) {
    const std::string id = attribute(column, "id");
    if (wanted.find(" " + id + " ") == std::string::npos) continue;
    const std::string unit = column.attribute("unit").value_or(label.attribute("unit").value_or(table.unit));
    fmt::format_to(std::back_inserter(out), "{}  <cell id=\"{}\" label=\"{}\"></cell>{}\n", margin, xml_escaped(id),
                   xml_escaped(text_of(column)), remark(unit, column));
  }
}

void add_row(std::string& out, const Table& table, const xml::Node& label, std::size_t margin) {
  const auto level = label.attribute("level").value_or("0");
  const std::size_t indent = 2 * std::min<std::size_t>(static_cast<std::size_t>(level.empty() ? 0 : level[0] - '0'), 4);
  const std::string begin(margin + (table.columns.empty() ? indent : 0), ' ');
  const std::string text = text_of(label);
  auto to = std::back_inserter(out);
  if (label.attribute("heading") == "yes") {
    fmt::format_to(to, "{}{}{}\n", begin, comment(text), remark({}, label));
    return;
  }
  fmt::format_to(to, R"({}<row id="{}" label="{}">)", begin, xml_escaped(attribute(label, "id")), xml_escaped(text));
  if (table.columns.empty()) {
    fmt::format_to(to, "</row>{}\n", remark(attribute(label, "unit"), label));
    return;
  }
  out += remark({}, label) + "\n";
  add_cells(out, table, label, begin);
  fmt::format_to(to, "{}</row>\n", begin);
}

void add_table(std::string& out, const Table& table, std::size_t margin) {
  const std::string begin(margin, ' ');
  auto to = std::back_inserter(out);
  fmt::format_to(to,
                 "{0}<!-- 统计表：数字填在 > 和 < 之间，后面注明单位和填法。空白印作空白，没有发生的填 0；不适用的填 / "
                 "或 不适用。\n"
                 "{0}     代号（id）不要改；label 只给人看。表里没有的行写作 own-row，见 layouts/record.md。\n"
                 "{0}     The table: figures stand between > and <. A blank prints blank; none is 0. Leave the ids as "
                 "they are. -->\n",
                 begin);
  if (!table.note.empty()) fmt::format_to(to, "{}{}\n", begin, comment(table.note));
  fmt::format_to(to, "{}<statistics{}>\n", begin, table.id.empty() ? "" : " table=\"" + xml_escaped(table.id) + "\"");
  for (const xml::Node& label : table.labels) add_row(out, table, label, margin + 2);
  fmt::format_to(to, "{}</statistics>\n", begin);
}

std::vector<Table> tables_of(const std::vector<xml::Node>& parts) {
  std::vector<Table> tables;
  Table plain;
  for (const xml::Node& part : parts) {
    if (part.name() == "label") plain.labels.push_back(part);
    if (part.name() != "table") continue;
    Table table{attribute(part, "id"),  {}, {}, attribute(part, "cells"), attribute(part, "unit"),
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

// The chapters that the form prescribes, each with its table.
void add_chapters(std::string& out, const std::vector<xml::Node>& parts) {
  const std::vector<Table> tables = tables_of(parts);
  auto to = std::back_inserter(out);
  out +=
      "  <!-- 以下各章由表规定，一章不缺，标题照印。本单位另加的章写作没有 id 的 chapter。\n"
      "       正文一段一个 <p>；分节写 <section><heading>（一）主动公开。</heading><p>……</p></section>；列项写 "
      "<list><item>；\n"
      "       本单位自己的表写 <own-table>；正文里的数取自统计表的写 <figure cell=\"行的代号/栏的代号\"/>。\n"
      "       The form prescribes these chapters. One of your own is a chapter without an id. -->\n";
  for (const xml::Node& part : parts) {
    if (part.name() != "chapter") continue;
    fmt::format_to(to, "  <chapter id=\"{}\">\n    <heading>{}</heading>\n", xml_escaped(attribute(part, "id")),
                   xml_escaped(text_of(part)));
    const std::string table_id = attribute(part, "table");
    const auto table = std::find_if(tables.begin(), tables.end(),
                                    [&](const Table& one) { return !one.id.empty() && one.id == table_id; });
    if (table == tables.end()) {
      out += "    <p>（本章正文）</p>\n";
    } else {
      add_table(out, *table, 4);
    }
    out += "  </chapter>\n";
  }
}

// Chapters are the record's own; the form's only table stands behind the signature.
void add_free_chapter(std::string& out) {
  out +=
      "  <!-- 有几章写几个 chapter；一段一个 p。 One chapter for each, one p for each paragraph. -->\n"
      "  <chapter>\n"
      "    <heading>一、（本章标题）</heading>\n"
      "    <p>（本章正文）</p>\n"
      "    <section>\n"
      "      <heading>（一）（本节标题）。</heading>\n"
      "      <p>（本节正文）</p>\n"
      "    </section>\n"
      "  </chapter>\n";
}

std::string skeleton(const Form& form, const std::vector<xml::Node>& parts) {
  const bool in_force = form.last_year == Form::still_in_force;
  const int year = in_force ? form.first_year : form.last_year;
  const std::string years = in_force ? fmt::format("{}年起", year) : fmt::format("{}—{}", form.first_year, year);
  std::string out;
  auto to = std::back_inserter(out);
  fmt::format_to(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--\n  {}\n  {}\n", form.name.zh, form.name.en);
  out +=
      "\n"
      "  把（）里的说明换成本单位的内容；文字原样印出，连同编号和标点。改好后：\n"
      "  Put your own words in place of those in brackets; they are printed as they stand. Then:\n"
      "\n"
      "    banxin validate 本文件.xml\n"
      "    banxin render 本文件.xml\n"
      "-->\n";
  fmt::format_to(to,
                 "<!-- form：用哪种表，不要改。year：统计哪一年（{}），不是发布的那一年。报告的日期需要时写作 "
                 "date=\"{}-01-31\"。\n"
                 "     The form; the year reported on; the report's day, where it is wanted, as date. -->\n"
                 "<record xmlns=\"{}\" form=\"{}\" year=\"{}\">\n",
                 years, year + 1, record::namespace_uri, xml_escaped(form.id), year);
  fmt::format_to(
      to,
      "  <!-- 单位全称。 The bureau's full name. -->\n"
      "  <bureau>（单位全称）</bureau>\n"
      "  <!-- 报告标题，原文照印。 The report's title. -->\n"
      "  <title>（报告标题，如：某某县某某局{}年度报告）</title>\n"
      "  <!-- 第一章之前的引言，需要时去掉两头的注释符号。 What stands before chapter one, where it is wanted.\n"
      "  <introduction><p>（编制依据、统计期限、联系方式）</p></introduction>\n"
      "  -->\n",
      year);
  const bool prescribed =
      std::any_of(parts.begin(), parts.end(), [](const xml::Node& part) { return part.name() == "chapter"; });
  if (prescribed) {
    add_chapters(out, parts);
  } else {
    add_free_chapter(out);
  }
  fmt::format_to(to,
                 "  <!-- 落款，需要时去掉两头的注释符号。 The signature, where one is wanted.\n"
                 "  <signature><issuer>（单位全称）</issuer><date>{}-01-31</date></signature>\n"
                 "  -->\n",
                 year + 1);
  if (!prescribed) {
    for (const Table& table : tables_of(parts)) add_table(out, table, 2);
  }
  return out + "</record>\n";
}

// The parts of the form's labels.xml; none for a form without it. The nodes are those of `tree`.
Result<std::vector<xml::Node>> labels_of(const Form& form, std::optional<xml::Tree>& tree) {
  const std::string path = form.folder + "/labels.xml";
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return std::vector<xml::Node>{};
  auto bytes = read_record(path);
  if (!bytes) return bytes.take_findings();
  auto labels = xml::Tree::parse(*bytes, path);
  if (!labels) return labels.take_findings();
  tree = *std::move(labels);
  return tree->root().elements();
}

Result<std::string> blank_record(const Form& form) {
  std::optional<xml::Tree> tree;
  auto parts = labels_of(form, tree);
  if (!parts) return parts.take_findings();
  return skeleton(form, *parts);
}

// A record that somebody began to fill in is not replaced by an empty one.
Findings check_place(const NewJob& job, const Places& places) {
  std::error_code ignored;
  if (job.force) return check_output(job.output, reads_of(places));
  if (job.output == "-" || !fs::is_regular_file(job.output, ignored)) return {};
  return {usage_error(
      {fmt::format("文件 {} 已经有了，没有覆盖它。", job.output),
       fmt::format("The file {} is there already; it was not replaced.", job.output)},
      {"用 -o 指明另一个文件；确要覆盖的，加 --force。", "Name another with -o, or add --force to replace it."})};
}

std::string names(const std::vector<Form>& forms) {
  std::string out;
  for (const Form& form : forms) out += (out.empty() ? "" : ", ") + form.id;
  return out;
}

}  // namespace

ExitStatus new_record(const NewJob& job, const Console& console) {
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  auto places = find_places(job.places);
  if (!places) return console.conclude(places.findings());
  if (const Findings refusal = check_place(job, *places); !refusal.empty()) return console.conclude(refusal);
  auto forms = record::list_forms(places->layout_folders);
  if (!forms) return console.conclude(forms.findings());
  const auto form = std::find_if(forms->begin(), forms->end(), [&](const Form& one) { return one.id == job.form; });
  if (form == forms->end()) {
    return console.conclude({usage_error(
        {fmt::format("没有代号为 {} 的表。", job.form), fmt::format("There is no form named {}.", job.form)},
        {fmt::format("可用：{}。", names(*forms)), fmt::format("There are: {}.", names(*forms))})});
  }
  auto record = guarded(*limits, job.form, console, [&form] { return blank_record(*form); });
  if (!record) return console.conclude(record.findings());
  return console.conclude(write_file(job.output, *record));
}

}  // namespace banxin::cli
