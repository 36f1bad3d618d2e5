#include "archive/outcome.h"

#include <gtest/gtest.h>

namespace banxin::archive {
namespace {

TEST(Outcome, IsReadAsItWasWritten) {
  Outcome outcome;
  outcome.status = Status::quarantined;
  outcome.bureau = "瑞安市商务局";
  outcome.reason = {"一", "one"};
  outcome.line = 7;
  const auto read = read_outcome(to_json(outcome));
  ASSERT_TRUE(read);
  EXPECT_EQ(to_json(*read), to_json(outcome));
}

TEST(Outcome, AnyOtherTextIsNone) {
  for (const std::string text :
       {"", "{", "[]", "1", "{}", R"({"input":"a"})", R"({"input":"a","status":"lost"})", R"({"input":"a","status":1})",
        R"({"input":1,"status":"known"})", R"({"input":"a","status":"known","line":"x"})",
        R"({"input":"a","status":"known","reason":"x"})", "{\"input\":\"\xFF\",\"status\":\"known\"}"}) {
    EXPECT_FALSE(read_outcome(text)) << text;
  }
  EXPECT_FALSE(read_outcome(std::string(100'000, '[')));
}

}  // namespace
}  // namespace banxin::archive
