#include <fmt/format.h>

#include "base/codes.h"
#include "summarize/impl.h"

namespace banxin::summarize {

Findings Sum::expect(const std::set<std::string>& bureaus, const std::string& file) {
  Findings findings;
  std::set<std::string> keys;
  for (const std::string& bureau : bureaus) {
    const std::string key = record::name_key(bureau);
    const bool listed_before = !keys.insert(key).second;
    if (listed_before || impl_->places.contains(key)) continue;
    impl_->missing.insert(bureau);
    findings.push_back({.code = code::summary_missing,
                        .severity = Severity::warning,
                        .place = {file, 0, {}},
                        .message = {fmt::format("没有{}的记录，未计入汇总。", bureau),
                                    fmt::format("There is no record of {}; the sum is without it.", bureau)},
                        .hint = {"请该单位报送；若已报送，核对记录里的单位全称（bureau）是否与名单一致。",
                                 "Ask for it; if it is there, see whether its bureau has the name that is listed."}});
  }
  for (const auto& [key, named] : impl_->places) {
    if (keys.contains(key)) continue;
    findings.push_back({.code = code::summary_unexpected,
                        .severity = Severity::warning,
                        .place = named.place,
                        .message = {fmt::format("{}不在名单里，已计入汇总。", named.bureau),
                                    fmt::format("{} is not on the list; its record was added.", named.bureau)},
                        .hint = {"核对单位全称；不该计入的，去掉这份记录。",
                                 "Check the name; where it should not count, leave the record out."}});
  }
  return findings;
}

}  // namespace banxin::summarize
