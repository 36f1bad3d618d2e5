#include <fmt/format.h>

#include <array>
#include <string>

#include "batch/report.h"

namespace banxin::batch {
namespace {

constexpr const char* byte_order_mark = "\xEF\xBB\xBF";

// RFC 4180. A spreadsheet takes a field that begins with = + - @ for a formula: an apostrophe makes it text.
std::string field(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    text.insert(text.begin(), '\'');
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string number(int value) {
  return value == 0 ? std::string() : std::to_string(value);
}

}  // namespace

std::string to_csv(const std::vector<Outcome>& outcomes) {
  std::string out = byte_order_mark;
  out +=
      "输入 input,结果 status,单位 bureau,年度 year,表 form,版本 version,页数 pages,错误 errors,警告 warnings,代码 "
      "code,原因,"
      "reason,报告 report,问题 findings,SHA-512\r\n";
  for (const Outcome& it : outcomes) {
    const std::array cells = {it.input,
                              std::string(name_of(it.status)),
                              it.bureau,
                              it.year,
                              it.form,
                              number(it.version),
                              number(it.pages),
                              number(it.errors),
                              number(it.warnings),
                              it.code,
                              it.reason.zh,
                              it.reason.en,
                              it.report,
                              it.findings,
                              it.sha512};
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + field(cells.at(i));
    out += "\r\n";
  }
  return out;
}

}  // namespace banxin::batch
