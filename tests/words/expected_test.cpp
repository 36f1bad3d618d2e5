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

TEST(Expected, a_line_that_is_not_utf_8_is_named) {
  const auto names = read_expected("云岭市水利局\n\xD4\xC6\xC1\xEB\n", "list");
  ASSERT_FALSE(names);
  EXPECT_EQ(names.findings().begin()->code, code::summary_list);
  EXPECT_EQ(names.findings().begin()->place.line, 2);
}

TEST(Expected, a_list_without_names_is_an_error) {
  EXPECT_FALSE(read_expected("", "list"));
  EXPECT_FALSE(read_expected("# nobody\n\n", "list"));
}

}  // namespace
}  // namespace banxin::words
