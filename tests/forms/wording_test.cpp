#include "forms/wording.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace banxin::forms {
namespace {

const std::string official = "五、存在的主要问题及改进情况";
const std::vector<std::string> variants = {"五、存在问题及改进情况"};

Wording wording(const std::string& found) {
  return wording_of(found, official, variants);
}

TEST(Wording, is_official_with_any_white_space) {
  EXPECT_EQ(wording("五、存在的主要问题及改进情况"), Wording::official);
  EXPECT_EQ(wording(" 五、存在的主要问题\n　　及改进情况 "), Wording::official);
}

TEST(Wording, of_another_number_or_other_marks_is_a_variant) {
  EXPECT_EQ(wording("六、存在的主要问题及改进情况"), Wording::variant);
  EXPECT_EQ(wording("5.存在的主要问题及改进情况"), Wording::variant);
  EXPECT_EQ(wording("存在的主要问题及改进情况"), Wording::variant);
  EXPECT_EQ(wording("?五、存在的主要问题及改进情况"), Wording::variant) << "a stray character before the number";
  EXPECT_EQ(wording_of("3.危及\"三安全一稳定\"", "3.危及“三安全一稳定”", {}), Wording::variant);
  EXPECT_EQ(wording_of("（一）予以公开", "(一)予以公开", {}), Wording::variant);
}

TEST(Wording, with_a_year_in_front_is_a_variant) {
  EXPECT_EQ(wording("五、2023年存在的主要问题及改进情况"), Wording::variant);
  EXPECT_EQ(wording("五、2023年度存在的主要问题及改进情况"), Wording::variant);
  EXPECT_EQ(wording("五、20230存在的主要问题及改进情况"), Wording::unknown);
}

TEST(Wording, that_the_form_lists_is_a_variant) {
  EXPECT_EQ(wording("五、存在问题及改进情况"), Wording::variant);
  EXPECT_EQ(wording("六、存在问题及改进情况"), Wording::variant);
}

TEST(Wording, of_anything_else_is_unknown) {
  EXPECT_EQ(wording("五、存在的主要问题及改进措施"), Wording::unknown);
  EXPECT_EQ(wording("六、其他需要报告的事项"), Wording::unknown);
  EXPECT_EQ(wording(""), Wording::unknown);
  EXPECT_EQ(wording_of("部分公开", "（一）予以公开", {}), Wording::unknown);
}

}  // namespace
}  // namespace banxin::forms
