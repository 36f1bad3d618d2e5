#pragma once

#include <map>
#include <string>
#include <string_view>

#include "xml/xml.h"

namespace banxin::forms {

// The headings under which chapters that the form prescribes stand on the page: the form's own words. A number of the
// form never repeats that of a chapter that the bureau added before it, but goes on from there: after an own 六、 the
// form's 六、 is printed as 七、. An own chapter keeps the number that it has, or none.
class ChapterNumbers {
 public:
  explicit ChapterNumbers(const xml::Node& record);
  std::string printed(const xml::Node& chapter, std::string_view official) const;

 private:
  std::map<std::string, int> least_;  // by path: of chapters behind a numbered own one
};

}  // namespace banxin::forms
