#include "batch/expectation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/codes.h"
#include "record/identity.h"

namespace banxin::batch {
namespace {

using archive::Status;

std::string year_of(const std::vector<archive::Outcome>& outcomes) {
  std::map<std::string, std::size_t> years;
  for (const archive::Outcome& outcome : outcomes) {
    if (!outcome.year.empty()) ++years[outcome.year];
  }
  const auto most = std::max_element(years.begin(), years.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second, a.first) < std::pair(b.second, b.first);
  });
  return most == years.end() ? std::string() : most->first;
}

// Names, the first thirty of them.
Bilingual listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 30;
  Bilingual list;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    list.zh += (i == 0 ? "" : "、") + names[i];
    list.en += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() > most) {
    list.zh += "等";
    list.en += " and more";
  }
  return list;
}

Diagnostic missing_finding(const std::vector<std::string>& names, const std::string& year, const std::string& list) {
  const Bilingual who = listed(names);
  const Bilingual when = year.empty() ? Bilingual{} : Bilingual{fmt::format(" {} 年度", year), " for " + year};
  return {
      .code = code::batch_missing,
      .place = {list, 0, {}},
      .message = {fmt::format("名单上有 {} 个单位没有{}的报告：{}。", names.size(), when.zh, who.zh),
                  fmt::format("{} of the list {} no report{}: {}.",
                              names.size() == 1 ? "One bureau" : fmt::format("{} bureaus", names.size()),
                              names.size() == 1 ? "has" : "have", when.en, who.en)},
      .hint = {"请这些单位报送；已报送而没有归档的，见结果；名称与名单不一致的，核对全称。",
               "Ask them for it. Where it was sent, see in the results why it was not archived, and whether its bureau "
               "has the name that is listed."}};
}

Diagnostic unexpected_finding(const std::vector<std::string>& names, const std::string& list) {
  const Bilingual who = listed(names);
  return {.code = code::batch_unexpected,
          .severity = Severity::note,
          .place = {list, 0, {}},
          .message = {fmt::format("不在名单上的单位：{}。", who.zh),
                      fmt::format("Bureaus that are not on the list: {}.", who.en)},
          .hint = {"核对单位全称，或补进名单。", "Check their names, or add them to the list."}};
}

}  // namespace

void look_for_missing(const Expectation& expected, const std::optional<archive::Archive>& archive,
                      BatchReport& report) {
  const std::string year = year_of(report.outcomes);
  std::set<std::string> here;
  std::map<std::string, std::string> others;
  for (const archive::Outcome& outcome : report.outcomes) {
    if (outcome.bureau.empty()) continue;
    const std::string key = record::name_key(outcome.bureau);
    others.emplace(key, outcome.bureau);
    if (outcome.status == Status::ready && outcome.year == year) here.insert(key);
  }
  const auto archived = [&](const std::string& bureau) {
    return archive && std::any_of(expected.forms.begin(), expected.forms.end(), [&](const std::string& form) {
             Identity who;
             who.bureau = bureau;
             who.form = form;
             who.year = year;
             const auto newest = archive->newest(archive::id_of(who));
             return newest && *newest;
           });
  };
  std::vector<std::string> missing;
  std::set<std::string> asked;
  for (const std::string& bureau : expected.bureaus) {
    const std::string key = record::name_key(bureau);
    others.erase(key);
    if (!asked.insert(key).second || here.contains(key) || archived(bureau)) continue;
    missing.push_back(bureau);
  }
  for (const std::string& bureau : missing) {
    archive::Outcome outcome;
    outcome.status = Status::missing;
    outcome.bureau = bureau;
    outcome.year = year;
    outcome.code = code::batch_missing;
    outcome.reason = {"没有报告。", "There is no report."};
    report.outcomes.push_back(std::move(outcome));
  }
  if (!missing.empty()) report.notices.push_back(missing_finding(missing, year, expected.file));
  if (others.empty()) return;
  std::vector<std::string> names;
  for (const auto& [key, bureau] : others) names.push_back(bureau);
  report.notices.push_back(unexpected_finding(names, expected.file));
}

}  // namespace banxin::batch
