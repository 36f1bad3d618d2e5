#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "desk/findings_view.h"
#include "desk/views.h"

namespace banxin::desk {
namespace {

// Writes one part's form.
class PartView {
 public:
  PartView(const View& view, const Part& part, const SaveTrouble& trouble)
      : view_(view), page_(view.page), part_(part), trouble_(trouble), found_(shown_findings(view, part)) {
    for (const auto& [name, value] : trouble.typed) typed_.insert_or_assign(name, value);
    for (std::size_t i = 0; i < part.fields.size(); ++i) numbers_[part.fields[i].name] = i;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      for (const std::size_t field : found_[i].fields) at_[field].push_back(i);
    }
    for (SumOf& one : sums(view.draft, part)) sums_[one.field] = std::move(one.sum);
  }

  std::string form() {
    out_ += fmt::format("<form id=\"part\" method=\"post\" action=\"{}\" autocomplete=\"off\">\n",
                        address_of(view_.id, part_.key));
    out_ += fmt::format("<input type=\"hidden\" name=\"version\" value=\"{}\">\n", part_.version);
    // Enter in a field does what the first button of a form does.
    out_ += fmt::format("<button class=\"unseen\" name=\"do\" value=\"save\" tabindex=\"-1\">{}</button>\n",
                        page_.html({"保存", "Save"}));
    for (const Item& item : part_.items) write(item);
    if (!part_.path.empty() && part_.path.find("statistics") == std::string::npos) {
      out_ += fmt::format("<p><button class=\"quiet\" name=\"do\" value=\"section {}\">{}</button></p>\n",
                          escaped(part_.path), page_.html({"＋ 加一节", "+ Add a section"}));
    }
    leftover();
    out_ += fmt::format(
        "<p class=\"actions\"><button class=\"main\" name=\"do\" value=\"save\">{}</button> <button name=\"do\" "
        "value=\"next\">{}</button>",
        page_.html({"保存", "Save"}), page_.html({"保存，到下一页", "Save and go on"}));
    if (part_.own && !part_.path.empty() && part_.key != "table") {
      out_ += fmt::format(" <button class=\"quiet\" name=\"do\" value=\"remove {}\">{}</button>", escaped(part_.path),
                          page_.html({"删去本章", "Delete this chapter"}));
    }
    return std::move(out_) + "</p>\n</form>\n";
  }

  std::string summary() const { return summary_markup(view_, part_, found_); }
  std::size_t errors() const {
    return static_cast<std::size_t>(std::count_if(
        found_.begin(), found_.end(), [](const auto& one) { return one.finding->severity == Severity::error; }));
  }

 private:
  void write(const Item& item) {
    switch (item.kind) {
      case Item::Kind::field:
        if (in_own_table_) {
          out_ += "<td>" + own_cell(item.field) + "</td>";
        } else {
          field(item.field);
        }
        return;
      case Item::Kind::section:
        out_ += fmt::format("<fieldset class=\"section\"><legend class=\"unseen\">{}</legend>\n",
                            section_title(item.field));
        field(item.field);
        return;
      case Item::Kind::end_of_section: end_section(item); return;
      case Item::Kind::statistics: return table(item.path);
      case Item::Kind::own_table:
        out_ += fmt::format(
            "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table "
            "class=\"own\"><caption>{0}</caption><tbody><tr>",
            page_.html({"本单位自己的表", "A table of your own"}));
        in_own_table_ = true;
        return;
      case Item::Kind::new_row:
        if (!out_.ends_with("<tr>")) out_ += "</tr>\n<tr>";
        return;
      case Item::Kind::end_of_own_table:
        out_ += "</tr></tbody></table></div>\n";
        in_own_table_ = false;
        return;
    }
  }

  std::string section_title(std::size_t number) {
    sections_.push_back(number);
    const std::string& heading = part_.fields[number].value;
    return heading.empty() ? page_.html({"新的一节", "A new section"}) : escaped(heading);
  }
  void end_section(const Item&) {
    const Field& heading = part_.fields[sections_.back()];
    sections_.pop_back();
    const std::string path = heading.name.substr(heading.name.find(' ') + 1);
    const std::string name = heading.value.empty() ? page_.say({"这一节", "this section"}) : heading.value;
    out_ += fmt::format("<p><button class=\"quiet\" name=\"do\" value=\"remove {}\">{}</button></p>\n</fieldset>\n",
                        escaped(path), page_.html({fmt::format("删去“{}”", name), fmt::format("Delete \"{}\"", name)}));
  }

  std::string value_of(std::size_t number) const {
    const auto typed = typed_.find(part_.fields[number].name);
    return typed == typed_.end() ? part_.fields[number].value : typed->second;
  }
  bool differs(std::size_t number) const {
    if (!trouble_.conflict) return false;
    const std::string typed = value_of(number);
    const std::string& now = part_.fields[number].value;
    return typed != now && lines_of(typed) != lines_of(now);
  }

  // aria-invalid and aria-describedby.
  std::string described(std::size_t number, std::string by = {}) const {
    std::string out;
    bool error = false;
    if (const auto at = at_.find(number); at != at_.end()) {
      for (const std::size_t one : at->second) {
        by += fmt::format("{}n{}", by.empty() ? "" : " ", one + 1);
        error = error || found_[one].finding->severity == Severity::error;
      }
    }
    if (error) out += " aria-invalid=\"true\"";
    if (!by.empty()) out += " aria-describedby=\"" + by + "\"";
    return out;
  }

  void messages(std::size_t number) {
    out_ += fmt::format("<div class=\"told\" data-for=\"f{}\">", number);
    if (const auto at = at_.find(number); at != at_.end()) {
      for (const std::size_t one : at->second) {
        out_ += fmt::format("<p class=\"{}\">{}</p>", name_of(found_[one].finding->severity),
                            finding_markup(page_, *found_[one].finding, {}));
      }
    }
    out_ += "</div>\n";
    if (!differs(number)) return;
    out_ +=
        fmt::format("<div class=\"now\"><p>{}</p><blockquote>{}</blockquote></div>\n",
                    page_.html({"文件里现在是（您填的在下面的格里）：", "The file has now (what you typed is below):"}),
                    part_.fields[number].value.empty() ? page_.html({"（空白）", "(blank)"})
                                                       : lines_markup(part_.fields[number].value));
  }
  static std::string lines_markup(const std::string& text) {
    std::string out;
    for (const std::string& line : lines_of(text)) out += (out.empty() ? "" : "<br>") + escaped(line);
    return out;
  }

  void field(std::size_t number) {
    const Field& field = part_.fields[number];
    const bool many = field.kind == Field::Kind::paragraphs || field.kind == Field::Kind::items;
    out_ += fmt::format("<div class=\"field\"><label for=\"f{}\">{}</label>", number, page_.html(field.label));
    std::string by;
    Bilingual hint = field.hint;
    // Said once on a page.
    if (hint.empty() && many && !std::exchange(said_how_, true))
      hint = {"一段一行；从 Word、WPS 粘贴的分段照留", "a paragraph a line; paragraphs pasted from Word stay"};
    if (!hint.empty()) {
      by = fmt::format("h{}", number);
      out_ += fmt::format("<span class=\"hint\" id=\"{}\">{}</span>", by, page_.html(hint));
    }
    out_ += "\n";
    messages(number);
    const std::string value = value_of(number);
    if (many) {
      // As many rows as its text has, so that all of it is seen.
      constexpr std::size_t letters = 120, least = 3, most = 30;
      std::size_t rows = 1;
      for (const std::string& line : lines_of(value)) rows += 1 + line.size() / letters;
      out_ += fmt::format("<textarea id=\"f{}\" name=\"{}\" rows=\"{}\"{}>\n{}</textarea>", number, escaped(field.name),
                          std::clamp(rows, least, most), described(number, by), escaped(value));
    } else {
      out_ += fmt::format("<input id=\"f{}\" name=\"{}\" value=\"{}\"{}>", number, escaped(field.name), escaped(value),
                          described(number, by));
    }
    out_ += "</div>\n";
  }

  std::string own_cell(std::size_t number) {
    return fmt::format("<input id=\"f{}\" name=\"{}\" value=\"{}\" aria-label=\"{}\"{}>", number,
                       escaped(part_.fields[number].name), escaped(value_of(number)),
                       page_.html(part_.fields[number].label), described(number)) +
           marks(number);
  }

  // Numbers of the findings about a cell, each leading to its words.
  std::string marks(std::size_t number) const {
    std::string out = fmt::format("<span class=\"marks\" data-for=\"f{}\">", number);
    if (const auto at = at_.find(number); at != at_.end()) {
      for (const std::size_t one : at->second) {
        const Severity severity = found_[one].finding->severity;
        out += fmt::format("<a class=\"{}\" href=\"#n{}\"><span aria-hidden=\"true\">{}</span>{} {}</a>",
                           name_of(severity), one + 1, shape_of(severity), page_.html(word_of(severity)), one + 1);
      }
    }
    return out + "</span>";
  }

  void table(const std::string& path) {
    const std::string id = table_id(path);
    const auto found = view_.sheets == nullptr ? Sheets::const_iterator() : view_.sheets->find(id);
    if (view_.sheets == nullptr || found == view_.sheets->end()) return;
    const Sheet& sheet = found->second;
    const std::string prefix = fmt::format("t{}-", ++tables_);
    const std::string name = sheet.caption.empty() ? page_.say(part_.title) : sheet.caption;
    out_ += fmt::format(
        "<p class=\"hint\">{}</p>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table "
        "class=\"figures\"><caption>{}</caption>\n",
        page_.html(
            {"没有发生的填 0；不适用的填 / 。可以从 Excel 整块复制，粘贴到左上角的一格。用方向键和回车在格子间移动。",
             "Write 0 for none and / where it does not apply. A block copied from Excel may be pasted into its "
             "first cell. Arrow keys and Enter move between cells."}),
        escaped(name), escaped(name));
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
      if (i == 0) out_ += sheet.head_rows > 0 ? "<thead>\n" : "<tbody>\n";
      if (i == sheet.head_rows && i > 0) out_ += "</thead>\n<tbody>\n";
      out_ += "<tr>";
      for (const Sheet::Cell& cell : sheet.rows[i]) table_cell(cell, prefix, path);
      out_ += "</tr>\n";
    }
    out_ += sheet.rows.size() > sheet.head_rows ? "</tbody>\n</table>\n</div>\n" : "</thead>\n</table>\n</div>\n";
    rows_of_own(path);
  }

  std::string table_id(const std::string& path) const {
    for (const xml::Node& child : view_.draft.tree().root().elements()) {
      if (child.xpath() == path) return child.attribute("table").value_or("");
      for (const xml::Node& inner : child.elements()) {
        if (inner.xpath() == path) return inner.attribute("table").value_or("");
      }
    }
    return {};
  }

  void table_cell(const Sheet::Cell& cell, const std::string& prefix, const std::string& path) {
    std::string spans;
    if (cell.row_span > 1) spans += fmt::format(" rowspan=\"{}\"", cell.row_span);
    if (cell.column_span > 1) spans += fmt::format(" colspan=\"{}\"", cell.column_span);
    if (cell.head) {
      std::string look;
      if (cell.indent > 0) look += fmt::format(" in-{}", std::min(cell.indent, 4));
      if (cell.upright) look += " upright";
      out_ += fmt::format("<th id=\"{}{}\"{}{}>{}</th>", prefix, cell.node,
                          look.empty() ? look : " class=\"" + look.substr(1) + "\"", spans, head_text(cell, path));
      return;
    }
    std::string headers;
    for (const NodeId head : cell.headers) headers += fmt::format("{}{}{}", headers.empty() ? "" : " ", prefix, head);
    out_ += fmt::format("<td{}{}>", headers.empty() ? "" : fmt::format(" headers=\"{}\"", headers), spans);
    out_ += cell.address ? figure(*cell.address, headers, path) : escaped(cell.text);
    out_ += "</td>";
  }

  std::string head_text(const Sheet::Cell& cell, const std::string& path) const {
    if (cell.own_row.empty()) return escaped(cell.text);
    int own = 0;
    for (const xml::Node& row : own_rows(path)) {
      if (cell.own_row == "+" + std::to_string(++own)) return escaped(row.attribute("label").value_or(""));
    }
    return {};
  }
  std::vector<xml::Node> own_rows(const std::string& path) const {
    std::vector<xml::Node> rows;
    const auto look = [&](const xml::Node& statistics) {
      for (const xml::Node& row : statistics.elements()) {
        if (row.name() == "own-row") rows.push_back(row);
      }
    };
    for (const xml::Node& child : view_.draft.tree().root().elements()) {
      if (child.xpath() == path) look(child);
      for (const xml::Node& inner : child.elements()) {
        if (inner.xpath() == path) look(inner);
      }
    }
    return rows;
  }

  std::string figure(const CellAddress& address, const std::string& headers, const std::string& path) {
    const auto found = numbers_.find(Draft::cell_name(path, address));
    if (found == numbers_.end()) return {};
    const std::size_t number = found->second;
    const bool words = part_.fields[number].kind == Field::Kind::line;
    std::string by;
    std::string beside;
    if (view_.last_year != nullptr && !address.row.starts_with("+") && view_.last_year->knows(address.text())) {
      const std::string& last = view_.last_year->cell(address.text()).written;
      if (!last.empty()) {
        by = fmt::format("y{}", number);
        beside += fmt::format("<small id=\"{}\">{} {}</small>", by, page_.html({"上年", "last"}), escaped(last));
      }
    }
    if (differs(number)) {
      beside += fmt::format(
          "<small class=\"now\">{} {}</small>", page_.html({"文件里是", "in the file:"}),
          part_.fields[number].value.empty() ? page_.html({"空白", "blank"}) : escaped(part_.fields[number].value));
    }
    std::string out =
        fmt::format("<input id=\"f{}\" name=\"{}\" value=\"{}\"{}{}{}>", number, escaped(part_.fields[number].name),
                    escaped(value_of(number)), words ? "" : " inputmode=\"numeric\"",
                    headers.empty() ? "" : " aria-labelledby=\"" + headers + "\"", described(number, by));
    out += beside + sum_beside(number);
    return out + marks(number);
  }

  // The sum of the cells that the total is of; taken over only when it is asked for.
  std::string sum_beside(std::size_t number) const {
    const std::string& name = part_.fields[number].name;
    const std::size_t slash = name.rfind('/');
    if (slash == std::string::npos) return {};
    const forms::Label* column = view_.draft.form().labels.find(std::string_view(name).substr(slash + 1));
    if (column == nullptr || !column->total) return {};
    const auto sum = sums_.find(number);
    const bool shown = sum != sums_.end() && sum->second != part_.fields[number].value;
    return fmt::format(
        "<button class=\"sum\" name=\"do\" value=\"take {}\" data-for=\"f{}\"{}>{} <span>{}</span></button>",
        escaped(name), number, shown ? "" : " hidden", page_.html({"填入合计", "take sum"}),
        sum == sums_.end() ? "" : escaped(sum->second));
  }

  // Rows that the form does not have.
  void rows_of_own(const std::string& path) {
    const std::string table = table_id(path);
    out_ +=
        fmt::format("<details class=\"own-row\"><summary>{}</summary>\n<p class=\"hint\">{}</p>\n",
                    page_.html({"表里没有的行", "A row that the form does not have"}),
                    page_.html({"确有表里没有的情形时才加；加在选定的行后面。",
                                "Only where there is a case that the form lacks; it follows the row that is chosen."}));
    int own = 0;
    for (const xml::Node& row : own_rows(path)) {
      const std::string label = row.attribute("label").value_or("");
      out_ += fmt::format("<p>{} <button class=\"quiet\" name=\"do\" value=\"remove {}\">{}</button></p>\n",
                          escaped(label), escaped(row.xpath()),
                          page_.html({fmt::format("删去第 {} 行", ++own), fmt::format("Delete row {}", own)}));
    }
    out_ += fmt::format(
        "<div class=\"field\"><label for=\"own-label{0}\">{1}</label><input id=\"own-label{0}\" name=\"own-label "
        "{3}\"></div>\n"
        "<div class=\"field\"><label for=\"own-after{0}\">{2}</label><select id=\"own-after{0}\" name=\"own-after "
        "{3}\">",
        tables_, page_.html({"这一行的名称", "Label of the row"}), page_.html({"排在哪一行后面", "It follows"}),
        escaped(path));
    for (const forms::Label& label : view_.draft.form().labels.all()) {
      if (label.column || label.heading || label.table != table) continue;
      out_ += fmt::format("<option value=\"{}\">{}</option>", escaped(label.id), escaped(label.text));
    }
    out_ += fmt::format(
        "</select></div>\n<p><button class=\"quiet\" name=\"do\" value=\"row {}\">{}</button></p>\n</details>\n",
        escaped(path), page_.html({"＋ 加这一行", "+ Add the row"}));
  }

  // What was typed into fields that the record no longer has.
  void leftover() {
    std::string lost;
    for (const auto& [name, value] : typed_) {
      if (numbers_.contains(name) || is_blank(value) || name == "version" || name == "do" || name.starts_with("own-"))
        continue;
      lost += fmt::format("<blockquote>{}</blockquote>\n", lines_markup(value));
    }
    if (lost.empty()) return;
    out_ += fmt::format(
        "<section class=\"now\"><h2>{}</h2>\n{}</section>\n",
        page_.html({"您填的这些文字，文件里已经没有放的地方，请抄到合适的格里：",
                    "The file has no place any more for these words of yours; copy them to where they belong:"}),
        lost);
  }

  const View& view_;
  const Page& page_;
  const Part& part_;
  const SaveTrouble& trouble_;
  std::vector<PlacedFinding> found_;
  std::map<std::string, std::string> typed_;
  std::map<std::string, std::size_t> numbers_;          // of fields, by name
  std::map<std::size_t, std::vector<std::size_t>> at_;  // findings of a field
  std::map<std::size_t, std::string> sums_;
  std::vector<std::size_t> sections_;  // that are open
  int tables_ = 0;
  bool in_own_table_ = false, said_how_ = false;
  std::string out_;
};

}  // namespace

Response part_page(const View& view, const Part& part, const SaveTrouble& trouble) {
  const Page& page = view.page;
  PartView writer(view, part, trouble);
  std::string body = fmt::format("<h1>{}</h1>\n", page.html(part.title));
  if (!trouble.told.empty()) {
    body +=
        fmt::format("<div class=\"alert\" role=\"alert\"><p><strong>{}</strong></p></div>\n", page.html(trouble.told));
  }
  body += fmt::format("<p id=\"state\" role=\"status\">{}</p>\n",
                      trouble.saved ? page.html({"已保存", "Saved"}) : std::string());
  body += writer.summary() + writer.form();
  body += fmt::format(
      "<p><a class=\"button\" id=\"see-pages\" href=\"{0}\" data-part=\"{1}\">{2}</a></p>\n<aside id=\"pages\" "
      "aria-label=\"{3}\" tabindex=\"0\" hidden></aside>\n",
      address_of(view.id, "pages"), part.key, page.html({"看排好的页面", "See the pages"}),
      page.html({"排好的页面", "The pages"}));
  if (view.can_undo) {
    body += fmt::format(
        "<form method=\"post\" action=\"{}\" class=\"undo\"><input type=\"hidden\" name=\"part\" value=\"{}\"><button "
        "class=\"quiet\">{}</button></form>\n",
        address_of(view.id, "undo"), part.key, page.html({"撤销上一次保存的改动", "Undo the last change saved"}));
  }
  Bilingual title = part.title;
  if (writer.errors() > 0) title = {"错误：" + title.zh, "Error: " + title.en};
  const std::string report = view.draft.parts().front().fields.at(1).value;
  return page.whole(title, body,
                    {{report.empty() ? view.file : report, address_of(view.id)}, {page.say(part.title), {}}});
}

}  // namespace banxin::desk
