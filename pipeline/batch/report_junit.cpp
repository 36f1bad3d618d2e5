#include <string>

#include "base/unseen.h"
#include "base/xml_writer.h"
#include "batch/report.h"

namespace banxin::batch {
namespace {

void write_totals(XmlWriter& to, const archive::Counts& counts, std::size_t all) {
  to.attribute("tests", std::to_string(all)).attribute("failures", std::to_string(counts.failed + counts.missing));
  to.attribute("errors", std::to_string(counts.quarantined)).attribute("skipped", std::to_string(counts.unfinished));
}

}  // namespace

std::string to_junit(const std::vector<archive::Outcome>& outcomes) {
  const archive::Counts counts = count(outcomes);
  XmlWriter to;
  write_totals(to.begin("testsuites"), counts, outcomes.size());
  write_totals(to.begin("testsuite").attribute("name", "banxin batch"), counts, outcomes.size());
  for (const archive::Outcome& it : outcomes) {
    to.begin("testcase").attribute("classname", it.form.empty() ? "record" : it.form);
    const bool missing = it.status == archive::Status::missing;
    to.attribute("name", shown(missing ? it.bureau : it.input));
    if (missing || it.status == archive::Status::failed || it.status == archive::Status::quarantined) {
      to.begin(it.status == archive::Status::quarantined ? "error" : "failure").attribute("type", it.code);
      to.attribute("message", shown(it.reason.en)).text(shown(it.reason.zh) + "; " + shown(it.findings)).end();
    } else if (it.status == archive::Status::unfinished) {
      to.begin("skipped").end();
    }
    to.end();
  }
  return std::move(to.end().end()).finish();
}

}  // namespace banxin::batch
