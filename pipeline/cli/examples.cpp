#include "cli/examples.h"

#include <utility>

#include "base/file.h"
#include "record/form_file.h"

namespace banxin::cli {

Result<std::vector<Example>> read_examples(const std::vector<std::string>& layout_folders) {
  constexpr const char* examples_namespace = "urn:banxin:examples:1";
  std::vector<Example> examples;
  Findings findings;
  for (const std::string& folder : layout_folders) {
    const std::string path = folder + "/examples.xml";
    if (const auto there = exists(path); there && !*there) continue;
    const auto tree = record::read_form_file(path, "examples", examples_namespace);
    if (!tree) return tree.findings();
    for (const xml::Node& node : tree->root().elements()) {
      Example example{.code = node.attribute("code").value_or(""),
                      .form = node.attribute("form").value_or(""),
                      .before = {},
                      .after = {}};
      for (const xml::Node& part : node.elements()) {
        (part.name() == "before" ? example.before : example.after) = part.trimmed_text();
      }
      if (example.code.empty() || example.before.empty() || example.after.empty()) {
        findings.push_back(record::form_fault(*tree, node,
                                              {"一个例子有代码（属性 code）、before 和 after。",
                                               "An example has the attribute `code`, a `before` and an `after`."}));
      }
      examples.push_back(std::move(example));
    }
  }
  if (has_errors(findings)) return findings;
  return examples;
}

}  // namespace banxin::cli
