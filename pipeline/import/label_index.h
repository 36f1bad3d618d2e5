#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text_map.h"
#include "forms/labels.h"
#include "import/draft.h"

namespace banxin::import {

// A row or a column of the form that a text may stand for.
struct Match {
  const forms::Label* label = nullptr;
  Sure sure = Sure::exact;
};

// The labels of a form by their wordings. Keeps pointers into the labels.
class LabelIndex {
 public:
  explicit LabelIndex(const forms::Labels& labels);

  // All labels that the text is the wording of: the official one, where that is there; else known variants (other
  // numbers and marks, without a remark in brackets at the end). Where there are none: the one label that it differs
  // from in no more than 15 % of its characters, all those of the same wording. Empty for a text that is none.
  std::vector<Match> find(std::string_view text) const;
  // The same without those that are only near.
  std::vector<Match> find_known(std::string_view text) const;

 private:
  void add(TextMap<std::vector<Match>>& to, const std::string& key, const forms::Label& label, Sure sure);

  TextMap<std::vector<Match>> official_;  // by the text without white space
  TextMap<std::vector<Match>> known_;     // by what is left when all is taken away that makes only a variant
  std::vector<std::pair<std::u32string, std::string>> keys_;  // of known_
};

}  // namespace banxin::import
