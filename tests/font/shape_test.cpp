#include <fmt/format.h>
#include <gtest/gtest.h>

#include "font/support.h"
#include "font/synthetic_font.h"

// Expectations are measures of the faces that Debian 12 has.
namespace banxin {
namespace {

// "0:1000 3:500" : cluster and advance in thousandths.
std::string shown(const std::vector<ShapedGlyph>& glyphs) {
  std::string text;
  for (const ShapedGlyph& g : glyphs) {
    text += fmt::format("{}{}:{}", text.empty() ? "" : " ", g.cluster, test::thousandths(g.advance));
  }
  return text;
}

std::string ink(const FontBook& book, std::string_view character) {
  const InkBox box = book.ink(0, test::glyph_of(book, character));
  return fmt::format("{} {}", test::thousandths(box.left), test::thousandths(box.right));
}

TEST(Shape, clusters_are_byte_offsets_into_the_whole_text) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook book = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  EXPECT_EQ(shown(test::shape(book, "公a，𠮷b")), "0:1000 3:557 4:1000 7:1000 11:638");
  const std::string text = "根据条例";
  EXPECT_EQ(shown(book.shape(0, text, {3, 9}, "zh-Hans", {})), "3:1000 6:1000");
  EXPECT_EQ(shown(book.shape(0, text, {6, 6}, "zh-Hans", {})), "");
}

// Two em dashes become one glyph of two ems: one cluster, whole at any line's end.
TEST(Shape, two_dashes_are_one_glyph_in_noto) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook book = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  EXPECT_EQ(shown(test::shape(book, "中——国")), "0:1000 3:2000 9:1000");
  EXPECT_EQ(shown(test::shape(book, "中—国")), "0:1000 3:1000 6:1000");
}

TEST(Shape, CL_110_the_language_chooses_the_mainlands_marks) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook book = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  const std::string quoted = "“公”";
  const TextRange all = {0, static_cast<std::uint32_t>(quoted.size())};
  EXPECT_EQ(shown(book.shape(0, quoted, all, "zh-Hans", {"-kern"})), "0:1000 3:1000 6:1000");
  EXPECT_EQ(shown(book.shape(0, quoted, all, "ja", {"-kern"})), "0:462 3:1000 6:462");
}

TEST(Shape, CL_110_marks_alone_are_chinese_in_a_chinese_language) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook book = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  EXPECT_EQ(shown(test::shape(book, "——")), "0:2000");
  EXPECT_EQ(shown(test::shape(book, "“")), "0:1000");
}

TEST(Shape, CL_111_halt_halves_a_mark_where_the_face_has_it) {
  BANXIN_NEEDS(test::noto_serif);
  BANXIN_NEEDS(test::lxgw_wenkai);
  const FontBook noto = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  EXPECT_EQ(shown(test::shape(noto, "（公）", {"halt", "-kern"})), "0:500 3:1000 6:500");
  EXPECT_EQ(test::thousandths(test::shape(noto, "（", {"halt"}).front().x_offset), -500);
  EXPECT_EQ(shown(test::shape(noto, "（公）")), "0:1000 3:1000 6:1000");
  const FontBook wenkai = test::book_of(test::lxgw_wenkai);
  EXPECT_EQ(shown(test::shape(wenkai, "（公）", {"halt"})), "0:1000 3:1000 6:1000");
}

TEST(Shape, a_word_that_is_no_feature_is_ignored) {
  BANXIN_NEEDS(test::lxgw_wenkai);
  const FontBook book = test::book_of(test::lxgw_wenkai);
  EXPECT_EQ(shown(test::shape(book, "公", {"", "-", "no such feature"})), "0:1000");
}

// CL-91: a digit fills half a cell; in tables they stand under one another.
TEST(Shape, CL_91_the_latin_faces_digits_are_half_an_em) {
  BANXIN_NEEDS(test::liberation_serif);
  BANXIN_NEEDS(test::noto_serif);
  const FontBook latin = test::book_of(test::liberation_serif);
  for (const ShapedGlyph& g : test::shape(latin, "0123456789")) EXPECT_EQ(g.advance, Em::ratio(1, 2));
  const FontBook song = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  EXPECT_EQ(shown(test::shape(song, "01")), "0:557 1:471") << "the reason why digits have a role of their own";
}

// One glyph, two characters: text comes from the source, never from a reversed cmap (PA-31).
TEST(Shape, PA_31_a_radical_shares_its_ideographs_glyph_in_noto_and_not_in_wenkai) {
  BANXIN_NEEDS(test::noto_serif);
  BANXIN_NEEDS(test::lxgw_wenkai);
  const FontBook noto = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  const FontBook wenkai = test::book_of(test::lxgw_wenkai);
  for (const auto& [ideograph, radical] : {std::pair{"一", "⼀"}, {"力", "⼒"}, {"人", "⼈"}}) {
    EXPECT_EQ(test::glyph_of(noto, ideograph), test::glyph_of(noto, radical));
    EXPECT_NE(test::glyph_of(wenkai, ideograph), test::glyph_of(wenkai, radical));
  }
}

TEST(Shape, ink_is_where_the_drawing_is) {
  BANXIN_NEEDS(test::noto_serif);
  BANXIN_NEEDS(test::lxgw_wenkai);
  BANXIN_NEEDS(test::hanamin_a);
  const FontBook noto = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  EXPECT_EQ(ink(noto, "，"), "76 229");
  EXPECT_EQ(ink(noto, "（"), "651 937");
  EXPECT_EQ(ink(noto, "“"), "571 924");
  EXPECT_EQ(ink(noto, "　"), "0 0");
  const FontBook wenkai = test::book_of(test::lxgw_wenkai);
  EXPECT_EQ(ink(wenkai, "？"), "70 502");
  const FontBook hanamin = test::book_of(test::hanamin_a);  // 1024 units per em
  EXPECT_EQ(ink(hanamin, "（"), "642 912");
}

TEST(Shape, CL_120_a_variation_sequence_is_asked_of_the_face) {
  BANXIN_NEEDS(test::noto_serif);
  BANXIN_NEEDS(test::hanamin_a);
  constexpr char32_t first_selector = 0xE0100;
  constexpr char32_t last_selector = 0xE01EF;
  const FontBook hanamin = test::book_of(test::hanamin_a);
  EXPECT_TRUE(hanamin.has_variant(0, U'辻', first_selector));
  EXPECT_FALSE(hanamin.has_variant(0, U'辻', last_selector));
  const FontBook noto = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  EXPECT_TRUE(noto.has_variant(0, U'、', 0xFE01));
  EXPECT_FALSE(noto.has_variant(0, U'辻', first_selector));
  EXPECT_TRUE(noto.has_glyph(0, U'辻'));
  // A sequence that is known is one glyph, in one cluster.
  EXPECT_EQ(shown(test::shape(noto, "公、\uFE01开")), "0:1000 3:1000 9:1000");
}

TEST(Shape, a_character_without_glyph_is_glyph_0) {
  BANXIN_NEEDS(test::liberation_serif);
  const FontBook book = test::book_of(test::liberation_serif);
  EXPECT_EQ(test::glyph_of(book, "公"), 0U);
  EXPECT_FALSE(book.has_glyph(0, U'公'));
  EXPECT_NE(test::glyph_of(book, "A"), 0U);
}

TEST(Shape, kerning_is_the_callers_choice) {
  BANXIN_NEEDS(test::liberation_serif);
  const FontBook book = test::book_of(test::liberation_serif);
  EXPECT_EQ(shown(test::shape(book, "AV", {"-kern"})), "0:722 1:722");
  EXPECT_EQ(shown(test::shape(book, "AV", {})), "0:593 1:722");
}

// Short texts are kept; more of them than are kept are still shaped, and nothing that shapes a text is left out of what
// they are kept by.
TEST(Shape, a_text_is_shaped_alike_however_often_it_comes) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook book = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  const std::string text = "“公”AV";
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(shown(book.shape(0, text, {0, 9}, "zh-Hans", {"-kern"})), "0:1000 3:1000 6:1000");
    EXPECT_EQ(shown(book.shape(0, text, {0, 9}, "ja", {"-kern"})), "0:462 3:1000 6:462");
    EXPECT_EQ(shown(book.shape(0, text, {3, 9}, "zh-Hans", {"-kern"})), "3:1000 6:1000");
    EXPECT_EQ(shown(book.shape(0, text, {9, 11}, "en", {"-kern"})), "9:718 10:714");
    EXPECT_EQ(shown(book.shape(0, text, {9, 11}, "en", {})), "9:586 10:714");
  }
  for (int i = 1000; i < 6000; ++i) {
    const auto glyphs = test::shape(book, "第" + std::to_string(i));
    ASSERT_EQ(glyphs.size(), 5U) << i;
    EXPECT_EQ(glyphs[4].glyph, test::glyph_of(book, std::to_string(i % 10))) << i;
  }
}

TEST(Shape, bytes_that_are_not_utf8_do_no_harm) {
  BANXIN_NEEDS(test::lxgw_wenkai);
  const FontBook book = test::book_of(test::lxgw_wenkai);
  EXPECT_EQ(test::shape(book, std::string_view("\xE5\x85\xFF\xC0\x80", 5)).empty(), false);
}

}  // namespace
}  // namespace banxin
