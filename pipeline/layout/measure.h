#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/length.h"
#include "base/page_style.h"
#include "text/shaped_document.h"

namespace banxin::layout {

// How the lines of one block are set.
struct Setting {
  Length size;
  // Added between two cells of one em, and in proportion beside narrower and wider ones, so that a number of four
  // half-width digits fills two cells of the grid. Negative on GB/T 9704's grid; zero: solid.
  Length tracking;
  bool trim_edges = true;  // whether marks give up their blank halves at a line's ends (CL-47, CL-48)
  Alignment alignment = Alignment::justified;
  Length first_measure;  // of the block's first line
  Length measure;        // of all others

  Length measure_of(bool opening) const { return opening ? first_measure : measure; }
};

// Clusters [first, last) of a block on one line. White space at its edges belongs to it but takes no room.
struct Line {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool opening = false;    // the block's first line: keeps its start
  bool justified = false;  // stretched to the measure; else as wide as it is
  auto operator<=>(const Line&) const = default;
};

inline constexpr std::size_t squeeze_class_count = 7;  // SqueezeClass::none included

// A cluster in lengths, inside a line: what its neighbours on both sides make of it.
struct MeasuredCluster {
  Length advance;
  Length pair_before, pair_after;
  Length edge_before, edge_after;
  Length squeeze_before, squeeze_after;
  SqueezeClass squeeze = SqueezeClass::none;
  Length gap;       // natural, tracking included
  Length gap_give;  // of the gap, in class han_western
  Length gap_room;  // of a gap of class `gap`: what it takes before the characters move apart
  StretchClass stretch = StretchClass::none;

  Length inner() const { return advance - pair_before - pair_after; }
  // At a line's start.
  Length start_trim(const Setting& setting, bool opening) const {
    return setting.trim_edges && !opening ? edge_before : Length();
  }
  Length start_give(const Setting& setting, bool opening) const;
  // At a line's end: what is always taken; what is given as class line_end_mark; what is given in the mark's own class.
  Length end_trim(const Setting& setting) const { return setting.trim_edges ? edge_after : Length(); }
  Length end_mark_give(const Setting& setting) const { return setting.trim_edges ? Length() : edge_after; }
  Length end_give() const;
};

MeasuredCluster measure_cluster(const ShapedText& text, std::size_t index, const Setting& setting);

// What a line can be, before it is set.
struct Extent {
  bool blank = true;  // nothing but white space
  Length natural;
  Length gap_room;         // of StretchClass::gap
  int wide_gaps = 0;       // of StretchClass::gap
  int character_gaps = 0;  // of StretchClass::character
  int han = 0;

  int open_gaps() const { return wide_gaps + character_gaps; }
};

// What can be taken from a line, by SqueezeClass.
using Give = std::array<Length, squeeze_class_count>;

// A block's text in lengths, summed up so that the extent of any line takes constant time.
class MeasuredText {
 public:
  MeasuredText(const ShapedText& text, const Setting& setting);

  std::size_t size() const { return clusters_.size(); }
  int han() const { return sums_.back().han; }
  // Line [first, last).
  Extent extent(std::size_t first, std::size_t last, bool opening) const;
  // Only for a line that is not blank. Separate from its extent, because few of the lines that are tried have to be
  // squeezed.
  Give give(std::size_t first, std::size_t last, bool opening) const;

 private:
  struct Sums {
    Length width;
    Length gap_room;
    int wide_gaps = 0;
    int character_gaps = 0;
    int han = 0;
  };
  void add(const MeasuredCluster& cluster, bool han);

  const Setting setting_;
  std::vector<MeasuredCluster> clusters_;
  std::vector<Sums> sums_;               // of the clusters before each place
  std::vector<Give> gives_;              // of the same
  std::vector<std::uint32_t> ink_from_;  // the first cluster at or after a place that is not a space
  std::vector<std::uint32_t> ink_to_;    // one past the last cluster before a place that is not a space
};

}  // namespace banxin::layout
