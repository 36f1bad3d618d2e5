#include <fmt/format.h>

#include <iterator>

#include "validate/validate.h"

namespace banxin::validate {

std::string_view name_of(RuleOutcome::Verdict verdict) {
  using Verdict = RuleOutcome::Verdict;
  switch (verdict) {
    case Verdict::held: return "held";
    case Verdict::broken: return "broken";
    case Verdict::not_assessable: break;
  }
  return "not-assessable";
}

std::string dump(const ValidatedRecord& record) {
  std::string out = fmt::format("record form={} sha512={} {}\n", record.record().form().id, record.record().sha512(),
                                record.is_draft() ? "draft" : "valid");
  for (const Diagnostic& finding : record.findings()) {
    fmt::format_to(std::back_inserter(out), "{}[{}] line={} {} {}\n", name_of(finding.severity), finding.code,
                   finding.place.line, finding.place.xpath.empty() ? "/" : finding.place.xpath, finding.message.zh);
  }
  return out;
}

}  // namespace banxin::validate
