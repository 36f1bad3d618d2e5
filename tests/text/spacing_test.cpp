#include <gtest/gtest.h>

#include <string>

#include "text/kit.h"

namespace banxin::text {
namespace {

using test::em;
using test::pairs_of;
using test::shape_one;

std::size_t index_of(const ShapedText& text, const std::string& wanted) {
  const auto texts = test::cluster_texts(text);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i] == wanted) return i;
  }
  ADD_FAILURE() << "no cluster " << wanted;
  return 0;
}
Cluster cluster(const ShapedText& text, const std::string& wanted) {
  return text.clusters[index_of(text, wanted)];
}
StretchClass stretch_of(const std::string& text, const std::string& wanted) {
  return cluster(shape_one(text), wanted).stretch;
}

TEST(Spacing, CL_44_45_46_OneOfTwoMarksGivesWay) {
  EXPECT_EQ(pairs_of(shape_one("一）、二")), "一）-.50、二");
  EXPECT_EQ(pairs_of(shape_one("一。”二")), "一。-.50”二");
  EXPECT_EQ(pairs_of(shape_one("一：“二")), "一：-.50“二");
  EXPECT_EQ(pairs_of(shape_one("《一》、《二》")), "《一》-.50、-.50《二》");
  EXPECT_EQ(pairs_of(shape_one("（（一")), "（-.50（一");
  EXPECT_EQ(pairs_of(shape_one("”《一")), "”-.50《一");
}

TEST(Spacing, CL_66_MarksOfALabelAreSqueezedLast) {
  const ShapedText text = shape_one("（一）甲（二）乙", "kai");
  EXPECT_EQ(text.clusters[2].squeeze, SqueezeClass::label);
  EXPECT_EQ(text.clusters[6].squeeze, SqueezeClass::mark);
  EXPECT_EQ(shape_one("一、甲、乙", "hei").clusters[1].squeeze, SqueezeClass::label);
  EXPECT_EQ(shape_one("甲、乙", "hei").clusters[1].squeeze, SqueezeClass::mark);
}

// A third of the white that is left at most stands before the mark.
TEST(Spacing, CL_66_ASqueezedCommaStaysAtItsWord) {
  const ShapedText text = shape_one("甲；乙，丙", "kai");
  EXPECT_EQ(em(text.clusters[1].squeeze_before), "0.051");
  EXPECT_EQ(em(text.clusters[1].squeeze_after), "0.449");
  EXPECT_EQ(em(text.clusters[3].squeeze_before), "0.000");  // its ink is near its word already
  EXPECT_EQ(em(text.clusters[3].squeeze_after), "0.500");
}

// CL-43: both bearings count, less the clearance.
TEST(Spacing, CL_66_ABracketIsSqueezedTowardsTheMarkThatGaveWay) {
  const ShapedText text = shape_one("甲《乙》）丙）", "kai");
  EXPECT_EQ(em(text.clusters[3].pair_after), "0.500");
  EXPECT_EQ(em(text.clusters[4].squeeze_before), "0.047");
  EXPECT_EQ(em(text.clusters[6].squeeze_before), "0.000");  // beside a character
}

TEST(Spacing, CL_45_BracketsKeepTheirCellsBesideCharacters) {
  EXPECT_EQ(pairs_of(shape_one("一（二）三")), "一（二）三");
  EXPECT_EQ(pairs_of(shape_one("一，二")), "一，二");
  EXPECT_EQ(pairs_of(shape_one("（——）")), "（——）");
  EXPECT_EQ(pairs_of(shape_one("一·（二）·三")), "一·-.50（二）-.50·三");
  EXPECT_EQ(pairs_of(shape_one("一）\u3000（二")), "一）-.50\u3000-.50（二");
}

// The same in a face whose ？ reaches over half of its cell: it gives up less, and nothing is cut.
TEST(Spacing, CL_43_NoMarkLosesMoreThanAHairOfItsInk) {
  const FontBook fonts = test::open_fonts();
  for (const char* style : {"fangsong", "hei", "kai", "title"}) {
    const ShapedText text = shape_one("“一，”。（二）？《三》；‘四’！五：：六", style);
    for (const Cluster& c : text.clusters) {
      if (c.glyph_count != 1 || c.han) continue;
      const RunGlyph& glyph = text.glyphs[c.first_glyph];
      const InkBox ink = fonts.ink(text.runs[c.run].face, glyph.glyph);
      const Em hair = Em::ratio(1, 64);  // the ink of 》 reaches over the middle of its cell
      const Em left = c.shift + glyph.x_offset + ink.left + hair;
      const Em right = c.advance - c.shift - glyph.x_offset - ink.right + hair;
      const std::string mark = text.text.substr(c.text.begin, c.text.size());
      EXPECT_LE(c.pair_before + c.squeeze_before, left) << mark << ' ' << style;
      EXPECT_LE(c.pair_after + c.squeeze_after, right) << mark << ' ' << style;
      EXPECT_LE(c.edge_before, left) << mark << ' ' << style;
      EXPECT_LE(c.edge_after, right) << mark << ' ' << style;
    }
  }
}

TEST(Spacing, CL_47_48_HalvesGivenAtTheEdges) {
  const ShapedText text = shape_one("一（二）。");
  EXPECT_EQ(em(cluster(text, "（").edge_before), "0.500");
  EXPECT_EQ(em(cluster(text, "（").edge_after), "0.000");
  EXPECT_EQ(em(cluster(text, "。").edge_after), "0.500");
  EXPECT_EQ(em(cluster(text, "。").edge_before), "0.000");
  EXPECT_EQ(em(cluster(text, "一").edge_after), "0.000");
}

TEST(Spacing, CL_66_ClassesOfMarks) {
  const ShapedText text = shape_one("一（二）三，四、五；六。七？八！九：十");
  EXPECT_EQ(cluster(text, "（").squeeze, SqueezeClass::mark);
  EXPECT_EQ(em(cluster(text, "（").squeeze_before), "0.500");
  EXPECT_EQ(cluster(text, "）").squeeze, SqueezeClass::mark);
  EXPECT_EQ(em(cluster(text, "）").squeeze_after), "0.500");
  for (const char* mark : {"，", "、", "；"}) EXPECT_EQ(cluster(text, mark).squeeze, SqueezeClass::mark) << mark;
  for (const char* mark : {"。", "？", "！", "："}) EXPECT_EQ(cluster(text, mark).squeeze, SqueezeClass::stop) << mark;
  EXPECT_EQ(cluster(text, "一").squeeze, SqueezeClass::none);
}

TEST(Spacing, CL_66_WhatThePairTookIsNotGivenTwice) {
  const Cluster c = cluster(shape_one("一）、二"), "）");
  EXPECT_EQ(em(c.pair_after), "0.500");
  EXPECT_EQ(em(c.squeeze_after), "0.000");
  EXPECT_EQ(c.squeeze, SqueezeClass::none);
}

TEST(Spacing, CL_43_WideMiddleDotsGiveAQuarterOnEachSide) {
  const Cluster c = cluster(shape_one("一・二"), "・");
  EXPECT_EQ(c.squeeze, SqueezeClass::mark);
  EXPECT_EQ(em(c.squeeze_before), "0.250");
  EXPECT_EQ(em(c.squeeze_after), "0.250");
}

TEST(Spacing, CL_55_GapsBetweenIdeographsAndLettersOrDigits) {
  EXPECT_EQ(pairs_of(shape_one("局2018年A型")), "局+.252018+.25年+.25A+.25型");
  const Cluster c = cluster(shape_one("局A"), "局");
  EXPECT_EQ(em(c.gap), "0.250");
  EXPECT_EQ(em(c.gap_least), "0.125");
  EXPECT_EQ(c.stretch, StretchClass::gap);
}

TEST(Spacing, CL_56_NoGapBesideChineseMarks) {
  EXPECT_EQ(pairs_of(shape_one("，2018（A）一“B”二：C")), "，2018（A）一“B”二：C");
}

TEST(Spacing, CL_57_TypedSpacesBecomeTheGapAndStayInTheText) {
  const ShapedText text = shape_one("局 A 型， B");
  EXPECT_EQ(text.text, "局 A 型， B");
  EXPECT_EQ(pairs_of(text), "局+.25 A+.25 型， B");
  for (const std::size_t i : {1U, 3U, 6U}) {
    EXPECT_TRUE(text.clusters[i].space);
    EXPECT_EQ(text.clusters[i].glyph_count, 0);
    EXPECT_EQ(em(text.clusters[i].advance), "0.000");
    EXPECT_EQ(em(text.clusters[i].gap), "0.000");
  }
  EXPECT_EQ(pairs_of(shape_one("中国 (China)")), "中国+.25 (China)");
}

TEST(Spacing, CL_59_NoGapAtSignsAndConnectors) {
  EXPECT_EQ(pairs_of(shape_one("占5%的")), "占+.255%的");
  EXPECT_EQ(pairs_of(shape_one("25℃和")), "25℃和");
  EXPECT_EQ(pairs_of(shape_one("甲-乙/丙～5")), "甲-乙/丙～5");
  EXPECT_EQ(pairs_of(shape_one("计￥5")), "计￥5");
  EXPECT_EQ(pairs_of(shape_one("计$5")), "计+.25$5");
}

TEST(Spacing, CL_67_WordSpaces) {
  const ShapedText text = shape_one("Open Data");
  EXPECT_EQ(cluster(text, " ").stretch, StretchClass::gap);
  EXPECT_EQ(cluster(text, " ").squeeze, SqueezeClass::none);  // 1/4 em already
  EXPECT_EQ(cluster(text, "O").stretch, StretchClass::none);
  EXPECT_EQ(text.clusters[3].stretch, StretchClass::none);  // before the space
}

TEST(Spacing, CL_67_BetweenAnyTwoCharactersOfChineseText) {
  EXPECT_EQ(stretch_of("一二", "一"), StretchClass::character);
  EXPECT_EQ(stretch_of("一，二", "一"), StretchClass::character);
  EXPECT_EQ(stretch_of("A，二", "A"), StretchClass::character);
  EXPECT_EQ(stretch_of("一——二", "一"), StretchClass::character);
}

TEST(Spacing, CL_67_NeverInsideNumbersWordsAndAroundConnectors) {
  EXPECT_EQ(stretch_of("21", "2"), StretchClass::none);
  EXPECT_EQ(stretch_of("5%", "5"), StretchClass::none);
  EXPECT_EQ(stretch_of("5℃", "5"), StretchClass::none);
  EXPECT_EQ(stretch_of("￥5", "￥"), StretchClass::none);
  EXPECT_EQ(stretch_of("1-2", "1"), StretchClass::none);
  EXPECT_EQ(stretch_of("甲～乙", "甲"), StretchClass::none);
  EXPECT_EQ(stretch_of("甲～乙", "～"), StretchClass::none);
  EXPECT_EQ(stretch_of("甲—乙", "—"), StretchClass::none);
  EXPECT_EQ(stretch_of("3 456", " "), StretchClass::none);
}

TEST(Spacing, IdeographicSpacesAreWhite) {
  const ShapedText text = shape_one("张\u3000三");
  EXPECT_TRUE(text.clusters[1].space);
  EXPECT_EQ(em(text.clusters[1].advance), "1.000");
}

}  // namespace
}  // namespace banxin::text
