#include <gtest/gtest.h>

#include <string>

#include "base/diagnostic.h"

namespace banxin::test {
namespace {

Diagnostic made(Severity severity, const std::string& code, const std::string& message = "m") {
  return {.code = code, .severity = severity, .place = {}, .message = {message, message}};
}

Findings many(Severity severity, const std::string& code, std::size_t times) {
  Findings findings;
  for (std::size_t i = 0; i < times; ++i) findings.push_back(made(severity, code, std::to_string(i)));
  return findings;
}

TEST(Findings, the_first_200_are_held_and_the_others_counted) {
  const Findings findings = many(Severity::warning, "w", 1000);
  ASSERT_EQ(findings.size(), 200U);
  EXPECT_EQ(findings.begin()->message.en, "0");
  EXPECT_EQ(findings.back().message.en, "199");
  EXPECT_EQ(findings.count(Severity::warning), 1000U);
  EXPECT_EQ(findings.count("w"), 1000U);
  EXPECT_EQ(findings.count(Severity::error), 0U);
  EXPECT_FALSE(findings.has_room(Severity::warning));
  EXPECT_TRUE(findings.has_room(Severity::error));
}

TEST(Findings, an_error_takes_the_place_of_the_last_note_then_of_the_last_warning) {
  Findings findings = many(Severity::warning, "w", 199);
  findings.push_back(made(Severity::note, "n"));
  findings.push_back(made(Severity::error, "e", "first"));
  ASSERT_EQ(findings.size(), 200U);
  EXPECT_EQ(findings.back().code, "e");
  EXPECT_EQ(findings.count(Severity::note), 1U);
  EXPECT_EQ(findings[198].message.en, "198");
  findings.push_back(made(Severity::error, "e", "second"));
  ASSERT_EQ(findings.size(), 200U);
  EXPECT_EQ(findings[197].message.en, "197");
  EXPECT_EQ(findings[198].message.en, "first");
  EXPECT_EQ(findings[199].message.en, "second");
  EXPECT_EQ(findings.count(Severity::warning), 199U);
  EXPECT_TRUE(has_errors(findings));
}

TEST(Findings, errors_are_not_hidden_by_what_was_found_before) {
  Findings findings = many(Severity::warning, "w", 5000);
  append(findings, many(Severity::error, "e", 300));
  ASSERT_EQ(findings.size(), 200U);
  for (const Diagnostic& finding : findings) EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_EQ(findings.count(Severity::error), 300U);
  EXPECT_EQ(findings.count(Severity::warning), 5000U);
}

TEST(Findings, a_note_at_the_end_says_how_many_more_of_which_codes) {
  Findings findings = many(Severity::error, "e", 203);
  findings.count_only(Severity::warning, "w", 5);
  findings.close("r.xml");
  ASSERT_EQ(findings.size(), 201U);
  EXPECT_EQ(findings.back().code, "findings-more");
  EXPECT_EQ(findings.back().severity, Severity::note);
  EXPECT_EQ(findings.back().place.file, "r.xml");
  EXPECT_EQ(findings.back().message.en, "8 more are not listed, 3 of them errors: e 3, w 5.");
  EXPECT_EQ(findings.back().message.zh, "另有 8 条没有逐一列出，其中错误 3 条：e 3、w 5。");
  EXPECT_FALSE(findings.back().hint.zh.empty());
}

TEST(Findings, nothing_is_said_where_all_are_held) {
  Findings findings = many(Severity::error, "e", 200);
  findings.close("r.xml");
  EXPECT_EQ(findings.size(), 200U);
}

TEST(Findings, the_note_is_made_anew_where_reports_are_joined) {
  Findings first = many(Severity::error, "e", 201);
  Findings second = many(Severity::error, "e", 202);
  first.close("1.xml");
  second.close("2.xml");
  append(first, second);
  first.close("all");
  ASSERT_EQ(first.size(), 201U);
  EXPECT_EQ(first.back().message.en, "203 more are not listed, 203 of them errors: e 203.");
  EXPECT_EQ(first.count(Severity::error), 403U);
}

TEST(Findings, without_a_limit_all_are_held) {
  Findings findings = Findings::without_limit();
  append(findings, many(Severity::error, "a", 150));
  append(findings, many(Severity::error, "b", 150));
  EXPECT_EQ(findings.size(), 300U);
  EXPECT_TRUE(findings.not_held().empty());
}

TEST(Findings, a_message_without_end_is_cut_between_characters) {
  std::string endless;
  for (int i = 0; i < 100'000; ++i) endless += "字";
  Diagnostic finding = made(Severity::error, "e", endless);
  for (int i = 0; i < 5000; ++i) finding.related.push_back({{}, {endless.substr(0, 30), "x"}});
  Findings findings;
  findings.push_back(finding);
  EXPECT_LE(findings.front().message.zh.size(), 6'100U);
  EXPECT_NE(findings.front().message.zh.find("……"), std::string::npos);
  EXPECT_EQ(findings.front().message.zh.substr(0, 3), "字");
  EXPECT_EQ(findings.front().message.zh.substr(findings.front().message.zh.size() - 3), "字");
  EXPECT_EQ(findings.front().related.size(), 200U);
}

TEST(Shortened, a_text_is_cut_behind_60_characters) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "字";
  EXPECT_EQ(shortened(text), text);
  EXPECT_EQ(shortened(text + "x"), text + "…");
  EXPECT_EQ(shortened("abc", 2), "ab…");
  EXPECT_EQ(shortened(""), "");
}

}  // namespace
}  // namespace banxin::test
