#include <fmt/format.h>

#include <iterator>

#include "validate/validate.h"

namespace banxin::validate {

std::string dump(const ValidatedRecord& record) {
  constexpr const char* names[] = {"note", "warning", "error"};
  std::string out = fmt::format("record form={} sha512={} {}\n", record.record().form().id, record.record().sha512(),
                                record.is_draft() ? "draft" : "valid");
  for (const Diagnostic& finding : record.findings()) {
    fmt::format_to(std::back_inserter(out), "{}[{}] line={} {} {}\n", names[static_cast<std::size_t>(finding.severity)],
                   finding.code, finding.place.line, finding.place.xpath.empty() ? "/" : finding.place.xpath,
                   finding.message.zh);
  }
  return out;
}

}  // namespace banxin::validate
