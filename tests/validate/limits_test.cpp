#include "validate/limits.h"

#include <gtest/gtest.h>

#include <string>

#include "support.h"

namespace banxin::test {
namespace {

std::string times(const std::string& one, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += one;
  return all;
}

std::string record_with(const std::string& blocks) {
  return filled_record({}, "<chapter><heading>一、甲</heading>\n" + blocks + "</chapter>\n");
}

Findings limits_of(const std::string& bytes) {
  return validate::check_limits(read(bytes).tree());
}

TEST(TextLimit, a_paragraph_of_a_mebibyte_passes_and_one_byte_more_is_an_error_at_its_line) {
  const std::string half = times("a", validate::longest_paragraph / 2);
  const std::string marked = "<span xml:lang=\"en\">" + half + "</span>";
  EXPECT_TRUE(limits_of(record_with("<p>" + half + marked + "</p>")).empty());
  const Findings found = limits_of(record_with("<p>甲</p>\n<p>b" + half + marked + "</p>"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().code, "record-text-limit");
  EXPECT_EQ(found.front().severity, Severity::error);
  EXPECT_EQ(found.front().place.xpath, "/record/chapter[1]/p[2]");
  EXPECT_GT(found.front().place.line, 1);
  EXPECT_NE(found.front().message.en.find("1048577"), std::string::npos);
}

TEST(TextLimit, paragraphs_are_not_added_up) {
  const std::string paragraph = "<p>" + times("a", validate::longest_paragraph - 1) + "</p>\n";
  EXPECT_TRUE(limits_of(record_with(paragraph + paragraph)).empty());
}

TEST(TextLimit, 64_marks_on_a_character_pass_and_65_are_an_error) {
  EXPECT_TRUE(limits_of(record_with("<p>a" + times("\u0301", 64) + "b\u0301</p>")).empty());
  const Findings found = limits_of(record_with("<p>a" + times("\u0301", 65) + "</p>"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().code, "record-text-limit");
  EXPECT_EQ(found.front().place.xpath, "/record/chapter[1]/p/text()");
}

TEST(TextLimit, marks_are_counted_through_what_is_marked_up_and_told_once) {
  const std::string marks = times("\u0301", 40);
  EXPECT_EQ(limits_of(record_with("<p>a" + marks + "<span xml:lang=\"en\">" + marks + marks + "</span></p>")).size(),
            1U);
  EXPECT_TRUE(limits_of(record_with("<p>a" + marks + "</p><p>" + marks + "</p>")).empty());
}

TEST(TextLimit, a_label_has_the_limit_too) {
  const std::string own = "<own-row after=\"received\" label=\"a" + times("\u0301", 65) + "\" unit=\"件\">1</own-row>";
  EXPECT_EQ(limits_of(filled_record({}, "", own)).size(), 1U);
}

// What cannot be set in measure is no draft either.
TEST(TextLimit, no_draft_passes_it) {
  const std::string bytes = record_with("<p>a" + times("\u0301", 65) + "</p>");
  EXPECT_FALSE(the_checker().check(read(bytes), validate::Admit::drafts_too));
  EXPECT_TRUE(the_checker().check(read(record_with("<poem/>")), validate::Admit::drafts_too));
}

TEST(Report, of_a_thousand_faults_200_are_told_and_all_are_counted) {
  const auto report = report_on(record_with(times("<p a=\"1\"/>", 1000)));
  EXPECT_EQ(report.findings.size(), 200U);
  EXPECT_GE(report.findings.count("schema-invalid"), 1000U);
}

TEST(Report, the_failures_of_rules_are_those_that_the_report_holds) {
  std::string own;
  for (int i = 0; i < 500; ++i) {
    own += "<own-row after=\"received\" label=\"甲" + std::to_string(i) + "\" unit=\"件\">1.5</own-row>\n";
  }
  const auto report = report_on(filled_record({}, "", own));
  std::size_t failures = 0;
  for (const auto& rule : report.fired) failures += rule.failures.size();
  EXPECT_GT(failures, 0U);
  EXPECT_LE(failures, Findings::most_in_full);
  EXPECT_GE(report.findings.count("figure-decimal"), 500U);
}

}  // namespace
}  // namespace banxin::test
