#include <gtest/gtest.h>

#include <set>

#include "support.h"

namespace banxin::test {
namespace {

// A rule of form (a), what breaks it and nothing else, and a neighbour that just keeps it.
struct Case {
  std::string rule;
  std::string severity;
  Row breaks;
  Row keeps;
  std::string zh;  // in the message about what breaks it
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {"A-1",
       "error",
       {{"received.network", "5"}},
       {{"received.network", "5"}, {"received.fax", "2"}},
       "收到申请数 12 ≠ 当面申请数 3 + 传真申请数 1 + 网络申请数 5 + 信函申请数 2 = 11。"},
      {"A-2",
       "error",
       {{"concluded.extended", "3"}},
       {{"concluded.extended", "3"}, {"concluded.on-time", "9"}},
       "申请办结数 12 ≠ 按时办结数 10 + 延期办结数 3 = 13。"},
      {"A-3",
       "error",
       {{"answered.other-way", "0"}},
       {{"answered.other-way", "0"}, {"answered.granted", "2"}},
       "申请答复数 12 ≠ 属于已主动公开范围数 2 + 同意公开答复数 1 + 同意部分公开答复数 1 + 不同意公开答复数 4 + "
       "不属于本行政机关公开数 1 + 申请信息不存在数 1 + 告知作出更改补充数 1 = 11（其余 1 项为 0）。"},
      {"A-4",
       "error",
       {{"refused.other", "1"}},
       {{"refused.other", "1"}, {"refused.privacy", "0"}},
       "不同意公开答复数 4 ≠ 涉及国家秘密 1 + 涉及商业秘密 1 + 涉及个人隐私 1 + "
       "危及国家安全、公共安全、经济安全和社会稳定 0 + 不是《条例》所指政府信息 1 + 法律法规规定的其他情形 1 = 5。"},
      {"A-5",
       "error",
       {{"reconsideration", "2"}},
       {{"reconsideration", "2"}, {"reconsideration.other", "0"}},
       "行政复议数量 2 ≠ 维持具体行政行为数 1 + 被依法纠错数 1 + 其他情形数 1 = 3。"},
      {"A-6",
       "error",
       {{"litigation", "1"}},
       {{"litigation", "1"}, {"litigation.other", "0"}},
       "行政诉讼数量 1 ≠ 维持具体行政行为或者驳回原告诉讼请求数 1 + 被依法纠错数 0 + 其他情形数 1 = 2。"},
      {"A-7",
       "error",
       {{"staff", "6"}},
       {{"staff", "6"}, {"staff.part-time", "4"}},
       "从事政府信息公开工作人员数 6 ≠ 专职人员数 2 + 兼职人员数 3 = 5。"},
      {"A-8",
       "error",
       {{"disclosed.normative", "395"}, {"normative.issued", "400"}},
       {{"disclosed.normative", "394"}, {"normative.issued", "400"}},
       "主动公开规范性文件数 395 > 主动公开政府信息数 394，而前者是后者的一部分。"},
      {"A-9",
       "error",
       {{"response-channels.press-conference.principal", "4"}},
       {{"response-channels.press-conference.principal", "3"}},
       "主要负责同志参加新闻发布会次数 4 > 参加或举办新闻发布会总次数 3，而前者是后者的一部分。"},
      {"A-9",
       "error",
       {{"response-channels.interview.principal", "5"}},
       {{"response-channels.interview.principal", "4"}},
       "主要负责同志参加政府网站在线访谈次数 5 > 政府网站在线访谈次数 4，而前者是后者的一部分。"},
      {"A-10",
       "warning",
       {{"channels.gazette", "395"}},
       {{"channels.gazette", "394"}},
       "政府公报公开政府信息数 395 > 主动公开政府信息数 394，通常不会如此。"},
      {"A-10",
       "warning",
       {{"channels.website", "395"}},
       {{"channels.website", "394"}},
       "政府网站公开政府信息数 395 > 主动公开政府信息数 394，通常不会如此。"},
      {"A-10",
       "warning",
       {{"channels.weibo", "395"}},
       {{"channels.weibo", "394"}},
       "政务微博公开政府信息数 395 > 主动公开政府信息数 394，通常不会如此。"},
      {"A-10",
       "warning",
       {{"channels.wechat", "395"}},
       {{"channels.wechat", "394"}},
       "政务微信公开政府信息数 395 > 主动公开政府信息数 394，通常不会如此。"},
      {"A-10",
       "warning",
       {{"channels.other", "395"}},
       {{"channels.other", "394"}},
       "其他方式公开政府信息数 395 > 主动公开政府信息数 394，通常不会如此。"},
      {"A-11",
       "warning",
       {{"channels.website", "249"}},
       {{"channels.website", "250"}},
       "各渠道之和 政府公报公开政府信息数 5 + 政府网站公开政府信息数 249 + 政务微博公开政府信息数 22 + "
       "政务微信公开政府信息数 117 + 其他方式公开政府信息数 0 = 393 < 主动公开政府信息数 394，通常不会如此。"},
      {"A-15",
       "warning",
       {{"received", "11"}, {"received.fax", "0"}},
       {{"received", "13"}, {"received.fax", "2"}},
       "申请办结数 12 > 收到申请数 11，通常不会如此。"},
      {"A-16",
       "warning",
       {{"answered", "11"}, {"answered.other-way", "0"}},
       {{"answered", "11"}, {"answered.other-way", "0"}, {"concluded", "11"}, {"concluded.on-time", "9"}},
       "申请答复数 11 ≠ 申请办结数 12，通常应相等。"},
      {"A-17",
       "warning",
       {{"normative.issued", "4"}},
       {{"normative.issued", "5"}},
       "主动公开规范性文件数 5 > 制发规范性文件总数 4，通常不会如此。"},
      {"A-18",
       "warning",
       {{"received", "0"},
        {"received.in-person", "0"},
        {"received.fax", "0"},
        {"received.network", "0"},
        {"received.letter", "0"},
        {"concluded", "0"},
        {"concluded.on-time", "0"},
        {"concluded.extended", "0"},
        {"answered", "/"}},
       {{"received", "0"},
        {"received.in-person", "0"},
        {"received.fax", "0"},
        {"received.network", "0"},
        {"received.letter", "0"},
        {"concluded", "0"},
        {"concluded.on-time", "0"},
        {"concluded.extended", "0"},
        {"answered", "/"},
        {"fees", "0.00"}},
       "收到申请数是 0，依申请公开信息收取的费用却是 0.018万元。"},
      {"A-19",
       "warning",
       {{"courses", "0"}},
       {{"courses", "0"}, {"participants", "0"}},
       "举办各类培训班数是 0，接受培训人员数却是 60人次。"},
      {"figure-decimal",
       "error",
       {{"complaints", "1.5"}},
       {{"funds", "12.55"}},
       "举报投诉数量 1.5 有小数，而它的单位是件。"},
  };
  return all;
}

TEST(Rules, a_filled_table_keeps_them_all) {
  const auto report = report_on(filled_record());
  EXPECT_EQ(listing(report.findings), "");
  for (const auto& rule : report.rules) EXPECT_EQ(verdict(report, rule.id), "held") << rule.id;
}

TEST(Rules, A_1_to_A_19_each_is_broken_alone_and_its_neighbour_keeps_it) {
  for (const Case& one : cases()) {
    const auto broken = report_on(filled_record(one.breaks));
    EXPECT_EQ(summary(broken.findings), one.severity + " " + one.rule) << one.zh;
    EXPECT_EQ(finding(broken.findings, one.rule).message.zh, one.zh);
    EXPECT_EQ(verdict(broken, one.rule), "broken");
    const auto kept = report_on(filled_record(one.keeps));
    EXPECT_EQ(summary(kept.findings), "") << "neighbour of " << one.zh;
    EXPECT_EQ(verdict(kept, one.rule), "held") << one.zh;
  }
}

TEST(Rules, every_rule_of_the_form_has_a_case) {
  std::set<std::string> tested;
  for (const Case& one : cases()) tested.insert(one.rule);
  for (const auto& rule : report_on(filled_record()).rules) {
    if (rule.id.starts_with("N-")) continue;  // which all forms share: later_rules_test.cpp
    EXPECT_TRUE(tested.contains(rule.id)) << rule.id;
  }
}

TEST(Rules, N_33_N_34_and_N_76_in_the_form_that_prescribes_no_chapters) {
  const auto chapter = [](const std::string& heading, const std::string& text) {
    return summary(
        report_on(filled_record({}, "<chapter><heading>" + heading + "</heading><p>" + text + "</p></chapter>"))
            .findings);
  };
  EXPECT_EQ(chapter("一、2017年主动公开情况", "一切正常。"), "warning N-33");
  EXPECT_EQ(chapter("一、2019年工作打算", "一切正常。"), "");
  EXPECT_EQ(chapter("一、概述", "2017年，我局工作正常。"), "warning N-34");
  EXPECT_EQ(chapter("一、概述", "2018年，我局工作正常。"), "");
  EXPECT_EQ(finding(report_on(filled_record({{"received", ""}})).findings, "N-76").message.zh,
            "收到申请数 空着，而它已填的各部分之和是 12。");
  EXPECT_EQ(verdict(report_on(filled_record({{"received", "/"}})), "N-76"), "held");
}

TEST(Rules, A_12_A_13_A_14_are_never_checked) {
  const auto report = report_on(filled_record());
  for (const char* never : {"A-12", "A-13", "A-14"}) EXPECT_EQ(verdict(report, never), "no such rule");
  // Sums that none of the three would hold for.
  EXPECT_EQ(summary(report_on(filled_record({{"channels.website", "300"}, {"channels.other", "200"}})).findings), "");
  EXPECT_EQ(summary(report_on(filled_record({{"responses", "100"}})).findings), "");
  EXPECT_EQ(summary(report_on(filled_record({{"responses", "1"}})).findings), "");
}

TEST(Rules, a_finding_names_figures_labels_and_places_in_both_languages) {
  const auto report = report_on(filled_record({{"received.network", "5"}}));
  const Diagnostic found = finding(report.findings, "A-1");
  EXPECT_EQ(found.place.xpath, "/record/chapter/statistics/row[17]");
  EXPECT_EQ(found.message.en, "收到申请数 12 ≠ 当面申请数 3 + 传真申请数 1 + 网络申请数 5 + 信函申请数 2 = 11.");
  EXPECT_EQ(found.hint.zh, "核对总数和各部分，改正填错的一格。");
  EXPECT_EQ(found.hint.en, "Check the total and its parts, and correct the figure that is wrong.");
  ASSERT_EQ(found.related.size(), 5U);
  EXPECT_EQ(found.related[0].note.zh, "（一）收到申请数：12件");
  EXPECT_EQ(found.related[3].note.en, "3.网络申请数: 5 件");
  EXPECT_EQ(found.related[3].place.xpath, "/record/chapter/statistics/row[20]");
  EXPECT_EQ(found.related[3].place.line, found.place.line + 3);
}

TEST(Rules, D_06_no_placeholder_is_taken_as_0) {
  // With 0 in its place A-7 would be broken.
  for (const char* value : {"", "absent", "/", "-", "不适用"}) {
    const auto report = report_on(filled_record({{"staff.part-time", value}}));
    EXPECT_EQ(summary(report.findings), "") << value;
    EXPECT_EQ(verdict(report, "A-7"), "not assessable") << value;
    EXPECT_EQ(finding(report.findings, "rules-not-assessable").severity, Severity::note);
  }
  EXPECT_EQ(summary(report_on(filled_record({{"staff.part-time", "0"}})).findings), "error A-7");
}

TEST(Rules, one_note_names_the_rules_that_could_not_be_assessed_and_why) {
  const auto report = report_on(filled_record(
      {{"staff", "/"}, {"staff.part-time", "不适用"}, {"refused.other", ""}, {"refused.privacy", "absent"}}));
  ASSERT_EQ(report.findings.size(), 1U);
  const Diagnostic& note = report.findings.front();
  EXPECT_EQ(note.code, "rules-not-assessable");
  EXPECT_EQ(note.message.zh,
            "规则 A-4、A-7 无法判断，因为这几格没有数：涉及个人隐私、法律法规规定的其他情形（空白）；"
            "从事政府信息公开工作人员数（“/”）；兼职人员数（不适用）。");
  EXPECT_EQ(
      note.message.en,
      "Rules A-4, A-7 could not be judged, because there is no figure in 涉及个人隐私, 法律法规规定的其他情形 (blank); "
      "从事政府信息公开工作人员数 (\"/\"); 兼职人员数 (不适用 (not applicable)).");
  EXPECT_TRUE(note.related.empty());
}

TEST(Rules, of_a_record_that_is_mostly_blank_the_note_is_one_line_of_numbers) {
  const auto report = report_on(record_with_text("本年度。", {{"staff", "5"}}));
  const Diagnostic note = finding(report.findings, "rules-not-assessable");
  EXPECT_TRUE(note.related.empty());
  EXPECT_LT(note.message.zh.size(), 200U) << note.message.zh;
  EXPECT_NE(note.message.zh.find("格没有数（空白）"), std::string::npos) << note.message.zh;
}

TEST(Rules, a_rule_broken_in_one_place_is_broken_though_another_cannot_be_assessed) {
  const auto report = report_on(filled_record({{"channels.gazette", ""}, {"channels.website", "500"}}));
  EXPECT_EQ(verdict(report, "A-10"), "broken");
  EXPECT_EQ(finding(report.findings, "rules-not-assessable").message.zh,
            "规则 A-10、A-11 无法判断，因为这一格没有数：政府公报公开政府信息数（空白）。");
}

TEST(Rules, rows_may_stand_in_any_order_and_messages_follow_the_form) {
  std::string rows;
  for (const char* id : {"received.letter", "received.network", "received.fax", "received.in-person"}) {
    rows += "<row id=\"" + std::string(id) + "\">" + (std::string(id).ends_with("fax") ? "7" : "1") + "</row>";
  }
  const auto report = report_on(filled_record({{"received.letter", "absent"},
                                               {"received.network", "absent"},
                                               {"received.fax", "absent"},
                                               {"received.in-person", "absent"}},
                                              "", rows));
  EXPECT_EQ(finding(report.findings, "A-1").message.zh,
            "收到申请数 12 ≠ 当面申请数 1 + 传真申请数 7 + 网络申请数 1 + 信函申请数 1 = 10。");
}

TEST(Rules, A_1_a_row_of_the_bureaus_own_may_belong_to_the_sum_or_not) {
  const auto own = [](const std::string& attributes, const std::string& value) {
    return "<own-row after=\"received.letter\" label=\"5.电话申请数\" unit=\"件\"" + attributes + ">" + value +
           "</own-row>";
  };
  const Row changed = {{"received.network", "5"}};
  EXPECT_EQ(summary(report_on(filled_record(changed, "", own("", "1"))).findings), "");
  EXPECT_EQ(summary(report_on(filled_record({}, "", own("", "1"))).findings), "");
  const auto wrong = report_on(filled_record(changed, "", own("", "4")));
  EXPECT_EQ(finding(wrong.findings, "A-1").message.zh,
            "收到申请数 12 ≠ 当面申请数 3 + 传真申请数 1 + 网络申请数 5 + 信函申请数 2 + 电话申请数 4 = 15。");
  // Of another level it is a part of something else; blank, nobody knows.
  EXPECT_EQ(summary(report_on(filled_record(changed, "", own(" level=\"3\"", "1"))).findings), "error A-1");
  const auto blank = report_on(filled_record(changed, "", own("", "")));
  EXPECT_EQ(verdict(blank, "A-1"), "not assessable");
  EXPECT_EQ(finding(blank.findings, "rules-not-assessable").message.zh,
            "规则 A-1 无法判断，因为这一格没有数：电话申请数（空白）。");
}

TEST(Rules, figures_beyond_every_machine_number_are_added_exactly) {
  EXPECT_EQ(
      summary(report_on(filled_record(
                            {{"staff", "900719925475"}, {"staff.full-time", "900719925474"}, {"staff.part-time", "1"}}))
                  .findings),
      "");
  EXPECT_EQ(
      summary(report_on(filled_record(
                            {{"staff", "900719925475"}, {"staff.full-time", "900719925474"}, {"staff.part-time", "2"}}))
                  .findings),
      "error A-7");
}

}  // namespace
}  // namespace banxin::test
