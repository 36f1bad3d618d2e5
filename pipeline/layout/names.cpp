#include "layout/names.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

namespace banxin::layout {
namespace {

constexpr std::size_t most_names = 40;

class NameBreaker {
 public:
  NameBreaker(const ShapedText& text, const Setting& setting)
      : text_(text), setting_(setting), measured_(text, setting) {}

  // Nothing: it does not part, or not into lines that fit.
  std::vector<Line> run() {
    const auto count = static_cast<std::uint32_t>(text_.clusters.size());
    if (width(0, count) * 2 <= setting_.measure) return {};
    ends_ = {0};
    for (std::uint32_t i = 0; i + 1 < count; ++i) {
      if (text_.clusters[i].break_after == BreakKind::allowed && ends_name(text_.clusters[i])) ends_.push_back(i + 1);
    }
    ends_.push_back(count);
    const std::size_t names = ends_.size() - 1;
    if (names < 2 || names > most_names) return {};
    set_single_lines();
    for (std::size_t lines = 2; lines <= names; ++lines) {
      add_a_line();
      if (widest_[lines - 1][names] <= setting_.measure) return lines_of(lines);
    }
    return {};
  }

 private:
  Length width(std::uint32_t first, std::uint32_t last) const {
    return measured_.extent(first, last, first == 0).natural;
  }
  bool ends_name(const Cluster& cluster) const {
    const std::string_view c = std::string_view(text_.text).substr(cluster.text.begin, cluster.text.size());
    return c == "、" || c == "）";
  }

  // widest_[n][k]: of the first k names in n + 1 lines, the width of the widest line, as narrow as it can be; the last
  // of these lines begins with name begins_[n][k].
  void set_single_lines() {
    widest_.assign(1, std::vector<Length>(ends_.size()));
    begins_.assign(1, std::vector<std::size_t>(ends_.size()));
    for (std::size_t k = 1; k < ends_.size(); ++k) widest_[0][k] = width(0, ends_[k]);
  }
  void add_a_line() {
    const std::vector<Length>& above = widest_.back();
    std::vector<Length> widest(ends_.size(), Length::units(std::numeric_limits<std::int64_t>::max()));
    std::vector<std::size_t> begins(ends_.size());
    for (std::size_t k = widest_.size() + 1; k < ends_.size(); ++k) {
      for (std::size_t b = widest_.size(); b < k; ++b) {
        const Length all = std::max(above[b], width(ends_[b], ends_[k]));
        if (all >= widest[k]) continue;
        widest[k] = all;
        begins[k] = b;
      }
    }
    widest_.push_back(std::move(widest));
    begins_.push_back(std::move(begins));
  }

  std::vector<Line> lines_of(std::size_t lines) const {
    std::vector<Line> out(lines);
    std::size_t end = ends_.size() - 1;
    for (std::size_t n = lines; n-- > 0;) {
      const std::size_t begin = n == 0 ? 0 : begins_[n][end];
      out[n] = {ends_[begin], ends_[end], n == 0, false};
      end = begin;
    }
    return out;
  }

  const ShapedText& text_;
  const Setting& setting_;
  const MeasuredText measured_;
  std::vector<std::uint32_t> ends_;  // of the names, in clusters; the first is 0
  std::vector<std::vector<Length>> widest_;
  std::vector<std::vector<std::size_t>> begins_;
};

}  // namespace

BrokenText break_between_names(const ShapedText& text, const Setting& setting) {
  std::vector<Line> lines = NameBreaker(text, setting).run();
  if (lines.empty()) return break_lines(text, setting);
  return {std::move(lines), Resort::usual, false};
}

}  // namespace banxin::layout
