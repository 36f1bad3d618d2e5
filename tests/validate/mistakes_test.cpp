#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support.h"
#include "support/golden.h"

namespace banxin::test {
namespace {

// What somebody who fills in a record gets wrong: the text of the sample, and what stands there instead.
struct Mistake {
  const char* name;
  const char* right;
  const char* wrong;
};

const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> all = {
      // Ids.
      {"id misspelt", "row id=\"received\"", "row id=\"recieved\""},
      {"id in capitals", "row id=\"received\"", "row id=\"Received\""},
      {"id with an underscore", "row id=\"carried-in\"", "row id=\"carried_in\""},
      {"id with a blank", "row id=\"received\"", "row id=\"received \""},
      {"id with U+200B", "row id=\"received\"", "row id=\"rece\u200Bived\""},
      {"id with full-width letters", "row id=\"received\"", "row id=\"ｒeceived\""},
      {"label instead of the id", "row id=\"granted\"", "row id=\"予以公开\""},
      {"id of nothing, with a label", "row id=\"granted\"", "row id=\"x1\""},
      {"id of nothing", "row id=\"granted\" label=\"（一）予以公开\"", "row id=\"x1\""},
      {"id left out", "row id=\"granted\" label", "row label"},
      {"row of a heading", "row id=\"granted\" label=\"（一）予以公开\"", "row id=\"refused\""},
      {"row twice", "row id=\"carried-in\" label=\"二、上年结转政府信息公开申请数量\"", "row id=\"received\""},
      {"row in the wrong table", "<row id=\"licences\"", "<row id=\"reconsideration\"/><row id=\"licences\""},
      {"column misspelt", "<cell id=\"issued\">0", "<cell id=\"isued\">0"},
      {"column of another table", "<cell id=\"issued\">0", "<cell id=\"total\">0"},
      {"column twice", "<cell id=\"issued\">0</cell>", "<cell id=\"issued\">0</cell><cell id=\"issued\">1</cell>"},
      {"column without id", "<cell id=\"issued\">0", "<cell>0"},
      {"chapter id misspelt", "chapter id=\"overview\"", "chapter id=\"overveiw\""},
      {"chapter id with more", "chapter id=\"other\"", "chapter id=\"other2\""},
      {"chapter id twice", "chapter id=\"problems\"", "chapter id=\"overview\""},
      {"table id misspelt", "statistics table=\"requests\"", "statistics table=\"request\""},
      {"table id left out", "statistics table=\"requests\"", "statistics"},
      {"own row after nothing", "</statistics>",
       "<own-row after=\"chargs\" label=\"其中：罚款\"><cell id=\"amount\">0</cell></own-row></statistics>"},
      {"own row without label", "</statistics>",
       "<own-row after=\"charges\"><cell id=\"amount\">0</cell></own-row></statistics>"},
      {"form misspelt", "form=\"disclosure-2021\"", "form=\"disclosure-2012\""},
      {"form without its hyphen", "form=\"disclosure-2021\"", "form=\"disclosure2021\""},
      {"form of no name", "form=\"disclosure-2021\"", "form=\"年度报告\""},
      {"form in capitals", " form=\"", " Form=\""},
      {"id as ID", "row id=\"granted\" label", "row ID=\"granted\" label"},
      // Dates and years.
      {"date in Chinese", "date=\"2024-01-25\"", "date=\"2024年1月31日\""},
      {"date with slashes", "<date>2024-01-25", "<date>2024/1/31"},
      {"date with points", "<date>2024-01-25", "<date>2024.1.31"},
      {"date backwards", "<date>2024-01-25", "<date>31-1-2024"},
      {"date without zeros", "<date>2024-01-25", "<date>2024-1-5"},
      {"date in one piece", "<date>2024-01-25", "<date>20240125"},
      {"date of two meanings", "<date>2024-01-25", "<date>1/2/2024"},
      {"date without day", "<date>2024-01-25", "<date>2024年1月"},
      {"date in Chinese numerals", "<date>2024-01-25", "<date>二〇二四年一月二十五日"},
      {"date that is none", "<date>2024-01-25", "<date>2024-02-30"},
      {"date full-width", "<date>2024-01-25", "<date>２０２４-０１-２５"},
      {"date with U+200B", "<date>2024-01-25", "<date>2024-01-25\u200B"},
      {"date with U+00A0", "<date>2024-01-25", "<date>\u00A02024-01-25"},
      {"date with a time", "date=\"2024-01-25\"", "date=\"2024-01-25 10:30\""},
      {"date empty", "<date>2024-01-25", "<date>"},
      {"year with 年", "year=\"2023\"", "year=\"2023年\""},
      {"year with 年度", "year=\"2023\"", "year=\"2023年度\""},
      {"year of two digits", "year=\"2023\"", "year=\"23\""},
      {"year with a blank", "year=\"2023\"", "year=\" 2023\""},
      {"year full-width", "year=\"2023\"", "year=\"２０２３\""},
      {"year left out", " year=\"2023\"", ""},
      {"year misspelt", "year=\"2023\"", "yaer=\"2023\""},
      // Figures.
      {"figure with its unit", "<cell id=\"issued\">0", "<cell id=\"issued\">12件"},
      {"figure with another unit", "<cell id=\"amount\">0", "<cell id=\"amount\">35000元"},
      {"seven figures in a cell", "<cell id=\"issued\">0", "<cell id=\"issued\">1 0 0 0 2 0 3"},
      {"two figures in a cell", "<cell id=\"issued\">0", "<cell id=\"issued\">3、4"},
      {"thousands", "<cell id=\"issued\">0", "<cell id=\"issued\">1,286"},
      {"thousands full-width", "<cell id=\"issued\">0", "<cell id=\"issued\">１，２８６"},
      {"full-width digits", "<cell id=\"issued\">0", "<cell id=\"issued\">１２"},
      {"figure with U+00A0", "<cell id=\"issued\">0", "<cell id=\"issued\">12\u00A0"},
      {"figure with U+200B", "<cell id=\"issued\">0", "<cell id=\"issued\">1\u200B2"},
      {"Chinese numeral", "<cell id=\"issued\">0", "<cell id=\"issued\">十二"},
      {"none in words", "<cell id=\"issued\">0", "<cell id=\"issued\">无"},
      {"about", "<cell id=\"issued\">0", "<cell id=\"issued\">约12"},
      {"sum", "<cell id=\"issued\">0", "<cell id=\"issued\">3+4"},
      {"remark", "<cell id=\"issued\">0", "<cell id=\"issued\">12（含废止2件）"},
      {"leading zero", "<cell id=\"issued\">0", "<cell id=\"issued\">007"},
      {"minus as a dash", "<cell id=\"issued\">0", "<cell id=\"issued\">—3"},
      {"change in words", "<cell id=\"issued\">0", "<cell id=\"issued\">增加2"},
      {"range", "<cell id=\"issued\">0", "<cell id=\"issued\">2-3"},
      {"figure in doubt", "<cell id=\"issued\">0", "<cell id=\"issued\">2?"},
      {"slash full-width", "<cell id=\"issued\">0", "<cell id=\"issued\">／"},
      {"decimal point as a full stop", "<cell id=\"amount\">0", "<cell id=\"amount\">12。50"},
      {"negative", "<cell id=\"issued\">0", "<cell id=\"issued\">-3"},
      {"decimals", "<cell id=\"issued\">0", "<cell id=\"issued\">3.5"},
      {"per cent", "<cell id=\"issued\">0", "<cell id=\"issued\">12%"},
      {"many digits", "<cell id=\"issued\">0", "<cell id=\"issued\">12345678901234"},
      {"two dashes", "<cell id=\"issued\">0", "<cell id=\"issued\">——"},
      {"letter O", "<cell id=\"issued\">0", "<cell id=\"issued\">1O"},
      {"no figure", "<cell id=\"issued\">0", "<cell id=\"issued\">待定"},
      {"figure in the row", "<row id=\"licences\" label=\"行政许可\"><cell id=\"decisions\">0</cell></row>",
       "<row id=\"licences\" label=\"行政许可\">12</row>"},
      {"figures in the row", "<row id=\"rules\" label=\"规章\">", "<row id=\"rules\" label=\"规章\">5 2 31"},
      {"figure in bold", "<cell id=\"issued\">0", "<cell id=\"issued\"><b>12</b>"},
      // Elements.
      {"bureau left out", "<bureau>云岭市机关事务服务中心</bureau>", ""},
      {"bureau empty", "<bureau>云岭市机关事务服务中心<", "<bureau><"},
      {"bureau misspelt", "<bureau>云岭市机关事务服务中心</bureau>", "<buraeu>云岭市机关事务服务中心</buraeu>"},
      {"bureau after the title", "<title>云", "<title>云岭</title><title>云"},
      {"title left out", "<title>云岭市机关事务服务中心2023年政府信息公开工作年度报告</title>", ""},
      {"title in bold", "<title>云岭市", "<title><b>云岭市</b>"},
      {"heading left out", "<heading>一、总体情况</heading>", ""},
      {"heading after the text", "<heading>一、总体情况</heading>", "<p>本年度。</p><heading>一、总体情况</heading>"},
      {"heading twice", "<heading>一、总体情况</heading>", "<heading>一、总体情况</heading><heading>情况</heading>"},
      {"chapter misspelt", "<chapter id=\"overview\">", "<chaptr id=\"overview\"></chaptr><chapter id=\"overview\">"},
      {"paragraph outside the chapters", "<chapter id=\"overview\">", "<p>本年度。</p><chapter id=\"overview\">"},
      {"paragraph in the table", "<statistics table=\"requests\">", "<statistics table=\"requests\"><p>说明</p>"},
      {"HTML in a paragraph", "<p>本年度没有收到", "<p><font>本年度</font>没有收到"},
      {"line break in a paragraph", "<p>本年度没有收到", "<p>本年度<br/>没有收到"},
      {"paragraph in a paragraph", "<p>本年度没有收到", "<p><p>本年度</p>没有收到"},
      {"text outside the paragraphs", "<p>本年度没有收到", "本年度共三项。<p>本年度没有收到"},
      {"text in the table", "<statistics table=\"requests\">", "<statistics table=\"requests\">单位：件"},
      {"cell outside its row", "<statistics table=\"requests\">",
       "<statistics table=\"requests\"><cell id=\"total\">0</cell>"},
      {"table of HTML", "<p>本年度没有收到", "<table><tr><td>1</td></tr></table><p>本年度没有收到"},
      {"list without items", "<p>本年度没有收到", "<list></list><p>本年度没有收到"},
      {"list item outside a list", "<p>本年度没有收到", "<item>本年度</item><p>本年度没有收到"},
      {"section empty", "<p>本年度没有收到", "<section></section><p>本年度没有收到"},
      {"introduction after a chapter", "<signature>", "<introduction><p>甲</p></introduction><signature>"},
      {"chapter after the signature", "</signature>", "</signature><chapter><heading>七、附</heading></chapter>"},
      {"date before the issuer", "<signature><issuer>云岭市机关事务服务中心</issuer><date>2024-01-25</date>",
       "<signature><date>2024-01-25</date><issuer>云岭市机关事务服务中心</issuer>"},
      {"issuer left out", "<issuer>云岭市机关事务服务中心</issuer>", ""},
      {"signature twice", "</signature>", "</signature><signature><issuer>甲</issuer></signature>"},
      {"other namespace", "<p>本年度没有收到", "<p xmlns=\"\">甲</p><p>本年度没有收到"},
      {"foreign element", "<p>本年度没有收到", "<x:p xmlns:x=\"urn:x\">甲</x:p><p>本年度没有收到"},
      {"attribute nobody knows", "<p>本年度没有收到", "<p style=\"color:red\">本年度没有收到"},
      {"attribute misspelt", "label=\"规章\"", "lable=\"规章\""},
      {"chapter missing", "<chapter id=\"problems\">", "<chapter>"},
      {"own table without body", "<p>本年度没有收到", "<own-table><caption>表</caption></own-table><p>本年度没有收到"},
      {"own table of odd width", "<p>本年度没有收到",
       "<own-table><column width=\"30%\"/><body><tr><td>1</td></tr></body></own-table><p>本年度没有收到"},
      {"figure of no cell", "<p>本年度没有收到", "<p><figure cell=\"recieved/total\"/>本年度没有收到"},
      {"figure taken in no way", "<p>本年度没有收到",
       "<p><figure cell=\"received/total\" as=\"percent\"/>本年度没有收到"},
      {"title as long as a text", "<title>云岭市",
       "<title>"
       "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五"
       "六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
       "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五"
       "六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
       "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五"
       "六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
       "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五"
       "六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
       "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"},
      // XML.
      {"tag not closed", "<heading>一、总体情况</heading>", "<heading>一、总体情况"},
      {"paragraph not closed", "事项。</p>", "事项。"},
      {"tag in capitals", "<p>本年度没有收到", "<P>本年度没有收到"},
      {"wrong end tag", "<heading>一、总体情况</heading>", "<heading>一、总体情况</haeding>"},
      {"ampersand", "本年度没有收到", "研发R&D和本年度没有收到"},
      {"less-than", "本年度没有收到", "同比<5%，本年度没有收到"},
      {"less-than before a letter", "本年度没有收到", "同比<甲，本年度没有收到"},
      {"quotation mark missing", "form=\"disclosure-2021\"", "form=\"disclosure-2021"},
      {"curly quotation marks", "form=\"disclosure-2021\"", "form=“disclosure-2021”"},
      {"no quotation marks", "form=\"disclosure-2021\"", "form=disclosure-2021"},
      {"full-width angle brackets", "<bureau>", "＜bureau＞"},
      {"full-width equals", "row id=\"received\"", "row id＝\"received\""},
      {"no blank between attributes", "form=\"disclosure-2021\" year", "form=\"disclosure-2021\"year"},
      {"attribute twice", "year=\"2023\"", "year=\"2023\" year=\"2023\""},
      {"end tag of the record missing", "</record>", ""},
      {"two records", "</record>", "</record><record/>"},
      {"something before the declaration", "<?xml version", "\n<?xml version"},
      {"&nbsp;", "本年度没有收到", "&nbsp;&nbsp;本年度没有收到"},
      {"namespace misspelt", "urn:banxin:record:1", "urn:banxin:record"},
      {"namespace left out", " xmlns=\"urn:banxin:record:1\"", ""},
      {"root misspelt",
       "<record xmlns=\"urn:banxin:record:1\" form=\"disclosure-2021\" year=\"2023\" date=\"2024-01-25\">",
       "<recrod xmlns=\"urn:banxin:record:1\">"},
      {"encoding that is not it", "encoding=\"UTF-8\"", "encoding=\"GB2312\""},
      {"encoding misspelt", "encoding=\"UTF-8\"", "encoding=\"UTF8-BOM\""},
      {"comment not closed", "<bureau>", "<!-- 单位 <bureau>"},
  };
  return all;
}

std::string with_mistake(std::string record, const Mistake& mistake) {
  const std::size_t at = record.find(mistake.right);
  if (at == std::string::npos) throw std::runtime_error(std::string("not in the sample: ") + mistake.right);
  return record.replace(at, std::string(mistake.right).size(), mistake.wrong);
}

// What is said of a record: errors and warnings, on one line each.
std::string answer_to(const std::string& bytes) {
  Form form = form_of("disclosure-2021");
  form.first_year = 2021;
  auto record = record::read(bytes, "r.xml", {form});
  Findings findings = record.take_findings();
  if (record) append(findings, checker_of(form.id).report(*record).findings);
  findings.close("r.xml");
  std::string out;
  for (const Diagnostic& one : findings) {
    if (one.severity == Severity::note) continue;
    const std::string lead = std::to_string(one.place.line) + " " + one.code + ": ";
    out += lead + one.message.zh + one.hint.zh + "\n  " + one.message.en + " " + one.hint.en + "\n";
  }
  return out;
}

TEST(Mistakes, each_is_one_finding_that_names_place_culprit_and_cure) {
  const std::string sample = read_all(std::string(BANXIN_SOURCE_DIR) + "/samples/zero-2021.xml");
  std::string all;
  for (const Mistake& mistake : mistakes()) {
    all += std::string("== ") + mistake.name + "\n" + answer_to(with_mistake(sample, mistake));
  }
  expect_golden(all, "validate/mistakes.txt");
  // Regular expressions, lists of all ids and the library's own words help nobody.
  for (const char* never : {"libxml2", "[0-9]", "facet", "refused.third-party, ", "refused.third-party、"}) {
    EXPECT_EQ(all.find(never), std::string::npos) << never;
  }
}

TEST(Mistakes, without_one_nothing_is_said) {
  EXPECT_EQ(answer_to(read_all(std::string(BANXIN_SOURCE_DIR) + "/samples/zero-2021.xml")), "");
}

}  // namespace
}  // namespace banxin::test
