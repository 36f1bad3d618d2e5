#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "support.h"
#include "support/golden.h"

namespace banxin::test {
namespace {

const std::string samples = std::string(BANXIN_SOURCE_DIR) + "/samples/";

// Of a sample of any form; with last year's when that is named.
validate::Report report_on_sample(const std::string& name, const std::string& last_year = "") {
  const auto record_of = [](const std::string& file) {
    const std::string bytes = read_all(samples + file);
    const std::size_t form = bytes.find("form=\"") + 6;
    return read(bytes, form_of(bytes.substr(form, bytes.find('"', form) - form)));
  };
  const Record record = record_of(name);
  const validate::Checker& checker = checker_of(record.form().id);
  if (last_year.empty()) return checker.report(record);
  const Record previous = record_of(last_year);
  return checker.report(record, &previous);
}

TEST(Samples, the_real_report_deserves_one_warning) {
  const auto report = report_on_sample("ruian-commerce-bureau-2018.xml");
  EXPECT_EQ(summary(report.findings), "warning N-20");
  const Diagnostic found = finding(report.findings, "N-20");
  EXPECT_EQ(
      found.message.zh,
      "正文所列各项之和 278 + 96 + 12 + 4 + 2 = 392，少于总数 394：“我局主动公开政府信息394条（包括政务动态278条，"
      "通知公告96条，统计数据12条，行政处罚信息4条，政策文件2条）”。");
  EXPECT_EQ(found.place.xpath, "/record/chapter[2]/section[2]/p");
  for (const auto& rule : report.rules) EXPECT_NE(verdict(report, rule.id), "broken") << rule.id;
  EXPECT_EQ(verdict(report, "A-18"), "held");
  EXPECT_EQ(verdict(report, "A-1"), "not assessable");
  expect_golden(listing(report.findings), "validate/ruian-commerce-bureau-2018.txt");
}

TEST(Samples, good_ones_have_neither_errors_nor_warnings) {
  for (const char* name : {"filled-2018.xml", "zero-2018.xml", "rare-characters-2018.xml", "gb18030-2018.xml"}) {
    EXPECT_EQ(summary(report_on_sample(name).findings), "") << name;
  }
  for (const char* name : {"filled-2018.xml", "zero-2018.xml"}) {
    for (const auto& rule : report_on_sample(name).rules) EXPECT_EQ(rule.verdict, validate::RuleOutcome::Verdict::held);
  }
}

bool is_of_a_rule(const std::string& code) {
  return code.starts_with("figure-") || (code.size() > 2 && code[1] == '-' && code[0] >= 'A' && code[0] <= 'Z');
}

TEST(Samples, a_bad_one_breaks_the_rule_of_its_name_and_no_other) {
  std::set<std::string> codes;
  for (const auto& entry : std::filesystem::directory_iterator(samples + "bad")) {
    const std::string name = entry.path().stem().string();
    const std::string code = name.substr(0, name.find("--"));
    if (!is_of_a_rule(code) || name.ends_with("--several")) continue;
    codes.insert(code);
    const std::string found = summary(report_on_sample("bad/" + name + ".xml").findings);
    EXPECT_TRUE(found == "error " + code || found == "warning " + code) << name << ": " << found;
  }
  EXPECT_GE(codes.size(), 60U);
}

TEST(Samples, beside_last_years_record_a_bad_one_breaks_the_rule_of_its_name_and_no_other) {
  std::set<std::string> codes;
  for (const auto& entry : std::filesystem::directory_iterator(samples + "bad/previous")) {
    const std::string code = entry.path().stem().string();
    if (code.ends_with("--last-year")) continue;
    codes.insert(code);
    const std::string name = "bad/previous/" + code;
    EXPECT_EQ(summary(report_on_sample(name + ".xml").findings), "") << "alone it is right";
    EXPECT_EQ(summary(report_on_sample(name + "--last-year.xml").findings), "");
    EXPECT_EQ(summary(report_on_sample(name + ".xml", name + "--last-year.xml").findings), "warning " + code);
  }
  EXPECT_EQ(codes, (std::set<std::string>{"B-5", "B-9", "C-5", "C-6", "narrative-copied"}));
}

TEST(Samples, a_bad_narrative_has_one_warning) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(samples + "bad")) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("narrative--")) continue;
    ++count;
    const std::string found = summary(report_on_sample("bad/" + name).findings);
    EXPECT_TRUE(found.starts_with("warning N-") && found.find(';') == std::string::npos) << name << ": " << found;
  }
  EXPECT_GE(count, 10);
}

}  // namespace
}  // namespace banxin::test
