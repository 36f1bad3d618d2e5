#include "forms/decimal.h"

#include <gtest/gtest.h>

#include "forms/figure.h"

namespace banxin::forms {
namespace {

std::string parsed(std::string_view text) {
  const auto number = Decimal::parse(text);
  return number ? number->text() : "none";
}

std::string sum(std::string_view a, std::string_view b) {
  return (*Decimal::parse(a) + *Decimal::parse(b)).text();
}

char order(std::string_view a, std::string_view b) {
  const auto result = *Decimal::parse(a) <=> *Decimal::parse(b);
  return result < 0 ? '<' : result > 0 ? '>' : '=';
}

TEST(Decimal, D_06_reads_digits_a_sign_and_a_point) {
  EXPECT_EQ(parsed("0"), "0");
  EXPECT_EQ(parsed("1284.50"), "1284.5");
  EXPECT_EQ(parsed("007"), "7");
  EXPECT_EQ(parsed("-3"), "-3");
  EXPECT_EQ(parsed("+3"), "3");
  EXPECT_EQ(parsed("-0"), "0");
  EXPECT_EQ(parsed("-0.00"), "0");
  EXPECT_EQ(parsed("0.000"), "0");
  EXPECT_EQ(parsed("0.018"), "0.018");
  EXPECT_EQ(parsed("100"), "100");
}

TEST(Decimal, D_06_refuses_all_else) {
  for (const char* text : {"",    "-",    "+",   ".",    ".5",   "5.",   "1.2.3", "1,286", "1 286", " 1", "1 ",
                           "1e3", "0x10", "--1", "１２", "十二", "12件", "1/2",   "NaN",   "inf",   "−5"}) {
    EXPECT_EQ(parsed(text), "none") << text;
  }
}

TEST(Decimal, D_06_adds_exactly) {
  EXPECT_EQ(sum("0.1", "0.2"), "0.3");
  EXPECT_EQ(sum("12.50", "0.5"), "13");
  EXPECT_EQ(sum("999", "1"), "1000");
  EXPECT_EQ(sum("0.999", "0.001"), "1");
  EXPECT_EQ(sum("9007199254740993", "1"), "9007199254740994");
  EXPECT_EQ(sum("99999999999999999999.99", "0.01"), "100000000000000000000");
  EXPECT_EQ(sum("5", "-7.25"), "-2.25");
  EXPECT_EQ(sum("-5", "7.25"), "2.25");
  EXPECT_EQ(sum("-5", "-7"), "-12");
  EXPECT_EQ(sum("5", "-5"), "0");
  EXPECT_EQ(sum("100", "-0.01"), "99.99");
  EXPECT_EQ((-*Decimal::parse("0")).text(), "0");
}

TEST(Decimal, D_06_compares_by_value) {
  EXPECT_EQ(order("12.5", "12.50"), '=');
  EXPECT_EQ(order("9", "10"), '<');
  EXPECT_EQ(order("0.5", "0.49"), '>');
  EXPECT_EQ(order("0.5", "0.51"), '<');
  EXPECT_EQ(order("-2", "1"), '<');
  EXPECT_EQ(order("-2", "-10"), '>');
  EXPECT_EQ(order("-0", "0"), '=');
  EXPECT_EQ(order("9007199254740993", "9007199254740992"), '>');
  EXPECT_TRUE(*Decimal::parse("1.0") == *Decimal::parse("1"));
}

TEST(Figure, D_06_keeps_blank_slash_dash_not_applicable_and_zero_apart) {
  using Kind = Figure::Kind;
  EXPECT_EQ(read_figure("").kind, Kind::blank);
  EXPECT_EQ(read_figure(" \n\t ").kind, Kind::blank);
  EXPECT_EQ(read_figure("/").kind, Kind::slash);
  EXPECT_EQ(read_figure("-").kind, Kind::dash);
  EXPECT_EQ(read_figure("—").kind, Kind::dash);
  EXPECT_EQ(read_figure("——").kind, Kind::dash);
  EXPECT_EQ(read_figure("不适用").kind, Kind::not_applicable);
  EXPECT_EQ(read_figure("0").kind, Kind::number);
  EXPECT_EQ(read_figure(" 12\n").number.text(), "12");
  EXPECT_EQ(read_figure("-3").kind, Kind::number);
  for (const char* text : {"１２", "1,286", "12件", "无", "二", "-—x", "//"}) {
    EXPECT_EQ(read_figure(text).kind, Kind::malformed) << text;
  }
}

}  // namespace
}  // namespace banxin::forms
