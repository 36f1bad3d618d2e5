// What goes into a file as text: numbers, strings, dates, widths.

#include <gtest/gtest.h>

#include "output/calendar.h"
#include "output/pdf/decimal.h"
#include "output/pdf/text_string.h"
#include "output/pdf/to_unicode.h"
#include "output/pdf/width_array.h"

namespace banxin::pdf {
namespace {

TEST(Decimal, IsWrittenWithoutTrailingZeros) {
  EXPECT_EQ(decimal(0, 3), "0");
  EXPECT_EQ(decimal(1500, 3), "1.5");
  EXPECT_EQ(decimal(-1500, 3), "-1.5");
  EXPECT_EQ(decimal(5, 2), "0.05");
  EXPECT_EQ(decimal(-5, 2), "-0.05");
  EXPECT_EQ(decimal(100, 0), "100");
  EXPECT_EQ(decimal(5952756, 4), "595.2756");
}

TEST(Decimal, OfALengthIsTheNearest) {
  EXPECT_EQ(decimal(in_points(Length::points(16), 3), 3), "16");
  EXPECT_EQ(decimal(in_points(Length::mm(210), 4), 4), "595.2756");
  EXPECT_EQ(decimal(in_points(Length::mm(-210), 4), 4), "-595.2756");
  EXPECT_EQ(in_points(Length::units(24003), 0), 1);  // half a point, away from zero
  EXPECT_EQ(in_points(Length::units(24002), 0), 0);
  EXPECT_EQ(in_points(Length::units(-24003), 0), -1);
  EXPECT_EQ(in_points(Length::points(14400), 9), 14'400'000'000'000);  // the longest side of a page does not overflow
}

TEST(TextString, IsLiteralForAsciiAndUtf16ForTheRest) {
  EXPECT_EQ(text_string(""), "()");
  EXPECT_EQ(text_string("a (b) \\"), "(a \\(b\\) \\\\)");
  EXPECT_EQ(text_string("版"), "<FEFF7248>");
  EXPECT_EQ(text_string("a\n"), "<FEFF0061000A>");
}

// PA-30: characters beyond the BMP are surrogates, a variation selector stays with its base.
TEST(TextString, HasSurrogates) {
  EXPECT_EQ(utf16_hex("𠅤"), "D840DD64");
  EXPECT_EQ(utf16_hex("龘\U000E0100"), "9F98DB40DD00");
}

// PA-14 counts bytes as a reader holds them.
TEST(TextString, SizeIsOfTheEncodedForm) {
  EXPECT_EQ(text_string_size("abc"), 3U);
  EXPECT_EQ(text_string_size("版心"), 6U);
  EXPECT_EQ(text_string_size("𠅤"), 6U);
}

TEST(ByteString, IsHexadecimalOfEvenLength) {
  EXPECT_EQ(byte_string(std::string("\x00\x0A\xFF", 3)), "<000AFF>");
}

// PA-90: UTC, whatever the machine's zone.
TEST(Calendar, DatesAreUtc) {
  EXPECT_EQ(output::pdf_date(0), "D:19700101000000Z");
  EXPECT_EQ(output::pdf_date(1552608000), "D:20190315000000Z");
  EXPECT_EQ(output::iso_date(1552608000 + 86399), "2019-03-15T23:59:59Z");
  EXPECT_EQ(output::iso_date(-1), "1969-12-31T23:59:59Z");
}

TEST(WidthArray, LeavesOutTheDefault) {
  EXPECT_EQ(width_array({}), "[]");
  EXPECT_EQ(width_array({{1, 1000}, {2, 1000}}), "[]");
  EXPECT_EQ(width_array({{3, 500}, {1, 1000}, {2, 250}, {9, 300}}), "[2[250 500]9[300]]");
}

TEST(WidthArray, GathersNeighboursOfOneWidth) {
  EXPECT_EQ(width_array({{1, 500}, {2, 500}, {3, 500}, {4, 500}}), "[1 4 500]");
  EXPECT_EQ(width_array({{1, 300}, {2, 500}, {3, 500}, {4, 500}, {5, 500}, {6, 250}}), "[1[300]2 5 500 6[250]]");
  EXPECT_EQ(width_array({{1, 500}, {1, 500}}), "[1[500]]");  // two glyphs may have one code
}

TEST(ToUnicode, MapsEachCode) {
  const std::string map = to_unicode_map({{1, "版"}, {2, "——"}, {0x1F0, "𠅤"}});
  EXPECT_NE(map.find("3 beginbfchar\n<0001> <7248>\n<0002> <20142014>\n<01F0> <D840DD64>\nendbfchar"),
            std::string::npos)
      << map;
  EXPECT_EQ(map.find("bfrange"), std::string::npos);  // one reader takes ranges wrong
}

// PA-30: at most 100 entries in a block.
TEST(ToUnicode, HasAtMostAHundredEntriesInABlock) {
  std::vector<Reading> readings;
  for (std::uint16_t code = 1; code <= 201; ++code) readings.push_back({code, "x"});
  const std::string map = to_unicode_map(readings);
  EXPECT_NE(map.find("100 beginbfchar\n<0001>"), std::string::npos);
  EXPECT_NE(map.find("100 beginbfchar\n<0065>"), std::string::npos);
  EXPECT_NE(map.find("\n1 beginbfchar\n<00C9>"), std::string::npos);
}

}  // namespace
}  // namespace banxin::pdf
