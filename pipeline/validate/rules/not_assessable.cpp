#include "validate/rules/not_assessable.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/codes.h"
#include "base/text.h"

namespace banxin::validate {
namespace {

constexpr std::size_t most_named = 4;  // rules, and cells; more are counted

// Cells that hold the same thing instead of a figure.
struct Group {
  Bilingual reason;
  Bilingual names;
};

// Every cell once, whichever rules need it.
class WithoutFigure {
 public:
  explicit WithoutFigure(const std::vector<NotAssessable>& rules) {
    for (const NotAssessable& rule : rules) {
      for (const forms::Missing& figure : rule.figures) add(figure);
    }
  }

  std::size_t count() const { return names_.size(); }
  Bilingual text() const {
    Bilingual text;
    for (const Group& group : groups_) {
      add_to_row(text.zh, "；",
                 count() > most_named ? group.reason.zh : fmt::format("{}（{}）", group.names.zh, group.reason.zh));
      add_to_row(text.en, "; ",
                 count() > most_named ? group.reason.en : fmt::format("{} ({})", group.names.en, group.reason.en));
    }
    if (count() == 1) return {"这一格没有数：" + text.zh, text.en};
    if (count() <= most_named) return {"这几格没有数：" + text.zh, text.en};
    return {fmt::format("用到的 {} 格没有数（{}）", count(), text.zh), fmt::format("{} cells ({})", count(), text.en)};
  }

 private:
  void add(const forms::Missing& figure) {
    if (!names_.insert(figure.name.en).second) return;
    auto group = std::find_if(groups_.begin(), groups_.end(),
                              [&](const Group& known) { return known.reason.en == figure.reason.en; });
    if (group == groups_.end()) group = groups_.insert(group, Group{figure.reason, {}});
    add_to_row(group->names, figure.name);
  }

  std::vector<Group> groups_;
  std::set<std::string> names_;
};

}  // namespace

Findings note_not_assessable(const std::vector<NotAssessable>& rules, const forms::Cells& cells) {
  const WithoutFigure missing(rules);
  // Without a cell it is not the record that keeps a rule from being judged.
  if (missing.count() == 0) return {};
  std::string zh, en;
  for (const NotAssessable& rule : rules) {
    add_to_row(zh, "、", rule.rule);
    add_to_row(en, ", ", rule.rule);
  }
  const bool named = rules.size() <= most_named;
  const Bilingual which =
      named ? Bilingual{"规则 " + zh + " ", (rules.size() == 1 ? "Rule " : "Rules ") + en}
            : Bilingual{fmt::format("有 {} 条规则", rules.size()), fmt::format("{} rules", rules.size())};
  const Bilingual where = missing.text();
  return {{.code = code::rules_not_assessable,
           .severity = Severity::note,
           .place = cells.place_of_table(),
           .message = {fmt::format("{}无法判断，因为{}。", which.zh, where.zh),
                       fmt::format("{} could not be judged, because there is no figure in {}.", which.en, where.en)},
           .hint = {"空白、“/”、“-”和不适用都不当作 0；确实没有的，请填 0。",
                    "A blank, /, - or 不适用 is never taken as 0. Where there were none, write 0."}}};
}

}  // namespace banxin::validate
