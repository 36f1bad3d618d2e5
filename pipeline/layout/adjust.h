#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "layout/measure.h"

namespace banxin::layout {

// A step of squeezing a line: a class gives half of what it can, the rest of it, or all at once.
struct SqueezeStep {
  enum class Share : std::uint8_t { all, first_half, second_half };

  SqueezeClass squeeze;
  Share share = Share::all;

  Length part_of(Length most) const {
    if (share == Share::all) return most;
    return share == Share::first_half ? most / 2 : most - most / 2;
  }
};

// CL-66: so that no mark loses its whole blank half while others have theirs.
inline constexpr std::array<SqueezeStep, 9> squeeze_steps = {{
    {SqueezeClass::line_end_mark},
    {SqueezeClass::word_space},
    {SqueezeClass::mark, SqueezeStep::Share::first_half},
    {SqueezeClass::han_western, SqueezeStep::Share::first_half},
    {SqueezeClass::stop, SqueezeStep::Share::first_half},
    {SqueezeClass::mark, SqueezeStep::Share::second_half},
    {SqueezeClass::han_western, SqueezeStep::Share::second_half},
    {SqueezeClass::stop, SqueezeStep::Share::second_half},
    {SqueezeClass::label},
}};

// CL-67: what gaps between characters take before all gaps, those beside western text too, widen alike.
inline constexpr Em character_stretched_first = Em::ratio(1, 12);
// No gap widens by more: the line stays short.
inline constexpr Em widest_stretch = Em::ratio(1, 4);

// How a line is stretched (CL-67).
struct Stretch {
  Length each;           // of the gaps between characters, or of all where there are none
  bool possible = true;  // within widest_stretch
};
Stretch stretch_of(const Extent& extent, Length need, Length size);

// A cluster on its line: what is left of its cell, and where.
struct SetCluster {
  Length x;  // of the cell's left edge, from the line's
  Length width;
  Length trim_before, trim_after;  // taken off the cell on either side
  bool hidden = false;             // white space at an edge of the line
};

struct SetLine {
  std::vector<SetCluster> clusters;  // of Line::first to last
  Length width;                      // to the right edge of the last cell
  Length loosest;                    // most that a gap between characters was stretched by
  Length tightest;                   // most that a gap was narrowed by beyond what marks and gaps may give
  Length short_by;                   // of a justified line that is not stretched, because its gaps would be too wide
};

// Places the cells of a line. What is too much is taken out in the steps of CL-66, and what is missing is put in in
// those of CL-67, in equal parts within a step; a justified line's last cell ends at the measure exactly, unless it is
// short.
SetLine set_line(const ShapedText& text, const Setting& setting, const Line& line);

// The line with all its white space, solid and untrimmed: for texts that are not cut from a paragraph.
SetLine set_solid(const ShapedText& text, Length size);

}  // namespace banxin::layout
