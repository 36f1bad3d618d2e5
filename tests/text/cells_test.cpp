#include <gtest/gtest.h>

#include "text/kit.h"

namespace banxin::text {
namespace {

using test::em;
using test::shape_one;

const Cluster& first_cluster(const ShapedText& text, const std::string& wanted) {
  const auto texts = test::cluster_texts(text);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i] == wanted) return text.clusters[i];
  }
  ADD_FAILURE() << "no cluster " << wanted;
  return text.clusters.front();
}

TEST(Cells, CL_40_MarksFillAnEm) {
  for (const char* style : {"fangsong", "hei", "kai"}) {
    const ShapedText text = shape_one("一，二。三；四：五？六！七、“八”‘九’（十）《百》", style);
    for (const Cluster& c : text.clusters) EXPECT_EQ(em(c.advance), "1.000") << style;
  }
}

TEST(Cells, CL_118_NarrowQuotesStandAtTheirTextInAWholeCell) {
  const ShapedText text = shape_one("说“好”的", "kai");  // this face's quotes are 0.35 em
  EXPECT_EQ(em(first_cluster(text, "“").advance), "1.000");
  EXPECT_EQ(em(first_cluster(text, "“").shift), "0.650");
  EXPECT_EQ(em(first_cluster(text, "“").edge_before), "0.500");
  EXPECT_EQ(em(first_cluster(text, "”").advance), "1.000");
  EXPECT_EQ(em(first_cluster(text, "”").shift), "0.000");
  EXPECT_EQ(em(first_cluster(text, "”").edge_after), "0.500");
}

TEST(Cells, CL_110_TheMainlandsQuotesFillTheirCells) {
  const ShapedText text = shape_one("说“好”的");  // 0.46 em in the Japanese shapes of the same face
  EXPECT_EQ(em(first_cluster(text, "“").shift), "0.000");
  EXPECT_EQ(em(text.glyphs[first_cluster(text, "“").first_glyph].advance), "1.000");
}

TEST(Cells, CL_41_MiddleDotsTakeHalfAnEmWithTheirInkInTheMiddle) {
  const FontBook fonts = test::open_fonts();
  for (const char* style : {"fangsong", "hei", "kai"}) {  // advances 0.327, 1.0 and 0.35 em
    const ShapedText text = shape_one("提·艾", style);
    const Cluster& dot = first_cluster(text, "·");
    EXPECT_EQ(em(dot.advance), "0.500") << style;
    const InkBox ink = fonts.ink(text.runs[dot.run].face, text.glyphs[dot.first_glyph].glyph);
    EXPECT_EQ(em(dot.shift + (ink.left + ink.right) / 2), "0.250") << style;
  }
}

TEST(Cells, CL_41_HyphensAndSlashesBetweenIdeographsTakeHalfAnEm) {
  EXPECT_EQ(em(first_cluster(shape_one("甲-乙"), "-").advance), "0.500");
  EXPECT_EQ(em(first_cluster(shape_one("和/或"), "/").advance), "0.500");
  EXPECT_EQ(em(first_cluster(shape_one("GB/T 1-2"), "/").advance), "0.278");  // in a code: the face's own
}

TEST(Cells, CL_42_SingleDashesAndTildesTakeAnEm) {
  for (const char* style : {"fangsong", "hei", "kai"}) {
    EXPECT_EQ(em(first_cluster(shape_one("京—沪", style), "—").advance), "1.000") << style;
    EXPECT_EQ(em(first_cluster(shape_one("5～10", style), "～").advance), "1.000") << style;
  }
}

TEST(Cells, CL_20_LongMarksAreOneClusterOfTwoEms) {
  for (const char* style : {"fangsong", "hei", "kai", "title"}) {
    const ShapedText text = shape_one("公开——为原则……不", style);
    EXPECT_EQ(em(first_cluster(text, "——").advance), "2.000") << style;
    EXPECT_EQ(em(first_cluster(text, "……").advance), "2.000") << style;
  }
}

TEST(Cells, CL_119_TheInkOfALongDashHasNoGap) {
  const FontBook fonts = test::open_fonts();
  for (const char* style : {"fangsong", "hei", "kai"}) {
    const ShapedText text = shape_one("开——为", style);
    const Cluster& dash = first_cluster(text, "——");
    Em pen = dash.shift;
    Em reached;
    for (std::uint32_t g = 0; g < dash.glyph_count; ++g) {
      const RunGlyph& glyph = text.glyphs[dash.first_glyph + g];
      const InkBox ink = fonts.ink(text.runs[dash.run].face, glyph.glyph);
      const Em left = pen + glyph.x_offset + ink.left;
      EXPECT_GE(left, Em()) << style;
      if (g > 0) {
        EXPECT_LE(left, reached) << style;
      }
      reached = pen + glyph.x_offset + ink.right;
      pen += glyph.advance;
    }
    EXPECT_GT(reached, Em::ratio(19, 10)) << style;
    EXPECT_LE(reached, Em::ratio(2, 1)) << style;
  }
}

TEST(Cells, CL_22_TwoQuestionMarksShareACell) {
  const FontBook fonts = test::open_fonts();
  for (const char* style : {"fangsong", "hei", "kai"}) {
    const ShapedText text = shape_one("好？！真？？？", style);
    EXPECT_EQ(test::cluster_texts(text), (std::vector<std::string>{"好", "？！", "真", "？？", "？"})) << style;
    const Cluster& both = first_cluster(text, "？！");
    EXPECT_EQ(em(both.advance), "1.000") << style;
    const RunGlyph& second = text.glyphs[both.first_glyph + 1];
    const InkBox ink = fonts.ink(text.runs[both.run].face, second.glyph);
    const Em centre = text.glyphs[both.first_glyph].advance + second.x_offset + (ink.left + ink.right) / 2;
    EXPECT_EQ(em(centre), "0.750") << style;
  }
}

TEST(Cells, CL_12_AmbiguousSignsTakeAnEm) {
  for (const char* style : {"fangsong", "hei"}) {
    const ShapedText text = shape_one("①★某×某", style);
    for (const Cluster& c : text.clusters) EXPECT_EQ(em(c.advance), "1.000") << style;
  }
}

// CL-116.
TEST(Cells, CL_91_DigitsAreHalfAnEmEvenWhereTheFaceKernsThem) {
  const ShapedText text = shape_one("11117");
  for (const Cluster& c : text.clusters) EXPECT_EQ(em(c.advance), "0.500");
}

TEST(Cells, CombiningMarksAndLigaturesAreOneCluster) {
  EXPECT_EQ(test::cluster_texts(shape_one("cafe\u0301")), (std::vector<std::string>{"c", "a", "f", "e\u0301"}));
  EXPECT_EQ(test::cluster_texts(shape_one("ﬁ堃")), (std::vector<std::string>{"ﬁ", "堃"}));
  const ShapedText dashes = shape_one("甲———乙");  // this face has a dash of three ems
  EXPECT_EQ(test::cluster_texts(dashes), (std::vector<std::string>{"甲", "———", "乙"}));
  EXPECT_EQ(em(first_cluster(dashes, "———").advance), "3.000");
}

}  // namespace
}  // namespace banxin::text
