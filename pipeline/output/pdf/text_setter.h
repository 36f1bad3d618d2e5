#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layout/pages.h"
#include "output/pdf/font_plan.h"
#include "output/pdf/shown_run.h"

namespace banxin::pdf {

// Writes glyph runs as text operators so that every glyph lands on its place. The pen is kept as a reader computes it,
// from the decimals that were written, in exact integers of 10^-9 pt: an error is at most what rounding one place
// leaves, and never adds up. The even spacing of a line is the character spacing Tc; what differs is an adjustment in
// TJ (widths are never touched, PA-24).
class TextSetter {
 public:
  // Appends to `out`, which holds the operators of one page of this height.
  TextSetter(std::string& out, Length page_height) : out_(out), page_height_(page_height) {}

  // `codes` are those of `shown`, at the same index. Opens a text object unless one is open.
  void set(const GlyphRun& run, const ShownRun& shown, const std::vector<Code>& codes);
  // Ends the text object.
  void close();

 private:
  struct Segment;
  void open();
  void show(const Segment& segment);
  // Shows glyphs from `first` on, as many as have its font and height, none from `end` on; gives the next one.
  std::size_t show_segment(const GlyphRun& run, const ShownRun& shown, const std::vector<Code>& codes,
                           std::size_t first, std::size_t end);

  std::string& out_;
  Length page_height_;
  bool open_ = false;
  // The text state that operators have set so far on the page: -1 before the first.
  int font_ = -1;
  std::int64_t size_ = -1;
  std::int64_t spacing_ = 0;
};

}  // namespace banxin::pdf
