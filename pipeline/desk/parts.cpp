#include "desk/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/digest.h"
#include "base/text.h"
#include "base/unseen.h"
#include "forms/chapter_numbers.h"
#include "forms/placeholders.h"
#include "record/parts.h"
#include "record/record.h"

namespace banxin::desk {
namespace {

using record::is_element;

std::optional<xml::Node> child_named(const xml::Node& element, std::string_view name) {
  for (const xml::Node& child : element.elements()) {
    if (is_element(child, name)) return child;
  }
  return std::nullopt;
}

// A text that the blank record has to hold the place is nothing that somebody wrote.
std::string without_placeholder(const std::string& text) {
  return forms::placeholder_in(text).empty() ? text : std::string();
}

// Lines of the report itself, in the order of the record.
struct OwnLine {
  const char* name;
  Bilingual label, hint;
};
const std::array<OwnLine, 4>& own_lines() {
  static const std::array<OwnLine, 4> lines = {
      {{"bureau", {"单位全称", "Full name of the bureau"}, {"与公章一致", "as on its seal"}},
       {"title", {"报告标题", "Title of the report"}, {}},
       {"document-number", {"发文字号", "Document number"}, {"没有就空着", "leave it blank if there is none"}},
       {"index-number", {"索引号", "Index number"}, {"没有就空着", "leave it blank if there is none"}}}};
  return lines;
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (is_all_white(line)) continue;
    // The two blanks that begin a paragraph in Word are its look, not its text.
    constexpr std::string_view ideographic = "\u3000";
    for (line = trimmed(line); line.starts_with(ideographic);) line = trimmed(line.substr(ideographic.size()));
    lines.emplace_back(line);
  }
  return lines;
}

namespace {

// A figure that the table gives: {received/total}, {received/natural-person share received/total 1}.
std::string token_of(const xml::Node& figure) {
  std::string token = "{" + figure.attribute("cell").value_or("");
  for (const char* name : {"as", "of", "decimals"}) {
    if (const auto value = figure.attribute(name)) token += " " + *value;
  }
  return token + "}";
}

std::string shown_inline(const xml::Node& child) {
  if (child.is_element() && child.name() == "figure" && is_blank(child.text())) return token_of(child);
  return child.text();
}

}  // namespace

std::string shown_text(const xml::Node& paragraph) {
  std::string text;
  for (const xml::Node& child : paragraph.children()) text += shown_inline(child);
  return on_one_line(text);
}

const Field* Part::find(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [name](const Field& one) { return one.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::size_t Part::filled() const {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(), [](const Field& one) { return !is_blank(one.value); }));
}

std::vector<TableCellOf> cells_of(const xml::Node& statistics, const forms::Labels& labels) {
  const std::string table = statistics.attribute("table").value_or("");
  std::vector<TableCellOf> cells;
  const auto add_row = [&](const std::string& row_id, const std::vector<std::string>& columns,
                           const std::vector<std::string>& texts, const std::optional<xml::Node>& row) {
    if (columns.empty() && texts.empty()) {
      cells.push_back({{row_id, {}}, row, false});
      return;
    }
    const auto add_cells = [&](const std::vector<std::string>& ids, bool text) {
      for (const std::string& id : ids) {
        TableCellOf cell{{row_id, id}, std::nullopt, text};
        for (const xml::Node& child : row ? row->elements() : std::vector<xml::Node>()) {
          const bool of_row = is_element(child, "cell") || is_element(child, "text");
          if (of_row && child.attribute("id") == id) cell.node = child;
        }
        cells.push_back(std::move(cell));
      }
    };
    add_cells(columns, false);
    add_cells(texts, true);
  };
  const auto row_of_record = [&](const std::string& id) -> std::optional<xml::Node> {
    for (const xml::Node& row : statistics.elements()) {
      if (is_element(row, "row") && row.attribute("id") == id) return row;
    }
    return std::nullopt;
  };
  // Of all rows together; a column may be in several tables.
  std::vector<std::string> all_columns, all_texts;
  const auto add_new = [](std::vector<std::string>& all, const std::vector<std::string>& some) {
    for (const std::string& id : some) {
      if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
    }
  };
  for (const forms::Label& label : labels.all()) {
    if (label.table != table || label.column) continue;
    add_new(all_columns, label.cells);
    add_new(all_texts, label.texts);
  }
  for (const forms::Label& label : labels.all()) {
    if (label.table != table || label.column) continue;
    const auto row = row_of_record(label.id);
    if (label.heading && !row) continue;
    // A heading that the record has figures for: tables of an older make.
    add_row(label.id, label.heading ? all_columns : label.cells, label.heading ? all_texts : label.texts, row);
  }
  int own = 0;
  for (const xml::Node& row : statistics.elements()) {
    if (!is_element(row, "own-row")) continue;
    // Which cells such a row may have is what the row that it follows has.
    const forms::Label* after = labels.find(row.attribute("after").value_or(""));
    const bool known = after != nullptr && !after->heading;
    add_row("+" + std::to_string(++own), known ? after->cells : all_columns, known ? after->texts : all_texts, row);
  }
  return cells;
}

std::string Draft::cell_name(const std::string& table_path, const CellAddress& address) {
  return "cell " + table_path + " " + address.text();
}

// Looks through the record once, chapter by chapter.
class PartReader {
 public:
  explicit PartReader(Draft& draft) : draft_(draft), labels_(draft.form_.labels) {}

  void read() {
    const xml::Node root = draft_.tree_.root();
    read_particulars(root);
    const forms::ChapterNumbers numbers(root);
    int number = 0;
    for (const xml::Node& child : root.elements()) {
      if (is_element(child, "chapter")) read_chapter(child, ++number, numbers);
    }
    for (const xml::Node& child : root.elements()) {
      if (is_element(child, "statistics")) read_table(child);
    }
    for (Part& part : draft_.parts_) part.version = version_of(part);
  }

 private:
  static std::string version_of(const Part& part) {
    constexpr std::size_t digits = 24;
    std::string all;
    for (const Field& field : part.fields) all += field.name + '\n' + field.value + '\0';
    return to_hex(digest(DigestKind::sha256, all)).substr(0, digits);
  }

  Part& add_part(std::string key, Bilingual title, std::string path) {
    Part part;
    part.key = std::move(key);
    part.title = std::move(title);
    part.path = std::move(path);
    return draft_.parts_.emplace_back(std::move(part));
  }

  static void add_field(Part& part, Field field) {
    part.items.push_back({.kind = Item::Kind::field, .field = part.fields.size()});
    part.fields.push_back(std::move(field));
  }

  void read_particulars(const xml::Node& root) {
    Part& part = add_part("report", {"封面事项", "About the report"}, {});
    for (const OwnLine& line : own_lines()) {
      const auto node = child_named(root, line.name);
      Field field{.kind = Field::Kind::line, .name = line.name, .label = line.label, .hint = line.hint, .value = {}};
      if (node) {
        field.value = without_placeholder(on_one_line(node->text()));
        field.paths = {node->xpath()};
      }
      add_field(part, std::move(field));
    }
    const std::string path = root.xpath();
    add_field(part, {.kind = Field::Kind::line,
                     .name = "@year",
                     .label = {"统计的年度", "Year reported on"},
                     .hint = {"四位数字，不是发布的那一年", "four digits; not the year of publication"},
                     .value = root.attribute("year").value_or(""),
                     .paths = {path + "/@year"}});
    add_field(part, {.kind = Field::Kind::line,
                     .name = "@date",
                     .label = {"报告日期", "Day of the report"},
                     .hint = {"如 2024-01-25；没有就空着", "as 2024-01-25; may be blank"},
                     .value = root.attribute("date").value_or(""),
                     .paths = {path + "/@date"}});
    const auto introduction = child_named(root, "introduction");
    if (introduction) {
      read_texts(part, *introduction, 1, {"引言（第一章之前）", "Introduction, before chapter one"});
    } else {
      add_field(part, {.kind = Field::Kind::paragraphs,
                       .name = "introduction",
                       .label = {"引言（第一章之前）", "Introduction, before chapter one"},
                       .hint = {"编制依据、统计期限、联系方式；没有就空着",
                                "basis, period, how to reach the bureau; may be blank"},
                       .value = {}});
    }
    const auto signature = child_named(root, "signature");
    const auto issuer = signature ? child_named(*signature, "issuer") : std::nullopt;
    const auto date = signature ? child_named(*signature, "date") : std::nullopt;
    add_field(part, {.kind = Field::Kind::line,
                     .name = "issuer",
                     .label = {"落款：署名", "Signature: who signs"},
                     .hint = {"没有落款就空着", "leave it blank for no signature"},
                     .value = issuer ? without_placeholder(on_one_line(issuer->text())) : std::string(),
                     .paths = issuer ? std::vector{issuer->xpath()} : std::vector<std::string>()});
    add_field(part, {.kind = Field::Kind::line,
                     .name = "signed",
                     .label = {"落款：成文日期", "Signature: day"},
                     .hint = {"如 2024-01-25", "as 2024-01-25"},
                     .value = date ? on_one_line(date->text()) : std::string(),
                     .paths = date ? std::vector{date->xpath()} : std::vector<std::string>()});
  }

  void read_chapter(const xml::Node& chapter, int number, const forms::ChapterNumbers& numbers) {
    const std::string path = chapter.xpath();
    const forms::ChapterLabel* label = labels_.find_chapter(chapter.attribute("id").value_or(""));
    const auto heading = record::heading_of(chapter);
    std::string title = heading ? without_placeholder(on_one_line(heading->text())) : std::string();
    if (label != nullptr) title = numbers.printed(chapter, label->text);
    Part& part = add_part("chapter-" + std::to_string(number), {title, title}, path);
    if (title.empty())
      part.title = {fmt::format("第{}章（还没有标题）", number), fmt::format("Chapter {} (no heading yet)", number)};
    part.own = label == nullptr;
    if (part.own && heading) {
      add_field(part, {.kind = Field::Kind::line,
                       .name = "heading " + path,
                       .label = {"本章标题", "Heading of the chapter"},
                       .hint = {"连同序号，如：一、概述", "with its number"},
                       .value = without_placeholder(on_one_line(heading->text())),
                       .paths = {heading->xpath()}});
    }
    read_texts(part, chapter, 1, {"正文", "Text"});
  }

  void read_table(const xml::Node& statistics) {
    Part& part = add_part("table", {"统计表", "The table"}, statistics.xpath());
    add_table(part, statistics);
  }

  void add_table(Part& part, const xml::Node& statistics) {
    const std::string path = statistics.xpath();
    part.items.push_back({.kind = Item::Kind::statistics, .path = path});
    for (const TableCellOf& cell : cells_of(statistics, labels_)) {
      Field field{.kind = cell.holds_text ? Field::Kind::line : Field::Kind::figure,
                  .name = Draft::cell_name(path, cell.address),
                  .label = {},
                  .value = {}};
      if (cell.node) {
        field.value = std::string(trimmed(cell.node->text()));
        field.paths = {cell.node->xpath()};
      }
      part.fields.push_back(std::move(field));
    }
    for (const auto& [name, attribute] : draft_.form_.vocabulary.element("statistics").attributes) {
      if (name == "table" || attribute.words.empty()) continue;
      add_field(part, {.kind = Field::Kind::line,
                       .name = "@" + name + " " + path,
                       .label = attribute.words,
                       .hint = {"印在表下；没有就空着", "printed below the table; may be blank"},
                       .value = statistics.attribute(name.c_str()).value_or(""),
                       .paths = {path + "/@" + name}});
    }
  }

  // What a container holds, in its order: runs of paragraphs, lists, tables, sections.
  void read_texts(Part& part, const xml::Node& container, int depth, const Bilingual& label) {
    const std::string path = container.xpath();
    Field run{.kind = Field::Kind::paragraphs, .name = {}, .label = label, .value = {}};
    int runs = 0;
    bool has_table = false;
    const auto end_run = [&] {
      if (run.paths.empty()) return;
      add_field(part, std::exchange(run, {.kind = Field::Kind::paragraphs, .name = {}, .label = label, .value = {}}));
    };
    for (const xml::Node& child : container.elements()) {
      if (is_element(child, "p")) {
        if (run.paths.empty()) run.name = fmt::format("text {} {}", path, ++runs);
        run.paths.push_back(child.xpath());
        const std::string text = without_placeholder(shown_text(child));
        if (!text.empty()) add_to_row(run.value, "\n", text);
        continue;
      }
      const bool section = is_element(child, "section");
      if (section && runs == 0 && run.paths.empty()) add_first(part, path, label);
      if (section) runs = std::max(runs, 1);
      end_run();
      if (is_element(child, "list")) add_list(part, child);
      if (is_element(child, "own-table")) add_own_table(part, child);
      if (is_element(child, "statistics")) add_table(part, child);
      has_table = has_table || is_element(child, "statistics");
      if (section) add_section(part, child, depth);
    }
    end_run();
    if (runs == 0) add_first(part, path, has_table ? Bilingual{"本章的文字", "Text of the chapter"} : label, has_table);
  }

  // A place to begin writing where there is no paragraph yet.
  static void add_first(Part& part, const std::string& path, const Bilingual& label, bool beside_table = false) {
    Field field{.kind = Field::Kind::paragraphs, .name = "text " + path + " 0", .label = label, .value = {}};
    if (beside_table) field.hint = {"表以外没有要写的就空着", "leave it blank where the table says all"};
    field.paths = {};
    add_field(part, std::move(field));
  }

  static void add_list(Part& part, const xml::Node& list) {
    Field field{.kind = Field::Kind::items,
                .name = "list " + list.xpath(),
                .label = {"列项（一行一项）", "List, an item a line"},
                .value = {}};
    for (const xml::Node& item : list.elements()) {
      field.paths.push_back(item.xpath());
      add_to_row(field.value, "\n", shown_text(item));
    }
    add_field(part, std::move(field));
  }

  // A table of the bureau's own: each of its texts.
  static void add_own_table(Part& part, const xml::Node& table) {
    part.items.push_back({.kind = Item::Kind::own_table, .path = table.xpath()});
    for (const xml::Node& child : table.elements()) {
      if (is_element(child, "caption") || is_element(child, "unit")) {
        add_leaf(part, child, is_element(child, "unit") ? Bilingual{"单位", "Unit"} : Bilingual{"表题", "Caption"});
      }
      if (!is_element(child, "head") && !is_element(child, "body")) continue;
      for (const xml::Node& row : child.elements()) {
        part.items.push_back({.kind = Item::Kind::new_row});
        for (const xml::Node& cell : row.elements()) {
          add_leaf(part, cell, is_element(cell, "th") ? Bilingual{"标题格", "Header"} : Bilingual{"格", "Cell"});
        }
      }
    }
    part.items.push_back({.kind = Item::Kind::end_of_own_table});
  }

  static void add_leaf(Part& part, const xml::Node& node, Bilingual label) {
    const std::string path = node.xpath();
    add_field(part, {.kind = Field::Kind::line,
                     .name = "leaf " + path,
                     .label = std::move(label),
                     .value = on_one_line(node.text()),
                     .paths = {path}});
  }

  void add_section(Part& part, const xml::Node& section, int depth) {
    const auto heading = record::heading_of(section);
    const std::string path = section.xpath();
    part.items.push_back({.kind = Item::Kind::section, .depth = depth, .field = part.fields.size(), .path = path});
    part.fields.push_back({.kind = Field::Kind::line,
                           .name = "heading " + path,
                           .label = {"本节标题", "Heading of the section"},
                           .value = heading ? without_placeholder(on_one_line(shown_text(*heading))) : std::string(),
                           .paths = heading ? std::vector{heading->xpath()} : std::vector{path}});
    read_texts(part, section, depth + 1, {"本节正文", "Text of the section"});
    part.items.push_back({.kind = Item::Kind::end_of_section, .depth = depth});
  }

  Draft& draft_;
  const forms::Labels& labels_;
};

Draft::Draft(xml::Tree tree, const FormData& form) : tree_(std::move(tree)), form_(form) {
  PartReader(*this).read();
}

const Part* Draft::find(std::string_view key) const {
  const auto found = std::find_if(parts_.begin(), parts_.end(), [key](const Part& one) { return one.key == key; });
  return found == parts_.end() ? nullptr : &*found;
}

namespace {

// Whether the path is the other one, or leads to something in it.
bool is_in(std::string_view path, std::string_view whole) {
  return path.starts_with(whole) && (path.size() == whole.size() || path[whole.size()] == '/');
}

}  // namespace

const Part& Draft::part_of(std::string_view path) const {
  for (const Part& part : parts_) {
    if (!part.path.empty() && is_in(path, part.path)) return part;
  }
  return parts_.front();
}

std::optional<std::size_t> Draft::field_at(const Part& part, std::string_view path) {
  std::optional<std::size_t> around;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < part.fields.size(); ++i) {
    for (const std::string& one : part.fields[i].paths) {
      if (is_in(path, one) && one.size() >= longest) {
        longest = one.size();
        around = i;
      }
    }
  }
  return around;
}

}  // namespace banxin::desk
