#include <gtest/gtest.h>

#include "support.h"

namespace banxin::test {
namespace {

// rules.sch with these patterns and what else stands at its top.
std::string rules(const std::string& inside) {
  return "<sch:schema xmlns:sch=\"http://purl.oclc.org/dsdl/schematron\" xmlns:n=\"urn:banxin:rules:1\">\n"
         "<sch:ns prefix=\"r\" uri=\"urn:banxin:record:1\"/><sch:ns prefix=\"n\" uri=\"urn:banxin:rules:1\"/>\n" +
         inside + "\n</sch:schema>\n";
}

// What a form with these rules, and no narrative, says of a record.
validate::Report report_with(const std::string& inside, const std::string& record = filled_record()) {
  const FormFolder folder({{"rules.sch", rules(inside)}, {"narrative.xml", ""}});
  auto checker = validate::Checker::load(folder.form());
  if (!checker) throw std::runtime_error(listing(checker.findings()));
  return checker->report(read(record, folder.form()));
}

// "A: message" for each finding.
std::string messages(const validate::Report& report) {
  std::string out;
  for (const Diagnostic& one : report.findings) {
    if (one.severity == Severity::note) continue;
    out += (out.empty() ? "" : "; ") + one.code + ": " + one.message.zh;
  }
  return out;
}

std::string messages(const std::string& inside) {
  return messages(report_with(inside));
}

TEST(Schematron, asserts_fail_when_false_and_reports_when_true) {
  EXPECT_EQ(messages("<sch:pattern id=\"A\"><sch:rule context=\"/r:record\">"
                     "<sch:assert test=\"true()\">no</sch:assert><sch:assert test=\"false()\">yes</sch:assert>"
                     "<sch:report id=\"B\" test=\"true()\">yes</sch:report><sch:report test=\"false()\">no</sch:report>"
                     "</sch:rule></sch:pattern>"),
            "A: yes; B: yes");
}

TEST(Schematron, what_the_schema_extends_stands_in_its_place) {
  const std::string shared = rules(
      "<sch:pattern id=\"S\"><sch:rule context=\"/r:record\"><sch:assert "
      "test=\"false()\">shared</sch:assert></sch:rule>"
      "</sch:pattern><sch:pattern abstract=\"true\" id=\"T\"><sch:rule context=\"$where\"><sch:assert test=\"false()\" "
      "diagnostics=\"d\">filled in</sch:assert></sch:rule></sch:pattern>"
      "<sch:diagnostics><sch:diagnostic id=\"d\" xml:lang=\"zh\" "
      "role=\"hint\">hint</sch:diagnostic></sch:diagnostics>");
  const std::string own = rules(
      "<sch:pattern id=\"A\" is-a=\"T\"><sch:param name=\"where\" value=\"/r:record\"/></sch:pattern>"
      "<sch:extends href=\"../common/shared.sch\"/>"
      "<sch:pattern id=\"Z\"><sch:rule context=\"/r:record\"><sch:assert "
      "test=\"false()\">own</sch:assert></sch:rule></sch:pattern>");
  const FormFolder folder({{"rules.sch", own}, {"../common/shared.sch", shared}, {"narrative.xml", ""}});
  auto checker = validate::Checker::load(folder.form());
  ASSERT_TRUE(checker) << listing(checker.findings());
  const auto report = checker->report(read(filled_record(), folder.form()));
  EXPECT_EQ(messages(report), "A: filled in; S: shared; Z: own");
  EXPECT_EQ(finding(report.findings, "A").hint.zh, "hint");
}

TEST(Schematron, messages_hold_values_and_names_and_line_breaks_between_chinese_are_nothing) {
  EXPECT_EQ(
      messages(
          "<sch:pattern id=\"A\"><sch:rule context=\"r:bureau\"><sch:assert test=\"false()\">\n"
          "  单位<sch:value-of select=\"concat(., '!')\"/>在\n    <sch:name/>里，\n  <sch:emph>two\n words</sch:emph> "
          "<sch:value-of select=\"1 + 1\"/> <sch:name path=\"..\"/>\n</sch:assert></sch:rule></sch:pattern>"),
      "A: 单位某局!在 bureau里， two words 2 record");
}

TEST(Schematron, lets_of_schema_pattern_and_rule_are_seen_where_they_should_be) {
  EXPECT_EQ(
      messages("<sch:let name=\"a\" value=\"'one'\"/>"
               "<sch:pattern id=\"A\"><sch:let name=\"b\" value=\"concat($a, ' two')\"/>"
               "<sch:rule context=\"r:title\"><sch:let name=\"c\" value=\"concat($b, ' ', .)\"/>"
               "<sch:assert test=\"false()\"><sch:value-of select=\"$c\"/></sch:assert></sch:rule></sch:pattern>"),
      "A: one two 某局2018年度报告");
}

// Lets that only messages name are evaluated when there is a message; they see those that judge, and may be named
// again.
TEST(Schematron, lets_of_messages_see_the_lets_that_judge) {
  EXPECT_EQ(messages("<sch:pattern id=\"A\"><sch:rule context=\"r:title\">"
                     "<sch:let name=\"one\" value=\"'one'\"/><sch:let name=\"said\" value=\"concat($one, '!')\"/>"
                     "<sch:let name=\"two\" value=\"concat($one, ' two')\"/>"
                     "<sch:let name=\"saidtwice\" value=\"concat($said, $said)\"/>"
                     "<sch:assert test=\"$two = 'two'\"><sch:value-of select=\"$saidtwice\"/></sch:assert>"
                     "<sch:assert test=\"false()\"><sch:value-of select=\"concat($said, $two)\"/></sch:assert>"
                     "</sch:rule></sch:pattern>"),
            "A: one!one!; A: one!one two");
}

// What a test calculated with is listed with its finding; what a message calculates is not.
TEST(Schematron, messages_add_nothing_to_what_the_test_calculated_with) {
  const std::string own = "<own-row after=\"staff\" label=\"（四）志愿者数\" unit=\"名\">3</own-row>";
  const auto related = [&](const std::string& test) {
    const auto report = report_with(
        "<sch:pattern id=\"A\"><sch:rule context=\"/r:record\">"
        "<sch:let name=\"equal\" value=\"n:equal('staff', 'courses', n:own(n:cells('staff')))\"/>"
        "<sch:assert test=\"" +
            test + "\"><sch:value-of select=\"$equal\"/></sch:assert></sch:rule></sch:pattern>",
        filled_record({}, "", own));
    std::size_t count = 0;
    for (const Diagnostic& finding : report.findings) count += finding.code == "A" ? finding.related.size() : 0;
    return count;
  };
  EXPECT_EQ(related("n:equal('staff', 'courses', n:own(n:cells('staff'))) and false()"), 1U);
  EXPECT_EQ(related("false()"), 0U);
}

TEST(Schematron, a_node_belongs_to_the_first_rule_of_a_pattern_that_it_matches) {
  EXPECT_EQ(messages("<sch:pattern id=\"A\">"
                     "<sch:rule context=\"r:title\"><sch:assert test=\"false()\">title</sch:assert></sch:rule>"
                     "<sch:rule context=\"r:record/*[not(self::r:chapter)]\"><sch:assert test=\"false()\"><sch:name/>"
                     "</sch:assert></sch:rule></sch:pattern>"
                     "<sch:pattern id=\"B\"><sch:rule context=\"r:title\"><sch:assert test=\"false()\">again"
                     "</sch:assert></sch:rule></sch:pattern>"),
            "A: bureau; A: title; B: again");
}

TEST(Schematron, contexts_are_patterns_of_xslt) {
  EXPECT_EQ(messages("<sch:pattern id=\"A\"><sch:rule context=\"r:bureau | /r:record/r:title[. != '|']\">"
                     "<sch:assert test=\"false()\"><sch:name/></sch:assert></sch:rule></sch:pattern>"),
            "A: bureau; A: title");
}

TEST(Schematron, abstract_patterns_are_filled_in_with_their_parameters) {
  EXPECT_EQ(messages("<sch:pattern abstract=\"true\" id=\"P\"><sch:rule context=\"$where\"><sch:let name=\"word\" "
                     "value=\"'kept'\"/><sch:assert test=\"not(. = '$what')\"><sch:value-of select=\"'$what'\"/> "
                     "<sch:value-of select=\"$word\"/> $what</sch:assert></sch:rule></sch:pattern>"
                     "<sch:pattern id=\"A\" is-a=\"P\"><sch:param name=\"where\" value=\"r:bureau\"/>"
                     "<sch:param name=\"what\" value=\"某局\"/></sch:pattern>"
                     "<sch:pattern id=\"B\" is-a=\"P\"><sch:param name=\"where\" value=\"r:bureau\"/>"
                     "<sch:param name=\"what\" value=\"他局\"/></sch:pattern>"),
            "A: 某局 kept $what");
}

TEST(Schematron, abstract_rules_are_taken_over) {
  EXPECT_EQ(messages("<sch:pattern id=\"A\"><sch:rule abstract=\"true\" id=\"R\"><sch:let name=\"x\" value=\"2\"/>"
                     "<sch:assert id=\"B\" test=\"false()\">base <sch:value-of select=\"$x\"/></sch:assert></sch:rule>"
                     "<sch:rule context=\"r:bureau\"><sch:extends rule=\"R\"/></sch:rule></sch:pattern>"),
            "B: base 2");
}

TEST(Schematron, several_patterns_may_be_parts_of_one_rule) {
  const auto report = report_with(
      "<sch:pattern id=\"A.1\" n:rule=\"A\"><sch:p xml:lang=\"zh\">甲</sch:p><sch:p xml:lang=\"en\">a</sch:p>"
      "<sch:rule context=\"r:title\"><sch:assert test=\"false()\">one</sch:assert></sch:rule></sch:pattern>"
      "<sch:pattern id=\"A.2\" n:rule=\"A\"><sch:rule context=\"r:title\"><sch:assert role=\"warning\" "
      "test=\"false()\">two"
      "</sch:assert></sch:rule></sch:pattern>");
  EXPECT_EQ(messages(report), "A: one; A: two");
  EXPECT_EQ(summary(report.findings), "error A; warning A");
  ASSERT_EQ(report.rules.size(), 1U);
  EXPECT_EQ(verdict(report, "A"), "broken");
}

TEST(Schematron, explanations_come_from_p_from_title_or_from_the_message) {
  const FormFolder folder(
      {{"narrative.xml", ""},
       {"rules.sch",
        rules("<sch:pattern id=\"A\"><sch:title>not this</sch:title><sch:p xml:lang=\"zh\">甲\n  乙</sch:p>"
              "<sch:p class=\"en\">a\n  b</sch:p><sch:rule context=\"r:x\"><sch:assert role=\"note\" test=\"1\">m"
              "</sch:assert></sch:rule></sch:pattern>"
              "<sch:pattern id=\"B\"><sch:title>丙</sch:title><sch:rule context=\"r:x\" role=\"warning\"><sch:assert "
              "test=\"1\">x <sch:value-of select=\".\"/></sch:assert></sch:rule></sch:pattern>")}});
  const auto checker = validate::Checker::load(folder.form());
  ASSERT_TRUE(checker) << listing(checker.findings());
  ASSERT_GT(checker->rules().size(), 2U);
  EXPECT_EQ(checker->rules()[2].id, "L-1") << "what is common to all forms follows";
  EXPECT_EQ(checker->rules()[0].text.zh, "甲乙");
  EXPECT_EQ(checker->rules()[0].text.en, "a b");
  EXPECT_EQ(checker->rules()[0].severity, Severity::note);
  EXPECT_EQ(checker->rules()[1].text.zh, "丙");
  EXPECT_EQ(checker->rules()[1].text.en, "x …");
  EXPECT_EQ(checker->rules()[1].severity, Severity::warning);
}

TEST(Schematron, no_side_of_a_message_is_ever_empty) {
  const auto report = report_with(
      "<sch:pattern id=\"A\"><sch:rule context=\"r:title\"><sch:assert test=\"false()\" diagnostics=\"h\">only this"
      "</sch:assert></sch:rule></sch:pattern><sch:diagnostics><sch:diagnostic id=\"h\" xml:lang=\"zh\" role=\"hint\">看"
      "</sch:diagnostic></sch:diagnostics>");
  EXPECT_EQ(report.findings[0].message.en, "only this");
  EXPECT_EQ(report.findings[0].hint.en, "看");
}

// One expression's value, as the message of a report that always speaks.
std::string value(const std::string& select, const Row& rows = {}, const std::string& own = "") {
  return messages(
      report_with("<sch:pattern id=\"A\"><sch:rule context=\"/r:record\"><sch:report test=\"true()\">"
                  "<sch:value-of select=\"" +
                      select + "\"/></sch:report></sch:rule></sch:pattern>",
                  filled_record(rows, "", own)));
}

TEST(RuleFunctions, D_06_sum_and_compare_decimals_exactly) {
  EXPECT_EQ(value("n:sum(n:cells('staff.full-time staff.part-time'))"), "A: 5");
  EXPECT_EQ(value("n:sum('0.1 0.2', 3)"), "A: 3.3");
  EXPECT_EQ(value("n:sum(n:cells('fees'), '0.002')"), "A: 0.02");
  EXPECT_EQ(value("n:sum(r:nothing)"), "A: 0");
  EXPECT_EQ(value("n:compare('9007199254740993', '9007199254740992')"), "A: 1");
  EXPECT_EQ(value("n:compare(n:cells('funds'), '12.5')"), "A: 0");
  EXPECT_EQ(value("n:compare(1, 2)"), "A: -1");
}

TEST(RuleFunctions, D_06_what_holds_no_figure_makes_the_rule_not_assessable) {
  const std::string test =
      "<sch:pattern id=\"A\"><sch:rule context=\"/r:record\"><sch:assert test=\"TEST\">broken"
      "</sch:assert></sch:rule></sch:pattern>";
  const auto judged = [&](const std::string& expression, const std::string& figure) {
    std::string pattern = test;
    pattern.replace(pattern.find("TEST"), 4, expression);
    return verdict(report_with(pattern, filled_record({{"staff", figure}})), "A");
  };
  for (const char* figure : {"", "absent", "/", "-", "不适用"}) {
    EXPECT_EQ(judged("n:compare(n:cells('staff'), 0) = 0", figure), "not assessable") << figure;
    EXPECT_EQ(judged("not(n:compare(n:sum(n:cells('staff courses')), 1) = 5)", figure), "not assessable") << figure;
    EXPECT_EQ(judged("n:known(n:cells('staff'))", figure), "broken") << figure;
    EXPECT_EQ(judged("not(n:known(n:cells('staff'))) or n:compare(n:cells('staff'), 1) = 0", figure), "held") << figure;
  }
  EXPECT_EQ(judged("n:known(n:cells('staff courses'))", "5"), "held");
  EXPECT_EQ(judged("n:known(r:nothing)", "5"), "broken");
}

TEST(RuleFunctions, name_what_they_speak_of) {
  EXPECT_EQ(value("n:label(n:cells('received.fax'))"), "A: 2.传真申请数");
  EXPECT_EQ(value("n:name(n:cells('disclosed'))"), "A: 主动公开政府信息数");
  EXPECT_EQ(value("n:name(n:cells('disclosed.normative'))"), "A: 主动公开规范性文件数");
  EXPECT_EQ(value("n:unit(n:cells('funds'))"), "A: 万元");
  EXPECT_EQ(value("n:figures(n:cells('received.fax received.in-person'))"), "A: 3 + 1");
  EXPECT_EQ(value("n:terms(n:cells('staff.full-time staff.part-time'))", {{"staff.part-time", ""}}),
            "A: 专职人员数 2 + 兼职人员数 [ ]");
  const std::string own = "<own-row after=\"staff\" label=\"（四）志愿者数\" unit=\"名\">7</own-row>";
  EXPECT_EQ(value("n:terms(n:cells('staff') | n:own(n:cells('staff')))", {}, own),
            "A: 从事政府信息公开工作人员数 5 + 志愿者数 7");
  EXPECT_EQ(value("n:unit(n:own(n:cells('staff')))", {}, own), "A: 名");
  EXPECT_EQ(value("n:label(n:own(n:cells('staff')))", {}, own), "A: （四）志愿者数");
  EXPECT_EQ(value("n:unit(/r:record)"), "A: ");
}

TEST(RuleFunctions, know_the_cells_of_rows_with_several) {
  const std::string labels =
      "<labels xmlns=\"urn:banxin:labels:1\"><label id=\"a\" unit=\"件\" level=\"0\">一、甲</label>"
      "<label id=\"b\" unit=\"件\" level=\"0\">二、乙</label></labels>";
  const std::string schema =
      "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:banxin:record:1\">"
      "<xs:element name=\"record\"><xs:complexType><xs:sequence><xs:any processContents=\"skip\"/></xs:sequence>"
      "<xs:anyAttribute processContents=\"skip\"/></xs:complexType></xs:element></xs:schema>";
  const FormFolder folder(
      {{"narrative.xml", ""},
       {"labels.xml", labels},
       {"record.xsd", schema},
       {"rules.sch",
        rules(
            "<sch:pattern id=\"A\"><sch:rule context=\"/r:record\"><sch:assert n:needs=\"a/x a/y\" n:shows=\"a/y b/x\" "
            "test=\"n:compare(n:cells('a/x'), n:cells('a/y')) = 0\"><sch:value-of select=\"n:terms(n:cells('a/x "
            "a/y'))\"/>"
            "</sch:assert><sch:assert id=\"B\" n:needs=\"b/x\" "
            "test=\"true()\">.</sch:assert></sch:rule></sch:pattern>")}});
  const auto checker = validate::Checker::load(folder.form());
  ASSERT_TRUE(checker) << listing(checker.findings());
  const std::string record =
      "<record xmlns=\"urn:banxin:record:1\" form=\"disclosure-2018\" year=\"2018\"><statistics><row id=\"a\">"
      "<cell id=\"x\">3</cell><cell id=\"y\">4</cell></row></statistics></record>";
  const auto report = checker->report(read(record, folder.form()));
  EXPECT_EQ(messages(report), "A: 甲／x 3 + 甲／y 4");
  EXPECT_EQ(verdict(report, "B"), "not assessable");
  const Diagnostic found = finding(report.findings, "A");
  EXPECT_EQ(found.place.xpath, "/record/statistics/row/cell[2]");
  ASSERT_EQ(found.related.size(), 2U);
  EXPECT_EQ(found.related[0].note.zh, "一、甲／y：4件");
  EXPECT_EQ(found.related[1].note.zh, "二、乙／x：空白");
}

}  // namespace
}  // namespace banxin::test
