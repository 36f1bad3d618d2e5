#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace banxin {

// An official form: a folder of data, layouts/<id>/, described by its form.xml. What the folder must hold is said in
// layouts/README.md.
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
};

namespace record {

// All forms in these folders, by id; of two with one id the first folder's wins. Folders without a form.xml are no
// forms. Errors: form-unusable (with the file).
Result<std::vector<Form>> list_forms(const std::vector<std::string>& layout_folders);

}  // namespace record
}  // namespace banxin
