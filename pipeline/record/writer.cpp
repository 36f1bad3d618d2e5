#include "record/writer.h"

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
      for (const std::string& paragraph : content_.introduction) to_.element("p", paragraph);
      to_.end();
    }
    for (const std::string& one : content_.chapter_notes) note(one);
    for (const Content::Chapter& chapter : content_.chapters) write(chapter);
    note(content_.signature_note);
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
    for (const std::string& paragraph : chapter.paragraphs) to_.element("p", paragraph);
    for (const Content::Section& section : chapter.sections) {
      to_.begin("section").element("heading", section.heading);
      for (const std::string& paragraph : section.paragraphs) to_.element("p", paragraph);
      to_.end();
    }
    if (chapter.table) write(*chapter.table);
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
    if (row.id.empty()) return remark(row.remark);
    to_.begin("row", row.margin).attribute("id", row.id);
    if (!row.label.empty()) to_.attribute("label", row.label);
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

std::string write(const Content& content) {
  return RecordWriter(content).write();
}

}  // namespace banxin::record
