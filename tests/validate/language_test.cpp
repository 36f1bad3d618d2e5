#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "sample_record.h"
#include "support/golden.h"

namespace banxin::test {
namespace {

std::string with_escapes(std::string text) {
  const std::pair<const char*, const char*> escapes[] = {
      {"\\n", "\n"}, {"\\t", "\t"}, {"<a", "&lt;a"}, {"</a", "&lt;/a"}};
  for (const auto& [written, meant] : escapes) {
    for (std::size_t at = text.find(written); at != std::string::npos; at = text.find(written)) {
      text.replace(at, std::string(written).size(), meant);
    }
  }
  return text;
}

Findings said_of(const std::string& inside) {
  Findings said;
  for (const Diagnostic& one : report_on(filled_record({}, inside)).findings) {
    if (one.code.starts_with("L-")) said.push_back(one);
  }
  return said;
}

std::string ids_of(const Findings& findings) {
  std::string ids;
  for (const Diagnostic& one : findings) {
    EXPECT_EQ(one.severity, Severity::note);
    ids += (ids.empty() ? "" : ",") + one.code;
  }
  return ids.empty() ? "-" : ids;
}

std::string ids_in_paragraphs(const std::vector<std::string>& paragraphs) {
  std::string inside = "<chapter><heading>一、概述</heading>";
  for (const std::string& text : paragraphs) inside += "<p>" + text + "</p>";
  return ids_of(said_of(inside + "</chapter>"));
}

std::string ids_in_heading(const std::string& heading) {
  return ids_of(said_of("<chapter><heading>" + heading + "</heading></chapter>"));
}

// L-1 to L-8 and L-10.
TEST(Language, L_each_sentence_raises_what_the_table_says_and_nothing_else) {
  std::istringstream lines(read_all(std::string(BANXIN_SOURCE_DIR) + "/tests/validate/language.txt"));
  int number = 0;
  int silent = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::string expected = line.substr(0, line.find(' '));
    const std::string sentence = line.substr(line.find_first_not_of(' ', expected.size()));
    EXPECT_EQ(ids_in_paragraphs({with_escapes(sentence)}), expected) << "line " << number << ": " << sentence;
    silent += expected == "-";
  }
  EXPECT_GE(silent, 25);
}

TEST(Language, L_3_a_quotation_over_several_paragraphs_opens_each_and_closes_once) {
  EXPECT_EQ(ids_in_paragraphs({"通知要求：“一要加强。", "“二要落实。", "“三要公开。”", "已经办理。"}), "-");
  EXPECT_EQ(ids_in_paragraphs({"通知要求：“一要加强。", "二要落实。”"}), "-") << "in doubt silent";
  EXPECT_EQ(ids_in_paragraphs({"通知要求：“一要加强。", "已经“办理”。"}), "L-3");
  EXPECT_EQ(ids_in_paragraphs({"印发《条例。", "已经办理》。"}), "L-3")
      << "titles and brackets end with their paragraph";
}

TEST(Language, L_9_stray_marks_and_second_numbers_at_headings) {
  for (const char* heading : {"、一、概述", "？一、概述", "一、一、概述", "一、概述，", "- 一、概述", "—一、概述"}) {
    EXPECT_EQ(ids_in_heading(heading), "L-9") << heading;
  }
  for (const char* heading : {"一、概述", "（一）概述。", "概述：", "1.概述", "——以某县为例", "“互联网+”", "2018年情况",
                              "《条例》情况", "★重点"}) {
    EXPECT_EQ(ids_in_heading(heading), "-") << heading;
  }
}

TEST(Language, L_1_to_L_10_say_once_for_each_kind_where_it_stands) {
  const Findings said = said_of(
      "<chapter><heading>一、概述</heading><p>公开120条,其中\n  动态96条,公告24条。</p>\n<p>甲,乙</p></chapter>");
  ASSERT_EQ(ids_of(said), "L-2");
  EXPECT_EQ(said[0].message.zh, "汉字之间用了半角标点：“公开120条,其中动态9…”等 3 处。");
  EXPECT_EQ(said[0].message.en,
            "Half-width marks stand between Chinese characters: \"公开120条,其中动态9…\" and others, 3 places in all.");
  ASSERT_EQ(said[0].related.size(), 3U);
  EXPECT_EQ(said[0].related[1].place.line, said[0].place.line + 1);
  EXPECT_EQ(said[0].related[2].place.line, said[0].place.line + 2);
}

TEST(Language, TheFormsOwnHeadingsAreNeverLookedAt) {
  const Form form = form_of("disclosure-2021");
  std::string record = sample_record("filled-2021.xml");
  const std::string own = "一、总体情况</heading>";
  ASSERT_NE(record.find(own), std::string::npos);
  record.replace(record.find(own), own.size(), "一、总体情况，</heading>");
  for (const Diagnostic& one : checker_of(form.id).report(read(record, form)).findings) {
    EXPECT_FALSE(one.code.starts_with("L-")) << one.code;
  }
}

TEST(Language, FaultsOfTheFileAreNamed) {
  const auto fault = [](const std::string& inside) {
    const FormFolder folder(
        {{"../common/language.xml", "<language xmlns=\"urn:banxin:language:1\">\n" + inside + "</language>"}});
    const auto checker = validate::Checker::load(folder.form());
    return checker ? "none" : checker.findings().front().code + " " + checker.findings().front().message.en;
  };
  const std::string said =
      "<text xml:lang=\"zh\">甲</text><text xml:lang=\"en\">a</text><message xml:lang=\"zh\">甲</message>"
      "<message xml:lang=\"en\">a</message>";
  EXPECT_EQ(fault("<check id=\"L-1\">" + said + "<pattern>a</pattern></check>"), "none");
  EXPECT_NE(fault("<check id=\"L-1\">" + said + "<pattern>(</pattern></check>")
                .find("form-unusable The regular expression ("),
            std::string::npos);
  EXPECT_NE(fault("<check id=\"L-1\">" + said + "<pairs>《</pairs></check>").find("is not a pair of marks"),
            std::string::npos);
  EXPECT_NE(fault("<check id=\"L-1\"><pattern>a</pattern></check>").find("A check has an id"), std::string::npos);
  EXPECT_NE(fault("<check id=\"L-1\">" + said + "</check>").find("A check has an id"), std::string::npos);
  EXPECT_NE(fault("<else/>").find("no place for an element else"), std::string::npos);
}

}  // namespace
}  // namespace banxin::test
