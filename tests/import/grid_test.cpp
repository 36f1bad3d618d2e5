#include <gtest/gtest.h>

#include "support.h"

namespace banxin::test {
namespace {

constexpr const char* title_2021 = "<h1>云岭市教育局2023年政府信息公开工作年度报告</h1>";

constexpr const char* head =
    R"(<tr><td colspan=3 rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
<td colspan=7>申请人情况<tr><td rowspan=2>自然人<td colspan=5>法人或其他组织<td rowspan=2>总计
<tr><td>商业<br/>企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他)";

using import::Draft;

// A table of requests with these rows below its head.
Draft requests(const std::string& rows, const std::string& before = {}) {
  auto draft = draft_of({title_2021 + before + "<table>" + head + rows + "</table>"});
  EXPECT_TRUE(draft);
  return *std::move(draft);
}

constexpr const char* received = "<tr><td colspan=3>一、本年新收政府信息公开申请数量";

TEST(Grid, cells_are_known_by_their_row_and_column_paths) {
  const auto draft =
      requests(std::string(received) +
               "<td>3<td>2<td>&nbsp;<td>/<td>0<td>1<td>6"
               "<tr><td rowspan=2>三、本年度办理结果<td colspan=2>（一）予以公开<td>1<td>0<td>0<td>0<td>0<td>0<td>1"
               "<tr><td>（六）其他处理<td>3.其他<td>２<td>0<td>0<td>0<td>0<td>0<td>2件");
  EXPECT_EQ(figure(draft, "received/natural-person"), "3");
  EXPECT_EQ(figure(draft, "received/enterprise"), "2");
  EXPECT_EQ(figure(draft, "received/research"), "") << "a blank stays a blank";
  EXPECT_EQ(figure(draft, "received/public-welfare"), "/");
  EXPECT_EQ(figure(draft, "received/total"), "6");
  EXPECT_EQ(figure(draft, "granted/total"), "1");
  EXPECT_EQ(figure(draft, "other-handling.other/natural-person"), "2");
  EXPECT_EQ(figure(draft, "other-handling.other/other-organisation"), "0") << "其他 the row is not 其他 the column";
  EXPECT_EQ(figure(draft, "outcome/total"), "?");
}

TEST(Grid, columns_in_another_order_are_known_by_their_heads) {
  const auto draft =
      draft_of({std::string(title_2021) + "<table><tr><td>总计<td>其他<td>项目<td>自然人<td>商业企业"
                                          "<tr><td>7<td>1<td>一、本年新收政府信息公开申请数量<td>4<td>2</table>"});
  ASSERT_TRUE(draft);
  EXPECT_EQ(figure(*draft, "received/natural-person"), "4");
  EXPECT_EQ(figure(*draft, "received/enterprise"), "2");
}

TEST(Grid, where_rows_divide_the_width_differently_each_figure_is_under_its_head) {
  const auto draft = draft_of({std::string("<h1>云岭市教育局2020年政府信息公开工作年度报告</h1><table>") +
                               "<tr><td colspan=5>第二十条第（一）项"
                               "<tr><td>信息内容<td colspan=2>本年新<br>制作数量<td>本年新公开数量<td>对外公开总数量"
                               "<tr><td>规章<td>1<td>2<td colspan=2>3"
                               "<tr><td>规范性文件<td>4<td colspan=2>5<td>6</table>"});
  ASSERT_TRUE(draft);
  EXPECT_EQ(figure(*draft, "normative/made"), "4");
  EXPECT_EQ(figure(*draft, "normative/disclosed"), "5");
  EXPECT_EQ(figure(*draft, "normative/disclosed-total"), "6");
  EXPECT_EQ(figure(*draft, "rules/disclosed-total"), "3");
}

TEST(Grid, rows_that_stand_as_heads_are_rows) {
  std::string rows = "<tr><td colspan=5>行政复议<td colspan=10>行政诉讼<tr>";
  for (const char* one : {"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"})
    rows += std::string("<td rowspan=2>") + one;
  rows += "<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉<tr>";
  for (int i = 0; i < 2; ++i) {
    for (const char* one : {"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"}) rows += std::string("<td>") + one;
  }
  rows += "<tr>";
  for (int i = 1; i <= 15; ++i) rows += "<td>" + std::to_string(i);
  const auto draft = draft_of({std::string(title_2021) + "<table>" + rows + "</table>"});
  ASSERT_TRUE(draft);
  EXPECT_EQ(figure(*draft, "reconsideration/upheld"), "1");
  EXPECT_EQ(figure(*draft, "reconsideration/total"), "5");
  EXPECT_EQ(figure(*draft, "litigation.direct/corrected"), "7");
  EXPECT_EQ(figure(*draft, "litigation.after-reconsideration/total"), "15");
}

TEST(Grid, rows_of_one_wording_are_known_by_the_heading_above_them) {
  const auto draft =
      draft_of({"瑞安市商务局2018年度政府信息公开工作年度报告\n统计指标|单位|统计数|\n"
                "四、行政复议数量|件|5|\n（二）被依法纠错数|件|2|\n（三）其他情形数|件|1|\n"
                "五、行政诉讼数量|件|9|\n（二）被依法纠错数|件|4|\n"});
  ASSERT_TRUE(draft);
  EXPECT_EQ(figure(*draft, "reconsideration.corrected"), "2");
  EXPECT_EQ(figure(*draft, "reconsideration.other"), "1");
  EXPECT_EQ(figure(*draft, "litigation.corrected"), "4");
  EXPECT_EQ(figure(*draft, "litigation.other"), "?");
}

TEST(Grid, D_14_a_figure_without_a_head_is_a_question) {
  const auto draft = draft_of(
      {std::string(title_2021) +
       "<table><tr><td>一、本年新收政府信息公开申请数量<td>3<td>2<td>5"
       "<tr><td>二、上年结转政府信息公开申请数量<td>1<td>0<td>1<tr><td>（一）予以公开<td>1<td>0<td>1</table>"});
  ASSERT_TRUE(draft);
  EXPECT_EQ(figure(*draft, "received/natural-person"), "?") << "position alone never decides";
  EXPECT_TRUE(has(*draft, "import-place")) << codes(*draft);
}

TEST(Grid, D_14_a_row_without_a_label_is_left_over) {
  const auto draft =
      requests(std::string(received) +
               "<td>3<td>0<td>0<td>0<td>0<td>0<td>3<tr><td colspan=3><td>8<td>0<td>0<td>0<td>0<td>0<td>8");
  EXPECT_TRUE(has(draft, "import-left-over")) << codes(draft);
  EXPECT_FALSE(draft.unused.empty());
}

TEST(Grid, a_label_that_only_resembles_one_is_to_be_confirmed) {
  const auto draft =
      requests("<tr><td colspan=3>一、本年新收政府信息公开的申请数量<td>3<td>0<td>0<td>0<td>0<td>0<td>3");
  EXPECT_EQ(figure(draft, "received/total"), "3");
  EXPECT_TRUE(has(draft, "import-label"));
  ASSERT_EQ(draft.learnt.size(), 1U);
  EXPECT_EQ(draft.learnt.front(), "<variant of=\"received\">一、本年新收政府信息公开的申请数量</variant>");
}

TEST(Grid, a_row_that_the_form_does_not_have_is_the_bureaus_own) {
  const auto draft = requests(
      std::string(received) +
      "<td>3<td>0<td>0<td>0<td>0<td>0<td>3<tr><td colspan=3>其中：当场答复<td>2<td>0<td>0<td>0<td>0<td>0<td>2");
  EXPECT_NE(draft.record.find("<own-row after=\"received\" label=\"其中：当场答复\">"), std::string::npos)
      << draft.record;
  EXPECT_TRUE(has(draft, "import-own-row"));
}

TEST(Grid, a_cell_that_is_there_twice_is_taken_only_when_both_agree) {
  const std::string again =
      std::string("<tr><td colspan=3>二、上年结转政府信息公开申请数量") + "<td>1<td>0<td>0<td>0<td>0<td>0<td>1";
  const auto draft = requests(std::string(received) + "<td>3<td>0<td>0<td>0<td>0<td>0<td>3" + again + received +
                              "<td>4<td>0<td>0<td>0<td>0<td>0<td>3");
  EXPECT_EQ(figure(draft, "received/natural-person"), "");
  EXPECT_EQ(figure(draft, "received/total"), "3");
  EXPECT_TRUE(has(draft, "import-twice"));
}

TEST(Grid, arithmetic_names_a_shift_and_a_split_and_mends_neither) {
  const auto shifted = requests(std::string(received) + "<td>3<td>2<td>0<td>0<td>1<td>6<td>");
  EXPECT_TRUE(has(shifted, "import-arithmetic"));
  EXPECT_EQ(figure(shifted, "received/other-organisation"), "6");
  const auto split = requests(std::string(received) + "<td>1<td>2<td>0<td>0<td>0<td>0<td>12");
  EXPECT_TRUE(has(split, "import-arithmetic"));
  EXPECT_EQ(figure(split, "received/natural-person"), "1");
  const auto good = requests(std::string(received) + "<td>1<td>2<td>0<td>0<td>0<td>0<td>3");
  EXPECT_FALSE(has(good, "import-arithmetic"));
  const auto wrong = requests(std::string(received) + "<td>1<td>2<td>0<td>0<td>0<td>0<td>4");
  EXPECT_FALSE(has(wrong, "import-arithmetic")) << "a sum that nothing mends is for the form's rules";
  const auto blank = requests(std::string(received) + "<td>1<td>2<td><td>0<td>0<td>0<td>4");
  EXPECT_TRUE(has(blank, "import-arithmetic")) << "which do not judge a row with a blank";
}

TEST(Grid, D_14_a_row_that_is_full_but_for_its_end_may_have_moved) {
  EXPECT_TRUE(has(requests(std::string(received) + "<td>0<td>0<td>0<td>0<td>0<td>0<td>"), "import-place"));
  EXPECT_TRUE(has(requests(std::string(received) + "<td><td>0<td>0<td>0<td>0<td>0<td>0"), "import-place"));
  EXPECT_FALSE(has(requests(std::string(received) + "<td><td>2<td>1<td>0<td>0<td>0<td>3"), "import-place"))
      << "its total confirms the others";
  EXPECT_FALSE(has(requests(std::string(received) + "<td><td><td>1<td>0<td>0<td>0<td>"), "import-place"))
      << "blanks are what a bureau may leave";
}

TEST(Grid, D_14_columns_in_another_order_are_confirmed_by_a_person) {
  const auto draft =
      draft_of({std::string(title_2021) + "<table><tr><td>项目<td>商业企业<td>自然人<td>总计"
                                          "<tr><td>一、本年新收政府信息公开申请数量<td>4<td>2<td>6</table>"});
  ASSERT_TRUE(draft);
  EXPECT_EQ(figure(*draft, "received/natural-person"), "2");
  EXPECT_TRUE(has(*draft, "import-place"));
}

TEST(Grid, what_is_no_figure_is_a_question) {
  const auto draft = requests(std::string(received) + "<td>无<td>0<td>0<td>0<td>0<td>0<td>3");
  EXPECT_EQ(figure(draft, "received/natural-person"), "");
  EXPECT_TRUE(has(draft, "import-figure"));
}

TEST(Grid, a_table_that_a_page_parted_is_one) {
  const auto draft = draft_of(
      {std::string(title_2021) + "<table>" + head + received + "<td>1<td>0<td>0<td>0<td>0<td>0<td>1</table>" +
       "<table><tr><td colspan=3>二、上年结转政府信息公开申请数量<td>2<td>0<td>0<td>0<td>0<td>0<td>2</table>"});
  ASSERT_TRUE(draft);
  EXPECT_EQ(figure(*draft, "carried-in/total"), "2");
}

TEST(Grid, of_a_text_that_lost_its_spans_is_read_by_the_order_of_full_rows) {
  const std::string text =
      "云岭市教育局2023年政府信息公开工作年度报告\n"
      "|||自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计|\n"
      "一、本年新收政府信息公开申请数量|||1|2|0|0|0|0|3|\n"
      "（一）予以公开||4|0|0|0|0|0|4|\n"
      "（二）部分公开||5|||0|\n";
  const auto draft = draft_of({text});
  ASSERT_TRUE(draft);
  EXPECT_EQ(figure(*draft, "received/enterprise"), "2");
  EXPECT_EQ(figure(*draft, "granted/natural-person"), "4");
  EXPECT_EQ(figure(*draft, "granted/total"), "4");
  EXPECT_EQ(figure(*draft, "partly-granted/natural-person"), "?") << "nothing says which cells are missing";
  EXPECT_TRUE(has(*draft, "import-place"));
}

TEST(Grid, of_several_files_makes_one_report) {
  const auto draft =
      draft_of({"云岭市教育局2023年政府信息公开工作年度报告\n一、总体情况\n好。",
                std::string("<table>") + head + received + "<td>1<td>0<td>0<td>0<td>0<td>0<td>1</table>"});
  ASSERT_TRUE(draft);
  EXPECT_EQ(figure(*draft, "received/total"), "1");
  EXPECT_EQ(draft->sources.size(), 2U);
}

}  // namespace
}  // namespace banxin::test
