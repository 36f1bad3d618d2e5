#include "validate/rules/not_assessable.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "base/codes.h"

namespace banxin::validate {
namespace {

constexpr std::size_t most_named = 4;  // cells of one rule; more are counted

// Cells that hold the same thing instead of a figure.
struct Group {
  Bilingual reason;
  std::vector<Bilingual> names;
};

std::vector<Group> group(const std::vector<forms::Missing>& figures) {
  std::vector<Group> groups;
  for (const forms::Missing& one : figures) {
    Group* fitting = nullptr;
    for (Group& known : groups) {
      if (known.reason.en == one.reason.en) fitting = &known;
    }
    if (fitting == nullptr) fitting = &groups.emplace_back(Group{one.reason, {}});
    fitting->names.push_back(one.name);
  }
  return groups;
}

Bilingual text_of(const Group& group) {
  const std::size_t count = group.names.size();
  const std::size_t named = count > most_named ? most_named - 1 : count;
  Bilingual text;
  for (std::size_t i = 0; i < named; ++i) {
    text.zh += (i == 0 ? "" : "、") + group.names[i].zh;
    text.en += (i == 0 ? "" : ", ") + group.names[i].en;
  }
  if (named < count) {
    text.zh += fmt::format("等 {} 格", count);
    text.en += fmt::format(" and {} more", count - named);
  }
  return {fmt::format("{}（{}）", text.zh, group.reason.zh), fmt::format("{} ({})", text.en, group.reason.en)};
}

Bilingual reason_for(const NotAssessable& rule) {
  if (rule.figures.empty()) return {"记录的结构有误", "the record's shape is at fault"};
  Bilingual text;
  for (const Group& one : group(rule.figures)) {
    const Bilingual part = text_of(one);
    text.zh += (text.zh.empty() ? "" : "；") + part.zh;
    text.en += (text.en.empty() ? "" : "; ") + part.en;
  }
  return text;
}

}  // namespace

Diagnostic note_not_assessable(const std::vector<NotAssessable>& rules, const forms::Cells& cells) {
  std::vector<std::string> ids;
  std::vector<RelatedPlace> related;
  for (const NotAssessable& rule : rules) {
    ids.push_back(rule.rule);
    const Bilingual reason = reason_for(rule);
    const Place place = rule.figures.empty() ? cells.place_of_table() : rule.figures.front().place;
    related.push_back(
        {place, {fmt::format("{}：{}", rule.rule, reason.zh), fmt::format("{}: {}", rule.rule, reason.en)}});
  }
  const bool shape =
      std::any_of(rules.begin(), rules.end(), [](const NotAssessable& one) { return one.figures.empty(); });
  const Bilingual why = {shape ? "用到的格没有数，或记录的结构有误" : "用到的格没有数",
                         shape ? "cells that they need hold no figure, or the record's shape is at fault"
                               : "cells that they need hold no figure"};
  return {.code = code::rules_not_assessable,
          .severity = Severity::note,
          .place = cells.place_of_table(),
          .message = {fmt::format("有 {} 条规则无法判断，因为{}：{}。", ids.size(), why.zh, fmt::join(ids, "、")),
                      fmt::format("Rules could not be judged ({}), because {}: {}.", ids.size(), why.en,
                                  fmt::join(ids, ", "))},
          .hint = {"空白、“/”、“-”和不适用都不当作 0；确实没有的，请填 0。",
                   "A blank, /, - or 不适用 is never taken as 0. Where there were none, write 0."},
          .related = std::move(related)};
}

}  // namespace banxin::validate
