#include "cli/counts.h"

#include <fmt/format.h>

#include <cstddef>

namespace banxin::cli {
namespace {

void add(Bilingual& line, const Findings& findings, Severity severity, const char* zh, const char* en) {
  const std::size_t number = findings.count(severity);
  if (number == 0) return;
  line.zh += fmt::format("{}{} 条{}", line.zh.empty() ? "" : "，", number, zh);
  line.en += fmt::format("{}{} {}{}", line.en.empty() ? "" : ", ", number, en, number == 1 ? "" : "s");
}

}  // namespace

Bilingual counted(const Findings& findings) {
  Bilingual line;
  add(line, findings, Severity::error, "错误", "error");
  add(line, findings, Severity::warning, "警告", "warning");
  return line;
}

}  // namespace banxin::cli
