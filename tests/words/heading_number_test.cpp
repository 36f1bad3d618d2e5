#include "words/heading_number.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace banxin::words {
namespace {

std::string number_of(std::string_view heading) {
  const auto number = read_heading_number(heading);
  if (!number) return "none";
  constexpr const char* kinds[] = {"一", "（一）", "1", "（1）"};
  return std::string(kinds[static_cast<int>(number->kind)]) + " " + std::to_string(number->value);
}

TEST(HeadingNumber, GW_46_knows_the_four_kinds) {
  EXPECT_EQ(number_of("一、概述"), "一 1");
  EXPECT_EQ(number_of("十、"), "一 10");
  EXPECT_EQ(number_of("十二、"), "一 12");
  EXPECT_EQ(number_of("二十一、"), "一 21");
  EXPECT_EQ(number_of("（三）公开内容。"), "（一） 3");
  EXPECT_EQ(number_of("(三)公开内容"), "（一） 3");
  EXPECT_EQ(number_of("1.完善制度"), "1 1");
  EXPECT_EQ(number_of("12、完善制度"), "1 12");
  EXPECT_EQ(number_of("1．完善制度"), "1 1");
  EXPECT_EQ(number_of("（4）核查"), "（1） 4");
}

TEST(HeadingNumber, GW_46_does_not_take_other_beginnings_for_numbers) {
  for (const char* heading :
       {"概述", "一季度情况", "1.5亿元投资", "2018年情况", "（试行）", "（一", "十", "", "第一、"}) {
    EXPECT_EQ(number_of(heading), "none") << heading;
  }
}

}  // namespace
}  // namespace banxin::words
