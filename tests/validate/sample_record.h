#pragma once

#include <map>
#include <string>

#include "support.h"

namespace banxin::test {

// What a record says other than the filled sample of its form.
struct Changes {
  Row cells = {};  // by ROW/COLUMN; rows of a table without columns by ROW
  std::string year = {};
  std::string bureau = {};
  std::string title = {};  // the sample's, of this bureau, when there is none
  std::string introduction = {};
  std::map<std::string, std::string> text = {};      // by the chapter's id, or its number: instead of the sample's
  std::map<std::string, std::string> headings = {};  // the same
  std::map<std::string, std::string> behind = {};    // XML behind a row, by its id
  std::string signature = {};                        // XML; none when it is empty
};

// The sample with these changes and no text but theirs; the chapters that may not be empty say a few words.
std::string sample_record(const std::string& sample, const Changes& changes = {});

}  // namespace banxin::test
