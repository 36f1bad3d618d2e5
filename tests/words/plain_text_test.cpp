#include "words/plain_text.h"

#include <gtest/gtest.h>

namespace banxin::words {
namespace {

std::string plain(const std::string& text) {
  const PlainText made(text);
  return made.utf8(made.whole());
}

std::string years(const std::string& text) {
  const PlainText made(text);
  std::string out;
  for (const int year : made.years(made.whole())) out += (out.empty() ? "" : " ") + std::to_string(year);
  return out;
}

std::string pieces(const std::string& text) {
  const PlainText made(text);
  std::string out;
  for (const Span sentence : made.sentences()) {
    out += "[";
    for (const Span clause : made.clauses(sentence)) out += made.utf8(clause) + "|";
    out += "]";
  }
  return out;
}

TEST(PlainText, is_one_way_of_typing_for_all) {
  EXPECT_EQ(plain("公开 394 条(包括动态278条),共2次."), "公开394条（包括动态278条），共2次。");
  EXPECT_EQ(plain("公开\n    　394条"), "公开394条");
  EXPECT_EQ(plain("１２８６条"), "1286条");
  EXPECT_EQ(plain("1,286条, 1,286,000条, 1,28条, 12,3456条"), "1286条，1286000条，1，28条，12，3456条");
  EXPECT_EQ(plain("0.018万元, a@b.com"), "0.018万元，a@b.com");
  EXPECT_EQ(plain("１２．５万元"), "12.5万元");
  EXPECT_EQ(plain("Ruian  Today 12 34"), "Ruian Today 12 34");
  EXPECT_EQ(plain("二〇一八年和二○一七年、二三年"), "2018年和2017年、二三年");
  EXPECT_EQ(plain("𠅤 394 条"), "𠅤394条");
  EXPECT_EQ(plain(""), "");
}

TEST(PlainText, quotes_what_was_written) {
  const PlainText text("公开 1,286 条(包括)");
  const int begin = static_cast<int>(text.units().find(u"1286"));
  EXPECT_EQ(text.excerpt({begin, begin + 5}), "1,286 条");
  EXPECT_EQ(text.offset(begin), std::string("公开 ").size());
}

TEST(PlainText, shortens_long_quotes_between_characters) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "字";
  const PlainText made(text);
  const std::string quote = made.excerpt(made.whole());
  EXPECT_LT(quote.size(), 260U);
  EXPECT_NE(quote.find("字……字"), std::string::npos);
}

TEST(PlainText, falls_into_sentences_and_clauses) {
  EXPECT_EQ(pieces("甲，乙（丙）。丁；戊"), "[甲|乙|丙|][丁|][戊|]");
  EXPECT_EQ(pieces("。。"), "");
}

TEST(PlainText, knows_years_from_other_numbers) {
  EXPECT_EQ(years("2018年、2017—2018年度"), "2018 2017 2018");
  EXPECT_EQ(years("国发〔2014〕32号，2018条，12018年，65837987，2100年，1899年"), "");
  EXPECT_EQ(years("2018年1月1日至2018年12月31日"), "2018 2018");
}

}  // namespace
}  // namespace banxin::words
