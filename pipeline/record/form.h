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
  Bilingual name;          // 政府信息公开工作年度报告（2014—2018年度） / Annual report ...
  int first_year = 0;      // of the report years that it serves; both ends included
  int last_year = 0;       // 9999: still in force
  std::string page_style;  // gbt9704: the folder of the page style, beside the form's

  static constexpr int still_in_force = 9999;
  bool serves(int year) const { return first_year <= year && year <= last_year; }
  std::string years() const;  // 2014-2018, 2030, 2021-
  // The Chinese name as titles have it, without the remark in brackets at its end: 政府信息公开工作年度报告.
  std::string title_name() const { return name.zh.substr(0, name.zh.find("（")); }
};

namespace record {

// All forms in these folders, by id; of two with the same id, the first folder's wins. Folders without a form.xml are
// not forms. Errors: form-unusable (with the file).
Result<std::vector<Form>> list_forms(const std::vector<std::string>& layout_folders);

}  // namespace record
}  // namespace banxin
