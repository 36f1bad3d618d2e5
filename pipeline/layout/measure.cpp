#include "layout/measure.h"

#include <algorithm>

namespace banxin::layout {
namespace {

constexpr Em gap_stretched_first = Em::ratio(1, 3);  // CL-67: to where gaps stretch before characters move apart

std::size_t index_of(SqueezeClass squeeze) {
  return static_cast<std::size_t>(squeeze);
}

Length at_least_zero(Length length) {
  return std::max(length, Length());
}

Em inner_width(const Cluster& c) {
  return c.advance - c.pair_before - c.pair_after;
}

// Half of the widths on both sides of the gap, in parts of an em of tracking.
Length tracking_between(const Cluster& a, const Cluster& b, Length tracking) {
  return ((inner_width(a) + inner_width(b)) / 2).at(tracking);
}

}  // namespace

Length MeasuredCluster::start_give(const Setting& setting, bool opening) const {
  if (opening) return {};
  return at_least_zero(pair_before + squeeze_before - start_trim(setting, opening));
}

Length MeasuredCluster::end_give() const {
  return at_least_zero(pair_after + squeeze_after - edge_after);
}

MeasuredCluster measure_cluster(const ShapedText& text, std::size_t index, const Setting& setting) {
  const Cluster& c = text.clusters[index];
  const Length size = setting.size;
  MeasuredCluster m;
  m.advance = c.advance.at(size);
  m.pair_before = c.pair_before.at(size);
  m.pair_after = c.pair_after.at(size);
  m.edge_before = c.edge_before.at(size);
  m.edge_after = c.edge_after.at(size);
  m.squeeze = c.squeeze;
  m.stretch = c.stretch;
  if (c.squeeze != SqueezeClass::none) {
    m.squeeze_before = c.squeeze_before.at(size);
    m.squeeze_after = c.squeeze_after.at(size);
  }
  const Length own_gap = c.gap.at(size);
  if (c.space) {
    if (m.squeeze == SqueezeClass::none && c.gap_least > Em()) {
      m.squeeze = SqueezeClass::word_space;
      m.squeeze_after = at_least_zero(m.advance + own_gap - c.gap_least.at(size));
    }
    m.gap_room = at_least_zero(gap_stretched_first.at(size) - m.advance - own_gap);
  } else {
    if (c.gap > Em()) m.gap_give = at_least_zero(own_gap - c.gap_least.at(size));
    m.gap_room = at_least_zero(gap_stretched_first.at(size) - own_gap);
  }
  m.gap = own_gap;
  if (index + 1 < text.clusters.size()) m.gap += tracking_between(c, text.clusters[index + 1], setting.tracking);
  return m;
}

MeasuredText::MeasuredText(const ShapedText& text, const Setting& setting) : setting_(setting) {
  const std::size_t count = text.clusters.size();
  clusters_.reserve(count);
  sums_.reserve(count + 1);
  sums_.emplace_back();
  gives_.reserve(count + 1);
  gives_.emplace_back();
  for (std::size_t i = 0; i < count; ++i) {
    clusters_.push_back(measure_cluster(text, i, setting));
    add(clusters_.back(), text.clusters[i].han);
  }
  ink_from_.assign(count + 1, static_cast<std::uint32_t>(count));
  ink_to_.assign(count + 1, 0);
  for (std::size_t i = count; i-- > 0;) {
    ink_from_[i] = text.clusters[i].space ? ink_from_[i + 1] : static_cast<std::uint32_t>(i);
  }
  for (std::size_t i = 0; i < count; ++i) {
    ink_to_[i + 1] = text.clusters[i].space ? ink_to_[i] : static_cast<std::uint32_t>(i + 1);
  }
}

void MeasuredText::add(const MeasuredCluster& cluster, bool han) {
  Sums next = sums_.back();
  next.width += cluster.inner() + cluster.gap;
  if (cluster.stretch == StretchClass::gap) {
    next.gap_room += cluster.gap_room;
    ++next.wide_gaps;
  }
  if (cluster.stretch == StretchClass::character) ++next.character_gaps;
  if (han) ++next.han;
  sums_.push_back(next);
  Give give = gives_.back();
  give[index_of(cluster.squeeze)] += cluster.squeeze_before + cluster.squeeze_after;
  give[index_of(SqueezeClass::han_western)] += cluster.gap_give;
  gives_.push_back(give);
}

Extent MeasuredText::extent(std::size_t first, std::size_t last, bool opening) const {
  Extent e;
  const std::size_t from = ink_from_[first];
  const std::size_t to = ink_to_[last];
  if (from >= to) return e;
  const MeasuredCluster& start = clusters_[from];
  const MeasuredCluster& end = clusters_[to - 1];
  // Up to the last cluster, without the gap after it.
  const Sums& a = sums_[from];
  const Sums& b = sums_[to - 1];
  e.blank = false;
  e.natural = b.width - a.width + end.inner();
  e.natural += start.pair_before - start.start_trim(setting_, opening);
  e.natural += end.pair_after - end.end_trim(setting_);
  e.gap_room = b.gap_room - a.gap_room;
  e.wide_gaps = b.wide_gaps - a.wide_gaps;
  e.character_gaps = b.character_gaps - a.character_gaps;
  e.han = sums_[to].han - a.han;
  return e;
}

Give MeasuredText::give(std::size_t first, std::size_t last, bool opening) const {
  const std::size_t from = ink_from_[first];
  const std::size_t to = ink_to_[last];
  const MeasuredCluster& start = clusters_[from];
  const MeasuredCluster& end = clusters_[to - 1];
  Give give = gives_[to - 1];
  for (std::size_t k = 0; k < squeeze_class_count; ++k) give[k] -= gives_[from][k];
  give[index_of(end.squeeze)] += end.squeeze_before + end.end_give();
  give[index_of(start.squeeze)] += start.start_give(setting_, opening) - start.squeeze_before;
  give[index_of(SqueezeClass::line_end_mark)] += end.end_mark_give(setting_);
  give[index_of(SqueezeClass::none)] = Length();
  return give;
}

}  // namespace banxin::layout
