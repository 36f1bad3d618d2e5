#include "record/form_file.h"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "base/codes.h"
#include "base/file.h"

namespace banxin::record {
namespace {

constexpr std::uint64_t most_bytes = 8U << 20U;

Bilingual hint() {
  return {"改正表格的这个数据文件，或恢复随程序安装的文件。",
          "Correct this file of the form, or restore the one that came with the program."};
}

Findings as_unusable(Findings findings, const std::string& path) {
  for (Diagnostic& finding : findings) {
    finding.code = code::form_unusable;
    if (finding.place.file.empty()) finding.place.file = path;
  }
  return findings;
}

}  // namespace

Result<xml::Tree> read_form_file(const std::string& path, const char* root_name, const char* root_namespace) {
  auto bytes = read_file(path, most_bytes);
  if (!bytes) return as_unusable(bytes.take_findings(), path);
  auto tree = xml::Tree::parse(*bytes, path);
  if (!tree) return as_unusable(tree.take_findings(), path);
  const xml::Node root = tree->root();
  if (root.name() != root_name || root.namespace_uri() != root_namespace) {
    return form_fault(
        *tree, root,
        {fmt::format("根元素应是命名空间 {} 的 {}，这里是 {}。", root_namespace, root_name, root.name()),
         fmt::format("The root must be {} of namespace {}; this one is {}.", root_name, root_namespace, root.name())});
  }
  return *std::move(tree);
}

Diagnostic form_fault(const xml::Tree& tree, const xml::Node& node, Bilingual message) {
  return {.code = code::form_unusable,
          .severity = Severity::error,
          .place = tree.place(node),
          .message = std::move(message),
          .hint = hint()};
}

}  // namespace banxin::record
