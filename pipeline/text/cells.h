#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>

#include "text/characters.h"
#include "text/shaped_document.h"

namespace banxin::text {

// What the rules of a line need to know about a cluster besides its widths.
struct CellFacts {
  Kind kind = Kind::han;
  bool chinese = true;
  bool hidden = false;
  bool several = false;               // —— …… ？！: more than one mark
  std::uint32_t first = 0, last = 0;  // its characters, both included
  // Of Chinese marks: white between the cell's edges and the ink, and how much of it the cell may lose on each side.
  Em blank_before, blank_after;
  Em give_before, give_after;
};

// Puts the glyphs of marks into the cells that Chinese text gives them (CL-40 to CL-43, CL-118), by the ink of the face
// in use: a mark whose face draws it elsewhere gives up less, and of its ink a hair at most.
class CellMaker {
 public:
  explicit CellMaker(const FontBook& fonts) : fonts_(fonts) {}

  // Sets the cluster's advance and shift, and the facts' blanks and gives. May move glyphs inside the cluster.
  // `in_chinese` says whether an ideograph is next to it.
  void fit(Cluster& cluster, CellFacts& facts, std::span<RunGlyph> glyphs, FaceId face, bool in_chinese);

  // The ink of a glyph, looked up once.
  InkBox ink(FaceId face, GlyphId glyph);

 private:
  void fit_mark(Cluster& cluster, CellFacts& facts, std::span<RunGlyph> glyphs, FaceId face);
  void fit_dot(Cluster& cluster, std::span<RunGlyph> glyphs, FaceId face);
  bool compose_marks(Cluster& cluster, std::span<RunGlyph> glyphs, FaceId face);
  void join_dashes(Cluster& cluster, std::span<RunGlyph> glyphs, FaceId face);

  const FontBook& fonts_;
  std::unordered_map<std::uint64_t, InkBox> inks_;
};

}  // namespace banxin::text
