#include "base/csv.h"
#include "feedback/feedback.h"

namespace banxin::feedback {

std::string table_head() {
  std::string out(csv_begin);
  out += csv_line({"文件 file", "单位 bureau", "年度 year", "表 form", "轻重 severity", "代码 code", "位置 place",
                   "问题 problem", "现在写的 what stands there", "应当怎样 what to do", "行 line"});
  return out;
}

std::string table_lines(const Submission& submission, Language language) {
  const Identity& who = submission.who;
  const auto line_of = [&](const std::string& severity, const Remark& remark) {
    return csv_line({submission.file, who.bureau, who.year, who.form, severity, remark.code, in(language, remark.place),
                     in(language, remark.problem), in(language, remark.stands), in(language, remark.expected),
                     remark.line > 0 ? std::to_string(remark.line) : std::string()});
  };
  std::string out;
  for (const Remark& remark : submission.remarks) out += line_of(in(language, word_for(remark.severity)), remark);
  if (!submission.more.empty()) {
    Remark more;
    more.problem = submission.more;
    out += line_of({}, more);
  }
  if (out.empty()) out = line_of(in(language, {"没有问题", "no findings"}), {});
  return out;
}

}  // namespace banxin::feedback
