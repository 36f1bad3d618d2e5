#include <fmt/format.h>

#include <iterator>
#include <string>

#include "batch/report.h"

namespace banxin::batch {

std::string to_junit(const std::vector<Outcome>& outcomes) {
  const Counts counts = count(outcomes);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  auto to = std::back_inserter(out);
  const std::string totals = fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", outcomes.size(),
                                         counts.failed, counts.quarantined, counts.unfinished);
  fmt::format_to(to, "<testsuites {}>\n<testsuite name=\"banxin batch\" {}>\n", totals, totals);
  for (const Outcome& it : outcomes) {
    fmt::format_to(to, "<testcase classname=\"{}\" name=\"{}\"", page_text(it.form.empty() ? "record" : it.form),
                   page_text(it.input));
    const char* element = nullptr;
    if (it.status == Status::failed) element = "failure";
    if (it.status == Status::quarantined) element = "error";
    if (element != nullptr) {
      fmt::format_to(to, "><{} type=\"{}\" message=\"{}\">{}\n{}</{}></testcase>\n", element, page_text(it.code),
                     page_text(it.reason.en), page_text(it.reason.zh), page_text(it.findings), element);
    } else {
      out += it.status == Status::unfinished ? "><skipped/></testcase>\n" : "/>\n";
    }
  }
  return out + "</testsuite>\n</testsuites>\n";
}

}  // namespace banxin::batch
