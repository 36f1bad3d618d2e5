#include "output/pdf/width_array.h"

#include <fmt/compile.h>

#include <algorithm>
#include <iterator>

namespace banxin::pdf {
namespace {

// From this many neighbours of one width on, "first last width" is shorter than a list.
constexpr std::size_t least_range = 4;

// How many codes from `at` on follow one another.
template <class Same>
std::size_t run_length(const std::vector<CodeWidth>& widths, std::size_t at, Same same) {
  std::size_t n = 1;
  while (at + n < widths.size() && widths[at + n].code == widths[at].code + n && same(widths[at + n])) ++n;
  return n;
}

std::size_t equal_run(const std::vector<CodeWidth>& widths, std::size_t at) {
  return run_length(widths, at, [&](const CodeWidth& w) { return w.width == widths[at].width; });
}

}  // namespace

std::string width_array(std::vector<CodeWidth> widths) {
  std::sort(widths.begin(), widths.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  widths.erase(std::unique(widths.begin(), widths.end(), [](const auto& a, const auto& b) { return a.code == b.code; }),
               widths.end());
  widths.erase(std::remove_if(widths.begin(), widths.end(), [](const auto& w) { return w.width == default_width; }),
               widths.end());
  std::string out = "[";
  for (std::size_t i = 0; i < widths.size();) {
    const std::size_t equal = equal_run(widths, i);
    if (equal >= least_range) {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("{} {} {} "), widths[i].code, widths[i].code + equal - 1,
                     widths[i].width);
      i += equal;
      continue;
    }
    fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}["), widths[i].code);
    const std::size_t end = i + run_length(widths, i, [](const CodeWidth&) { return true; });
    for (; i < end && equal_run(widths, i) < least_range; ++i) {
      if (out.back() != '[') out += ' ';
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}"), widths[i].width);
    }
    out += ']';
  }
  if (out.back() == ' ') out.pop_back();
  return out + "]";
}

}  // namespace banxin::pdf
