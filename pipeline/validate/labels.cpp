#include "validate/labels.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <utility>

#include "validate/figure.h"
#include "validate/form_file.h"
#include "validate/heading_numbering.h"

namespace banxin::validate {
namespace {

constexpr const char* labels_namespace = "urn:banxin:labels:1";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string blank_record_text(const std::vector<Label>& labels) {
  std::string text = "<record xmlns=\"urn:banxin:record:1\"><statistics>";
  for (const Label& label : labels) text += "<row id=\"" + escaped(label.id) + "\"/>";
  return text + "</statistics></record>";
}

// The remark （…） at the end, when something stands before it.
std::string_view without_remark(std::string_view label) {
  constexpr std::string_view open = "（";
  constexpr std::string_view close = "）";
  const std::size_t begin = label.rfind(open);
  const bool remark = label.ends_with(close) && begin != std::string_view::npos && begin > 0;
  return remark ? label.substr(0, begin) : label;
}

}  // namespace

Labels::Labels(std::vector<Label> labels, xml::Tree blank) : labels_(std::move(labels)), blank_(std::move(blank)) {
  for (std::size_t i = 0; i < labels_.size(); ++i) positions_.emplace(labels_[i].id, static_cast<int>(i));
  for (const xml::Node& statistics : blank_.root().elements()) {
    for (const xml::Node& row : statistics.elements()) blank_rows_.emplace(row.attribute("id").value_or(""), row);
  }
}

Result<Labels> Labels::load(const std::string& path) {
  auto tree = read_form_file(path, "labels", labels_namespace);
  if (!tree) return tree.take_findings();
  Findings findings;
  std::vector<Label> labels;
  std::map<std::string, int> lines;
  for (const xml::Node& node : tree->root().elements()) {
    const std::string id = node.attribute("id").value_or("");
    if (node.name() != "label" || id.empty()) {
      findings.push_back(form_fault(
          *tree, node,
          {"labels.xml 只由带代号（id）的 label 组成。", "labels.xml consists of `label` elements, each with an id."}));
    } else if (const auto [first, fresh] = lines.emplace(id, node.line()); !fresh) {
      findings.push_back(form_fault(*tree, node,
                                    {fmt::format("代号 {} 在第 {} 行已经用过。", id, first->second),
                                     fmt::format("The id {} is taken on line {} already.", id, first->second)}));
    } else {
      const std::string content = node.text();
      const std::string text(trimmed(content));
      labels.push_back({id, text, node.attribute("unit").value_or(""), node.attribute("level").value_or(""),
                        node.attribute("name").value_or(short_label(text))});
    }
  }
  if (!findings.empty()) return findings;
  auto blank = xml::Tree::parse(blank_record_text(labels), path);
  if (!blank) return blank.take_findings();
  return Labels(std::move(labels), *std::move(blank));
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

std::string short_label(std::string_view label) {
  if (const auto number = read_heading_number(label)) label.remove_prefix(number->size);
  for (const std::string_view lead : {"其中：", "其中:", "其中"}) {
    if (!label.starts_with(lead)) continue;
    label.remove_prefix(lead.size());
    break;
  }
  return std::string(trimmed(without_remark(label)));
}

}  // namespace banxin::validate
