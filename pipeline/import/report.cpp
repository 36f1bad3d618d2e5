#include "import/report.h"

#include <array>

namespace banxin::import {

std::string_view name_of(Sure sure) {
  constexpr std::array<std::string_view, 4> names = {"exact", "variant", "near", "open"};
  return names.at(static_cast<std::size_t>(sure));
}

Bilingual words_of(Sure sure) {
  switch (sure) {
    case Sure::exact: return {"照原文", "as it stands"};
    case Sure::variant: return {"已知的写法", "a wording that is known"};
    case Sure::near: return {"写法相近，待确认", "similar words, to be confirmed"};
    case Sure::open: break;
  }
  return {"待定", "open"};
}

void Report::add(Severity severity, const char* code, const Spot& spot, Bilingual message, Bilingual hint,
                 const std::string& part) {
  const auto source = static_cast<std::size_t>(spot.source);
  const std::string file = source < draft_.sources.size() ? draft_.sources[source].file : std::string();
  const Bilingual at = where(spot);
  const bool placed = spot.line == 0 && at.en != "the file";
  Diagnostic finding{.code = code,
                     .severity = severity,
                     .place = {.file = file, .line = spot.line, .xpath = part},
                     .message = {(placed ? at.zh + "：" : "") + std::move(message.zh),
                                 (placed ? "At " + at.en + ": " : "") + std::move(message.en)},
                     .hint = std::move(hint)};
  draft_.findings.push_back(std::move(finding));
}

}  // namespace banxin::import
