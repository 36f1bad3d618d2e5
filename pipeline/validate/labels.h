#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "xml/xml.h"

namespace banxin::validate {

// One row of the form, as labels.xml says it.
struct Label {
  std::string id;
  std::string text;   // 1.当面申请数
  std::string unit;   // 件
  std::string level;  // as written; compared, never calculated with
  std::string name;   // what running text calls it: 当面申请数
};

// The official labels of a form by their ids, and a record that says nothing: each row once, blank, in the form's
// order. A rule that asks for a row that a record leaves out gets the blank one, so that absent and blank are the same.
class Labels {
 public:
  // Error: form-unusable.
  static Result<Labels> load(const std::string& path);

  // Null when the form has no such row.
  const Label* find(std::string_view id) const;
  // Position in the form, from 0; nothing when the form has no such row.
  std::optional<int> position(std::string_view id) const;

  const xml::Tree& blank_record() const { return blank_; }
  // Only for ids of the form.
  const xml::Node& blank_row(std::string_view id) const { return blank_rows_.find(id)->second; }

 private:
  Labels(std::vector<Label> labels, xml::Tree blank);

  std::vector<Label> labels_;
  std::map<std::string, int, std::less<>> positions_;
  xml::Tree blank_;
  std::map<std::string, xml::Node, std::less<>> blank_rows_;
};

// The label as running text wants it, where labels.xml does not say it itself (`name`): without its number (一、
// （一） 1. （1）), 其中： and the remark in brackets at its end.
std::string short_label(std::string_view label);

}  // namespace banxin::validate
