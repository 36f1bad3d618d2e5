#include "text/characters.h"

#include <gtest/gtest.h>

#include <string_view>

#include "base/utf8.h"

namespace banxin::text {
namespace {

void expect_kind(std::u32string_view characters, Kind kind) {
  for (const char32_t code : characters) EXPECT_EQ(kind_of(code), kind) << utf8_of(code);
}

TEST(Characters, CL_01_StopsCommasAndColons) {
  expect_kind(U"。．", Kind::stop);
  expect_kind(U"，、；", Kind::comma);
  expect_kind(U"：", Kind::colon);
}

TEST(Characters, CL_02_QuestionAndExclamationMarks) {
  expect_kind(U"？！‼⁇⁈⁉", Kind::question);
}

TEST(Characters, CL_03_ClosingMarks) {
  expect_kind(U"”’）》〉〕】〗］｝」』", Kind::closing);
}

TEST(Characters, CL_04_OpeningMarks) {
  expect_kind(U"“‘（《〈〔【〖［｛「『", Kind::opening);
}

TEST(Characters, CL_05_Connectors) {
  expect_kind(U"-‐–", Kind::hyphen);
  expect_kind(U"～〜", Kind::tilde);
}

TEST(Characters, CL_06_MiddleDots) {
  expect_kind(U"·‧", Kind::middle_dot);
  expect_kind(U"・", Kind::wide_dot);
}

TEST(Characters, CL_07_Slashes) {
  expect_kind(U"/／", Kind::slash);
}

TEST(Characters, CL_08_09_DashesAndEllipses) {
  expect_kind(U"—⸺", Kind::dash);
  expect_kind(U"…⋯", Kind::ellipsis);
}

TEST(Characters, CL_10_11_AroundNumbers) {
  expect_kind(U"%％‰℃°′″", Kind::postfix);
  expect_kind(U"￥¥$№±+−", Kind::prefix);
}

TEST(Characters, IdeographsOfAllPlanesLaterOnesIncluded) {
  expect_kind(U"一龥〇々堃䶮𠅤𬱖垟鿿", Kind::han);
  expect_kind({U"\U0003134A\U000323B0\U0003FFF0", 3}, Kind::han);  // the last two: no Unicode 15 script
  EXPECT_EQ(kind_of(0xE000), Kind::wide);                          // private use is no ideograph
  EXPECT_EQ(kind_of(U'①'), Kind::wide);
  EXPECT_EQ(kind_of(U'Ⅳ'), Kind::wide);
}

TEST(Characters, SpacesAndWhatShowsNothing) {
  expect_kind(U" \t\u00A0\u202F\u2003", Kind::space);
  expect_kind(U"\u3000", Kind::ideographic_space);
  expect_kind(U"\n\r\u2028", Kind::line_end);
  expect_kind(U"\u200B\uFEFF\u2060\u200D", Kind::invisible);
  expect_kind(U"\uFE00\uFE0F\U000E0100\U000E01EF", Kind::selector);
  expect_kind(U"\u0301\u20DD", Kind::extender);
}

TEST(Characters, Utf8BothWays) {
  for (const char32_t code : {U'a', U'é', U'一', U'𠅤', char32_t{0x10FFFF}}) {
    Characters characters;
    const std::string text = utf8_of(code);
    read_characters(text, {0, static_cast<std::uint32_t>(text.size())}, 3, characters);
    ASSERT_EQ(characters.size(), 1U);
    EXPECT_EQ(characters[0].code, code);
    EXPECT_EQ(characters[0].end, text.size());
    EXPECT_EQ(characters[0].piece, 3);
  }
}

TEST(Characters, DamagedUtf8EndsAndIsVisible) {
  const std::string text = "\xE4\xB8\xFF\xF0\x9F\xC0";
  Characters characters;
  read_characters(text, {0, static_cast<std::uint32_t>(text.size())}, 0, characters);
  ASSERT_FALSE(characters.empty());
  EXPECT_EQ(characters.front().code, 0xFFFDU);
  EXPECT_EQ(characters.back().end, text.size());
}

}  // namespace
}  // namespace banxin::text
