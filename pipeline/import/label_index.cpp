#include "import/label_index.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "forms/wording.h"
#include "import/marks.h"

namespace banxin::import {
namespace {

// Without the remark in brackets at its end; empty when that would leave nothing.
std::string without_remark(std::string_view text) {
  constexpr std::string_view closing = "）";
  const std::size_t open = text.rfind("（");
  if (!text.ends_with(closing) || open == std::string_view::npos || open == 0) return {};
  return std::string(text.substr(0, open));
}

}  // namespace

void LabelIndex::add(TextMap<std::vector<Match>>& to, const std::string& key, const forms::Label& label, Sure sure) {
  if (key.empty()) return;
  std::vector<Match>& list = to[key];
  if (std::none_of(list.begin(), list.end(), [&label](const Match& one) { return one.label == &label; })) {
    list.push_back({&label, sure});
  }
}

LabelIndex::LabelIndex(const forms::Labels& labels) {
  for (const forms::Label& label : labels.all()) {
    add(official_, folded(label.text), label, Sure::exact);
    add(known_, forms::wording_key(label.text), label, Sure::variant);
    add(known_, forms::wording_key(without_remark(label.text)), label, Sure::variant);
    add(known_, forms::wording_key(label.name), label, Sure::variant);
    for (const std::string& variant : label.variants) add(known_, forms::wording_key(variant), label, Sure::variant);
  }
  for (const auto& [key, list] : known_) keys_.emplace_back(decode_utf8(key), key);
  std::sort(keys_.begin(), keys_.end());
}

std::vector<Match> LabelIndex::find_known(std::string_view text) const {
  const std::string plain = folded(text);
  if (const auto found = official_.find(plain); found != official_.end()) return found->second;
  for (const std::string& key : {forms::wording_key(plain), forms::wording_key(without_remark(plain))}) {
    if (key.empty()) continue;
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
  }
  return {};
}

std::vector<Match> LabelIndex::find(std::string_view text) const {
  if (std::vector<Match> known = find_known(text); !known.empty()) return known;
  const std::u32string key = decode_utf8(forms::wording_key(folded(text)));
  constexpr int per_cent = 15;
  constexpr std::size_t most = 100;  // characters; longer ones are text
  if (key.size() > most) return {};
  const int allowed = static_cast<int>(key.size()) * per_cent / 100;
  if (allowed == 0) return {};
  std::vector<Match> nearest;
  int least = allowed + 1;
  for (const auto& [characters, name] : keys_) {
    const int distance = edit_distance(key, characters, allowed);
    if (distance > least || distance > allowed) continue;
    if (distance < least) nearest.clear();
    least = distance;
    for (const Match& one : known_.find(name)->second) {
      const auto same = [&one](const Match& other) { return other.label == one.label; };
      if (std::none_of(nearest.begin(), nearest.end(), same)) nearest.push_back({one.label, Sure::near});
    }
  }
  // Two wordings that are equally near: nobody can say which one is meant.
  const bool unique = std::all_of(nearest.begin(), nearest.end(), [&nearest](const Match& one) {
    return forms::wording_key(one.label->text) == forms::wording_key(nearest.front().label->text);
  });
  return unique ? nearest : std::vector<Match>{};
}

}  // namespace banxin::import
