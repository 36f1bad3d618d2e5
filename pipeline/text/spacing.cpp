#include "text/spacing.h"

#include <algorithm>
#include <cstddef>

#include "text/line_breaks.h"

namespace banxin::text {
namespace {

constexpr Em half = Em::ratio(1, 2);
constexpr Em clearance = Em::ratio(4, 100);  // least white between the ink of two marks, or of a mark and a letter

bool is_dot(Kind kind) {
  return kind == Kind::middle_dot || kind == Kind::wide_dot;
}

// CL-45, after "text-spacing-trim" of CSS Text 4: an opening mark gives way to an opening or closing one, a dot or an
// ideographic space before it, a closing mark to a closing one, a dot or an ideographic space after it.
enum class GivesWay : std::uint8_t { neither, left, right };

GivesWay which_gives_way(const CellFacts& left, const CellFacts& right) {
  if (!left.chinese || !right.chinese) return GivesWay::neither;
  if (right.kind == Kind::opening &&
      (left.kind == Kind::opening || closes(left.kind) || is_dot(left.kind) || left.kind == Kind::ideographic_space)) {
    return GivesWay::right;
  }
  if (closes(left.kind) && (closes(right.kind) || is_dot(right.kind) || right.kind == Kind::ideographic_space)) {
    return GivesWay::left;
  }
  return GivesWay::neither;
}

bool knows_ink(const CellFacts& facts) {
  return facts.kind == Kind::opening || (closes(facts.kind) && !facts.several) || facts.kind == Kind::wide_dot;
}

// Two marks lose half an em together (CL-44): the one that gives way first, or the other where the first one's ink
// forbids it.
void set_pair(Cluster& left, const CellFacts& left_facts, Cluster& right, const CellFacts& right_facts) {
  const GivesWay which = which_gives_way(left_facts, right_facts);
  if (which == GivesWay::neither) return;
  Em most = half;
  if (knows_ink(left_facts) && knows_ink(right_facts)) {
    most = std::min(most, left_facts.blank_after + right_facts.blank_before - clearance);
  }
  most = std::max(most, Em());
  const Em first = std::min(most, which == GivesWay::left ? left_facts.give_after : right_facts.give_before);
  const Em second = std::min(most - first, which == GivesWay::left ? right_facts.give_before : left_facts.give_after);
  left.pair_after = which == GivesWay::left ? first : second;
  right.pair_before = which == GivesWay::left ? second : first;
}

SqueezeClass squeeze_class(Kind kind) {
  switch (kind) {
    case Kind::opening:
    case Kind::closing:
    case Kind::comma:
    case Kind::wide_dot: return SqueezeClass::mark;
    case Kind::stop:
    case Kind::colon:
    case Kind::question: return SqueezeClass::stop;
    default: return SqueezeClass::none;
  }
}

// What is left to give on a side beyond the pair. An ideograph brings the clearance with it, as its own white.
Em squeezable(Em give, Em blank, Em pair, bool beside_western) {
  return std::max(Em(), std::min(give, beside_western ? blank - clearance : blank) - pair);
}

// CL-66: a squeezed ， 、 or ； stays with its word. Of the white that is left on its sides, a third at most is before
// it.
void keep_at_word(Cluster& cluster, const CellFacts& facts) {
  if (facts.kind != Kind::comma || !knows_ink(facts) || cluster.squeeze_after == Em()) return;
  const Em white = facts.blank_before + facts.blank_after - cluster.squeeze_after;
  const Em moved = std::clamp(facts.blank_before - white / 3, Em(), cluster.squeeze_after);
  cluster.squeeze_before = moved;
  cluster.squeeze_after = cluster.squeeze_after - moved;
}

// Between a closing mark that gave way to the mark after it and that mark, what white is left beyond the clearance.
void squeeze_pair(const Cluster& left, const CellFacts& left_facts, Cluster& right, const CellFacts& right_facts) {
  if (which_gives_way(left_facts, right_facts) != GivesWay::left || !knows_ink(left_facts) || !knows_ink(right_facts)) {
    return;
  }
  const Em white =
      left_facts.blank_after - left.pair_after - left.squeeze_after + right_facts.blank_before - right.pair_before;
  right.squeeze_before = std::max(std::min(white - clearance, right_facts.blank_before - right.pair_before), Em());
  if (right.squeeze_before > Em() && right.squeeze == SqueezeClass::none)
    right.squeeze = squeeze_class(right_facts.kind);
}

void set_edges_and_squeeze(std::vector<Cluster>& clusters, const std::vector<CellFacts>& all, std::size_t i) {
  Cluster& cluster = clusters[i];
  const CellFacts& facts = all[i];
  const auto western = [&](std::size_t k) { return k < all.size() && !all[k].chinese; };
  if (facts.kind == Kind::space && cluster.glyph_count > 0) {
    const Em least = Em::ratio(1, 4);  // CL-66, class 2
    if (cluster.advance > least) {
      cluster.squeeze = SqueezeClass::word_space;
      cluster.squeeze_after = cluster.advance - least;
    }
    return;
  }
  if (!facts.chinese || (facts.give_before == Em() && facts.give_after == Em())) return;
  cluster.edge_before = facts.kind == Kind::opening ? facts.give_before : Em();
  cluster.edge_after = closes(facts.kind) ? facts.give_after : Em();
  cluster.squeeze_before = squeezable(facts.give_before, facts.blank_before, cluster.pair_before, western(i - 1));
  cluster.squeeze_after = squeezable(facts.give_after, facts.blank_after, cluster.pair_after, western(i + 1));
  keep_at_word(cluster, facts);
  if (cluster.squeeze_before > Em() || cluster.squeeze_after > Em()) cluster.squeeze = squeeze_class(facts.kind);
}

// A stretch of a line between two things that show: the clusters between them are hidden.
struct Neighbours {
  const CellFacts& left;
  const CellFacts& right;
  char32_t left_code, right_code;
  bool spaced;  // a typed space between them is hidden
};

bool is_dash_mark(const CellFacts& facts) {
  return facts.kind == Kind::hyphen || facts.kind == Kind::slash || facts.kind == Kind::tilde ||
         (facts.kind == Kind::dash && !facts.several && facts.chinese);
}

bool is_currency(char32_t code) {
  return code == U'$' || code == 0x00A5 || code == U'£' || code == U'€';
}

// CL-55, CL-56, CL-59: letters and digits keep a gap from ideographs; marks do not, and neither do % and the like. A
// space that was typed beside another western mark still makes the gap (CL-57).
bool wants_gap(const Neighbours& n) {
  if (n.left.chinese == n.right.chinese) return false;
  const CellFacts& chinese = n.left.chinese ? n.left : n.right;
  const CellFacts& western = n.left.chinese ? n.right : n.left;
  if (chinese.kind != Kind::han) return false;
  if (western.kind == Kind::letter || western.kind == Kind::digit) return true;
  if (is_currency(n.left.chinese ? n.right_code : n.left_code)) return true;
  return n.spaced && !is_dash_mark(western) && western.kind != Kind::postfix;
}

StretchClass stretch_between(const Neighbours& n) {
  if (is_space(n.right.kind))
    return n.right.chinese && n.right.kind == Kind::ideographic_space ? StretchClass::character : StretchClass::none;
  if (n.left.kind == Kind::space) return n.left_code == U' ' ? StretchClass::gap : StretchClass::none;
  if (wants_gap(n)) return StretchClass::gap;
  if (is_dash_mark(n.left) || is_dash_mark(n.right)) return StretchClass::none;
  if (n.left.kind == Kind::prefix && n.right.kind == Kind::digit) return StretchClass::none;
  if (n.left.kind == Kind::digit && n.right.kind == Kind::postfix) return StretchClass::none;
  if (n.left.kind == Kind::digit && n.right.kind == Kind::digit) return StretchClass::none;
  return n.left.chinese || n.right.chinese ? StretchClass::character : StretchClass::none;
}

// CL-92: the space between the groups of a long number is part of the number; no line may end there.
bool groups_digits(const std::vector<Cluster>& clusters, const std::vector<CellFacts>& facts, std::size_t i) {
  return i > 0 && i + 1 < facts.size() && facts[i - 1].kind == Kind::digit && facts[i + 1].kind == Kind::digit &&
         facts[i].kind == Kind::space && clusters[i].break_after == BreakKind::forbidden;
}

}  // namespace

void set_spacing(std::vector<Cluster>& clusters, const std::vector<CellFacts>& facts, const Characters& characters) {
  for (std::size_t i = 0; i + 1 < clusters.size(); ++i) set_pair(clusters[i], facts[i], clusters[i + 1], facts[i + 1]);
  const std::size_t label = label_end(characters);
  std::size_t left = clusters.size();  // the last cluster that shows
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    set_edges_and_squeeze(clusters, facts, i);
    if (i > 0) squeeze_pair(clusters[i - 1], facts[i - 1], clusters[i], facts[i]);
    if (facts[i].last < label && clusters[i].squeeze != SqueezeClass::none) clusters[i].squeeze = SqueezeClass::label;
    if (facts[i].hidden) continue;
    if (left < i) {
      const Neighbours n = {facts[left], facts[i], characters[facts[left].last].code, characters[facts[i].first].code,
                            i - left > 1 && characters[facts[i - 1].last].kind == Kind::space};
      clusters[left].stretch = stretch_between(n);
      if (wants_gap(n)) {
        clusters[left].gap = Em::ratio(1, 4);
        clusters[left].gap_least = Em::ratio(1, 8);
      }
    }
    left = i;
  }
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    if (groups_digits(clusters, facts, i)) clusters[i].stretch = StretchClass::none;
  }
}

}  // namespace banxin::text
