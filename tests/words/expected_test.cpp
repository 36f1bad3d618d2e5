#include "words/expected.h"

#include <gtest/gtest.h>

#include "base/codes.h"

namespace banxin::words {
namespace {

using Names = std::set<std::string>;

TEST(Expected, names_one_a_line_without_blanks_remarks_and_a_mark) {
  const auto names = read_expected("\xEF\xBB\xBF云岭市水利局\r\n\n# 以下为区县\n  云岭市教育局 \n云岭市水利局", "list");
  ASSERT_TRUE(names);
  EXPECT_EQ(*names, (Names{"云岭市教育局", "云岭市水利局"}));
}

TEST(Expected, a_list_may_be_gb_18030_and_no_other_encoding) {
  const auto names = read_expected("\xD4\xC6\xC1\xEB\n", "list");
  ASSERT_TRUE(names);
  EXPECT_EQ(*names, (Names{"云岭"}));
  const auto neither = read_expected("云岭市水利局\n\xFF\xFF\n", "list");
  ASSERT_FALSE(neither);
  EXPECT_EQ(neither.findings().begin()->code, code::summary_list);
}

TEST(Expected, a_list_without_names_is_an_error) {
  EXPECT_FALSE(read_expected("", "list"));
  EXPECT_FALSE(read_expected("# nobody\n\n", "list"));
}

}  // namespace
}  // namespace banxin::words
