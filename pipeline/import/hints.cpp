#include "import/hints.h"

#include <fmt/format.h>

#include <algorithm>

#include "record/form_file.h"

namespace banxin::import {
namespace {

// The list that elements of this name go into; null when there is none.
std::vector<words::Regex>* expressions_of(Hints& hints, std::string_view name) {
  if (name == "title") return &hints.titles;
  if (name == "document-number") return &hints.document_numbers;
  if (name == "index-number") return &hints.index_numbers;
  if (name == "date") return &hints.dates;
  if (name == "annex") return &hints.annexes;
  return name == "noise" ? &hints.noise : nullptr;
}

std::vector<std::string>* list_of(Hints& hints, std::string_view name, const std::string& of) {
  if (name == "container") return &hints.containers;
  if (name == "unit") return &hints.units;
  if (name == "word") return &hints.words_for_none;
  if (name == "loose") return &hints.loose;
  if (name == "total") return &hints.totals;
  if (name != "head") return nullptr;
  if (of == "label") return &hints.label_heads;
  if (of == "unit") return &hints.unit_heads;
  if (of == "bureau") return &hints.bureau_heads;
  if (of == "number") return &hints.number_heads;
  return of == "figure" ? &hints.figure_heads : nullptr;
}

}  // namespace

Result<Hints> Hints::load(const std::string& common_folder) {
  auto tree = record::read_form_file(common_folder + "/recognise.xml", "recognise", "urn:banxin:recognise:1");
  if (!tree) return tree.take_findings();
  Hints hints;
  Findings faults;
  for (const xml::Node& node : tree->root().elements()) {
    const std::string text = node.trimmed_text();
    if (std::vector<words::Regex>* list = expressions_of(hints, node.name())) {
      words::RegexFault fault;
      if (words::Regex regex = words::compile(text, &fault)) {
        list->push_back(std::move(regex));
      } else {
        faults.push_back(record::form_fault(
            *tree, node,
            {fmt::format("表达式写错了（第 {} 个字符，{}）。", fault.offset, fault.name),
             fmt::format("The expression is wrong (at character {}, {}).", fault.offset, fault.name)}));
      }
    } else if (std::vector<std::string>* words = list_of(hints, node.name(), node.attribute("of").value_or(""))) {
      words->push_back(text);
    } else if (node.name() == "field" && node.attribute("of")) {
      hints.fields.emplace_back(text, *node.attribute("of"));
    } else {
      faults.push_back(record::form_fault(*tree, node,
                                          {fmt::format("recognise.xml 没有这种元素：{}。", node.name()),
                                           fmt::format("The file recognise.xml has no element {}.", node.name())}));
    }
  }
  if (!faults.empty()) return faults;
  std::stable_sort(hints.units.begin(), hints.units.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  return hints;
}

}  // namespace banxin::import
