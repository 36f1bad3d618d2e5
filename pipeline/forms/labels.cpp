#include "forms/labels.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "forms/figure.h"
#include "words/heading_number.h"

namespace banxin::forms {
namespace {

// The remark （…） at the end, when there is something before it.
std::string_view without_remark(std::string_view label) {
  constexpr std::string_view open = "（";
  constexpr std::string_view close = "）";
  const std::size_t begin = label.rfind(open);
  const bool remark = label.ends_with(close) && begin != std::string_view::npos && begin > 0;
  return remark ? label.substr(0, begin) : label;
}

}  // namespace

Labels::Labels(std::vector<Label> labels, std::vector<ChapterLabel> chapters, xml::Tree blank)
    : labels_(std::move(labels)), chapters_(std::move(chapters)), blank_(std::move(blank)) {
  for (std::size_t i = 0; i < labels_.size(); ++i) positions_.emplace(labels_[i].id, static_cast<int>(i));
  for (const xml::Node& statistics : blank_.root().elements()) {
    for (const xml::Node& row : statistics.elements()) blank_rows_.emplace(row.attribute("id").value_or(""), row);
  }
}

const Label* Labels::find(std::string_view id) const {
  const auto found = positions_.find(id);
  return found == positions_.end() ? nullptr : &labels_[static_cast<std::size_t>(found->second)];
}

std::optional<int> Labels::position(std::string_view id) const {
  const auto found = positions_.find(id);
  if (found == positions_.end()) return std::nullopt;
  return found->second;
}

const ChapterLabel* Labels::find_chapter(std::string_view id) const {
  const auto found =
      std::find_if(chapters_.begin(), chapters_.end(), [id](const ChapterLabel& chapter) { return chapter.id == id; });
  return found == chapters_.end() ? nullptr : &*found;
}

std::string short_label(std::string_view label) {
  if (const auto number = words::read_heading_number(label)) label.remove_prefix(number->size);
  for (const std::string_view lead : {"其中：", "其中:", "其中"}) {
    if (!label.starts_with(lead)) continue;
    label.remove_prefix(lead.size());
    break;
  }
  return std::string(trimmed(without_remark(label)));
}

}  // namespace banxin::forms
