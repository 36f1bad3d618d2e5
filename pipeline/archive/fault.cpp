#include "archive/fault.h"

#include <utility>

#include "base/codes.h"

namespace banxin::archive {

Bilingual name_of(Property property) {
  switch (property) {
    case Property::authenticity: return {"真实性", "authenticity"};
    case Property::integrity: return {"完整性", "integrity"};
    case Property::usability: return {"可用性", "usability"};
    case Property::safety: break;
  }
  return {"安全性", "safety"};
}

std::string_view code_of(Property property) {
  switch (property) {
    case Property::authenticity: return code::archive_authenticity;
    case Property::integrity: return code::archive_integrity;
    case Property::usability: return code::archive_usability;
    case Property::safety: break;
  }
  return code::archive_safety;
}

Diagnostic fault(Property property, std::string file, Bilingual message) {
  const Bilingual hint = property == Property::safety
                             ? Bilingual{"查明来历，移出档案库。", "Find out where it comes from and move it away."}
                             : Bilingual{"从备份恢复这个包。", "Restore the package from a backup."};
  return {.code = std::string(code_of(property)),
          .place = {std::move(file), 0, {}},
          .message = std::move(message),
          .hint = hint};
}

}  // namespace banxin::archive
