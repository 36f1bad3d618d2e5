// Odd tables, made at random (the same ones each time): whatever their spans, texts, heads and wishes, every text is
// set once, in order, inside its own cell, and nothing leaves the type area.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

#include "layout/table_fixture.h"

namespace banxin::layout {
namespace {

using test::index_of;
using test::shaped;

constexpr NodeId first_cell = 100;

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : random_(seed) {}
  int roll(int least, int most) {
    return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1));
  }
  bool chance(int percent) { return roll(1, 100) <= percent; }

 private:
  std::mt19937 random_;
};

std::string any_text(Dice& dice) {
  switch (dice.roll(0, 5)) {
    case 0: return "";
    case 1: return std::to_string(dice.roll(0, 999'999));
    case 2: return std::to_string(dice.roll(0, 9999)) + "." + std::to_string(dice.roll(0, 99));
    case 3: return test::zi(dice.roll(1, 12));
    case 4: return "（一）办理，结果“好”。" + test::zi(dice.roll(1, 40));
    default: return test::zi(dice.chance(5) ? dice.roll(200, 900) : 3) + "2018年度";
  }
}

// Covers the grid with cells of random spans; no cell reaches from the head into the body.
ShapedTable any_table(Dice& dice, const PageStyle& style) {
  ShapedTable t;
  t.node = 5;
  t.origin = 1;
  const int columns = dice.roll(1, 8);
  const bool by_content = dice.chance(40);
  for (int c = 0; c < columns; ++c) t.column_shares.push_back(by_content ? 0 : dice.roll(2, 12));
  t.head_rows = dice.roll(0, 3);
  const int rows = t.head_rows + dice.roll(1, 70);
  t.rows.resize(static_cast<std::size_t>(rows));
  for (ShapedRow& row : t.rows) row.keep_with_next = dice.chance(15);
  t.orientation = dice.chance(30) ? Orientation::landscape : Orientation::automatic;
  t.keep_together = dice.chance(30);
  if (dice.chance(60)) t.continued = shaped("续表", index_of(style, "continued"), {true, 0, 1});
  std::vector<std::vector<bool>> taken(static_cast<std::size_t>(rows),
                                       std::vector<bool>(static_cast<std::size_t>(columns)));
  const auto at = [&](int r, int c) { return taken[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)]; };
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) {
      if (at(r, c)) continue;
      ShapedCell cell;
      cell.row = r;
      cell.column = c;
      const int last = r < t.head_rows ? t.head_rows : rows;
      while (cell.row + cell.row_span < last && dice.chance(25)) ++cell.row_span;
      while (c + cell.column_span < columns && !at(r, c + cell.column_span) && dice.chance(20)) ++cell.column_span;
      for (int y = r; y < r + cell.row_span; ++y) {
        for (int x = c; x < c + cell.column_span; ++x)
          taken[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = true;
      }
      cell.node = first_cell + static_cast<NodeId>(t.cells.size());
      cell.origin = 1;
      cell.alignment = static_cast<Alignment>(dice.roll(1, 4));
      cell.middle = dice.chance(70);
      cell.indent = dice.chance(20) ? 1 : 0;
      cell.upright = dice.chance(10);
      cell.text = shaped(any_text(dice), index_of(style, "cell"), {true, cell.node, 1});
      if (cell.row_span > 1 && dice.chance(50)) {
        cell.continued = shaped("又说", index_of(style, "cell"), {true, cell.node, 1});
      }
      t.cells.push_back(cell);
    }
  }
  return t;
}

struct Box {
  Length left, top, right, bottom;
  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

Box box_of(const GlyphRun& run) {
  const Length width = run.clusters.back().x + run.clusters.back().width;
  const Length ascent = em_box_ascent.at(run.size);
  if (run.turned) {
    return {run.origin.x - ascent, run.origin.y - width, run.origin.x - ascent + run.size, run.origin.y};
  }
  return {run.origin.x, run.origin.y - ascent, run.origin.x + width, run.origin.y - ascent + run.size};
}
Box box_of(const Area& area) {
  return {area.corner.x, area.corner.y, area.corner.x + area.width, area.corner.y + area.height};
}

class OddTable : public testing::TestWithParam<std::uint32_t> {};

TEST_P(OddTable, every_text_once_in_order_and_in_its_place) {
  Dice dice(GetParam());
  const PageStyle style = test::gbt9704();
  const ShapedTable table = any_table(dice, style);
  std::vector<ShapedBlock> blocks(static_cast<std::size_t>(dice.roll(0, 25)), shaped("前", index_of(style, "body")));
  blocks.emplace_back(table);
  blocks.emplace_back(shaped("后", index_of(style, "body")));
  ShapedDocumentParts document = test::document_of(std::move(blocks));
  auto nodes = std::make_shared<NodeTree>(*document.nodes);
  nodes->resize(first_cell + table.cells.size());
  document.nodes = nodes;
  const Result<Pages> result = test::lay_out(document, style);
  ASSERT_TRUE(result) << test::said(result.findings());

  std::map<NodeId, std::string> texts;
  for (const Page& page : result->pages()) {
    std::vector<Box> runs;
    std::vector<Box> rules;
    bool stands = false;
    for (const PageItem& item : page.items) {
      const auto* run = std::get_if<GlyphRun>(&item.what);
      const Box box = run != nullptr ? box_of(*run) : box_of(std::get<Area>(item.what));
      stands = true;
      EXPECT_GE(box.left, style.area_left);
      EXPECT_GE(box.top, style.area_top);
      EXPECT_LE(box.right, style.area_left + style.area_width);
      EXPECT_LE(box.bottom, style.area_top + style.area_height);
      (run != nullptr ? runs : rules).push_back(box);
      if (run != nullptr && item.artifact == Artifact::none) texts[item.node] += run->text;
    }
    EXPECT_TRUE(stands) << "an empty page";
    // No text touches another or a rule.
    for (std::size_t i = 0; i < runs.size(); ++i) {
      for (std::size_t k = i + 1; k < runs.size(); ++k) EXPECT_FALSE(runs[i].overlaps(runs[k]));
      for (const Box& rule : rules) {
        EXPECT_FALSE(runs[i].overlaps(rule))
            << "run " << test::mm(runs[i].left) << " " << test::mm(runs[i].top) << " " << test::mm(runs[i].right) << " "
            << test::mm(runs[i].bottom) << ", rule " << test::mm(rule.left) << " " << test::mm(rule.top) << " "
            << test::mm(rule.right) << " " << test::mm(rule.bottom);
      }
    }
  }
  for (const ShapedCell& cell : table.cells) {
    EXPECT_EQ(texts[cell.node], cell.text.text) << "cell " << cell.row << ", " << cell.column;
  }
}

INSTANTIATE_TEST_SUITE_P(Any, OddTable, testing::Range(1U, 301U));

}  // namespace
}  // namespace banxin::layout
