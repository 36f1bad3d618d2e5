#include "layout/names.h"

#include <gtest/gtest.h>

#include "layout/sample_text.h"

namespace banxin::layout {
namespace {

using test::zi;

// A signature's measure: 26 characters of 16 pt.
std::string parted(const std::string& names) {
  const ShapedText text = test::shaped(names, 0);
  Setting setting;
  setting.size = Length::points(16);
  setting.alignment = Alignment::right;
  setting.first_measure = setting.measure = Length::points(416);
  std::string out;
  for (const Line& line : break_between_names(text, setting).lines) {
    const std::uint32_t begin = text.clusters[line.first].text.begin;
    out += text.text.substr(begin, text.clusters[line.last - 1].text.end - begin) + "\n";
  }
  return out;
}

TEST(Names, GW_54_a_signature_longer_than_half_a_line_parts_between_its_names_in_balance) {
  EXPECT_EQ(parted(zi(7) + "、" + zi(7) + "、" + zi(7)), zi(7) + "、\n" + zi(7) + "、" + zi(7) + "\n");
  EXPECT_EQ(parted(zi(6) + "、" + zi(3) + "、" + zi(9)), zi(6) + "、" + zi(3) + "、\n" + zi(9) + "\n");
  EXPECT_EQ(parted(zi(9) + "（" + zi(9) + "）" + zi(4)), zi(9) + "（" + zi(9) + "）\n" + zi(4) + "\n");
}

TEST(Names, GW_54_a_short_one_and_a_single_name_have_one_line) {
  EXPECT_EQ(parted(zi(6) + "、" + zi(6)), zi(6) + "、" + zi(6) + "\n");
  EXPECT_EQ(parted(zi(26)), zi(26) + "\n");
}

TEST(Names, GW_54_as_few_lines_as_the_measure_allows) {
  EXPECT_EQ(parted(zi(20) + "、" + zi(20) + "、" + zi(10)), zi(20) + "、\n" + zi(20) + "、\n" + zi(10) + "\n");
}

TEST(Names, GW_54_a_name_that_no_line_holds_is_broken_like_any_text) {
  EXPECT_EQ(parted(zi(40)), zi(26) + "\n" + zi(14) + "\n");
  EXPECT_EQ(parted(zi(5) + "、" + zi(30)), zi(5) + "、" + zi(20) + "\n" + zi(10) + "\n");
}

}  // namespace
}  // namespace banxin::layout
