#include <fmt/format.h>

#include <algorithm>

#include "base/codes.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/counts.h"

namespace banxin::cli {

Result<std::string> read_record(const std::string& path) {
  if (path != "-") return record_in([&](std::uint64_t most_bytes) { return read_file(path, most_bytes); }, path);
  auto bytes = read_file(path, most_report_bytes);
  if (!bytes) return bytes;
  return record_in(*std::move(bytes), path);
}

Findings strict_error(const Findings& findings, const std::string& file) {
  if (has_errors(findings)) return {};
  const Bilingual counts = counted(findings);
  if (counts.empty()) return {};
  return {{.code = code::cli_strict,
           .place = {file, 0, {}},
           .message = {fmt::format("有{}；按 --strict，警告也算错误。", counts.zh),
                       fmt::format("There are findings ({}); with --strict a warning is an error.", counts.en)},
           .hint = {"改正所报各处，或省去 --strict。", "Correct what is reported, or leave --strict out."}}};
}

}  // namespace banxin::cli
