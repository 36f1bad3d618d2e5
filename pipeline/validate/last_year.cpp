#include "validate/last_year.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "base/codes.h"
#include "validate/references.h"

namespace banxin::validate {
namespace {

Diagnostic misfit(const char* code, const Record& previous, Bilingual message, Bilingual hint) {
  return {.code = code,
          .severity = Severity::warning,
          .place = previous.tree().place(previous.tree().root()),
          .message = std::move(message),
          .hint = std::move(hint)};
}

}  // namespace

LastYear::LastYear(const Record& record, const Record* previous, const forms::Labels& labels) {
  if (previous == nullptr) return;
  const Identity& now = record.identity();
  const Identity& before = previous->identity();
  const int wanted_year = now.year_number() - 1;
  if (now.year_number() == 0 || before.year_number() != wanted_year) {
    const std::string year = shortened(before.year);
    const std::string wanted = now.year_number() == 0 ? "?" : std::to_string(wanted_year);
    findings_.push_back(misfit(
        code::previous_other_year, *previous,
        {fmt::format("作为上一年度记录给出的是 {} 年度的，应是 {} 年度的；没有与它比较。", year, wanted),
         fmt::format("The record given as last year's is of {}; it should be of {}. Nothing was compared with it.",
                     year, wanted)},
        {"用 --previous 指明上一年度的记录。", "Name last year's record with --previous."}));
  }
  if (record::name_key(before.bureau) != record::name_key(now.bureau)) {
    const std::string bureau = shortened(before.bureau);
    const std::string own = shortened(now.bureau);
    findings_.push_back(misfit(
        code::previous_other_bureau, *previous,
        {fmt::format("作为上一年度记录给出的是“{}”的，本记录是“{}”的；没有与它比较。", bureau, own),
         fmt::format("The record given as last year's is of \"{}\", this one of \"{}\". Nothing was compared with it.",
                     bureau, own)},
        {"用 --previous 指明本单位的记录；单位改了名称的，两年无法自动比较。",
         "Name this bureau's own record with --previous. Where the bureau was renamed the two cannot be compared."}));
  }
  if (!findings_.empty()) return;
  const forms::Labels* its = &labels;
  if (previous->form().id != record.form().id) {
    auto loaded = forms::Labels::load(previous->form().folder + "/labels.xml");
    append(findings_, loaded.take_findings());
    if (!loaded) return;
    its = &labels_.emplace(*std::move(loaded));
  }
  tree_ = resolve_references(previous->tree(), *its, nullptr).tree;
  cells_ = std::make_unique<forms::Cells>(*tree_, *its);
}

}  // namespace banxin::validate
