#include "base/codes.h"

#include <gtest/gtest.h>

#include <string>

namespace banxin::test {
namespace {

Diagnostic error(const std::string& code, Severity severity = Severity::error) {
  return {.code = code, .severity = severity, .place = {}, .message = {}, .hint = {}};
}

TEST(Codes, AreExplained) {
  ASSERT_FALSE(code_catalogue().empty());
  for (const Code& code : code_catalogue()) {
    EXPECT_FALSE(code.zh.empty()) << code.name;
    EXPECT_FALSE(code.en.empty()) << code.name;
    EXPECT_EQ(code.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string_view::npos)
        << code.name;
    EXPECT_NE(code.exit, ExitStatus::done) << code.name;
  }
}

TEST(Codes, AreFoundByName) {
  for (const Code& code : code_catalogue()) EXPECT_EQ(find_code(code.name), &code);
  EXPECT_EQ(find_code("A-3"), nullptr);
  EXPECT_EQ(find_code(""), nullptr);
  EXPECT_EQ(find_code("zzz"), nullptr);
  EXPECT_EQ(find_code("xml-malforme"), nullptr);
}

TEST(ExitStatus, WithoutErrorsIsDone) {
  EXPECT_EQ(exit_status({}), ExitStatus::done);
  EXPECT_EQ(exit_status({error("internal-error", Severity::warning), error("A-1", Severity::note)}), ExitStatus::done);
}

TEST(ExitStatus, OfARuleIsFindings) {
  EXPECT_EQ(exit_status({error("A-3")}), ExitStatus::findings);
}

TEST(ExitStatus, IsThatOfTheGravestError) {
  // From the gravest down: each beats those behind it, in either order.
  const char* codes[] = {"internal-error", "form-unusable", "archive-integrity", "output-not-writable", "no-space",
                         "input-missing",  "A-3",           "cli-usage",         "output-closed"};
  const ExitStatus statuses[] = {ExitStatus::internal, ExitStatus::setup,     ExitStatus::archive,
                                 ExitStatus::output,   ExitStatus::temporary, ExitStatus::input,
                                 ExitStatus::findings, ExitStatus::usage,     ExitStatus::closed};
  for (std::size_t i = 0; i < std::size(codes); ++i) {
    for (std::size_t k = i; k < std::size(codes); ++k) {
      EXPECT_EQ(exit_status({error(codes[i]), error(codes[k])}), statuses[i]) << codes[i] << " " << codes[k];
      EXPECT_EQ(exit_status({error(codes[k]), error(codes[i])}), statuses[i]) << codes[k] << " " << codes[i];
    }
  }
}

TEST(ExitStatus, OfTemporaryTroubleIs75) {
  EXPECT_EQ(static_cast<int>(exit_status({error("no-space")})), 75);
}

}  // namespace
}  // namespace banxin::test
