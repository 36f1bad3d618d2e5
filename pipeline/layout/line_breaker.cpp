#include "layout/line_breaker.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>

#include "layout/adjust.h"

namespace banxin::layout {
namespace {

using Cost = std::int64_t;

// Costs, in one scale. They are set by measurement (scripts/bench --lines): gaps even, few marks without their white.
// For each em that a step of squeezing gives in all; a quarter of that for half of it.
constexpr std::array<Cost, squeeze_steps.size()> squeezed = {0, 20, 20, 60, 40, 400, 200, 400, 800};
constexpr Cost stretched = 240;            // for gaps wider by 1/50 em, and four times that for twice the stretch
constexpr Cost stretched_at_all = 240;     // for the first quarter of an em
constexpr Cost character_stretched = 100;  // for that quarter, where gaps beside western text do not have it
constexpr Cost unlike_neighbour = 5;       // for a difference of 1/50 em a gap, and so on
constexpr Cost penalty_squared = 8;        // a penalty of 50 costs 312, of 300 as much as gaps beyond loosest_gap
constexpr Cost per_penalty_beyond = 6;     // beyond last_resort_penalty
constexpr Cost ragged_line = 1000;         // of lines that are set solid: few of them, and of even widths
constexpr Cost ragged_white = 2000;
constexpr Cost rounded = 40;
constexpr Cost tight = 20'000;
constexpr Cost broken_anywhere = 200'000;
constexpr Cost short_last = 2'000;     // no two Chinese characters, but other text of some width
constexpr Cost lone_last = 1'000'000;  // CL-77
constexpr Cost left_short = 200'000;   // and as much again for a line that is half white
constexpr Cost overfull = 1'000'000'000;

// Places where a line may begin that ends here. A line of the smallest type does not have half as many; only clusters
// without width make more, and it does not matter between which of those it begins.
constexpr std::size_t most_starts = 400;

struct Verdict {
  enum class Kind : std::uint8_t { fits, too_short, too_long } kind = Kind::too_short;
  Cost cost = 0;
  std::int32_t tone =
      0;  // thousandths of an em by which each gap is too wide, or too narrow, however it is made up for
};
constexpr Verdict too_short = {Verdict::Kind::too_short};
constexpr Verdict too_long = {Verdict::Kind::too_long};
constexpr Verdict fits(Cost cost, std::int32_t tone = 0) {
  return {Verdict::Kind::fits, cost, tone};
}

// a / b in thousandths; 0 when b is 0.
Cost thousandths(Length a, Length b) {
  return b <= Length() ? 0 : a.units() * 1000 / b.units();
}

// `cost` at 1/50 em, given in thousandths.
Cost by_square(Cost cost, Cost thousandths) {
  return cost * thousandths * thousandths / 400;
}

struct LineStart {
  std::uint32_t place = 0;   // a line starts before this cluster
  std::int32_t before = -1;  // the node where the line ending here starts
  Cost cost = 0;
  std::int32_t tone = 0;  // of that line
  bool fresh = false;     // at the text's start or after a mandatory break
};

class Breaker {
 public:
  Breaker(const ShapedText& text, const Setting& setting) : text_(text), setting_(setting), measured_(text, setting) {}

  BrokenText run() {
    std::optional<BrokenText> found = one_line();
    if (found) return std::move(*found);
    for (const Resort resort : {Resort::usual, Resort::all_breaks, Resort::any_gap, Resort::anywhere}) {
      resort_ = resort;
      lone_ = false;
      if (found && resort == Resort::anywhere) break;
      std::optional<BrokenText> now = search();
      if (!now) continue;
      if (!found || !lone_) found = std::move(now);
      if (!lone_) break;
    }
    return std::move(*found);  // the last resort always finds lines
  }

 private:
  // Text that fits on its opening line stays there: more lines never cost less. Nothing: it does not fit, or has to
  // break.
  std::optional<BrokenText> one_line() const {
    const std::vector<Cluster>& clusters = text_.clusters;
    if (measured_.extent(0, clusters.size(), true).natural > setting_.measure_of(true)) return std::nullopt;
    const bool must_break = std::any_of(clusters.begin(), std::prev(clusters.end()),
                                        [](const Cluster& c) { return c.break_after == BreakKind::mandatory; });
    if (must_break) return std::nullopt;
    BrokenText out;
    out.lines.push_back({0, static_cast<std::uint32_t>(clusters.size()), true, false});
    return out;
  }

  // Nothing: no choice of breaks keeps the limits of this resort.
  std::optional<BrokenText> search() {
    nodes_.assign(1, {0, -1, 0, 0, true});
    active_.assign(1, 0);
    const auto count = static_cast<std::uint32_t>(text_.clusters.size());
    for (std::uint32_t place = 1; place <= count; ++place) {
      const Cluster& before = text_.clusters[place - 1];
      const bool closes = place == count || before.break_after == BreakKind::mandatory;
      if (!closes && !may_break(before)) continue;
      visit(place, closes);
      if (active_.empty()) return std::nullopt;
    }
    return trace();
  }

  bool may_break(const Cluster& before) const {
    if (resort_ == Resort::anywhere) return true;
    if (before.break_after == BreakKind::forbidden) return false;
    return resort_ != Resort::usual || before.penalty < last_resort_penalty;
  }

  // What a title has beyond the last resort (inside a name, inside a word) counts as it is: no sum of it may look like
  // a line that is overfull.
  Cost break_cost(const Cluster& before) const {
    if (before.break_after == BreakKind::forbidden) return broken_anywhere;
    const Cost usual = std::min(before.penalty, last_resort_penalty);
    return usual * usual / penalty_squared + (before.penalty - usual) * per_penalty_beyond;
  }

  // Ends lines before cluster `place`; forgets the starts from which nothing longer fits.
  void visit(std::uint32_t place, bool closes) {
    LineStart best;
    best.cost = std::numeric_limits<Cost>::max();
    std::size_t kept = 0;
    for (const std::int32_t id : active_) {
      const LineStart& start = nodes_[static_cast<std::size_t>(id)];
      const Verdict verdict = judge(start, place, closes);
      if (verdict.kind != Verdict::Kind::too_long) active_[kept++] = id;
      if (verdict.kind != Verdict::Kind::fits || start.cost + verdict.cost >= best.cost) continue;
      best = {place, id, start.cost + verdict.cost, verdict.tone, closes};
    }
    active_.resize(kept);
    if (closes) active_.clear();
    if (best.before < 0) return;
    if (!closes) best.cost += break_cost(text_.clusters[place - 1]);
    nodes_.push_back(best);
    const auto id = static_cast<std::int32_t>(nodes_.size() - 1);
    if (active_.size() < most_starts) {
      active_.push_back(id);
    } else if (best.cost < nodes_[static_cast<std::size_t>(active_.back())].cost) {
      active_.back() = id;
    }
  }

  Verdict judge(const LineStart& start, std::uint32_t place, bool closes) const {
    const bool opening = start.place == 0;
    const Extent extent = measured_.extent(start.place, place, opening);
    if (extent.blank) return closes && start.fresh ? fits(0) : too_short;
    const Length measure = setting_.measure_of(opening);
    Verdict verdict = setting_.alignment == Alignment::justified ? judge_justified(start, place, extent, closes)
                                                                 : judge_ragged(extent, measure, closes);
    if (verdict.kind == Verdict::Kind::too_long && resort_ == Resort::anywhere && place - start.place == 1) {
      return fits(overfull);
    }
    if (place == text_.clusters.size() && !start.fresh) verdict.cost += last_line_cost(extent);
    return verdict;
  }

  Verdict judge_ragged(const Extent& extent, Length measure, bool closes) const {
    if (extent.natural > measure) return too_long;
    const Cost white = thousandths(measure - extent.natural, measure);
    return fits(ragged_line + (closes ? 0 : ragged_white * white * white / 1'000'000));
  }

  Verdict judge_justified(const LineStart& start, std::uint32_t place, const Extent& extent, bool closes) const {
    const bool opening = start.place == 0;
    const Length rest = setting_.measure_of(opening) - extent.natural;
    if (rest >= Length() && closes) return fits(0);
    Verdict verdict = rest < Length() ? judge_squeezed(extent, measured_.give(start.place, place, opening), -rest)
                                      : judge_stretched(extent, rest);
    if (verdict.kind != Verdict::Kind::fits) return verdict;
    verdict.tone = static_cast<std::int32_t>(thousandths(rest, setting_.size * std::max(extent.open_gaps(), 1)));
    if (!start.fresh) verdict.cost += by_square(unlike_neighbour, verdict.tone - start.tone);
    return verdict;
  }

  Verdict judge_squeezed(const Extent& extent, const Give& gives, Length need) const {
    const Length give = std::accumulate(gives.begin(), gives.end(), Length());
    if (need > give) {
      const Length beyond = need - give;
      if (extent.open_gaps() > 0 && beyond <= grid_rounding(setting_)) return fits(rounded);
      if (resort_ < Resort::any_gap || beyond > tightest_gap.at(setting_.size) * extent.open_gaps()) return too_long;
      return fits(tight);
    }
    Cost cost = 0;
    for (std::size_t k = 0; k < squeeze_steps.size() && need > Length(); ++k) {
      const Length part = squeeze_steps[k].part_of(gives[static_cast<std::size_t>(squeeze_steps[k].squeeze)]);
      if (part <= Length()) continue;
      const Cost used = std::min(thousandths(need, part), Cost{1000});
      cost += squeezed[k] * thousandths(part, setting_.size) * used * used / 1'000'000'000;
      need -= part;
    }
    return fits(cost);
  }

  Verdict judge_stretched(const Extent& extent, Length need) const {
    const Length quarter = setting_.size / 4;
    const Stretch stretch = stretch_of(extent, need, setting_.size);
    if (resort_ < Resort::any_gap && stretch.each > loosest_gap.at(setting_.size)) return too_short;
    if (!stretch.possible) {
      const Cost white = thousandths(need, setting_.measure);
      return fits(left_short + left_short * white * white / 250'000);
    }
    const Cost base = stretched_at_all * std::min(need, quarter).units() / quarter.units();
    const Length rest = std::max(need - extent.gap_room, Length());
    const Cost start = character_stretched * std::min(rest, quarter).units() / quarter.units();
    return fits(base + start + by_square(stretched, thousandths(stretch.each, setting_.size)));
  }

  // CL-77: at least two Chinese characters, where the text has that many.
  Cost last_line_cost(const Extent& extent) const {
    if (extent.han >= 2 || measured_.han() < 2) return 0;
    return extent.natural >= setting_.size * 3 ? short_last : lone_last;
  }

  BrokenText trace() {
    BrokenText out;
    out.resort = resort_;
    for (std::int32_t id = active_.front(); id > 0;) {
      const LineStart& end = nodes_[static_cast<std::size_t>(id)];
      const LineStart& start = nodes_[static_cast<std::size_t>(end.before)];
      const bool justified = setting_.alignment == Alignment::justified && !end.fresh;
      out.lines.push_back({start.place, end.place, start.place == 0, justified});
      out.overfull = out.overfull || end.cost - start.cost >= overfull;
      id = end.before;
    }
    std::reverse(out.lines.begin(), out.lines.end());
    const Line& last = out.lines.back();
    const Extent extent = measured_.extent(last.first, last.last, last.opening);
    const bool alone = last.first == 0 || text_.clusters[last.first - 1].break_after == BreakKind::mandatory;
    lone_ = !alone && last_line_cost(extent) >= lone_last;
    return out;
  }

  const ShapedText& text_;
  const Setting& setting_;
  const MeasuredText measured_;
  Resort resort_ = Resort::usual;
  bool lone_ = false;  // the lines found last break CL-77
  std::vector<LineStart> nodes_;
  std::vector<std::int32_t> active_;
};

}  // namespace

Length grid_rounding(const Setting& setting) {
  return std::min(Length::units(std::abs(setting.tracking.units())), tightest_gap.at(setting.size));
}

BrokenText break_lines(const ShapedText& text, const Setting& setting) {
  if (text.empty()) return {};
  return Breaker(text, setting).run();
}

}  // namespace banxin::layout
