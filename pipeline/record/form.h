#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace banxin {

// An official form: a folder of data, layouts/<id>/, described by its form.xml. layouts/README.md says what the folder
// must hold.
struct Form {
  std::string id;  // disclosure-2018; the folder's name
  std::string folder;
  std::string common_folder;  // of what it shares with other forms
  Bilingual name;             // 政府信息公开工作年度报告（2014—2018年度） / Annual report ...
  int first_year = 0;         // of the report years that it serves; both ends included
  int last_year = 0;          // 9999: still in force
  std::string page_style;     // gbt9704: the folder of the page style, beside the form's
  std::string purpose = {};   // what the program fills it in for: feedback; empty: bureaus fill it in
  // What is wrong with its form.xml: then the form cannot be used, and nothing else is known of it but id and folder.
  Findings faults = {};

  static constexpr int still_in_force = 9999;
  bool serves(int year) const { return first_year <= year && year <= last_year; }
  std::string years() const;  // 2014-2018, 2030, 2021-
  // The Chinese name as titles have it, without the remark in brackets at its end: 政府信息公开工作年度报告.
  std::string title_name() const { return name.zh.substr(0, name.zh.find("（")); }
};

namespace record {

// All forms in these folders that bureaus fill in, by id; of two with the same id, the first folder's wins. Folders
// without a form.xml are not forms. One that cannot be used stands in nobody's way: it is listed with its faults, and a
// record that names it is told them. The common folder is the one beside the form, or else the first that there is in
// the folders given. Error: form-unusable, for a folder of forms that cannot be read.
Result<std::vector<Form>> list_forms(const std::vector<std::string>& layout_folders);

// The same of the forms that the program itself fills in: those whose form.xml names a purpose. No record may name one.
Result<std::vector<Form>> list_sheets(const std::vector<std::string>& layout_folders);

}  // namespace record
}  // namespace banxin
