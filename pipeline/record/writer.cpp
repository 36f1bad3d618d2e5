#include "record/writer.h"

#include <utility>
#include <variant>

#include "record/record.h"

namespace banxin::record {
namespace {

class RecordWriter {
 public:
  explicit RecordWriter(const Content& content) : content_(content) {}

  std::string write() && {
    for (const std::string& note : content_.head_notes) to_.comment(note);
    to_.begin("record").attribute("xmlns", namespace_uri).attribute("form", content_.form);
    to_.attribute("year", content_.year);
    if (!content_.date.empty()) to_.attribute("date", content_.date);
    note(content_.bureau_note);
    to_.element("bureau", content_.bureau);
    note(content_.title_note);
    to_.element("title", content_.title);
    if (!content_.document_number.empty()) to_.element("document-number", content_.document_number);
    if (!content_.index_number.empty()) to_.element("index-number", content_.index_number);
    if (!content_.introduction.empty()) {
      to_.begin("introduction");
      write(content_.introduction);
      to_.end();
    }
    for (const std::string& one : content_.chapter_notes) note(one);
    for (const Content::Chapter& chapter : content_.chapters) write(chapter);
    note(content_.signature_note);
    if (!content_.issuer.empty()) {
      to_.begin("signature").element("issuer", content_.issuer);
      if (!content_.signing_date.empty()) to_.element("date", content_.signing_date);
      to_.end();
    }
    if (content_.table) write(*content_.table);
    if (content_.extension) {
      to_.begin("extension");
      content_.extension(to_);
      to_.end();
    }
    to_.end();
    return std::move(to_).finish();
  }

 private:
  void note(const std::string& text) {
    if (!text.empty()) to_.comment(text);
  }
  void remark(const std::string& text) {
    if (!text.empty()) to_.remark(text);
  }

  void write(const Content::Chapter& chapter) {
    to_.begin("chapter");
    if (!chapter.id.empty()) to_.attribute("id", chapter.id);
    to_.element("heading", chapter.heading);
    write(chapter.blocks);
    to_.end();
  }

  void write(const std::vector<Content::Block>& blocks) {
    for (const Content::Block& block : blocks) {
      std::visit([this](const auto& one) { write(one); }, block.is);
    }
  }
  void write(const std::string& paragraph) { to_.element("p", paragraph); }
  void write(const Content::List& list) {
    to_.begin("list");
    for (const std::string& item : list.items) to_.element("item", item);
    to_.end();
  }
  void write(const Content::Section& section) {
    to_.begin("section").element("heading", section.heading);
    write(section.blocks);
    to_.end();
  }
  void write(const Content::OwnTable& table) {
    to_.begin("own-table");
    if (!table.caption.empty()) to_.element("caption", table.caption);
    if (!table.unit.empty()) to_.element("unit", table.unit);
    if (!table.head.empty()) write("head", table.head);
    write("body", table.body);
    to_.end();
  }
  void write(const char* name, const std::vector<std::vector<Content::OwnCell>>& rows) {
    to_.begin(name);
    for (const std::vector<Content::OwnCell>& row : rows) {
      to_.begin("tr");
      for (const Content::OwnCell& cell : row) {
        to_.begin(cell.head ? "th" : "td");
        if (cell.row_span > 1) to_.attribute("row-span", std::to_string(cell.row_span));
        if (cell.column_span > 1) to_.attribute("column-span", std::to_string(cell.column_span));
        to_.text(cell.text).end();
      }
      to_.end();
    }
    to_.end();
  }

  void write(const Content::Table& table) {
    for (const std::string& one : table.notes) note(one);
    to_.begin("statistics");
    if (!table.id.empty()) to_.attribute("table", table.id);
    for (const auto& [name, value] : table.attributes) to_.attribute(name.c_str(), value);
    for (const Content::Row& row : table.rows) write(row);
    to_.end();
  }

  void write(const Content::Row& row) {
    if (!row.note.empty()) to_.comment(row.note, row.margin);
    if (row.id.empty() && row.after.empty()) return remark(row.remark);
    if (row.after.empty()) {
      to_.begin("row", row.margin).attribute("id", row.id);
    } else {
      to_.begin("own-row", row.margin).attribute("after", row.after);
    }
    if (!row.label.empty()) to_.attribute("label", row.label);
    if (!row.unit.empty()) to_.attribute("unit", row.unit);
    if (!row.level.empty()) to_.attribute("level", row.level);
    if (row.cells.empty()) {
      to_.text(row.figure).end();
      return remark(row.remark);
    }
    remark(row.remark);
    for (const Content::Cell& cell : row.cells) {
      to_.begin(cell.holds_text ? "text" : "cell").attribute("id", cell.id);
      if (!cell.label.empty()) to_.attribute("label", cell.label);
      if (!cell.unit.empty()) to_.attribute("unit", cell.unit);
      to_.text(cell.figure).end();
      remark(cell.remark);
    }
    to_.end();
  }

  const Content& content_;
  XmlWriter to_;
};

}  // namespace

std::vector<Content::Block> paragraphs_of(std::vector<std::string> texts) {
  std::vector<Content::Block> blocks;
  for (std::string& text : texts) blocks.emplace_back().is = std::move(text);
  return blocks;
}

std::string write(const Content& content) {
  return RecordWriter(content).write();
}

}  // namespace banxin::record
