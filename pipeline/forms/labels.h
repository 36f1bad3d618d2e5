#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text_map.h"
#include "xml/xml.h"

namespace banxin::forms {

// One row or column of the form, as labels.xml says it.
struct Label {
  std::string id;
  std::string text;   // 1.当面申请数
  std::string unit;   // 件; for a row without a unit, that of its table
  std::string name;   // its name in running text: 当面申请数
  std::string level;  // of a row, as written; compared, never calculated with
  std::string table;  // the table that it is in; empty in a form whose rows hold their figures directly
  bool column = false;
  bool heading = false;               // has no figures
  bool total = false;                 // a column that holds the sum of the other cells of its row
  bool holds_text = false;            // of a column: words, which are printed and never calculated with
  std::vector<std::string> cells;     // of a row in a table: the columns that it has figures in
  std::vector<std::string> texts;     // and those that it has words in
  std::vector<std::string> variants;  // other wordings that are known
};

// A chapter that the form prescribes.
struct ChapterLabel {
  std::string id;
  std::string text;   // 一、总体情况
  std::string table;  // the table in it, or empty
  std::vector<std::string> variants;
};

// What the official form prints, by ids, and an empty record: each row once, blank, in the form's order. A rule that
// asks for a row that a record leaves out gets the blank one, so that absent and blank are the same.
class Labels {
 public:
  // Error: form-unusable.
  static Result<Labels> load(const std::string& path);

  // Rows and columns, in the form's order.
  const std::vector<Label>& all() const { return labels_; }
  // A row or a column; null when the form has none with this id.
  const Label* find(std::string_view id) const;
  // Position in the form, from 0; nothing when the form has no such row or column.
  std::optional<int> position(std::string_view id) const;
  // In the form's order; none when the form prescribes no chapters.
  const std::vector<ChapterLabel>& chapters() const { return chapters_; }
  const ChapterLabel* find_chapter(std::string_view id) const;

  const xml::Tree& blank_record() const { return blank_; }
  // Only for ids of the form's rows.
  const xml::Node& blank_row(std::string_view id) const { return blank_rows_.find(id)->second; }

 private:
  friend class LabelsReader;
  Labels(std::vector<Label> labels, std::vector<ChapterLabel> chapters, xml::Tree blank);

  std::vector<Label> labels_;
  std::vector<ChapterLabel> chapters_;
  TextMap<int> positions_;
  xml::Tree blank_;
  TextMap<xml::Node> blank_rows_;
};

// The label as it is used in running text, where labels.xml does not give it (`name`): without its number (一、 （一）
// 1. （1）), 其中： and the remark in brackets at its end.
std::string short_label(std::string_view label);

}  // namespace banxin::forms
