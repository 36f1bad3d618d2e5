#include <gtest/gtest.h>

#include "sample_record.h"

namespace banxin::test {
namespace {

// What the narrative makes of a paragraph beside a table with these rows, and one that no sentence speaks of.
std::string warnings(const std::string& paragraph, Row rows = {}) {
  rows.emplace("meetings", "2");
  return summary(report_on(record_with_text(paragraph, rows)).findings);
}

// A sentence about a cell: agrees with the right figure, is a warning with the wrong one.
struct Statement {
  std::string id;
  std::string cell;
  std::string right;
  std::string text;
};

TEST(Narrative, N_1_to_N_9_a_sentence_must_agree_with_its_cell) {
  const std::vector<Statement> statements = {
      {"N-1", "disclosed", "394", "2018年度，我局主动公开政府信息394条。"},
      {"N-1", "disclosed", "394", "全年共主动公开信息 394 条。"},
      {"N-1", "disclosed", "394", "主动公开政府信息数为３９４条"},
      {"N-1", "disclosed", "1286", "我局主动公开政府信息1,286条(包括政务动态等),微博公开3条."},
      {"N-1", "disclosed", "394", "2018年主动公开政府信息394条，同比增长5%。"},
      {"N-1", "disclosed", "394", "与2017年相比增加20条，2018年主动公开政府信息394条。"},
      {"N-1", "disclosed", "394", "二〇一八年，我局主动公开政府信息394条。"},
      {"N-1", "disclosed", "394", "2017年公开380条。2018年，我局主动公开政府信息394条。"},
      {"N-2", "channels.website", "394", "其中通过政府网站公开政府信息394条。"},
      {"N-2", "channels.website", "394", "通过政府公报公开政府信息12条，政府网站公开政府信息394条。"},
      {"N-3", "channels.weibo", "22", "微博公开22条。"},
      {"N-3", "channels.weibo", "22", "政务微博公开政府信息22条。"},
      {"N-4", "channels.wechat", "117", "微信公众号公开政府信息117条。"},
      {"N-4", "channels.wechat", "117", "通过政务微信公开117条。"},
      {"N-5", "responses", "9", "另外，回应公众关注热点或重大舆情9次。"},
      {"N-6", "received", "23", "2018年，我局收到政府信息公开申请23件，其中当面申请2件。"},
      {"N-6", "received", "23", "共收到依申请公开23件"},
      {"N-7", "reconsideration", "2", "2018年，因政府信息公开引起的行政复议2件，行政诉讼1件。"},
      {"N-8", "litigation", "1", "2018年，因政府信息公开引起的行政复议2件，行政诉讼1件。"},
      {"N-9", "fees", "0.018", "收取费用0.018万元。"},
      {"N-9", "fees", "0", "收取政府信息公开费用0万元。"},
  };
  for (const Statement& one : statements) {
    EXPECT_EQ(warnings(one.text, {{one.cell, one.right}}), "") << one.text;
    EXPECT_EQ(warnings(one.text, {{one.cell, "77"}}), "warning " + one.id) << one.text;
    EXPECT_EQ(warnings(one.text, {{one.cell, ""}}), "") << one.text;
    EXPECT_EQ(warnings(one.text, {{one.cell, "/"}}), "") << one.text;
  }
}

TEST(Narrative, N_10_to_N_14_none_in_words_is_0_in_the_table) {
  const std::vector<Statement> statements = {
      {"N-10", "disclosed", "0", "2018年，本单位没有主动公开政府信息。"},
      {"N-11", "received", "0", "2018年度，我局没有接到依申请公开的事项。"},
      {"N-11", "received", "0", "未收到政府信息公开申请，政府信息公开无收费事项。"},
      {"N-11", "received", "0", "我局未收到公民、法人或其他组织的政府信息公开申请。"},
      {"N-12", "reconsideration", "0", "我局未出现针对本部门因政府信息公开事务的行政复议案和行政诉讼案件。"},
      {"N-12", "reconsideration", "0", "未发生因政府信息公开引起的行政复议。"},
      {"N-13", "litigation", "0", "我局未出现针对本部门因政府信息公开事务的行政复议案和行政诉讼案件。"},
      {"N-13", "litigation", "0", "没有发生因政府信息公开申请行政复议、行政诉讼的情况。"},
      {"N-14", "fees", "0", "2018年度，我局政府信息公开无收费事项。"},
      {"N-14", "fees", "0", "办理政府信息公开申请，未收取任何费用。"},
  };
  for (const Statement& one : statements) {
    EXPECT_EQ(warnings(one.text, {{one.cell, "0"}}), "") << one.text;
    EXPECT_EQ(warnings(one.text, {{one.cell, "3"}}), "warning " + one.id) << one.text;
    EXPECT_EQ(warnings(one.text, {{one.cell, ""}}), "") << one.text;
  }
}

TEST(Narrative, sentences_that_speak_of_something_else_are_passed_over) {
  const std::vector<std::pair<std::string, std::string>> traps = {
      {"disclosed", "2017年，我局主动公开政府信息380条。"},
      {"disclosed", "2017年的情况如下。我局主动公开政府信息380条。"},
      {"disclosed", "去年，我局主动公开政府信息380条。"},
      {"disclosed", "2008年以来，我局累计主动公开政府信息5800条。"},
      {"disclosed", "2017—2018年，我局主动公开政府信息774条。"},
      {"disclosed", "截至2018年底，主动公开政府信息5800条。"},
      {"disclosed", "2018年上半年主动公开政府信息180条。"},
      {"disclosed", "2018年1—6月主动公开政府信息180条。"},
      {"disclosed", "2019年计划主动公开政府信息500条。"},
      {"disclosed", "下一步将主动公开政府信息500条以上。"},
      {"disclosed", "主动公开政府信息约390条。"},
      {"disclosed", "主动公开政府信息390余条。"},
      {"disclosed", "主动公开政府信息近400条。"},
      {"disclosed", "主动公开政府信息超过390条。"},
      {"disclosed", "主动公开政府信息390至400条。"},
      {"disclosed", "主动公开政府信息3.9万条。"},
      {"disclosed", "比去年多主动公开政府信息20条。"},
      {"disclosed", "同比增加主动公开政府信息20条。"},
      {"disclosed", "通过政府网站主动公开政府信息300条。"},
      {"disclosed", "在重点领域，主动公开政府信息120条。"},
      {"disclosed", "其中主动公开政府信息20条。"},
      {"disclosed", "下属单位主动公开政府信息200条。"},
      {"disclosed", "主动公开财政信息12条。"},
      {"disclosed", "编号为〔2018〕394条。"},
      {"disclosed", "没有主动公开政府信息不及时的情况。"},
      {"channels.website", "通过政府网站和局网站公开政府信息500条。"},
      {"channels.website", "政府网站在线访谈2次。"},
      {"channels.weibo", "微博微信公开政府信息139条。"},
      {"channels.wechat", "微信、微博公开政府信息139条。"},
      {"channels.wechat", "微信公众号关注人数1170条。"},
      {"responses", "回应公众关注热点9件。"},
      {"received", "其中收到网络政府信息公开申请15件。"},
      {"received", "收到行政复议申请2件。"},
      {"received", "受理行政许可申请230件，全部公开。"},
      {"received", "办结政府信息公开申请21件。"},
      {"reconsideration", "全年办理行政复议30件，政府信息公开工作有序。"},
      {"reconsideration", "因政府信息公开引起的行政复议中，其中维持的行政复议1件。"},
      {"reconsideration", "全年审结行政复议30件。"},
      {"fees", "收取行政事业性费用3万元。"},
      {"fees", "收取费用180元。"},
      {"received", "未收到当面申请。"},
      {"received", "未收到政府信息公开投诉。"},
      {"received", "我局2017年度没有接到依申请公开的事项。"},
      {"reconsideration", "未发生因政府信息公开答复不及时引起的行政复议。"},
      {"litigation", "未发生行政诉讼败诉。"},
      {"fees", "无乱收费行为。"},
  };
  for (const auto& [cell, text] : traps) EXPECT_EQ(warnings(text, {{cell, "77"}}), "") << text;
}

TEST(Narrative, a_heading_of_another_year_silences_what_stands_under_it) {
  const auto record = [](const std::string& heading) {
    return filled_record({}, "<chapter><heading>" + heading + "</heading><p>主动公开政府信息380条。</p></chapter>");
  };
  EXPECT_EQ(summary(report_on(record("一、主动公开情况")).findings), "warning N-1");
  EXPECT_EQ(summary(report_on(record("一、2018年主动公开情况")).findings), "warning N-1");
  EXPECT_EQ(summary(report_on(record("一、2017年主动公开情况")).findings), "warning N-33");
  EXPECT_EQ(summary(report_on(record("一、2019年工作打算")).findings), "");
}

TEST(Narrative, another_year_holds_until_the_reports_own_is_named) {
  const auto record = [](const std::string& paragraphs) {
    return filled_record({}, "<chapter><heading>一、情况</heading>" + paragraphs + "</chapter>");
  };
  EXPECT_EQ(summary(report_on(record("<p>2017年总结。</p><p>主动公开政府信息380条。</p>")).findings), "");
  EXPECT_EQ(summary(report_on(record("<p>2017年总结。</p><p>2018年主动公开政府信息380条。</p>")).findings),
            "warning N-1");
}

TEST(Narrative, several_figures_for_one_cell_are_no_contradiction_when_one_agrees_or_all_differ) {
  const Row cell = {{"disclosed", "394"}};
  EXPECT_EQ(warnings("主动公开政府信息394条。主动公开政府信息20条。", cell), "");
  EXPECT_EQ(warnings("主动公开政府信息300条。主动公开政府信息20条。", cell), "");
  EXPECT_EQ(warnings("主动公开政府信息300条。主动公开政府信息300条。", cell), "warning N-1");
  EXPECT_EQ(warnings("收到政府信息公开申请3件。分局没有接到依申请公开的事项。", {{"received", "3"}}), "");
}

TEST(Narrative, channels_are_no_breakdown) {
  EXPECT_EQ(
      warnings("主动公开政府信息394条，其中通过政府网站公开政府信息394条，微信公众号公开政府信息117条，微博公开22条。"),
      "");
  EXPECT_EQ(warnings("主动公开政府信息394条（包括政府网站394条，微信117条，微博22条）。"), "");
}

TEST(Narrative, N_20_parts_in_a_bracket_must_add_up) {
  EXPECT_EQ(warnings("公开信息394条（包括政务动态278条，通知公告96条，统计数据12条，行政处罚信息4条，政策文件2条）。"),
            "warning N-20");
  EXPECT_EQ(warnings("公开信息392条（包括政务动态278条，通知公告96条，统计数据12条，行政处罚信息4条，政策文件2条）。"),
            "");
  EXPECT_EQ(warnings("公开信息 394 条 (包括 政务动态 278 条, 通知公告 96 条, 统计数据 12 条)."), "warning N-20");
  EXPECT_EQ(warnings("公开信息1,394条（分别为政务动态1,278条、通知公告116条）。"), "");
  EXPECT_EQ(warnings("公开信息1,394条（分别为政务动态1,278条、通知公告115条）。"), "warning N-20");
  EXPECT_EQ(warnings("收入3.5万元（分别为甲1.25万元和乙2.25万元）。"), "");
  EXPECT_EQ(warnings("收入3.5万元（分别为甲1.25万元和乙2.2万元）。"), "warning N-20");
  EXPECT_EQ(warnings("2017年公开380条（分别为动态300条，公告70条）。"), "warning N-20") << "a sum is wrong in any year";
}

TEST(Narrative, N_21_three_parts_and_more_behind_qizhong_must_add_up) {
  EXPECT_EQ(warnings("公开信息30条（其中动态10条，公告10条，其他9条）。"), "warning N-21");
  EXPECT_EQ(warnings("公开信息30条，其中动态10条，公告10条，其他9条。"), "warning N-21");
  EXPECT_EQ(warnings("公开信息30条（其中动态10条，公告10条，其他10条）。"), "");
  EXPECT_EQ(warnings("公开信息30条（其中动态10条，公告10条，数据9条）。"), "") << "these need not be all";
  EXPECT_EQ(warnings("公开信息30条（其中包括动态10条，公告10条，数据9条）。"), "warning N-20")
      << "one finding, not two";
}

TEST(Narrative, N_22_results_are_not_more_than_the_cases) {
  EXPECT_EQ(warnings("行政复议3件（其中维持2件，纠正1件，尚未审结1件）。"), "warning N-22");
  EXPECT_EQ(warnings("行政复议3件，其中维持2件、纠正2件。"), "warning N-22");
  EXPECT_EQ(warnings("行政复议3件（其中维持2件，纠正1件）。"), "");
  EXPECT_EQ(warnings("行政复议3件（其中维持2件）。"), "") << "the rest need not be told";
  EXPECT_EQ(warnings("行政复议3件，其中维持3件，行政诉讼2件。"), "") << "another matter follows";
  EXPECT_EQ(warnings("培训12期（其中线上9期，面向基层8期）。"), "") << "one may be both";
}

TEST(Narrative, N_23_a_percentage_that_no_two_figures_of_the_paragraph_make) {
  EXPECT_EQ(warnings("公开信息40条，其中动态10条，占26%。"), "");
  EXPECT_EQ(warnings("公开信息40条，其中动态10条，占28%。"), "warning N-23");
  EXPECT_EQ(warnings("公开信息40条，其中动态10条，占25%。"), "");
  EXPECT_EQ(warnings("公开信息30条，其中动态10条，占33.3%。"), "");
  EXPECT_EQ(warnings("公开信息30条，其中动态10条，占33.33%。"), "");
  EXPECT_EQ(warnings("全年12件。公开信息40条，其中动态10条，占30%。"), "") << "12 of 40";
  EXPECT_EQ(warnings("公开信息40条，其中动态10条，约占28%。"), "");
  EXPECT_EQ(warnings("网络申请38件，涉及征收21件，占55.9%。"), "") << "nobody says of what";
}

TEST(Narrative, N_20_what_is_no_plain_list_of_parts_is_passed_over) {
  for (const char* text : {
           "公开信息394条（包括政务动态278条，通知公告96条等）。",
           "公开信息394条（包括政务动态278条，其中要闻30条，通知公告96条）。",
           "公开信息394条（包括政务动态278条）。",
           "公开信息394条（包括政务动态278条，通知公告96条）。",
           "公开信息394条（包括政务动态278条，会议3次）。",
           "公开信息394条（包括政务动态278条，通知公告若干条）。",
           "公开信息394条（包括政务动态约278条，通知公告96条）。",
           "公开信息约394条（包括政务动态278条，通知公告96条）。",
           "公开信息394条。（包括政务动态278条，通知公告96条）。",
           "公开信息394条，包括政务动态278条，通知公告96条。",
           "公开信息394条（含动态278条（要闻30条），公告96条）。",
           "公开信息394条（政务动态278条，通知公告96条）。",
           "第394条（包括第1款，第2款）。",
       }) {
    EXPECT_EQ(warnings(text), "") << text;
  }
}

TEST(Narrative, N_20_the_message_has_sum_figures_and_where_each_stands) {
  const auto report =
      report_on(record_with_text("2018年，公开信息394条（分别为政务\n动态278条，\n通知公告 96 条）。", {}));
  const Diagnostic found = finding(report.findings, "N-20");
  EXPECT_EQ(found.message.zh,
            "正文所列各项之和 278 + 96 = 374，少于总数 394：“公开信息394条（分别为政务动态278条，通知公告 96 条）”。");
  EXPECT_EQ(found.message.en,
            "The parts in the text make 278 + 96 = 374, less than the total 394: "
            "\"公开信息394条（分别为政务动态278条，通知公告 96 条）\".");
  EXPECT_EQ(found.place.xpath, "/record/chapter[1]/p[1]");
  ASSERT_EQ(found.related.size(), 3U);
  EXPECT_EQ(found.related[0].note.zh, "总数：公开信息394条");
  EXPECT_EQ(found.related[1].note.zh, "分项：政务动态278条");
  EXPECT_EQ(found.related[2].note.en, "a part: 通知公告 96 条");
  EXPECT_EQ(found.related[2].place.line, found.place.line + 2) << "the part's own line";
}

TEST(Narrative, N_1_the_message_has_both_figures_and_both_places) {
  const auto report = report_on(record_with_text("2018年，主动公开政府信息394条。", {{"disclosed", "349"}}));
  const Diagnostic found = finding(report.findings, "N-1");
  EXPECT_EQ(found.severity, Severity::warning);
  EXPECT_EQ(found.message.zh, "正文说“主动公开政府信息394条”，统计表的“主动公开政府信息数”却是 349条。");
  EXPECT_EQ(found.message.en,
            "The text says \"主动公开政府信息394条\", but the table has 349 条 for \"主动公开政府信息数\".");
  EXPECT_EQ(found.place.xpath, "/record/chapter[1]/p[1]");
  ASSERT_EQ(found.related.size(), 2U);
  EXPECT_EQ(found.related[1].place.xpath, "/record/chapter[2]/statistics/row");
}

TEST(Narrative, texts_in_lists_sections_and_the_introduction_count_and_an_extension_does_not) {
  const std::string text = "主动公开政府信息380条。";
  const auto inside = [&](const std::string& before, const std::string& after) {
    return summary(report_on(filled_record({}, before + text + after)).findings);
  };
  EXPECT_EQ(inside("<introduction><p>", "</p></introduction>"), "warning N-1");
  EXPECT_EQ(inside("<chapter><heading>一、</heading><list><item>", "</item></list></chapter>"), "warning N-1");
  EXPECT_EQ(inside("<chapter><heading>甲</heading><section><heading>乙</heading><p>", "</p></section></chapter>"),
            "warning N-1");
  std::string record = filled_record();
  const std::string extension = "<extension><x:p xmlns:x=\"urn:x\">" + text + "</x:p></extension>";
  record.insert(record.find("</record>"), extension);
  EXPECT_EQ(summary(report_on(record).findings), "");
}

TEST(Narrative, N_28_growth_follows_from_last_years_record) {
  const std::string paragraph = "我局收到政府信息公开申请60件，";
  const Form form = form_of("disclosure-2021");
  const auto record = [](const std::string& year, const Row& cells, const std::string& text) {
    return sample_record(
        "filled-2021.xml",
        {.cells = cells, .year = year, .bureau = "某局", .text = {{"overview", "<p>" + text + "</p>"}}});
  };
  const Record last_year = read(record("2022", {{"received/total", "50"}, {"carried-in/total", "0"}}, "正常。"), form);
  const auto findings = [&](const std::string& growth) {
    const Record now = read(record("2023", {}, paragraph + growth + "。"), form);
    return checker_of(form.id).report(now, &last_year).findings;
  };
  for (const char* right :
       {"同比增长20%", "同比增长20.0%", "较上年增加10件", "比2022年增加10件，增长20%", "同比增长约30%",
        "公开率同比增长30%", "同比增长1.2倍", "环比增长30%", "较2021年增长54%", "与上年基本持平"}) {
    EXPECT_EQ(findings(right).count("N-28"), 0U) << right;
  }
  for (const char* wrong : {"同比增长30%", "同比下降20%", "较上年增加12件", "比2022年增加10件，增长12.5%",
                            "较2022年增长54%", "与上年持平", "较上年净增12件"}) {
    EXPECT_EQ(findings(wrong).count("N-28"), 1U) << wrong;
  }
  const Diagnostic found = finding(findings("同比增长30.5%"), "N-28");
  EXPECT_EQ(
      found.message.zh,
      "正文说“收到政府信息公开申请60件，同比增长30.5%”，上一年度的统计表却是 总计：本年新收政府信息公开申请数量 50，"
      "从 50 到 60 是增加 20.0%。");
  EXPECT_EQ(found.message.en,
            "The text says \"收到政府信息公开申请60件，同比增长30.5%\", but last year's table has "
            "总计: 本年新收政府信息公开申请数量 50: from 50 to 60 is a rise of 20.0%.");
}

TEST(Narrative, explanations_are_there_in_both_languages) {
  int count = 0;
  for (const auto& rule : the_checker().rules()) {
    EXPECT_FALSE(rule.text.zh.empty()) << rule.id;
    EXPECT_FALSE(rule.text.en.empty()) << rule.id;
    count += rule.id.starts_with("N-") ? 1 : 0;
  }
  EXPECT_EQ(count, 41);
}

}  // namespace
}  // namespace banxin::test
