#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "support/temporary_folder.h"
#include "text/kit.h"

namespace banxin::text {
namespace {

Result<ShapedDocument> shape_texts(const std::vector<std::string>& texts, const std::string& style = "fangsong") {
  return test::shape(test::document_of(texts, style), test::page_style(), test::open_fonts());
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string family(const FontBook& fonts, const ShapedText& text, std::size_t i) {
  return fonts.info(text.runs[text.clusters[i].run].face).family;
}

TEST(Faces, ChineseFromTheRoleAndLatinFromLatin) {
  const FontBook fonts = test::open_fonts();
  const ShapedText text = test::shape_one("局2A，", "kai");
  EXPECT_EQ(family(fonts, text, 0), "LXGW WenKai");
  EXPECT_EQ(family(fonts, text, 1), "Liberation Serif");
  EXPECT_EQ(family(fonts, text, 2), "Liberation Serif");
  EXPECT_EQ(family(fonts, text, 3), "LXGW WenKai");
}

TEST(Faces, AnInlinesOwnRoleComesBeforeItsStyles) {
  DocumentParts document = test::document_of({"正文"});
  auto& paragraph = std::get<Paragraph>(document.blocks.front());
  paragraph.inlines.insert(paragraph.inlines.begin(), {"（一）标题。", 1, "zh-Hans", FontRole::kai});
  const FontBook fonts = test::open_fonts();
  const auto shaped = test::shape(document, test::page_style(), fonts);
  ASSERT_TRUE(shaped);
  const auto& text = std::get<ShapedText>(shaped->blocks().front());
  EXPECT_EQ(text.text, "（一）标题。正文");
  EXPECT_EQ(family(fonts, text, 0), "LXGW WenKai");
  EXPECT_EQ(family(fonts, text, 6), "Noto Serif CJK SC");
}

TEST(Faces, MarksThatAnotherRoleLends) {
  const banxin::test::TemporaryFolder folder;
  std::ifstream file(BANXIN_SOURCE_DIR "/tests/text/faces.profile");
  const std::string profile{std::istreambuf_iterator<char>(file), {}};
  const std::string role = "role    kai\n";
  std::string lending = profile;
  lending.insert(lending.find(role) + role.size(), "marks   song （）\n");
  const auto fonts = FontBook::open(folder.write("lending.profile", lending), {});
  ASSERT_TRUE(fonts);
  const auto shaped = test::shape(test::document_of({"甲（乙），(a)"}, "kai"), test::page_style(), *fonts);
  ASSERT_TRUE(shaped);
  EXPECT_EQ(shaped.findings().size(), 0U);  // no loan to be told of
  const auto& text = std::get<ShapedText>(shaped->blocks().front());
  const std::vector<std::string> families = {"LXGW WenKai",       "Noto Serif CJK SC", "LXGW WenKai",
                                             "Noto Serif CJK SC", "LXGW WenKai",       "Liberation Serif"};
  for (std::size_t i = 0; i < families.size(); ++i) EXPECT_EQ(family(*fonts, text, i), families[i]) << i;
}

TEST(Faces, CL_91_FiguresOfASpanInAnotherRoleAreLatins) {
  PageStyle style = test::page_style();
  for (TextStyle& one : style.text_styles) one.own_western = one.name == "title";
  DocumentParts document = test::document_of({"报告9年"}, "title");
  auto& paragraph = std::get<Paragraph>(document.blocks.front());
  paragraph.inlines.push_back({"（2018年度）", 1, "zh-Hans", FontRole::kai});
  const FontBook fonts = test::open_fonts();
  const auto shaped = test::shape(document, style, fonts);
  ASSERT_TRUE(shaped);
  const auto& text = std::get<ShapedText>(shaped->blocks().front());
  EXPECT_EQ(fonts.info(text.runs[text.clusters[2].run].face).postscript_name, "NotoSerifCJKsc-Bold");
  EXPECT_EQ(family(fonts, text, 5), "Liberation Serif");
  EXPECT_EQ(family(fonts, text, 9), "LXGW WenKai");
}

// 堃 䶮 𠅤 𬱖 垟: standard characters outside GB 2312, one in Extension A, two beyond the Basic Multilingual
// Plane.
TEST(Faces, RareCharactersOfNamesAreSet) {
  const ShapedText text = test::shape_one("堃䶮𠅤𬱖垟");
  EXPECT_EQ(test::cluster_texts(text), (std::vector<std::string>{"堃", "䶮", "𠅤", "𬱖", "垟"}));
  for (const Cluster& c : text.clusters) {
    EXPECT_TRUE(c.han);
    EXPECT_EQ(test::em(c.advance), "1.000");
  }
  for (const RunGlyph& g : text.glyphs) EXPECT_NE(g.glyph, 0U);
}

TEST(Faces, D_03_AFaceThatLendsIsOneFindingForAllItsCharacters) {
  const std::string rare = "\U00024000";  // in HanaMinB only, and so is the other
  const std::string other = "\U00024001";
  const auto shaped = shape_texts({"一" + rare + rare, rare + other});
  ASSERT_TRUE(shaped);
  ASSERT_EQ(shaped.findings().size(), 1U);
  const Diagnostic& warning = shaped.findings()[0];
  EXPECT_EQ(warning.code, "text-fallback-face");
  EXPECT_EQ(warning.severity, Severity::warning);
  EXPECT_EQ(warning.place.line, 10);
  for (const std::string part :
       {rare.c_str(), "U+24000", other.c_str(), "U+24001", "10", "11", "HanaMinB", "Noto Serif CJK SC", "fangsong"}) {
    EXPECT_TRUE(contains(warning.message.zh, part)) << part << " in " << warning.message.zh;
    EXPECT_TRUE(contains(warning.message.en, part)) << part << " in " << warning.message.en;
  }
}

TEST(Faces, D_03_MissingGlyphsAreErrorsAllAtOnce) {
  const auto shaped = shape_texts({"一\U00016F00二\uE000", "三\uE000", "\U00016F10"});
  ASSERT_FALSE(shaped);
  std::vector<Diagnostic> errors;
  std::copy_if(shaped.findings().begin(), shaped.findings().end(), std::back_inserter(errors),
               [](const Diagnostic& d) { return d.severity == Severity::error; });
  ASSERT_EQ(errors.size(), 3U);
  for (const Diagnostic& d : errors) EXPECT_EQ(d.code, "text-missing-glyph");
  EXPECT_TRUE(contains(errors[0].message.zh, "U+16F00")) << errors[0].message.zh;
  EXPECT_TRUE(contains(errors[0].message.en, "Noto Serif CJK SC, HanaMinA, HanaMinB")) << errors[0].message.en;
  EXPECT_EQ(errors[0].place.file, "record.xml");
  EXPECT_EQ(errors[0].place.line, 10);
  EXPECT_EQ(errors[0].place.xpath, "/record/p[1]");
  EXPECT_TRUE(contains(errors[1].message.en, "U+E000"));
  ASSERT_EQ(errors[1].related.size(), 1U);  // the other place of the same character
  EXPECT_EQ(errors[1].related[0].place.line, 11);
  EXPECT_EQ(errors[2].place.line, 12);
}

TEST(Faces, CL_120_AVariantThatNoFaceHasIsAnError) {
  const auto shaped = shape_texts({"瑞\U000E01EF安"});
  ASSERT_FALSE(shaped);
  ASSERT_EQ(shaped.findings().size(), 1U);
  EXPECT_EQ(shaped.findings()[0].code, "text-missing-variant");
  EXPECT_TRUE(contains(shaped.findings()[0].message.en, "U+745E")) << shaped.findings()[0].message.en;
  EXPECT_TRUE(contains(shaped.findings()[0].message.en, "U+E01EF"));
}

TEST(Faces, WhiteSpaceAndInvisibleCharactersAreNeverMissing) {
  const auto shaped = shape_texts({"一\u3000二\u2003三\u200B四\u00A0五\u202F六"});
  ASSERT_TRUE(shaped);
  EXPECT_TRUE(shaped.findings().empty());
}

}  // namespace
}  // namespace banxin::text
