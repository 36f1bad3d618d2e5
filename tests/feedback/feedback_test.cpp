#include "feedback/feedback.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "record/form.h"

namespace banxin::feedback {
namespace {

const std::string layouts = BANXIN_SOURCE_DIR "/layouts";

constexpr const char* record = R"(<record xmlns="urn:banxin:record:1" form="disclosure-2021" year="2023">
  <bureau>东江市水利局</bureau>
  <title>标题</title>
  <chapter id="proactive"><heading>乱写的标题</heading>
    <statistics table="proactive"><row id="rules"><cell id="issued">3</cell></row></statistics>
  </chapter>
  <chapter><heading>七、自己的章</heading>
    <p>甲</p><p>乙</p>
    <list><item>一</item><item>二</item></list>
    <section><heading>（一）小节</heading><p>丙</p></section>
    <own-table><caption>收费表</caption><body><tr><td>1</td><td>2</td></tr></body></own-table>
    <mystery/>
  </chapter>
</record>)";

class Places : public testing::Test {
 protected:
  Places()
      : tree(*xml::Tree::parse(record, "r.xml")),
        labels(*forms::Labels::load(layouts + "/disclosure-2021/labels.xml")),
        vocabulary(*forms::Vocabulary::load(layouts + "/disclosure-2021/record.xsd")) {}

  Bilingual place(const char* xpath) const { return place_in_words(tree, {&labels, &vocabulary}, xpath); }
  std::string zh(const char* xpath) const { return place(xpath).zh; }

  xml::Tree tree;
  forms::Labels labels;
  forms::Vocabulary vocabulary;
};

TEST_F(Places, are_named_by_the_forms_labels_whatever_the_record_calls_them) {
  const std::string table = "/record/chapter[1]/statistics/row/cell";
  EXPECT_EQ(zh(table.c_str()), "二、主动公开政府信息情况，“规章”行，“本年制发件数”栏");
  EXPECT_EQ(place(table.c_str()).en, "二、主动公开政府信息情况, row “规章”, column “本年制发件数”");
}

TEST_F(Places, are_counted_where_they_have_no_name) {
  EXPECT_EQ(zh("/record/chapter[2]/p[2]"), "“七、自己的章”，第 2 段");
  EXPECT_EQ(zh("/record/chapter[2]/list/item[2]"), "“七、自己的章”，第 2 项");
  EXPECT_EQ(zh("/record/chapter[2]/section/p/text()"), "“七、自己的章”，“（一）小节”，第 1 段");
  EXPECT_EQ(zh("/record/chapter[2]/own-table/body/tr/td[2]"), "“七、自己的章”，表“收费表”，第 1 行，第 2 格");
}

TEST_F(Places, of_the_whole_of_attributes_and_of_what_the_form_does_not_know) {
  EXPECT_EQ(zh("/record"), "整份报告");
  EXPECT_EQ(place("").en, "the report as a whole");
  EXPECT_EQ(zh("/record/@year"), "报告年度");
  EXPECT_EQ(zh("/record/bureau"), "单位全称");
  EXPECT_EQ(zh("/record/chapter[2]/mystery"), "“七、自己的章”，“mystery”");
  // As far as the tree has it.
  EXPECT_EQ(zh("/record/chapter[2]/p[7]"), "“七、自己的章”");
  for (const char* odd :
       {"record", "/", "//", "/record//p", "/record/chapter[999999999999999999999]", "/record/[", "[["}) {
    EXPECT_EQ(zh(odd), "整份报告") << odd;
  }
}

Diagnostic finding(Severity severity, const char* xpath, int line = 5) {
  return {.code = "A-1",
          .severity = severity,
          .place = {"r.xml", line, xpath},
          .message = {"不相等。", "Not equal."},
          .hint = {"请核对。", "Check."}};
}

TEST_F(Places, a_submission_has_what_stands_there_and_nothing_of_other_files) {
  Diagnostic cells = finding(Severity::error, "/record/chapter[1]/statistics/row/cell");
  cells.related = {{{}, {"甲 3", "a 3"}}, {{}, {"乙 4", "b 4"}}};
  Diagnostic face = finding(Severity::error, "");
  face.place.file = "face.otf";
  const Findings findings = {cells, finding(Severity::warning, "/record/bureau"),
                             finding(Severity::note, "/record/chapter[2]"),
                             finding(Severity::warning, "/record/chapter[2]/mystery"), face};
  const Submission sent = submission_of("r.xml", {}, &tree, nullptr, {&labels, &vocabulary}, findings);
  ASSERT_EQ(sent.remarks.size(), 4U);
  EXPECT_EQ(sent.remarks[0].stands.zh, "甲 3；乙 4");
  EXPECT_EQ(sent.remarks[1].stands.zh, "东江市水利局");
  EXPECT_EQ(sent.remarks[2].stands.zh, "");  // a chapter is more than a value
  EXPECT_EQ(sent.remarks[3].stands.zh, "（空白）");
  EXPECT_EQ(sent.errors, 1U);
  EXPECT_EQ(sent.warnings, 2U);
  const Submission unread = submission_of("r.xml", {}, nullptr, nullptr, {}, {finding(Severity::error, "", 7)});
  EXPECT_EQ(unread.remarks[0].place.zh, "文件的第 7 行");
}

TEST(Sheet, D_03_writes_as_code_points_what_cannot_be_printed) {
  Submission sent;
  sent.file = "a.xml";
  sent.who.bureau = "东江\xEE\xA0\x80局";  // U+E800
  sent.errors = 1;
  Remark remark;
  remark.problem = {"有\xE2\x80\xAEx，\xD7\x90，𬱖。", ""};  // an override, a Hebrew letter
  sent.remarks.push_back(remark);
  Form sheet;
  sheet.first_year = 1000;
  sheet.last_year = 9999;
  const std::string xml = sheet_record({sent}, {}, sheet, [](char32_t c) { return c != U'𬱖'; });
  EXPECT_NE(xml.find("东江U+E800局"), std::string::npos) << xml;
  EXPECT_NE(xml.find("有\\u202ex，U+05D0，U+2CC56。"), std::string::npos) << xml;
}

TEST(Sheet, is_named_by_year_and_bureau) {
  Identity who;
  who.bureau = "东江市水利局";
  who.year = "2023";
  EXPECT_EQ(sheet_name(who, "x.xml"), "2023-东江市水利局");
  who.year = "去年";
  EXPECT_EQ(sheet_name(who, "x.xml"), "东江市水利局");
  EXPECT_EQ(sheet_name({}, "in/水利局 报送.xml"), "水利局 报送");
  // Two spellings that a reader cannot tell apart are one bureau; what cannot be read is nobody's.
  Identity same = who;
  same.bureau = "东江市 水利局";
  EXPECT_EQ(sheet_key(who, "a"), sheet_key(same, "b"));
  EXPECT_NE(sheet_key({}, "a"), sheet_key({}, "b"));
}

TEST(Sheet, the_program_alone_fills_in_a_form_with_a_purpose) {
  const auto forms = record::list_forms({layouts});
  const auto sheets = record::list_sheets({layouts});
  ASSERT_TRUE(forms);
  ASSERT_TRUE(sheets);
  for (const Form& form : *forms) EXPECT_EQ(form.purpose, "") << form.id;
  std::set<std::string> purposes;
  for (const Form& sheet : *sheets) purposes.insert(sheet.purpose);
  EXPECT_EQ(purposes, (std::set<std::string>{"feedback", "packages"}));
}

}  // namespace
}  // namespace banxin::feedback
