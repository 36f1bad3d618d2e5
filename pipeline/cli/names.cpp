#include "cli/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "cli/usage.h"

namespace banxin::cli {
namespace {

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// How many characters must be put in, taken out, replaced or exchanged with their neighbour to make b of a.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, last(b.size() + 1), line(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    line[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t other = a[i - 1] == b[j - 1] ? 0 : 1;
      line[j] = std::min({last[j] + 1, line[j - 1] + 1, last[j - 1] + other});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        line[j] = std::min(line[j], before[j - 2] + 1);
    }
    before = std::exchange(last, line);
  }
  return last.back();
}

}  // namespace

bool is_one_of(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string joined(Names names, std::string_view between) {
  return fmt::format("{}", fmt::join(names, between));
}

bool is_same_name(std::string_view a, std::string_view b) {
  return lower_case(a) == lower_case(b);
}

std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& names) {
  constexpr std::size_t most = 3;
  const std::string wanted = lower_case(name);
  std::size_t least = std::max<std::size_t>(1, wanted.size() / 3);  // a third of it may be wrong
  std::vector<std::string> nearest;
  for (const std::string& one : names) {
    const std::string other = lower_case(one);
    const bool begun = wanted.size() > 2 && other.starts_with(wanted);
    const std::size_t distance = begun ? 1 : edits(wanted, other);
    if (distance > least || (distance == other.size() && !begun)) continue;
    if (distance < least) nearest.clear();
    least = distance;
    if (std::find(nearest.begin(), nearest.end(), one) == nearest.end()) nearest.push_back(one);
  }
  if (nearest.size() > most) nearest.resize(most);
  return nearest;
}

Bilingual did_you_mean(std::string_view name, const std::vector<std::string>& names) {
  const std::vector<std::string> near = near_names(name, names);
  if (near.empty()) return {};
  return {fmt::format("是不是 {}？", fmt::join(near, "、")), fmt::format("Did you mean {}? ", fmt::join(near, " or "))};
}

Diagnostic unknown_name(const Bilingual& kind, std::string_view name, Names names) {
  const Bilingual near = did_you_mean(name, {names.begin(), names.end()});
  return usage_error(
      {fmt::format("没有名为 {} 的{}。", name, kind.zh), fmt::format("There is no {} named {}.", kind.en, name)},
      {fmt::format("{}可用：{}。", near.zh, joined(names, "、")),
       fmt::format("{}{}: {}.", near.en, names.size() == 1 ? "There is" : "There are", joined(names, ", "))});
}

}  // namespace banxin::cli
