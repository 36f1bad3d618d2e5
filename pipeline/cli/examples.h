#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace banxin::cli {

// What a code looks like in a record, and the same corrected: lines of a record's XML.
struct Example {
  std::string code;
  std::string form;  // the form of the record that it is of
  std::string before, after;
};

// Those in the files examples.xml of these folders of forms; a folder need not have one. Error: form-unusable.
Result<std::vector<Example>> read_examples(const std::vector<std::string>& layout_folders);

}  // namespace banxin::cli
