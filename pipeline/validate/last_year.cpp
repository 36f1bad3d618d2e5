#include "validate/last_year.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "validate/narrative_text.h"
#include "validate/references.h"

namespace banxin::validate {
namespace {

std::string bureau_of(const xml::Node& root) {
  for (const xml::Node& child : root.elements()) {
    if (!record::is_element(child, "bureau")) continue;
    const PlainText name(child.text());
    return name.utf8({0, name.units().length()});
  }
  return {};
}

// 0 when it is none.
int year_of(const xml::Node& root) {
  constexpr std::size_t digits = 4;
  const std::string text = root.attribute("year").value_or("");
  const bool sound = text.size() == digits && text.find_first_not_of("0123456789") == std::string::npos;
  return sound ? std::stoi(text) : 0;
}

Diagnostic misfit(const char* code, const Record& previous, Bilingual message, Bilingual hint) {
  return {.code = code,
          .severity = Severity::warning,
          .place = previous.tree().place(previous.tree().root()),
          .message = std::move(message),
          .hint = std::move(hint)};
}

}  // namespace

LastYear::LastYear(const Record& record, const Record* previous, const Labels& labels) {
  if (previous == nullptr) return;
  const xml::Node now = record.tree().root();
  const xml::Node before = previous->tree().root();
  if (year_of(now) == 0 || year_of(before) != year_of(now) - 1) {
    const std::string year = shortened(before.attribute("year").value_or(""));
    const std::string wanted = year_of(now) == 0 ? "?" : std::to_string(year_of(now) - 1);
    findings_.push_back(misfit(
        "previous-other-year", *previous,
        {fmt::format("作为上一年度记录给出的是 {} 年度的，应是 {} 年度的；没有与它比较。", year, wanted),
         fmt::format("The record given as last year's is of {}; it should be of {}. Nothing was compared with it.",
                     year, wanted)},
        {"用 --previous 指明上一年度的记录。", "Name last year's record with --previous."}));
  }
  if (bureau_of(before) != bureau_of(now)) {
    const std::string bureau = shortened(bureau_of(before));
    const std::string own = shortened(bureau_of(now));
    findings_.push_back(misfit(
        "previous-other-bureau", *previous,
        {fmt::format("作为上一年度记录给出的是“{}”的，本记录是“{}”的；没有与它比较。", bureau, own),
         fmt::format("The record given as last year's is of \"{}\", this one of \"{}\". Nothing was compared with it.",
                     bureau, own)},
        {"用 --previous 指明本单位的记录；单位改了名称的，两年无法自动比较。",
         "Name this bureau's own record with --previous. Where the bureau was renamed the two cannot be compared."}));
  }
  if (!findings_.empty()) return;
  const Labels* its = &labels;
  if (previous->form().id != record.form().id) {
    auto loaded = Labels::load(previous->form().folder + "/labels.xml");
    append(findings_, loaded.take_findings());
    if (!loaded) return;
    its = &labels_.emplace(*std::move(loaded));
  }
  tree_ = resolve_references(previous->tree(), *its, nullptr).tree;
  cells_ = std::make_unique<Cells>(*tree_, *its);
}

}  // namespace banxin::validate
