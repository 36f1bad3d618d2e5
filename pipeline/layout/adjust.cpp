#include "layout/adjust.h"

#include <algorithm>
#include <cstdint>

namespace banxin::layout {
namespace {

// A place of a line that can give or take up to `most`.
struct Slot {
  Length* value;
  Length most;
  int direction;  // what a taken length does to the value: +1 or -1
};

// Shares `amount` out in equal parts, none above its slot's most; what does not divide goes to the first slots, one
// unit each. Gives what is left over.
Length deal(std::vector<Slot> slots, Length amount) {
  std::stable_sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) { return a.most < b.most; });
  auto left = static_cast<std::int64_t>(slots.size());
  // The narrowest first: what one cannot hold is shared by all after it. Rounding up gives early slots the odd units.
  for (const Slot& slot : slots) {
    const Length share = Length::units((amount.units() + left - 1) / left);
    const Length part = std::min(share, slot.most);
    *slot.value += part * slot.direction;
    amount -= part;
    --left;
  }
  return amount;
}

class LineSetter {
 public:
  LineSetter(const ShapedText& text, const Setting& setting, const Line& line)
      : text_(text), setting_(setting), line_(line) {
    out_.clusters.resize(line.last - line.first);
  }

  SetLine run() {
    find_ink();
    if (from_ < to_) {
      measure();
      adjust();
    }
    place();
    return std::move(out_);
  }

 private:
  SetCluster& at(std::size_t i) { return out_.clusters[i]; }
  bool is_start(std::size_t i) const { return i == from_; }
  bool is_end(std::size_t i) const { return i + 1 == to_; }

  void find_ink() {
    const std::size_t count = out_.clusters.size();
    from_ = 0;
    to_ = count;
    const auto space = [&](std::size_t i) { return text_.clusters[line_.first + i].space; };
    while (from_ < count && space(from_)) ++from_;
    while (to_ > from_ && space(to_ - 1)) --to_;
    for (std::size_t i = 0; i < count; ++i) at(i).hidden = i < from_ || i >= to_;
  }

  void measure() {
    measured_.resize(out_.clusters.size());
    gaps_.assign(out_.clusters.size(), Length());
    for (std::size_t i = from_; i < to_; ++i) {
      MeasuredCluster& m = measured_[i];
      m = measure_cluster(text_, line_.first + i, setting_);
      at(i).trim_before = is_start(i) ? m.start_trim(setting_, line_.opening) : m.pair_before;
      at(i).trim_after = is_end(i) ? m.end_trim(setting_) : m.pair_after;
      if (!is_end(i)) gaps_[i] = m.gap;
    }
  }

  Length natural() {
    Length width;
    for (std::size_t i = from_; i < to_; ++i) {
      width += measured_[i].advance - at(i).trim_before - at(i).trim_after + gaps_[i];
    }
    return width;
  }

  void adjust() {
    const Length rest = setting_.measure_of(line_.opening) - natural();
    if (setting_.alignment != Alignment::justified) return;
    if (rest < Length()) squeeze(-rest);
    if (rest > Length() && line_.justified) stretch(rest);
  }

  void squeeze(Length need) {
    for (const SqueezeStep& step : squeeze_steps) {
      if (need == Length()) return;
      need = deal(squeeze_slots(step), need);
    }
    const std::vector<Slot> all = open_slots(setting_.size, -1);
    if (need == Length() || all.empty()) return;
    out_.tightest = need / static_cast<std::int64_t>(all.size());
    deal(all, need);
  }

  std::vector<Slot> squeeze_slots(const SqueezeStep& step) {
    const SqueezeClass k = step.squeeze;
    std::vector<Slot> slots;
    const auto add = [&](Length* value, Length most, int direction) {
      const Length part = step.part_of(most);
      if (part > Length()) slots.push_back({value, part, direction});
    };
    for (std::size_t i = from_; i < to_; ++i) {
      const MeasuredCluster& m = measured_[i];
      if (m.squeeze == k) {
        add(&at(i).trim_before, is_start(i) ? m.start_give(setting_, line_.opening) : m.squeeze_before, 1);
        add(&at(i).trim_after, is_end(i) ? m.end_give() : m.squeeze_after, 1);
      }
      if (k == SqueezeClass::line_end_mark && is_end(i)) add(&at(i).trim_after, m.end_mark_give(setting_), 1);
      if (k == SqueezeClass::han_western && !is_end(i)) add(&gaps_[i], m.gap_give, -1);
    }
    return slots;
  }

  void stretch(Length need) {
    Extent extent;
    for (std::size_t i = from_; i + 1 < to_; ++i) {
      const MeasuredCluster& m = measured_[i];
      extent.character_gaps += m.stretch == StretchClass::character ? 1 : 0;
      extent.wide_gaps += m.stretch == StretchClass::gap ? 1 : 0;
      extent.gap_room += m.stretch == StretchClass::gap ? m.gap_room : Length();
    }
    const Stretch stretch = stretch_of(extent, need, setting_.size);
    if (!stretch.possible) {
      out_.short_by = need;
      return;
    }
    out_.loosest = stretch.each;
    need = deal(stretch_slots(StretchClass::gap), need);
    need = deal(stretch_slots(StretchClass::character), need);
    deal(open_slots(setting_.size, 1), need);
  }

  // What gaps of a class take before all of them widen alike.
  std::vector<Slot> stretch_slots(StretchClass k) {
    std::vector<Slot> slots;
    for (std::size_t i = from_; i + 1 < to_; ++i) {
      const MeasuredCluster& m = measured_[i];
      const Length most = k == StretchClass::gap ? m.gap_room : character_stretched_first.at(setting_.size);
      if (m.stretch == k && most > Length()) slots.push_back({&gaps_[i], most, 1});
    }
    return slots;
  }

  // All gaps that may change: those within words and numbers are never touched.
  std::vector<Slot> open_slots(Length most, int direction) {
    std::vector<Slot> slots;
    for (std::size_t i = from_; i + 1 < to_; ++i) {
      if (measured_[i].stretch != StretchClass::none) slots.push_back({&gaps_[i], most, direction});
    }
    return slots;
  }

  void place() {
    Length x;
    for (std::size_t i = 0; i < out_.clusters.size(); ++i) {
      SetCluster& c = at(i);
      c.x = x;
      if (c.hidden) continue;
      c.width = measured_[i].advance - c.trim_before - c.trim_after;
      x += c.width + gaps_[i];
    }
    out_.width = x;
  }

  const ShapedText& text_;
  const Setting& setting_;
  const Line& line_;
  std::size_t from_ = 0, to_ = 0;  // everything except leading and trailing space
  std::vector<MeasuredCluster> measured_;
  std::vector<Length> gaps_;  // after each cluster
  SetLine out_;
};

}  // namespace

Stretch stretch_of(const Extent& extent, Length need, Length size) {
  const Length rest = need - extent.gap_room;
  if (rest <= Length()) return {};
  const Length first = character_stretched_first.at(size);
  const Length beyond = rest - first * extent.character_gaps;
  if (beyond <= Length()) return {rest / extent.character_gaps, true};
  if (extent.open_gaps() == 0) return {need, false};
  const Length each = first + beyond / extent.open_gaps();
  return {each, each <= widest_stretch.at(size)};
}

SetLine set_line(const ShapedText& text, const Setting& setting, const Line& line) {
  return LineSetter(text, setting, line).run();
}

SetLine set_solid(const ShapedText& text, Length size) {
  SetLine out;
  for (const Cluster& cluster : text.clusters) {
    out.clusters.push_back({out.width, cluster.advance.at(size), {}, {}, false});
    out.width += cluster.advance.at(size) + cluster.gap.at(size);
  }
  return out;
}

}  // namespace banxin::layout
