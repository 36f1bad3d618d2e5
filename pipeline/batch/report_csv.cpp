#include <string>

#include "base/csv.h"
#include "batch/report.h"

namespace banxin::batch {

std::string to_csv(const std::vector<archive::Outcome>& outcomes) {
  std::string out(csv_begin);
  out += csv_line({"输入 input", "结果", "status", "单位 bureau", "年度 year", "表 form", "日期 date", "版本 version",
                   "页数 pages", "错误 errors", "警告 warnings", "代码 code", "原因", "reason", "报告 report",
                   "问题 findings", "SHA-512"});
  for (const archive::Outcome& it : outcomes) {
    out +=
        csv_line({it.input, words_of(it.status).zh, name_of(it.status), it.bureau, it.year, it.form, it.date,
                  count_or_blank(it.version), count_or_blank(it.pages), count_or_blank(it.errors),
                  count_or_blank(it.warnings), it.code, it.reason.zh, it.reason.en, it.report, it.findings, it.sha512});
  }
  return out;
}

}  // namespace banxin::batch
