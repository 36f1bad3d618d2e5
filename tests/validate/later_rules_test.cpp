#include <gtest/gtest.h>

#include <set>

#include "sample_record.h"

// The relations of the forms of 2019 and 2021, each broken alone, and a neighbour that just keeps it.

namespace banxin::test {
namespace {

std::string form_id(const std::string& year) {
  return "disclosure-" + year;
}

// The filled sample of the form of 2019 or 2021 with these changes.
validate::Report report_on_case(const std::string& year, const Changes& changes) {
  const std::string bytes = sample_record("filled-" + year + ".xml", changes);
  return checker_of(form_id(year)).report(read(bytes, form_of(form_id(year))));
}

// Errors and warnings, each once: "error B-1".
std::string broken(const validate::Report& report) {
  std::set<std::string> found;
  std::string out;
  for (const Diagnostic& one : report.findings) {
    if (one.severity == Severity::note || !found.insert(one.code).second) continue;
    out += (out.empty() ? "" : "; ") + std::string(one.severity == Severity::error ? "error " : "warning ") + one.code;
  }
  return out;
}

struct LaterCase {
  std::string form;  // its first year
  std::string rule;
  std::string severity;
  Changes breaks;
  Changes keeps;
  std::string zh;  // the first message about it
};

const std::string fee = "<p>全年收取信息处理费300元。</p>";
const std::string no_fee = "<p>全年收取信息处理费0元。</p>";

Changes own_rows(const std::string& first, const std::string& second) {
  const auto row = [](const std::string& label, const std::string& figure) {
    return R"(<own-row after="other-services" level="2" label=")" + label + R"("><cell id="last-year">)" +
           (label == "行政检查" ? "10" : "5") + R"(</cell><cell id="decisions">)" + figure + "</cell></own-row>";
  };
  return {.behind = {{"other-services", row("行政检查", first) + row("行政确认", second)}}};
}

// The relations that both forms have, under their own letters.
std::vector<LaterCase> of_both(const std::string& form, const std::string& letter) {
  return {
      {form,
       letter + "-1",
       "error",
       {.cells = {{"carried-over/natural-person", "3"}, {"carried-over/total", "6"}}},
       {.cells = {{"carried-over/natural-person", "3"},
                  {"carried-over/total", "6"},
                  {"received/natural-person", "42"},
                  {"received/total", "61"}}},
       "自然人：本年新收政府信息公开申请数量 41 + 上年结转政府信息公开申请数量 3 = 44，"
       "办理结果总计 42 + 结转下年度继续办理 3 = 45。"},
      {form,
       letter + "-1",
       "error",
       {.cells = {{"received/research", "1"}, {"received/enterprise", "11"}}},
       {.cells = {{"received/research", "1"},
                  {"received/enterprise", "11"},
                  {"carried-over/research", "1"},
                  {"carried-over/enterprise", "1"}}},
       "商业企业：本年新收政府信息公开申请数量 11 + 上年结转政府信息公开申请数量 1 = 12，"
       "办理结果总计 11 + 结转下年度继续办理 2 = 13。"},
      {form,
       letter + "-2",
       "error",
       {.cells = {{"granted/legal-service", "3"}, {"granted/total", "24"}}},
       {.cells = {{"granted/legal-service", "3"},
                  {"granted/total", "24"},
                  {"partly-granted/legal-service", "0"},
                  {"partly-granted/total", "5"}}},
       "法律服务机构：办理结果总计 5 ≠ 予以公开 3 + 部分公开 1 + 属于四类过程性信息 1 + 本机关不掌握相关政府信息 1 = "
       "6"},
      {form,
       letter + "-3",
       "error",
       {.cells = {{"refused.inquiry/enterprise", "1"}, {"granted/enterprise", "4"}}},
       {.cells = {{"refused.inquiry/enterprise", "1"},
                  {"granted/enterprise", "4"},
                  {"refused.inquiry/total", "1"},
                  {"granted/total", "22"}}},
       "予以公开：总计 23 ≠ 自然人 15 + 商业企业 4 + 科研机构 0 + 社会公益组织 1 + 法律服务机构 2 + 其他 0 = 22。"},
      {form,
       letter + "-4",
       "error",
       {.cells = {{"reconsideration/pending", "2"}}},
       {.cells = {{"reconsideration/pending", "2"}, {"reconsideration/total", "8"}}},
       "行政复议：总计 7 ≠ 结果维持 4 + 结果纠正 1 + 其他结果 1 + 尚未审结 2 = 8。"},
      {form,
       letter + "-4",
       "error",
       {.cells = {{"litigation.after-reconsideration/total", "2"}}},
       {.cells = {{"litigation.after-reconsideration/total", "2"}, {"litigation.after-reconsideration/other", "0"}}},
       "复议后起诉：总计 2 ≠ 结果维持 2 + 结果纠正 0 + 其他结果 1 + 尚未审结 0 = 3。"},
  };
}

// Wrong years and an empty chapter, which both forms ask about. `year` is the sample's.
std::vector<LaterCase> of_words(const std::string& form, const std::string& year, const std::string& last_year) {
  const auto introduction = [](const std::string& text) {
    return Changes{.bureau = "某局", .introduction = "<p>" + text + "</p>"};
  };
  const auto signed_by = [](const std::string& name, const std::string& day) {
    return Changes{.bureau = "云岭市水利局",
                   .signature = "<signature><issuer>" + name + "</issuer><date>" + day + "</date></signature>"};
  };
  return {
      {form,
       "N-30",
       "warning",
       {.bureau = "某局", .title = "某局" + last_year + "年政府信息公开工作年度报告"},
       {.bureau = "某局", .title = "某局" + year + "年政府信息公开工作年度报告"},
       "标题写的是 " + last_year + " 年，而报告年度（year）是 " + year + " 年：“某局" + last_year +
           "年政府信息公开工作年度报告”。"},
      {form, "N-31", "warning",
       introduction("本报告所列数据的统计期限自" + last_year + "年1月1日起至" + last_year + "年12月31日止。"),
       introduction("本报告所列数据的统计期限自" + year + "年1月1日起至" + year + "年12月31日止。"),
       "统计期限写的是 " + last_year},
      {form, "N-32", "warning", introduction("现公布某局" + last_year + "年政府信息公开工作年度报告。"),
       introduction("现公布某局" + year + "年政府信息公开工作年度报告。"), "引言说的是 " + last_year + " 年的报告"},
      {form,
       "N-33",
       "warning",
       {.headings = {{"requests", "三、" + last_year + "年收到和处理政府信息公开申请情况"}}},
       {.headings = {{"requests", "三、收到和处理政府信息公开申请情况"}}},
       "标题“三、" + last_year + "年收到和处理政府信息公开申请情况”写的是 " + last_year},
      {form,
       "N-34",
       "warning",
       {.text = {{"overview", "<p>" + last_year + "年，我局认真做好政府信息公开工作。</p>"}}},
       {.text = {{"overview", "<p>" + last_year + "年，我局打下基础；" + year + "年，我局更进一步。</p>"}}},
       "总体情况以“" + last_year + "年，”开头，全文没有提到报告年度 " + year + " 年。"},
      {form, "N-36", "warning", introduction("报告所列为202020年的数据。"),
       introduction("报告所列为" + year + "年的数据。"), "不可能有“202020年”这样的年份。"},
      {form,
       "N-37",
       "warning",
       {.text = {{"problems", "<p>" + year + "年，我局将进一步加大公开力度。</p>"}}},
       {.text = {{"problems", "<p>" + year + "年，我局将加强公开作为重点工作。</p>"}}},
       "打算说的是 " + year + " 年，而这是 " + year + " 年的报告，这一年已经过去："},
      {form, "N-38", "warning", signed_by("市水利局", last_year + "-12-30"), signed_by("市水利局", year + "-12-31"),
       "落款日期 " + last_year + "-12-30 早于 " + year + " 年度结束"},
      {form,
       "N-70",
       "warning",
       {.bureau = "云岭市水利局", .title = "云岭市林业局" + year + "年政府信息公开工作年度报告"},
       {.bureau = "云岭市林业和草原局", .title = "市林草局" + year + "年政府信息公开工作年度报告"},
       "标题写的单位是“云岭市林业局”，而报告的单位（bureau）是“云岭市水利局”。"},
      {form, "N-71", "warning", signed_by("云岭市教育局", year + "-12-31"), signed_by("市水利局", year + "-12-31"),
       "落款的单位是“云岭市教育局”，而报告的单位（bureau）是“云岭市水利局”。"},
      {form, "N-72", "warning", introduction("现公布云岭市水利局" + year + "年政府信息公开工作年度报告。"),
       introduction("现公布某局" + year + "年政府信息公开工作年度报告。"),
       "引言说的是“水利局" + year + "年政府信息公开工作年度报告”"},
      {form,
       "N-73",
       "warning",
       {.text = {{"overview",
                  "<p>" + year + "年，我局做好公开工作。</p><p>" + last_year + "年，我局公开信息87条。</p>"}}},
       {.text = {{"overview",
                  "<p>" + year + "年，我局公开信息90条。</p><p>" + last_year + "年，我局公开信息87条。</p>"}}},
       "这一句说的是 " + last_year + " 年的数"},
      {form,
       "N-76",
       "warning",
       {.cells = {{"granted/total", ""}}},
       {.cells = {{"granted/total", "23"}}},
       "予以公开／总计 空着，而这一行已填的各栏之和是 23。"},
      {form,
       "N-76",
       "warning",
       {.cells = {{"granted/total", ""}, {"carried-over/total", ""}}},
       {.cells = {{"refused.security/total", ""}}},
       "予以公开／总计 空着，而这一行已填的各栏之和是 23；这样的共有 2 行。"},
      {form,
       "N-78",
       "warning",
       {.text = {{"overview", "<p> </p>"}}},
       {.text = {{"overview", "<p>各项工作正常。</p>"}}},
       "“一、总体情况”没有内容。"},
      {form,
       "N-35",
       "warning",
       {.text = {{"problems", "<p>无。</p>"}}},
       {.text = {{"problems", "<p>无专职人员，已申请编制。</p>"}}},
       "“五、存在的主要问题及改进情况”只写了“无。”。"},
      {form,
       "N-35",
       "warning",
       {.text = {{"problems", ""}}},
       {.text = {{"problems", "<list><item>更新不够及时。</item></list>"}}},
       "“五、存在的主要问题及改进情况”没有内容。"},
  };
}

const std::vector<LaterCase>& later_cases() {
  static const std::vector<LaterCase> all = [] {
    std::vector<LaterCase> list = {
        {"2019",
         "B-6",
         "warning",
         {.cells = {{"normative/disclosed-total", "5"}}},
         {.cells = {{"normative/disclosed-total", "6"}}},
         "规范性文件／本年新公开数量 6 > 规范性文件／对外公开总数量 5，通常不会如此。"},
        {"2019",
         "B-7",
         "warning",
         {.cells = {{"rules/disclosed", "1"}, {"rules/disclosed-total", "1"}}},
         {.cells = {{"rules/disclosed", "1"}, {"rules/disclosed-total", "1"}, {"rules/made", "1"}}},
         "规章／本年新公开数量 1 > 规章／本年新制作数量 0，通常不会如此。"},
        {"2019",
         "B-8",
         "error",
         {.cells = {{"penalties/change", "-64"}}},
         {.cells = {{"penalties/change", "-63"}}},
         "行政处罚／上一年项目数量 63 + 行政处罚／本年增/减 -64 = -1：项目数量不会是负数。"},
        {"2019",
         "B-10",
         "warning",
         {.cells = {{"procurement/projects", "0"}}},
         {.cells = {{"procurement/projects", "0"}, {"procurement/amount", "0.00"}}},
         "政府集中采购／采购项目数量 0 + 政府集中采购／采购总金额 1286.50：一个是 0，另一个不是。"},
        {"2019", "B-11", "warning", own_rows("3000", "420"), own_rows("3000", "421"),
         "其他对外管理服务事项／处理决定数量 3421 ≠"},
        {"2019",
         "figure-decimal",
         "error",
         {.cells = {{"licences/decisions", "1286.5"}}},
         {.cells = {{"procurement/amount", "1286.5"}}},
         "行政许可／处理决定数量 1286.5 有小数，而它是个数。"},
        {"2019",
         "figure-sign",
         "error",
         {.cells = {{"coercion/decisions", "+3"}}},
         {.cells = {{"coercion/change", "+3"}}},
         "行政强制／处理决定数量 +3 带正负号，而它不是增减数。"},
        {"2021",
         "C-7",
         "warning",
         {.cells = {{"normative/issued", "9"}, {"normative/repealed", "1"}, {"normative/in-force", "7"}}},
         {.cells = {{"normative/issued", "9"}, {"normative/repealed", "1"}, {"normative/in-force", "8"}}},
         "行政规范性文件／现行有效件数 7 < 本年制发件数 9 - 本年废止件数 1，通常不会如此。"},
        {"2021",
         "C-8",
         "warning",
         {.cells = {{"rules/in-force", "6"}}, .bureau = "云岭市石塘镇人民政府"},
         {.cells = {{"rules/in-force", "6"}}, .bureau = "云岭市人民政府"},
         "“云岭市石塘镇人民政府”没有制定规章的权限，规章一行却填了：本年制发件数 0，本年废止件数 0，现行有效件数 6。"},
        {"2021",
         "C-9",
         "warning",
         {.text = {{"other", "<p>本年度没有其他需要报告的事项。</p>"}}},
         {.text = {{"other", "<p>发出收费通知1件，申请人逾期未缴费。</p>"}}},
         "“申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请／总计”是 "
         "1件，正文却没有写信息处理费的"
         "收取情况。"},
        {"2021",
         "C-10",
         "warning",
         {.text = {{"overview", fee}}},
         {.text = {{"overview", no_fee}}},
         "本章说没有收取信息处理费，别处却说“收取信息处理费300元”。"},
        {"2021",
         "C-11",
         "error",
         {.cells = {{"licences/decisions", "1286.5"}}},
         {.cells = {{"charges/amount", "218.5"}}},
         "行政许可／本年处理决定数量 填的是 1286.5：件数应是不带正负号的整数，金额不带正负号。"},
        {"2021",
         "C-11",
         "error",
         {.cells = {{"charges/amount", "-218.5"}}},
         {.cells = {{"charges/amount", "-"}}},
         "行政事业性收费／本年收费金额 填的是 -218.5：件数应是不带正负号的整数，金额不带正负号。"},
    };
    for (const auto& more : {of_both("2019", "B"), of_both("2021", "C"), of_words("2019", "2020", "2019"),
                             of_words("2021", "2023", "2022")}) {
      list.insert(list.end(), more.begin(), more.end());
    }
    return list;
  }();
  return all;
}

TEST(LaterRules, the_filled_samples_keep_them_all) {
  for (const char* year : {"2019", "2021"}) {
    const auto report = report_on_case(year, {});
    EXPECT_EQ(broken(report), "") << listing(report.findings);
    for (const auto& rule : report.rules) EXPECT_NE(verdict(report, rule.id), "broken") << rule.id;
  }
}

// N-30 to N-38, N-70 to N-73, N-76 and N-78 too.
TEST(LaterRules, B_1_to_B_11_and_C_1_to_C_11_each_is_broken_alone_and_its_neighbour_keeps_it) {
  for (const LaterCase& one : later_cases()) {
    const auto report = report_on_case(one.form, one.breaks);
    EXPECT_EQ(broken(report), one.severity + " " + one.rule) << one.zh << "\n" << listing(report.findings);
    const Diagnostic found = finding(report.findings, one.rule);
    EXPECT_TRUE(found.message.zh.starts_with(one.zh)) << one.rule << ": " << found.message.zh;
    EXPECT_FALSE(found.message.en.empty() || found.hint.zh.empty() || found.hint.en.empty()) << one.rule;
    EXPECT_EQ(verdict(report, one.rule), "broken");
    const auto kept = report_on_case(one.form, one.keeps);
    EXPECT_EQ(broken(kept), "") << "neighbour of " << one.zh << "\n" << listing(kept.findings);
    EXPECT_EQ(verdict(kept, one.rule), "held") << one.rule;
  }
}

TEST(LaterRules, every_rule_has_a_case) {
  // With last year's record, on the day of the signature, and on tables without figures and rows: below.
  std::set<std::string> tested = {"B-5", "B-9", "C-5", "C-6", "N-74", "N-75", "N-77", "N-93"};
  for (const LaterCase& one : later_cases()) tested.insert(one.rule);
  for (const char* year : {"2019", "2021"}) {
    for (const auto& rule : report_on_case(year, {}).rules) EXPECT_TRUE(tested.contains(rule.id)) << rule.id;
  }
}

std::string verdict_on(const std::string& form, const std::string& rule, const Changes& changes) {
  return verdict(report_on_case(form, changes), rule);
}

TEST(LaterRules, N_38_and_N_74_the_day_of_the_signature) {
  const auto signed_on = [](const std::string& day, const std::string& bureau = "某市某局") {
    return Changes{.bureau = bureau,
                   .signature = "<signature><issuer>" + bureau + "</issuer><date>" + day + "</date></signature>"};
  };
  EXPECT_EQ(verdict_on("2021", "N-38", signed_on("2025-01-02")), "broken");  // of the year 2023
  EXPECT_EQ(verdict_on("2021", "N-38", signed_on("2024-12-31")), "held");
  EXPECT_EQ(verdict_on("2021", "N-74", signed_on("2024-02-01")), "broken");
  EXPECT_EQ(verdict_on("2021", "N-74", signed_on("2024-01-31")), "held");
  EXPECT_EQ(verdict_on("2021", "N-74", signed_on("2024-03-31", "某市人民政府")), "held");
  EXPECT_EQ(verdict_on("2021", "N-74", signed_on("2024-04-01", "某市人民政府")), "broken");
  EXPECT_EQ(verdict_on("2021", "N-74", signed_on("2024-03-31", "某开发区管理委员会")), "held");
  EXPECT_EQ(finding(report_on_case("2021", signed_on("2024-02-01")).findings, "N-74").severity, Severity::note);
}

TEST(LaterRules, N_36_and_N_37_what_only_looks_like_a_year_or_a_plan) {
  const auto overview = [](const std::string& text) { return Changes{.text = {{"overview", "<p>" + text + "</p>"}}}; };
  EXPECT_EQ(verdict_on("2021", "N-36", overview("公布有2500年历史的古城的保护规划。")), "held");
  EXPECT_EQ(verdict_on("2021", "N-36", overview("公布2500年的保护规划。")), "broken");
  EXPECT_EQ(verdict_on("2021", "N-36", overview("统计至20233年12月31日。")), "broken");
  EXPECT_EQ(verdict_on("2021", "N-36", overview("统计至2023年12月31日。")), "held");
  for (const char* past : {"2023年工作要点提出将进一步加强解读，已经完成。", "2023年起将持续开展通报。",
                           "2023年未完成的事项将继续推进。", "2022年提出的“将进一步完善制度”已经落实。"}) {
    EXPECT_EQ(verdict_on("2021", "N-37", overview(past)), "held") << past;
  }
  EXPECT_EQ(verdict_on("2021", "N-37", overview("2023年我局将继续开展通报。")), "broken");
}

TEST(LaterRules, N_70_to_N_72_names_that_are_the_bureaus_after_all) {
  const auto names = [](const std::string& bureau, const std::string& title, const std::string& issuer) {
    return Changes{.bureau = bureau,
                   .title = title,
                   .signature = "<signature><issuer>" + issuer + "</issuer><date>2024-01-20</date></signature>"};
  };
  const std::string report = "政府信息公开工作年度报告";
  EXPECT_EQ(verdict_on("2021", "N-70", names("市教育局", "2023年度" + report, "市教育局")), "held");
  EXPECT_EQ(verdict_on("2021", "N-70", names("市教育局", "2023年度市水利局" + report, "市教育局")), "broken");
  const std::string branch = "市生态环境局东湖分局";
  EXPECT_EQ(verdict_on("2021", "N-71", names(branch, branch + "2023年" + report, "东湖生态环境分局")), "held");
  EXPECT_EQ(verdict_on("2021", "N-71", names(branch, branch + "2023年" + report, "市水利局西湖分局")), "broken");
  const std::string district = "云岭市东湖区人民政府";
  EXPECT_EQ(verdict_on("2021", "N-71", names(district, district + "2023年" + report, "东湖区人民政府办公室")), "held");
  EXPECT_EQ(verdict_on("2021", "N-71", names(district, district + "2023年" + report, "西湖区人民政府办公室")),
            "broken");
  const auto introduction = [](const std::string& text) {
    return Changes{.bureau = "云岭市人民政府", .introduction = "<p>" + text + "</p>"};
  };
  EXPECT_EQ(verdict_on("2021", "N-72", introduction("汇总各部门和乡镇人民政府2023年" + report + "，编制本报告。")),
            "held");
  EXPECT_EQ(verdict_on("2021", "N-72", introduction("现公布石塘镇人民政府2023年" + report + "。")), "broken");
}

TEST(LaterRules, N_75_and_N_77_tables_without_figures_and_rows) {
  const Form form = form_of("disclosure-2021");
  const auto report_on_tables = [&](const std::string& proactive) {
    std::string record = sample_record("filled-2021.xml");
    for (std::size_t at = record.find("<statistics"); at != std::string::npos;
         at = record.find("<statistics", at + 1)) {
      const std::size_t begin = record.find('>', at) + 1;
      const bool first = record.substr(at, begin - at).find("proactive") != std::string::npos;
      record.replace(begin, record.find("</statistics>", at) - begin, first ? proactive : "");
    }
    return checker_of(form.id).report(read(record, form));
  };
  EXPECT_EQ(verdict(report_on_tables(""), "N-75"), "broken");
  EXPECT_NE(verdict(report_on_tables(""), "N-77"), "broken");  // which says nothing new
  const auto one_row = report_on_tables(R"(<row id="licences"><cell id="decisions">0</cell></row>)");
  EXPECT_EQ(verdict(one_row, "N-75"), "held");
  EXPECT_EQ(finding(one_row.findings, "N-77").message.zh, "统计表里没有写“规章”等 5 行，按空白印出。");
}

TEST(LaterRules, N_93_a_long_overview) {
  const auto overview = [](int characters) {
    std::string text = "<p> ";
    for (int i = 0; i < characters; ++i) text += "甲";
    return Changes{.text = {{"overview", text + "\n</p>"}}};
  };
  const Diagnostic found = finding(report_on_case("2021", overview(1001)).findings, "N-93");
  EXPECT_EQ(found.severity, Severity::note);
  EXPECT_EQ(found.message.zh, "“一、总体情况”有 1001 字，超过 1000 字。");
  EXPECT_EQ(verdict_on("2021", "N-93", overview(1000)), "held");
}

// A cell that is wanted is blank: nobody knows, and nothing is said.
TEST(LaterRules, B_1_to_B_4_and_C_1_to_C_4_a_blank_is_not_0) {
  const std::vector<std::pair<std::string, Row>> blanks = {
      {"1", {{"carried-in/total", ""}, {"carried-over/total", "2"}}},
      {"1", {{"carried-over/total", "/"}}},
      {"2", {{"granted/total", ""}}},
      {"2", {{"outcome/enterprise", "不适用"}}},
      {"3", {{"received/natural-person", "-"}}},
      {"4", {{"reconsideration/upheld", ""}}},
  };
  for (const auto& [form, letter] : {std::pair{"2019", "B-"}, std::pair{"2021", "C-"}}) {
    for (const auto& [number, cells] : blanks) {
      const auto report = report_on_case(form, {.cells = cells});
      const std::string rule = letter + number;
      EXPECT_EQ(verdict(report, rule), "not assessable") << rule << " " << cells.begin()->first;
      for (const Diagnostic& one : report.findings) EXPECT_NE(one.code, rule) << one.message.zh;
    }
  }
}

// What is filled in is too much already, whatever stands in the blank.
TEST(LaterRules, C_4_what_no_blank_can_mend_is_broken) {
  const auto report =
      report_on_case("2021", {.cells = {{"reconsideration/upheld", ""}, {"reconsideration/corrected", "8"}}});
  EXPECT_EQ(broken(report), "error C-4");
  EXPECT_EQ(finding(report.findings, "C-4").message.zh,
            "行政复议：总计 7 ≠ 结果纠正 8 + 其他结果 1 + 尚未审结 1 ≥ 10（1 格没有数）；空着的格无论填多少，两边都不会"
            "相等。");
}

// The year behind the first form's letter: the record of one year beside that of the year before.
validate::Report with_previous(const std::string& form, const Changes& changes, const std::string& previous_form,
                               const Changes& previous) {
  const Record last_year =
      read(sample_record("filled-" + previous_form + ".xml", previous), form_of(form_id(previous_form)));
  const Record record = read(sample_record("filled-" + form + ".xml", changes), form_of(form_id(form)));
  return checker_of(form_id(form)).report(record, &last_year);
}

Changes of_year(const std::string& year, Row cells = {}) {
  return {.cells = std::move(cells), .year = year, .bureau = "某局", .title = "某局年度报告"};
}

// What last year's record of the same form must hold so that the sample follows from it.
const Row carried = {{"carried-over/natural-person", "3"},
                     {"carried-over/enterprise", "1"},
                     {"carried-over/legal-service", "0"},
                     {"carried-over/total", "4"}};

Row with(Row cells, const Row& more) {
  for (const auto& [cell, figure] : more) cells[cell] = figure;
  return cells;
}

TEST(LaterRules, B_5_last_years_record_carried_over_what_this_one_carries_in) {
  const Row last =
      with(carried, {{"licences/last-year", "40"}, {"penalties/last-year", "71"}, {"coercion/last-year", "10"}});
  const auto kept = with_previous("2019", of_year("2020"), "2019", of_year("2019", last));
  EXPECT_EQ(broken(kept), "") << listing(kept.findings);
  EXPECT_EQ(verdict(kept, "B-5"), "held");
  EXPECT_EQ(verdict(kept, "B-9"), "held");
  const auto wrong = with_previous("2019", of_year("2020", {{"carried-in/total", "4"}}), "2019",
                                   of_year("2019", with(last, {{"carried-over/total", "6"}})));
  EXPECT_EQ(broken(wrong), "warning B-5");
  EXPECT_EQ(finding(wrong.findings, "B-5").message.zh,
            "总计：上年结转政府信息公开申请数量 4 ≠ 上一年度结转下年度继续办理 6。");
}

TEST(LaterRules, B_5_is_not_for_2019_whose_last_year_had_another_form) {
  const auto report = with_previous("2019", of_year("2019"), "2018", of_year("2018"));
  EXPECT_EQ(broken(report), "") << listing(report.findings);
  EXPECT_NE(verdict(report, "B-5"), "broken");
  EXPECT_EQ(verdict(report, "B-9"), "not assessable");
}

TEST(LaterRules, B_9_matters_go_on_from_last_year) {
  const Row last =
      with(carried, {{"licences/last-year", "41"}, {"penalties/last-year", "71"}, {"coercion/last-year", "10"}});
  const auto report = with_previous("2019", of_year("2020"), "2019", of_year("2019", last));
  EXPECT_EQ(broken(report), "warning B-9");
  EXPECT_EQ(finding(report.findings, "B-9").message.zh,
            "行政许可：上一年项目数量 42 ≠ 上一年度上一年项目数量 41 + 上一年度本年增/减 +2 = 43。");
}

TEST(LaterRules, C_5_from_the_form_of_2019_to_that_of_2021) {
  const auto kept = with_previous("2021", of_year("2021"), "2019", of_year("2020", carried));
  EXPECT_EQ(broken(kept), "") << listing(kept.findings);
  EXPECT_EQ(verdict(kept, "C-5"), "held");
  EXPECT_EQ(verdict(kept, "C-6"), "not assessable") << "the older form did not ask what is in force";
  const auto wrong = with_previous("2021", of_year("2021"), "2019",
                                   of_year("2020", with(carried, {{"carried-over/natural-person", "2"}})));
  EXPECT_EQ(broken(wrong), "warning C-5");
  EXPECT_EQ(finding(wrong.findings, "C-5").message.zh,
            "自然人：上年结转政府信息公开申请数量 3 ≠ 上一年度结转下年度继续办理 2。");
}

TEST(LaterRules, C_6_documents_in_force_go_on_from_last_year) {
  const auto in_force = [](const char* figure) {
    return of_year("2021", with(carried, {{"normative/in-force", figure}}));
  };
  const auto kept = with_previous("2021", of_year("2022"), "2021", in_force("28"));
  EXPECT_EQ(broken(kept), "") << listing(kept.findings);
  EXPECT_EQ(verdict(kept, "C-5"), "held");
  EXPECT_EQ(verdict(kept, "C-6"), "held");
  const auto wrong = with_previous("2021", of_year("2022"), "2021", in_force("29"));
  EXPECT_EQ(broken(wrong), "warning C-6");
  EXPECT_EQ(finding(wrong.findings, "C-6").message.zh,
            "行政规范性文件：现行有效件数 31 + 本年废止件数 2 = 33，上一年度现行有效件数 29 + 本年制发件数 5 = 34。");
  const auto blank = with_previous("2021", of_year("2022"), "2021", in_force(""));
  EXPECT_EQ(broken(blank), "");
  EXPECT_EQ(verdict(blank, "C-6"), "not assessable");
}

TEST(LaterRules, another_years_or_bureaus_record_is_not_compared) {
  const Changes other = {.cells = {{"carried-over/total", "9"}}, .year = "2021", .bureau = "别局"};
  EXPECT_EQ(broken(with_previous("2021", of_year("2022"), "2021", other)), "warning previous-other-bureau");
  EXPECT_EQ(broken(with_previous("2021", of_year("2023"), "2021", of_year("2021"))), "warning previous-other-year");
}

// Sentences of one chapter, with figures of a year.
std::string paragraphs(const std::string& year, const std::string& figure) {
  return "<p>" + year +
         "年，我局坚持把政府信息公开作为转变职能、改进作风的重要抓手，主要负责同志亲自部署，分管负责同志逐项督办。"
         "全年召开专题会议" +
         figure +
         "次，修订公开指南和公开目录，细化公开事项，明确每一事项的责任科室、公开时限和公开渠道。"
         "围绕规划、用地、登记等群众关切，及时发布政策文件和解读材料，做到文件与解读同步组织、同步审核、同步发布。"
         "优化专栏设置，完善检索功能，整改错链断链" +
         figure +
         "处，网站可用性和内容更新及时性均符合上级检查指标的要求。"
         "组织业务培训，邀请专家讲授条例和典型案例，各科室信息员全部参加，答复文书的规范化水平有所提高。</p>";
}

TEST(LaterRules, narrative_copied_a_chapter_that_repeats_last_years_but_for_its_figures) {
  const auto report_with = [](const std::string& overview, const std::string& last) {
    Changes now = of_year("2022");
    now.text = {{"overview", overview}};
    Changes before = of_year("2021", with(carried, {{"normative/in-force", "28"}}));
    before.text = {{"overview", last}};
    return with_previous("2021", now, "2021", before);
  };
  const auto copied = report_with(paragraphs("2022", "4"), paragraphs("2021", "3"));
  EXPECT_EQ(broken(copied), "warning narrative-copied");
  const Diagnostic found = finding(copied.findings, "narrative-copied");
  EXPECT_EQ(found.message.zh,
            "“一、总体情况”的 5 句话里有 5 句与上一年度相同（数字和年份不计），占这一章文字的 100%。");
  EXPECT_EQ(found.place.xpath, "/record/chapter[1]");
  ASSERT_GE(found.related.size(), 2U);
  EXPECT_EQ(found.related[1].place.file, "r.xml");
  const std::string half = paragraphs("2022", "4");
  const std::string fresh =
      "<p>本年度建成数据共享平台，接入部门十二家，群众办事材料平均减少三成，办理环节由九个压缩为四个。"
      "对行政规范性文件逐件标注效力，废止的及时公布。探索以问答形式解读征收补偿标准，走进乡镇开展面对面解读。</p>";
  EXPECT_EQ(broken(report_with(half.substr(0, half.find("组织业务培训")) + "</p>" + fresh, paragraphs("2021", "3"))),
            "");
  EXPECT_EQ(broken(report_with("<p>2022年，我局工作平稳有序。</p>", "<p>2021年，我局工作平稳有序。</p>")), "");
}

}  // namespace
}  // namespace banxin::test
