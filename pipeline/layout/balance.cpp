#include "layout/balance.h"

#include <cstdlib>
#include <limits>
#include <optional>

namespace banxin::layout {
namespace {

using Cost = std::int64_t;

constexpr std::size_t most_lines = 5;
constexpr std::size_t most_clusters = 400;
constexpr Cost per_penalty_moved = 4;
constexpr Cost per_line = 400;         // an additional line must gain this much
constexpr Cost unlike_mean = 10;       // times the square of the difference in ems
constexpr Cost hardly_different = 60;  // neighbours whose widths differ by less than a character
constexpr Cost alike = 700;            // by less than half of one: they look equal, and the title a rectangle
constexpr Cost wrong_shape = 1'000'000;

// Tries all breaks with a given number of lines.
class Balancer {
 public:
  Balancer(const ShapedText& text, const Setting& setting) : text_(text), setting_(setting), measured_(text, setting) {}

  std::optional<std::vector<std::uint32_t>> best(std::size_t lines) {
    wanted_ = lines;
    search(0);
    return best_ends_.empty() ? std::nullopt : std::optional(best_ends_);
  }
  Cost cost() const { return best_cost_; }

 private:
  Length width(std::size_t first, std::size_t last) const { return measured_.extent(first, last, first == 0).natural; }

  void search(std::uint32_t first) {
    const auto count = static_cast<std::uint32_t>(text_.clusters.size());
    const std::size_t left = wanted_ - ends_.size();  // lines still to be made
    if (left == 1) {
      take(first, count, left);
      return;
    }
    for (std::uint32_t end = first + 1; end < count; ++end) {
      if (text_.clusters[end - 1].break_after == BreakKind::forbidden) continue;
      if (!take(first, end, left)) return;
    }
  }

  // Makes [first, end) a line and tries all that can follow. False: it is too long.
  bool take(std::uint32_t first, std::uint32_t end, std::size_t left) {
    const auto count = static_cast<std::uint32_t>(text_.clusters.size());
    const Length w = width(first, end);
    if (w > setting_.measure_of(first == 0)) return false;
    if (w == Length()) return true;                                                           // nothing but white space
    if (width(end, count) > setting_.measure * static_cast<std::int64_t>(left)) return true;  // the rest will not fit
    ends_.push_back(end);
    widths_.push_back(w);
    if (left == 1) {
      keep_if_best();
    } else {
      search(end);
    }
    ends_.pop_back();
    widths_.pop_back();
    return true;
  }

  void keep_if_best() {
    Cost sum = 0;
    for (std::size_t i = 0; i + 1 < ends_.size(); ++i) sum += text_.clusters[ends_[i] - 1].penalty * per_penalty_moved;
    sum += shape_cost();
    if (sum >= best_cost_) return;
    best_cost_ = sum;
    best_ends_ = ends_;
  }

  Cost shape_cost() const {
    Length total;
    for (const Length& w : widths_) total += w;
    const Length mean = total / static_cast<std::int64_t>(widths_.size());
    Cost sum = 0;
    for (const Length& w : widths_) {
      const Cost tenths = (w - mean).units() * 10 / setting_.size.units();
      sum += unlike_mean * tenths * tenths / 100;
    }
    bool falling = false;
    for (std::size_t i = 1; i < widths_.size(); ++i) {
      const Length step = widths_[i] - widths_[i - 1];
      if (step == Length() || (falling && step > Length())) sum += wrong_shape;
      if (step < Length()) falling = true;
      const std::int64_t difference = std::abs(step.units());
      if (difference < setting_.size.units()) sum += difference * 2 < setting_.size.units() ? alike : hardly_different;
    }
    return sum;
  }

  const ShapedText& text_;
  const Setting& setting_;
  const MeasuredText measured_;
  std::size_t wanted_ = 1;
  std::vector<std::uint32_t> ends_;
  std::vector<Length> widths_;
  std::vector<std::uint32_t> best_ends_;
  Cost best_cost_ = std::numeric_limits<Cost>::max();
};

// Whether all choices can be tried. A break that the text requires leaves no choice.
bool is_small_enough(const ShapedText& text, const BrokenText& plain) {
  for (std::size_t i = 0; i + 1 < text.clusters.size(); ++i) {
    if (text.clusters[i].break_after == BreakKind::mandatory) return false;
  }
  return plain.lines.size() < most_lines && text.clusters.size() <= most_clusters && plain.resort < Resort::any_gap;
}

}  // namespace

BrokenText break_balanced(const ShapedText& text, const Setting& setting) {
  BrokenText plain = break_lines(text, setting);
  if (plain.lines.size() < 2 || !is_small_enough(text, plain)) return plain;
  std::optional<std::vector<std::uint32_t>> chosen;
  Cost least = std::numeric_limits<Cost>::max();
  for (std::size_t more = 0; more < 2 && plain.lines.size() + more <= most_lines; ++more) {
    Balancer balancer(text, setting);
    auto ends = balancer.best(plain.lines.size() + more);
    if (!ends) continue;
    const Cost cost = balancer.cost() + static_cast<Cost>(more) * per_line;
    if (cost >= least) continue;
    least = cost;
    chosen = std::move(ends);
  }
  if (!chosen) return plain;
  plain.lines.clear();
  std::uint32_t first = 0;
  for (const std::uint32_t end : *chosen) {
    plain.lines.push_back({first, end, first == 0, false});
    first = end;
  }
  return plain;
}

}  // namespace banxin::layout
