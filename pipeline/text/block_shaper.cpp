#include "text/block_shaper.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>

#include "text/script.h"
#include "text/spacing.h"

namespace banxin::text {
namespace {

// For a character that no face has: its finding is noted, and no part of this document will be used.
constexpr FaceId no_face = std::numeric_limits<FaceId>::max();

bool is_chinese(const std::string& language) {
  return language.empty() || language.rfind("zh", 0) == 0;
}

// Kerning would take Chinese marks and figures off their cells (CL-116, CL-91). Everything else that changes widths,
// palt and the like, is off by default.
const std::vector<std::string>& features(bool kerned, bool half_em) {
  static const std::vector<std::string> with = {};
  static const std::vector<std::string> without = {"-kern"};
  if (half_em) return half_em_digits;
  return kerned ? with : without;
}

// Widths of spaces that no face draws.
Em blank_width(const Character& c) {
  if (c.hidden) return {};
  return c.kind == Kind::ideographic_space ? Em::ratio(1, 1) : Em::ratio(1, 4);
}

}  // namespace

ShapedText BlockShaper::shape(const Paragraph& paragraph, const BlockStyle& style) {
  ShapedText out;
  out.node = paragraph.node;
  out.origin = paragraph.origin;
  out.style = style.index;
  out.language = language_of(paragraph.node);
  read(paragraph, out);
  if (characters_.empty()) return out;
  resolve_scripts(characters_, western_pieces_);
  hide_spaces(characters_);
  join_characters(characters_);
  choose_faces(paragraph, style);

  out.glyphs.reserve(characters_.size());
  out.clusters.reserve(characters_.size());
  facts_.clear();
  for (std::size_t i = 0; i < characters_.size();) {
    const std::size_t end = run_end(i);
    if (shows(characters_[i])) {
      shape_run(paragraph, style, i, end, out);
    } else {
      add_blank(paragraph, i, out);
    }
    i = end;
  }
  fit_cells(out);
  set_breaks(style, out);
  set_spacing(out.clusters, facts_, characters_);
  return out;
}

void BlockShaper::read(const Paragraph& paragraph, ShapedText& out) {
  characters_.clear();
  western_pieces_.clear();
  for (const Inline& piece : paragraph.inlines) {
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += piece.text;
    const auto number = static_cast<std::uint16_t>(western_pieces_.size());
    read_characters(out.text, {begin, static_cast<std::uint32_t>(out.text.size())}, number, characters_);
    western_pieces_.push_back(!is_chinese(piece.language));
  }
}

FontRole BlockShaper::role_of(const Inline& piece, const BlockStyle& style) const {
  return piece.font.value_or(style.role);
}

OriginId BlockShaper::origin_of(const Paragraph& paragraph, const Character& character) const {
  const NodeId node = paragraph.inlines[character.piece].node;
  const OriginId origin = document_.nodes() && node < document_.nodes()->size() ? (*document_.nodes())[node].origin : 0;
  return origin != 0 ? origin : paragraph.origin;
}

std::string BlockShaper::language_of(NodeId node) const {
  if (!document_.nodes()) return document_.info().language;
  const NodeTree& nodes = *document_.nodes();
  while (node < nodes.size() && nodes[node].language.empty() && node != 0) node = nodes[node].parent;
  return node < nodes.size() && !nodes[node].language.empty() ? nodes[node].language : document_.info().language;
}

// A character with what attaches to it takes one face, the first of its chain that has all of it. White space needs
// none; it takes the face beside it where that face has it.
void BlockShaper::choose_faces(const Paragraph& paragraph, const BlockStyle& style) {
  for (std::size_t i = 0; i < characters_.size();) {
    Character& c = characters_[i];
    std::size_t end = i + 1;
    while (end < characters_.size() && characters_[end].joined && attaches(characters_[end].kind)) ++end;
    if (!c.hidden && c.kind != Kind::ideographic_space) {
      const FontRole role = role_of(paragraph.inlines[c.piece], style);
      const bool own = style.own_digits && role == style.role;
      const bool western = !own && (!c.chinese || c.kind == Kind::space);
      if (c.kind == Kind::space) {
        const FaceId face = faces_.first(role, western);
        c.face = fonts_.has_glyph(face, c.code) ? face : no_face;
      } else {
        c.face = faces_.choose({&c, end - i}, role, western, origin_of(paragraph, c)).value_or(no_face);
      }
      for (std::size_t k = i + 1; k < end; ++k) characters_[k].face = c.face;
    }
    i = end;
  }
}

bool BlockShaper::shows(const Character& character) const {
  return !character.hidden && character.kind != Kind::ideographic_space && character.face != no_face;
}

// Characters of one face, one piece and one side are shaped together; a blank is shaped alone.
std::size_t BlockShaper::run_end(std::size_t first) const {
  const Character& start = characters_[first];
  std::size_t end = first + 1;
  if (!shows(start)) return end;
  const auto same = [&](const Character& c) {
    return shows(c) && c.face == start.face && c.piece == start.piece && c.chinese == start.chinese;
  };
  while (end < characters_.size() && same(characters_[end])) ++end;
  return end;
}

std::uint16_t BlockShaper::run_for(FaceId face, NodeId node, ShapedText& out) const {
  if (out.runs.empty() || out.runs.back().face != face || out.runs.back().node != node) {
    out.runs.push_back({face, node, fonts_.gives_half_forms(face)});
  }
  return static_cast<std::uint16_t>(out.runs.size() - 1);
}

void BlockShaper::shape_run(const Paragraph& paragraph, const BlockStyle& style, std::size_t first, std::size_t last,
                            ShapedText& out) {
  const Character& start = characters_[first];
  const Inline& piece = paragraph.inlines[start.piece];
  const std::uint16_t run = run_for(start.face, piece.node, out);
  const auto begin = characters_.begin();
  const bool has_digits =
      std::any_of(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last),
                  [](const Character& c) { return c.kind == Kind::digit; });
  const bool kerned = !start.chinese && !has_digits;
  static const std::string chinese = "zh-Hans";
  const auto glyphs = fonts_.shape(start.face, out.text, {start.begin, characters_[last - 1].end},
                                   start.chinese || piece.language.empty() ? chinese : piece.language,
                                   features(kerned, has_digits && style.half_em_digits));

  std::size_t glyph = 0;
  for (std::size_t i = first; i < last;) {
    // A cluster reaches to the next character that has its own glyphs and is not joined to this one.
    std::size_t end = i + 1;
    std::size_t next = glyph;
    while (end < last) {
      while (next < glyphs.size() && glyphs[next].cluster < characters_[end].begin) ++next;
      const bool own = next < glyphs.size() && glyphs[next].cluster == characters_[end].begin;
      if (own && !characters_[end].joined) break;
      ++end;
    }
    if (end == last) next = glyphs.size();
    for (; glyph < next; ++glyph) {
      const ShapedGlyph& g = glyphs[glyph];
      if (g.glyph == 0) {
        const Character& c = characters_[i];
        faces_.note_missing(c.code, role_of(piece, style), !c.chinese, origin_of(paragraph, c));
      }
      out.glyphs.push_back({g.glyph, g.advance, g.x_offset, g.y_offset});
    }
    add_cluster(i, end, run, out);
    i = end;
  }
}

// Its glyphs are those after the glyphs of the cluster before it.
void BlockShaper::add_cluster(std::size_t first, std::size_t last, std::uint16_t run, ShapedText& out) {
  Cluster cluster;
  cluster.text = {characters_[first].begin, characters_[last - 1].end};
  if (!out.clusters.empty()) cluster.first_glyph = out.clusters.back().first_glyph + out.clusters.back().glyph_count;
  cluster.glyph_count = static_cast<std::uint16_t>(out.glyphs.size() - cluster.first_glyph);
  cluster.run = run;
  cluster.space = is_space(characters_[first].kind);
  cluster.han = characters_[first].kind == Kind::han;
  out.clusters.push_back(cluster);

  CellFacts facts;
  facts.kind = characters_[first].kind;
  facts.chinese = characters_[first].chinese;
  facts.hidden = characters_[first].hidden;
  facts.first = static_cast<std::uint32_t>(first);
  facts.last = static_cast<std::uint32_t>(last - 1);
  facts.several = last - first > 1 && !attaches(characters_[first + 1].kind);
  facts_.push_back(facts);
}

// A space without a glyph belongs to the run before it, or opens one of the face that its style begins with.
void BlockShaper::add_blank(const Paragraph& paragraph, std::size_t at, ShapedText& out) {
  const Character& c = characters_[at];
  std::uint16_t run = 0;
  if (out.runs.empty()) {
    const auto begin = characters_.begin();
    const auto next = std::find_if(begin + static_cast<std::ptrdiff_t>(at) + 1, characters_.end(),
                                   [](const Character& one) { return !one.hidden; });
    const bool known = next != characters_.end() && shows(*next);
    run = run_for(known ? next->face : FaceId{0}, paragraph.inlines[c.piece].node, out);
  } else {
    run = static_cast<std::uint16_t>(out.runs.size() - 1);
  }
  add_cluster(at, at + 1, run, out);
  out.clusters.back().advance = blank_width(c);
  out.clusters.back().space = true;
}

void BlockShaper::fit_cells(ShapedText& out) {
  const auto han_at = [&](std::size_t i) { return i < characters_.size() && characters_[i].kind == Kind::han; };
  for (std::size_t i = 0; i < out.clusters.size(); ++i) {
    Cluster& cluster = out.clusters[i];
    CellFacts& facts = facts_[i];
    if (cluster.glyph_count == 0) continue;
    const bool in_chinese = (facts.first > 0 && han_at(facts.first - 1)) || han_at(facts.last + 1);
    const std::span<RunGlyph> glyphs(out.glyphs.data() + cluster.first_glyph, cluster.glyph_count);
    cells_.fit(cluster, facts, glyphs, out.runs[cluster.run].face, in_chinese);
  }
}

void BlockShaper::set_breaks(const BlockStyle& style, ShapedText& out) {
  const std::string_view organ = style.names ? std::string_view(out.text) : style.author;
  breaks_ = line_breaks_.find(out.text, characters_, style.balanced || style.names, organ);
  if (style.in_cell) weigh_cell(characters_, lexicon_, breaks_);
  for (std::size_t i = 0; i < out.clusters.size(); ++i) {
    out.clusters[i].break_after = breaks_[facts_[i].last].kind;
    out.clusters[i].penalty = breaks_[facts_[i].last].penalty;
  }
}

}  // namespace banxin::text
