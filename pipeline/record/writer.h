#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/xml_writer.h"

namespace banxin::record {

// The content of a record, for code that makes one: a sum, a blank record, an importer. write() puts it into the order
// that every form's schema asks for (layouts/record.md) and escapes it. Notes and remarks become comments, for the
// person who goes on writing; a part that is empty is left out.
struct Content {
  struct Cell {
    std::string id = {}, label = {}, unit = {}, figure = {};
    std::string remark = {};  // after the cell
    bool holds_text = false;
  };
  struct Row {
    std::string id = {};     // empty: only its note is written, or it is a row of the bureau's own
    std::string after = {};  // of such a row: the form's row that it follows
    std::string label = {}, figure = {};
    std::string level = {}, unit = {};  // of such a row, where they are known
    std::vector<Cell> cells = {};
    std::string remark = {};
    std::string note = {};   // in place of the row, or before it
    std::size_t margin = 0;  // blanks: how deep the row is among the others
  };
  struct Table {
    std::string id = {};                                               // empty: the form's only one
    std::vector<std::pair<std::string, std::string>> attributes = {};  // of the lines for signing: telephone
    std::vector<std::string> notes = {};
    std::vector<Row> rows = {};
  };
  struct List {
    std::vector<std::string> items = {};
  };
  struct OwnCell {
    std::string text = {};
    int row_span = 1, column_span = 1;
    bool head = false;
  };
  struct OwnTable {
    std::string caption = {}, unit = {};
    std::vector<std::vector<OwnCell>> head = {}, body = {};
  };
  struct Block;
  struct Section {
    std::string heading = {};
    std::vector<Block> blocks = {};
  };
  struct Block {
    std::variant<std::string, List, OwnTable, Section, Table> is;  // a text is a paragraph
  };
  struct Chapter {
    std::string id = {}, heading = {};
    std::vector<Block> blocks = {};
  };

  std::string form, year, date;
  std::string bureau, title;
  std::string document_number, index_number;
  std::vector<Block> introduction;
  std::vector<Chapter> chapters;
  std::string issuer, signing_date;           // of the signature, written where there is an issuer
  std::optional<Table> table;                 // beside the chapters
  std::function<void(XmlWriter&)> extension;  // writes the content of <extension>

  std::vector<std::string> head_notes;  // before the record
  std::string bureau_note, title_note;  // before each
  std::vector<std::string> chapter_notes;
  std::string signature_note;  // where the signature would be
};

// Each text as a paragraph.
std::vector<Content::Block> paragraphs_of(std::vector<std::string> texts);

// The record, UTF-8. The same content gives the same bytes. Validation decides whether a form accepts it.
std::string write(const Content& content);

}  // namespace banxin::record
