#pragma once

#include <vector>

#include "layout/measure.h"

namespace banxin::layout {

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
};

// Places the cells of a line. What is too much is taken out, and what is missing is put in, class by class in the order
// of CL-66 and CL-67, in equal parts within a class; a justified line's last cell ends at the measure exactly.
SetLine set_line(const ShapedText& text, const Setting& setting, const Line& line);

// The line with all its white space, solid and untrimmed: for texts that are not cut from a paragraph.
SetLine set_solid(const ShapedText& text, Length size);

}  // namespace banxin::layout
