#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "words/matcher.h"

namespace banxin::import {

// What the forms share that importers recognise: layouts/common/recognise.xml, which explains each.
struct Hints {
  std::vector<std::string> containers;
  std::vector<words::Regex> titles, document_numbers, index_numbers, dates, noise, annexes;
  std::vector<std::string> units;  // longer ones before those that they end with
  std::vector<std::string> label_heads, unit_heads, figure_heads;
  // Of a sheet that has a row for each bureau: over the bureaus' names, over what only counts the rows; and what stands
  // in place of a name in a row of totals.
  std::vector<std::string> bureau_heads, number_heads, totals;
  // What lines below a table say, and the name that the record has for it: 审核人, reviewer.
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::string> words_for_none;
  std::vector<std::string> loose;  // words that headings of chapters have or leave out

  // Of a folder that forms share. Error: form-unusable.
  static Result<Hints> load(const std::string& common_folder);
};

}  // namespace banxin::import
