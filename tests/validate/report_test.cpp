#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "support.h"
#include "support/golden.h"

namespace banxin::test {
namespace {

TEST(Report, knows_what_it_is_about) {
  const std::string bytes = filled_record();
  const auto report = report_on(bytes);
  EXPECT_EQ(report.file, "r.xml");
  EXPECT_EQ(report.form, "disclosure-2018");
  EXPECT_EQ(report.sha512, read(bytes).sha512());
  ASSERT_EQ(report.rules.size(), 34U);
  EXPECT_EQ(report.rules.front().id, "A-1");
  EXPECT_EQ(report.rules.back().id, "N-78");
}

// Schema, rules and narrative, all at once, in the order of the record.
TEST(Report, findings_of_all_kinds_stand_in_the_order_of_the_record) {
  const auto report = report_on(filled_record(
      {{"received.fax", "９"}, {"staff", "9"}, {"channels.website", "500"}, {"complaints", "x"}, {"fees", "0.5"}},
      "<chapter><heading>二、甲</heading><p>2018年主动公开政府信息380条。</p><poem/></chapter>\n"));
  EXPECT_EQ(summary(report.findings),
            "warning narrative-numbering; warning N-1; error schema-invalid; warning A-10; error schema-invalid; error "
            "schema-invalid; error A-7");
  for (std::size_t i = 1; i < report.findings.size(); ++i) {
    EXPECT_LE(report.findings[i - 1].place.line, report.findings[i].place.line);
  }
}

TEST(Report, findings_of_one_line_stand_in_the_order_of_the_record_too) {
  std::string bytes = filled_record({{"staff", "9"}, {"channels.website", "500"}, {"answered", "13"}},
                                    "<chapter><heading>二、甲</heading></chapter>");
  std::replace(bytes.begin(), bytes.end(), '\n', ' ');
  EXPECT_EQ(summary(report_on(bytes).findings),
            "warning narrative-numbering; warning A-10; error A-3; warning A-16; error A-7");
}

TEST(Report, a_figure_that_is_none_is_told_of_clearly_and_never_calculated_with) {
  const std::vector<std::pair<std::string, std::string>> values = {
      {"１２", "兼职人员数的统计数“１２”不能用：里面有全角字符。"},
      {"1,286", "兼职人员数的统计数“1,286”不能用：有千位分隔号。"},
      {"1，286", "兼职人员数的统计数“1，286”不能用：有千位分隔号。"},
      {"12件", "兼职人员数的统计数“12件”不能用：数字后面还有“件”。"},
      {"12.", "兼职人员数的统计数“12.”不能用：数字之外还有别的字符。"},
      {"无", "兼职人员数的统计数“无”不能用：是文字。"},
      {"十二", "兼职人员数的统计数“十二”不能用：用了汉字数字。"},
  };
  for (const auto& [value, message] : values) {
    const auto report = report_on(filled_record({{"staff.part-time", value}}));
    EXPECT_EQ(summary(report.findings), "error schema-invalid");
    const Diagnostic found = finding(report.findings, "schema-invalid");
    EXPECT_EQ(found.place.xpath, "/record/chapter/statistics/row[54]") << value;
    EXPECT_EQ(found.message.zh, message);
    EXPECT_FALSE(found.hint.zh.empty());
    EXPECT_EQ(verdict(report, "A-7"), "not assessable") << value;
  }
  // Numbers that the form does not want so written, and a fault elsewhere in the row, keep the schema's own words.
  for (const char* value : {"-3", "0012"}) {
    const auto found = finding(report_on(filled_record({{"staff.part-time", value}})).findings, "schema-invalid");
    EXPECT_NE(found.message.zh.find(value), std::string::npos) << found.message.zh;
  }
  const auto own = report_on(
      filled_record({}, "", "<own-row after=\"staff\" label=\"志愿者数\" unit=\"名\" level=\"9\">两名</own-row>"));
  ASSERT_GE(own.findings.size(), 2U);
  EXPECT_EQ(std::count_if(
                own.findings.begin(), own.findings.end(),
                [](const Diagnostic& one) { return one.message.zh == "志愿者数的统计数“两名”不能用：用了汉字数字。"; }),
            1);
  EXPECT_EQ(verdict(report_on(filled_record({{"staff.part-time", "１２"}})), "A-7"), "not assessable");
  // The error is what to mend first: nothing is said of the rules that it keeps from being judged.
  EXPECT_EQ(report_on(filled_record({{"staff.part-time", "12件"}})).findings.count("rules-not-assessable"), 0U);
}

TEST(Report, of_a_row_that_stands_there_twice_nobody_knows_the_figure) {
  const auto report = report_on(filled_record({}, "", "<row id=\"staff\">9</row>"));
  EXPECT_EQ(summary(report.findings), "error schema-invalid");
  EXPECT_EQ(verdict(report, "A-7"), "not assessable");
}

TEST(Report, of_a_record_that_the_schema_refuses_rules_that_need_its_shape_are_not_judged) {
  const auto report = report_on(filled_record({{"complaints", "1.5"}, {"staff", "9"}}, "<poem/>"));
  EXPECT_EQ(summary(report.findings), "error schema-invalid; error A-7");
  EXPECT_EQ(verdict(report, "figure-decimal"), "not assessable");
  EXPECT_EQ(report.findings.count("rules-not-assessable"), 0U);
}

TEST(Report, a_record_without_a_table_leaves_the_rules_unjudged) {
  std::string bytes = filled_record();
  const std::size_t begin = bytes.find("<statistics>");
  bytes.erase(begin, bytes.find("</statistics>") + std::string("</statistics>").size() - begin);
  const auto report = report_on(bytes);
  EXPECT_EQ(summary(report.findings), "");
  EXPECT_EQ(verdict(report, "A-1"), "not assessable");
  EXPECT_EQ(finding(report.findings, "rules-not-assessable").place.xpath, "/record");
}

TEST(Report, is_the_same_every_time) {
  const std::string bytes = filled_record({{"staff", "9"}, {"fees", "不适用"}}, "<poem/>");
  EXPECT_EQ(listing(report_on(bytes).findings), listing(report_on(bytes).findings));
  EXPECT_EQ(validate::to_svrl(report_on(bytes)), validate::to_svrl(report_on(bytes)));
}

TEST(Check, D_05_errors_refuse_and_warnings_pass) {
  const auto checked = [](const Row& changes, validate::Admit admit) {
    return the_checker().check(read(filled_record(changes)), admit);
  };
  using validate::Admit;
  EXPECT_TRUE(checked({}, Admit::valid_only));
  const auto warned = checked({{"courses", "0"}}, Admit::valid_only);
  ASSERT_TRUE(warned);
  EXPECT_FALSE(warned->is_draft());
  EXPECT_EQ(summary(warned->findings()), "warning A-19");
  EXPECT_TRUE(warned.findings().empty()) << "they are the record's";
  const auto refused = checked({{"staff", "9"}}, Admit::valid_only);
  EXPECT_FALSE(refused);
  EXPECT_EQ(summary(refused.findings()), "error A-7");
  const auto draft = checked({{"staff", "9"}}, Admit::drafts_too);
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->is_draft());
  EXPECT_EQ(summary(draft->findings()), "error A-7");
  EXPECT_FALSE(checked({}, Admit::drafts_too)->is_draft());
}

TEST(Dump, is_one_line_per_finding) {
  const auto record = the_checker().check(read(filled_record({{"courses", "0"}, {"staff", "/"}})));
  ASSERT_TRUE(record);
  expect_golden(validate::dump(*record), "validate/dump.txt");
}

// Text repeated up to `size` bytes.
std::string repeated(const std::string& text, std::size_t size) {
  std::string out;
  while (out.size() + text.size() <= size) out += text;
  return out;
}

// As much as an input may hold of what costs most: it ends, and the test's time limit says how soon.
TEST(Report, hostile_records_end) {
  constexpr std::size_t most_text = 1'000'000;  // of one paragraph
  const std::string digits(1'000'000, '9');
  const std::string chapter = "<chapter><heading>一、甲</heading><p>";
  std::string paragraphs;
  for (int i = 0; i < 15; ++i)
    paragraphs += chapter + repeated("没有收到公开政府信息39条（包括甲1条，", most_text) + "</p></chapter>";
  for (const std::string& bytes :
       {filled_record({}, "", repeated("<row id=\"staff\">1</row>", 920'000)),
        record_with_text(repeated("公开政府信息没有收到未", most_text), {{"received", "1"}}),
        record_with_text(repeated("2018年没有收到公开政府信息9条（包括甲9条，甲9条）。", most_text),
                         {{"received", "1"}}),
        record_with_text("公开394条（包括" + repeated("甲1条，", most_text) + "）。", {}),
        record_with_text(digits, {{"staff", digits}, {"staff.full-time", digits}, {"staff.part-time", digits}}),
        filled_record({}, paragraphs)}) {
    EXPECT_FALSE(report_on(bytes).form.empty());
  }
}

// Last year's file with a new first line: the schema names each id, one finding says what they have in common.
class OtherForm : public testing::Test {
 protected:
  // The record of one form, said to follow another, before the forms that there are.
  static std::string message(const std::string& sample, const std::string& form,
                             const std::function<void(std::string&)>& change = {}) {
    std::string bytes = read_all(std::string(BANXIN_SOURCE_DIR) + "/samples/" + sample);
    const std::size_t at = bytes.find("disclosure-");
    bytes.replace(at, form.size(), form);
    if (change) change(bytes);
    std::vector<Form> forms;
    for (const char* id : {"disclosure-2018", "disclosure-2019", "disclosure-2021"}) forms.push_back(form_of(id));
    const auto checker = validate::Checker::load(form_of(form), forms);
    const Findings findings = checker->report(read(bytes, form_of(form))).findings;
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [](const Diagnostic& it) { return it.code == "record-other-form"; });
    return found == findings.end() ? "" : found->message.zh;
  }
};

TEST_F(OtherForm, is_named_with_the_ids_that_give_it_away) {
  EXPECT_EQ(message("filled-2019.xml", "disclosure-2021"),
            "统计表不是 disclosure-2021 的，而是 disclosure-2019（2000- 的年度）的：行、栏 made（本年新制作数量）、"
            "disclosed（本年新公开数量）、disclosed-total（对外公开总数量）等 8 个只有后者有。");
  EXPECT_EQ(message("filled-2021.xml", "disclosure-2019"),
            "统计表不是 disclosure-2019 的，而是 disclosure-2021（2000- 的年度）的：行、栏 issued（本年制发件数）、"
            "repealed（本年废止件数）、in-force（现行有效件数）等 6 个只有后者有。");
  EXPECT_NE(message("filled-2018.xml", "disclosure-2021").find("而是 disclosure-2018（"), std::string::npos);
  EXPECT_NE(message("filled-2021.xml", "disclosure-2018").find("而是 disclosure-2021（"), std::string::npos);
}

TEST_F(OtherForm, is_not_suspected_for_a_slip) {
  const auto slip = [](std::string& bytes) { bytes.replace(bytes.find("\"received\""), 10, "\"recieved\""); };
  for (const char* year : {"2018", "2019", "2021"}) {
    const std::string sample = std::string("filled-") + year + ".xml";
    const std::string form = std::string("disclosure-") + year;
    EXPECT_EQ(message(sample, form), "");
    EXPECT_EQ(message(sample, form, slip), "");
  }
  EXPECT_NE(message("filled-2019.xml", "disclosure-2021", slip), "");
}

}  // namespace
}  // namespace banxin::test
