#include <gtest/gtest.h>

#include "base/file.h"
#include "base/utf8.h"
#include "support.h"

namespace banxin::test {
namespace {

std::string content_of(const std::string& path) {
  return *read_file(std::string(BANXIN_SOURCE_DIR) + "/" + path, 1U << 20U);
}

const import::Draft& scraped() {
  static const import::Draft draft = *draft_of({content_of("tests/import/ruian-commerce-bureau-2018.txt")});
  return draft;
}

TEST(Narrative, of_a_scraped_report_is_that_of_the_sample_character_for_character) {
  EXPECT_EQ(narrative(scraped().record), narrative(content_of("samples/ruian-commerce-bureau-2018.xml")));
  EXPECT_EQ(scraped().form, "disclosure-2018");
  EXPECT_EQ(scraped().year, "2018");
}

TEST(Narrative, of_a_scraped_report_has_its_marks_again) {
  const auto& findings = scraped().findings;
  const auto note =
      std::find_if(findings.begin(), findings.end(), [](const auto& one) { return one.code == "import-marks"; });
  ASSERT_NE(note, findings.end());
  EXPECT_NE(note->message.zh.find(" 97 处"), std::string::npos) << note->message.zh;
  EXPECT_EQ(narrative(scraped().record).find_first_of(",():;"), std::string::npos);
}

TEST(Narrative, D_14_of_a_scraped_report_has_no_figures_where_the_table_was_lost) {
  EXPECT_EQ(codes(scraped()), "import-marks import-table-missing");
  EXPECT_EQ(figure(scraped(), "received"), "?");
}

TEST(Narrative, D_14_all_text_is_used_or_listed) {
  std::string all;
  for (const auto& value : scraped().values) all += value.source + "\n";
  for (const auto& one : scraped().unused) all += one.text + "\n";
  EXPECT_NE(all.find("首页"), std::string::npos);
  EXPECT_NE(all.find("(四)严格保密审查。"), std::string::npos);
}

constexpr const char* report = R"(<h1>云岭市教育局2023年政府信息公开工作年度报告</h1>
<p>云教〔2024〕3号</p><p>引言一段。</p>
<h2>一、总体情况</h2><p>（一）主动公开。公开12条。</p><p>1.网站。发布8条。</p><ul><li>甲</li><li>乙</li></ul>
<h2>二、行政机关主动公开政府信息情况</h2>
<h2>三、收到和处理政府信息公开申请情况</h2><h2>四、政府信息公开行政复议、行政诉讼情况</h2>
<h2>五、政府信息公开工作存在的问题及改进措施</h2><p>无。</p>
<h2>附、重点工作</h2><table><tr><th>领域<th>数量<tr><td>学校<td>3</table>
<h2>六、其他需要报告的事项</h2><p>无。</p><p>云岭市教育局</p><p>2024年1月9日</p>)";

TEST(Narrative, has_sections_lists_own_tables_and_a_signature) {
  const auto draft = draft_of({report});
  ASSERT_TRUE(draft);
  const std::string& record = draft->record;
  for (const char* part :
       {"date=\"2024-01-09\"", "<document-number>云教〔2024〕3号</document-number>",
        "<heading>（一）主动公开。</heading>", "<heading>1.网站。</heading>", "<item>乙</item>", "<th>领域</th>",
        "<td>3</td>", "<issuer>云岭市教育局</issuer>", "<date>2024-01-09</date>", "<chapter id=\"proactive\">",
        "<chapter id=\"problems\">", "<heading>附、重点工作</heading>"}) {
    EXPECT_NE(record.find(part), std::string::npos) << part << "\n" << record;
  }
  EXPECT_EQ(record.find("<p>云岭市教育局</p>"), std::string::npos);
}

TEST(Narrative, a_heading_in_other_words_is_to_be_confirmed_and_can_be_learnt) {
  const auto draft = draft_of({report});
  ASSERT_TRUE(draft);
  EXPECT_TRUE(has(*draft, "import-label"));
  ASSERT_FALSE(draft->learnt.empty());
  EXPECT_EQ(draft->learnt.front(), "<variant of=\"proactive\">二、行政机关主动公开政府信息情况</variant>");
}

TEST(Narrative, a_second_report_in_the_file_is_left_out_and_told) {
  const auto draft =
      draft_of({std::string(report) + "<h1>云岭市水利局2023年政府信息公开工作年度报告</h1><p>另一份。</p>"});
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->bureau, "云岭市教育局");
  EXPECT_TRUE(has(*draft, "import-two-reports"));
  EXPECT_EQ(draft->record.find("另一份"), std::string::npos);
}

TEST(Narrative, a_missing_chapter_and_a_picture_are_told) {
  const auto draft =
      draft_of({"<h1>云岭市教育局2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>好。</p><img alt=统计表>"});
  ASSERT_TRUE(draft);
  EXPECT_TRUE(has(*draft, "import-chapter-missing"));
  EXPECT_TRUE(has(*draft, "import-picture"));
}

TEST(Narrative, without_a_title_asks_for_it) {
  const auto draft =
      draft_of({"一、总体情况\n好。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
                "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n无。"},
               {.form = "disclosure-2021", .year = 2023});
  ASSERT_TRUE(draft);
  EXPECT_TRUE(has(*draft, "import-title"));
  EXPECT_EQ(draft->year, "2023");
}

TEST(Narrative, two_forms_that_are_as_near_are_told) {
  const auto draft =
      draft_of({"一、总体情况\n好。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
                "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n无。"});
  ASSERT_TRUE(draft);
  EXPECT_TRUE(has(*draft, "import-form"));
}

TEST(Narrative, of_what_is_no_report_there_is_none) {
  for (const char* text : {"今天开会。", "<html><div id=app></div></html>", "甲 | 1\n乙 | 2", ""}) {
    const auto draft = draft_of({text});
    ASSERT_FALSE(draft) << text;
    EXPECT_EQ(draft.findings().front().code, "import-no-report");
  }
}

TEST(Narrative, of_a_file_of_another_kind_is_refused) {
  for (const char* bytes :
       {"%PDF-1.7", "\x89PNG\r\n\x1A\n....", "PK\x03\x04 nothing", "PK\x03\x04 word/document.xml"}) {
    const auto draft = draft_of({bytes});
    ASSERT_FALSE(draft) << bytes;
    EXPECT_EQ(draft.findings().front().code, "import-unreadable");
  }
}

TEST(Narrative, D_07_a_page_in_GBK_is_read_as_it_declares) {
  const auto draft =
      draft_of({"<meta charset=gbk><h1>\xC4\xB3\xBE\xD6"
                "2023\xC4\xEA\xD5\xFE\xB8\xAE\xD0\xC5\xCF\xA2\xB9\xAB\xBF\xAA"
                "\xB9\xA4\xD7\xF7\xC4\xEA\xB6\xC8\xB1\xA8\xB8\xE6</h1><p>x</p>"});
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->bureau, "某局");
}

}  // namespace
}  // namespace banxin::test
