#include <gtest/gtest.h>

#include "support.h"

namespace banxin::test {
namespace {

// The chapters' headings, one after the other.
std::string warnings(const std::vector<std::string>& headings) {
  std::string inside;
  for (const std::string& heading : headings) inside += "<chapter><heading>" + heading + "</heading></chapter>";
  std::string out;
  for (const Diagnostic& one : report_on(filled_record({}, inside)).findings) {
    EXPECT_EQ(one.code, "narrative-numbering");
    EXPECT_EQ(one.severity, Severity::warning);
    out += one.message.zh;
  }
  return out;
}

TEST(HeadingNumbering, GW_46_numbers_go_on_by_one) {
  EXPECT_EQ(warnings({"一、甲", "二、乙", "三、丙"}), "");
  EXPECT_EQ(warnings({"一、甲", "三、丙", "四、丁"}),
            "标题“三、丙”的序号与前面不连续：前一个是“一、甲”，这里应是“二、”。");
  EXPECT_EQ(warnings({"一、甲", "二、乙", "二、丙", "三、丁"}), "标题“二、丙”与“二、乙”的序号相同；这里应是“三、”。");
  EXPECT_EQ(warnings({"二、乙"}), "标题“二、乙”的序号应从“一、”开始。");
  EXPECT_EQ(warnings({"前言", "一、甲", "说明", "二、乙"}), "");
  EXPECT_EQ(warnings({"甲", "乙"}), "");
}

// The fault is said where it is.
TEST(HeadingNumbering, GW_46_a_heading_without_its_number_is_named_not_the_next_one) {
  EXPECT_EQ(warnings({"- 甲", "二、乙", "三、丙"}), "标题“- 甲”没有序号，而后面的是“二、乙”；这里应是“一、”。");
  EXPECT_EQ(warnings({"一、甲", "乙", "丙", "四、丁"}), "标题“乙”没有序号，而后面的是“四、丁”；这里应是“二、”。");
  EXPECT_EQ(warnings({"一、甲", "乙", "四、丁"}), "标题“四、丁”的序号与前面不连续：前一个是“一、甲”，这里应是“二、”。");
}

TEST(HeadingNumbering, GW_46_each_part_starts_anew_or_goes_on) {
  const auto sections = [](const std::string& a, const std::string& b) {
    const auto section = [](const std::string& heading) {
      return "<section><heading>" + heading + "</heading></section>";
    };
    return summary(
        report_on(filled_record({}, "<chapter><heading>一、甲</heading>" + section("（一）子") + section("（二）丑") +
                                        "</chapter><chapter><heading>二、乙</heading>" + section(a) + section(b) +
                                        "</chapter>"))
            .findings);
  };
  EXPECT_EQ(sections("（一）寅", "（二）卯"), "");
  EXPECT_EQ(sections("（三）寅", "（四）卯"), "") << "numbers that run through the report";
  EXPECT_EQ(sections("（一）寅", "（三）卯"), "warning narrative-numbering");
  EXPECT_EQ(sections("（四）寅", "（五）卯"), "warning narrative-numbering");
}

}  // namespace
}  // namespace banxin::test
