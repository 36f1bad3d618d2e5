#include "text/cells.h"

#include <algorithm>

namespace banxin::text {
namespace {

constexpr Em whole = Em::ratio(1, 1);
constexpr Em half_em = Em::ratio(1, 2);
constexpr Em quarter = Em::ratio(1, 4);
// Ink counts as centred when the blanks on its sides differ by no more than this: such a mark can lose a quarter on
// each side, never a half on one. Designs that put 。 or （ to one side leave differences above 0.3 em.
constexpr Em centred_within = Em::ratio(1, 8);
// Ink that reaches a hair over the middle of its cell stands out of its half by as much, and the line ends where its
// cells do: a tenth of a point, which nobody sees.
constexpr Em hair = Em::ratio(1, 64);

// What a mark with this much white on one side can lose there.
Em give_of(Em blank) {
  return blank + hair >= half_em ? half_em : std::max(blank, Em());
}

Em total_advance(std::span<const RunGlyph> glyphs) {
  Em sum;
  for (const RunGlyph& g : glyphs) sum += g.advance;
  return sum;
}

void centre(Cluster& cluster, Em cell) {
  cluster.shift = (cell - cluster.advance) / 2;
  cluster.advance = cell;
}

// Each glyph in the middle of a cell of one em.
void spread_cells(Cluster& cluster, std::span<RunGlyph> glyphs) {
  Em pen;
  Em cell;
  for (RunGlyph& g : glyphs) {
    g.x_offset += cell + (whole - g.advance) / 2 - pen;
    pen += g.advance;
    cell += whole;
  }
  cluster.advance = cell;
}

bool stands_in_half(Kind kind) {
  return kind == Kind::hyphen || kind == Kind::slash;
}

}  // namespace

InkBox CellMaker::ink(FaceId face, GlyphId glyph) {
  const std::uint64_t key = (std::uint64_t{face} << 32) | glyph;
  const auto [known, is_new] = inks_.try_emplace(key);
  if (is_new) known->second = fonts_.ink(face, glyph);
  return known->second;
}

void CellMaker::fit(Cluster& cluster, CellFacts& facts, std::span<RunGlyph> glyphs, FaceId face, bool in_chinese) {
  cluster.advance = total_advance(glyphs);
  const Kind kind = facts.kind;
  if (!facts.chinese) {
    // CL-41: 短横线 and 分隔号 between ideographs take half an em; in numbers and words they keep the face's width.
    if (stands_in_half(kind) && in_chinese && cluster.advance <= half_em) centre(cluster, half_em);
    return;
  }
  if (kind == Kind::space) return;
  if (kind == Kind::opening || closes(kind)) return fit_mark(cluster, facts, glyphs, face);
  if (kind == Kind::middle_dot) return fit_dot(cluster, glyphs, face);
  if (kind == Kind::dash && facts.several && glyphs.size() == 2) return join_dashes(cluster, glyphs, face);
  if (kind == Kind::ellipsis && facts.several && glyphs.size() == 2) return spread_cells(cluster, glyphs);
  const bool two = facts.several || (facts.kind == Kind::dash && cluster.advance > whole);
  const Em cell = two ? whole * 2 : whole;
  if (cluster.advance < cell) centre(cluster, cell);
  if (kind == Kind::wide_dot && glyphs.size() == 1) {
    const InkBox box = ink(face, glyphs[0].glyph);
    facts.blank_before = cluster.shift + box.left;
    facts.blank_after = cluster.advance - cluster.shift - box.right;
    facts.give_before = facts.give_after = std::clamp(std::min(facts.blank_before, facts.blank_after), Em(), quarter);
  }
}

void CellMaker::fit_mark(Cluster& cluster, CellFacts& facts, std::span<RunGlyph> glyphs, FaceId face) {
  if (glyphs.size() != 1) {
    if (facts.several && glyphs.size() == 2 && compose_marks(cluster, glyphs, face)) return;
    cluster.advance = std::max(cluster.advance, whole);
    return;
  }
  // CL-118: a mark narrower than its cell is placed where its ink belongs.
  if (cluster.advance < whole) {
    if (facts.kind == Kind::opening) cluster.shift = whole - cluster.advance;
    cluster.advance = whole;
  }
  const InkBox box = ink(face, glyphs[0].glyph);
  facts.blank_before = cluster.shift + glyphs[0].x_offset + box.left;
  facts.blank_after = cluster.advance - cluster.shift - glyphs[0].x_offset - box.right;
  const Em difference = facts.blank_before - facts.blank_after;
  if (difference <= centred_within && -difference <= centred_within) {
    facts.give_before = facts.give_after = std::clamp(std::min(facts.blank_before, facts.blank_after), Em(), quarter);
  } else if (facts.kind == Kind::opening) {
    facts.give_before = give_of(facts.blank_before);
  } else {
    facts.give_after = give_of(facts.blank_after);
  }
}

// CL-41: half an em, the ink in its middle, whatever room the face leaves around it.
void CellMaker::fit_dot(Cluster& cluster, std::span<RunGlyph> glyphs, FaceId face) {
  if (glyphs.size() != 1) return;
  const InkBox box = ink(face, glyphs[0].glyph);
  cluster.shift = quarter - (box.left + box.right) / 2;
  cluster.advance = half_em;
}

// CL-22: two of ？！ in one cell, each in the middle of its half_em. False when the ink is too wide for that.
bool CellMaker::compose_marks(Cluster& cluster, std::span<RunGlyph> glyphs, FaceId face) {
  const InkBox first = ink(face, glyphs[0].glyph);
  const InkBox second = ink(face, glyphs[1].glyph);
  if (first.right - first.left > half_em || second.right - second.left > half_em) return false;
  glyphs[0].x_offset = quarter - (first.left + first.right) / 2;
  glyphs[1].x_offset = half_em + quarter - (second.left + second.right) / 2 - glyphs[0].advance;
  cluster.advance = whole;
  return true;
}

// CL-20, CL-119: two dashes of a face that has no double one. Ink that does not meet as the face sets it is moved
// together, in the middle of two ems.
void CellMaker::join_dashes(Cluster& cluster, std::span<RunGlyph> glyphs, FaceId face) {
  constexpr Em overlap = Em::ratio(1, 100);
  const InkBox first = ink(face, glyphs[0].glyph);
  const InkBox second = ink(face, glyphs[1].glyph);
  const Em cell = whole * 2;
  const bool meets = glyphs[0].advance + second.left <= first.right;
  if (!meets || cluster.advance != cell) {
    const Em joint = first.right - first.left - overlap;  // where the second's ink begins, from the first's
    const Em start = (cell - joint - (second.right - second.left)) / 2;
    glyphs[0].x_offset = start - first.left;
    glyphs[1].x_offset = start + joint - second.left - glyphs[0].advance;
  }
  cluster.advance = cell;
}

}  // namespace banxin::text
