#include "base/codes.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace banxin {
namespace {

constexpr std::array catalogue = {
#define BANXIN_CODE(constant, name, exit, zh, en) Code{name, ExitStatus::exit, zh, en},
#include "base/codes.def"
#undef BANXIN_CODE
};

// find_code() searches by halves.
constexpr bool stands_behind(const Code& one, const Code& other) {
  return one.name >= other.name;
}
static_assert(std::adjacent_find(catalogue.begin(), catalogue.end(), stands_behind) == catalogue.end(),
              "base/codes.def is in alphabetical order of the names, without one twice");

// The gravest first; `done` stands behind them all.
constexpr std::array gravity = {ExitStatus::internal, ExitStatus::setup,     ExitStatus::archive,
                                ExitStatus::output,   ExitStatus::temporary, ExitStatus::input,
                                ExitStatus::findings, ExitStatus::usage,     ExitStatus::closed};

}  // namespace

std::span<const Code> code_catalogue() {
  return catalogue;
}

const Code* find_code(std::string_view name) {
  const auto* const found =
      std::lower_bound(catalogue.begin(), catalogue.end(), name,
                       [](const Code& code, std::string_view wanted) { return code.name < wanted; });
  return found != catalogue.end() && found->name == name ? found : nullptr;
}

ExitStatus exit_status(const Findings& findings) {
  std::size_t gravest = gravity.size();
  const auto look_at = [&gravest](Severity severity, const std::string& name) {
    if (severity != Severity::error) return;
    const Code* code = find_code(name);
    const ExitStatus status = code != nullptr ? code->exit : ExitStatus::findings;
    for (std::size_t rank = 0; rank < gravest; ++rank) {
      if (gravity[rank] == status) gravest = rank;
    }
  };
  for (const Diagnostic& d : findings) look_at(d.severity, d.code);
  for (const auto& [what, times] : findings.not_held()) look_at(what.first, what.second);
  return gravest == gravity.size() ? ExitStatus::done : gravity[gravest];
}

}  // namespace banxin
