#include "cli/names.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/usage.h"

namespace banxin::cli {

bool is_one_of(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string joined(Names names, std::string_view between) {
  return fmt::format("{}", fmt::join(names, between));
}

Diagnostic unknown_name(const Bilingual& kind, std::string_view name, Names names) {
  return usage_error(
      {fmt::format("没有名为 {} 的{}。", name, kind.zh), fmt::format("There is no {} named {}.", kind.en, name)},
      {fmt::format("可用：{}。", joined(names, "、")),
       fmt::format("{}: {}.", names.size() == 1 ? "There is" : "There are", joined(names, ", "))});
}

}  // namespace banxin::cli
