#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support.h"
#include "xml/xml.h"

namespace banxin::test {
namespace {

using Functions = std::map<std::pair<std::string, std::string>, xml::Function>;

std::string sheet(const std::string& inside) {
  return "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:o='urn:o' "
         "exclude-result-prefixes='o'>\n" +
         inside + "</xsl:stylesheet>";
}

class StylesheetTest : public testing::Test {
 protected:
  Result<xml::Tree> run(const std::string& inside, const std::string& record, const Functions& functions = {}) {
    const auto loaded = xml::Stylesheet::load(folder_.write("document.xsl", sheet(inside)));
    if (!loaded) return loaded.findings();
    return loaded->apply(tree_of(record), functions);
  }
  std::string failure(const std::string& inside, const std::string& record = "<r/>", const Functions& functions = {}) {
    const auto result = run(inside, record, functions);
    EXPECT_FALSE(result);
    return listing(result.findings());
  }

  TemporaryFolder folder_{"版式 a%b"};
};

TEST_F(StylesheetTest, MakesATree) {
  const auto result =
      run("<xsl:template match='/r'><d t='{@a}'><xsl:for-each select='p'><b><xsl:value-of select='.'/></b>"
          "</xsl:for-each></d></xsl:template>",
          "<r a='1'><p>甲</p><p>乙</p></r>");
  ASSERT_TRUE(result) << listing(result.findings());
  EXPECT_EQ(result->serialise(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<d t=\"1\">\n  <b>甲</b>\n  <b>乙</b>\n</d>\n");
  EXPECT_EQ(result->root().elements()[1].xpath(), "/d/b[2]");
  EXPECT_EQ(result->root().line(), 0);
}

TEST_F(StylesheetTest, CallsFunctionsWithNodesOfTheRecord) {
  std::string seen;
  const xml::Function place = [&seen](const std::vector<xml::Value>& arguments) -> xml::Value {
    const auto& nodes = std::get<std::vector<xml::Node>>(arguments.at(0));
    seen += nodes.at(0).xpath() + ":" + std::to_string(nodes.at(0).line()) + " ";
    return static_cast<double>(seen.size());
  };
  const std::string inside =
      "<xsl:template match='/r'><d><xsl:for-each select='p'><b o='{o:place(.)}'/></xsl:for-each></d></xsl:template>";
  const std::string record = "<r>\n<p>甲</p>\n<p>乙</p></r>";
  const auto result = run(inside, record, {{{"urn:o", "place"}, place}});
  ASSERT_TRUE(result) << listing(result.findings());
  EXPECT_EQ(seen, "/r/p[1]:2 /r/p[2]:3 ");
  EXPECT_EQ(result->root().elements()[0].attribute("o"), "10");
  seen.clear();
  ASSERT_TRUE(run("<xsl:strip-space elements='*'/>" + inside, record, {{{"urn:o", "place"}, place}}));
  EXPECT_EQ(seen, "/r/p[1]:2 /r/p[2]:3 ") << "also where the stylesheet works on a copy";
}

TEST_F(StylesheetTest, StrippingSpaceLeavesTheRecordAlone) {
  const auto loaded = xml::Stylesheet::load(folder_.write(
      "document.xsl",
      sheet("<xsl:strip-space elements='*'/><xsl:template match='/'><d n='{count(r/node())}'/></xsl:template>")));
  ASSERT_TRUE(loaded) << listing(loaded.findings());
  const xml::Tree record = tree_of("<r>\n<p/>\n</r>");
  const auto result = loaded->apply(record, {});
  ASSERT_TRUE(result) << listing(result.findings());
  EXPECT_EQ(result->root().attribute("n"), "1");
  EXPECT_EQ(record.root().children().size(), 3U);
}

TEST_F(StylesheetTest, FailingFunctionsSayWhy) {
  const Functions functions = {{{"urn:o", "bad"}, [](const std::vector<xml::Value>&) -> xml::Value {
                                  throw std::invalid_argument("需要一个节点");
                                }}};
  const std::string inside = "<xsl:template match='/'><d a='{o:bad()}'/></xsl:template>";
  EXPECT_NE(failure(inside, "<r/>", functions).find("需要一个节点"), std::string::npos);
  EXPECT_NE(failure(inside).find("form-unusable"), std::string::npos) << "an unknown function";
}

TEST_F(StylesheetTest, MessagesThatEndTheRunAreErrors) {
  const std::string found = failure(
      "<xsl:template match='/'><xsl:message terminate='yes'>缺少标题 100% &amp; more</xsl:message><d/></xsl:template>");
  EXPECT_NE(found.find("error[form-unusable]"), std::string::npos);
  EXPECT_NE(found.find("缺少标题 100% & more"), std::string::npos) << found;
}

TEST_F(StylesheetTest, OtherMessagesAreNotes) {
  const auto result = run("<xsl:template match='/'><xsl:message>甲</xsl:message><d/></xsl:template>", "<r/>");
  ASSERT_TRUE(result);
  ASSERT_EQ(result.findings().size(), 1U);
  EXPECT_EQ(result.findings()[0].code, "form-message");
  EXPECT_EQ(result.findings()[0].severity, Severity::note);
  EXPECT_EQ(result.findings()[0].message.zh, "版式文件说：甲");
}

TEST_F(StylesheetTest, RunawayRecursionEnds) {
  const std::string found = failure(
      "<xsl:template name='t'><xsl:call-template name='t'/></xsl:template>"
      "<xsl:template match='/'><d><xsl:call-template name='t'/></d></xsl:template>");
  EXPECT_NE(found.find("form-unusable"), std::string::npos) << found;
}

TEST_F(StylesheetTest, RunawayLoopsEnd) {
  std::string record = "<r>";
  for (int i = 0; i < 2000; ++i) record += "<p/>";
  const std::string found = failure(
      "<xsl:template match='/'><d><xsl:for-each select='//p'><xsl:for-each select='//p'><xsl:for-each select='//p'>"
      "<xsl:value-of select='count(//p)'/></xsl:for-each></xsl:for-each></xsl:for-each></d></xsl:template>",
      record + "</r>");
  EXPECT_NE(found.find("form-unusable"), std::string::npos) << found;
}

TEST_F(StylesheetTest, RecursionOverThreeHundredItemsIsFine) {
  EXPECT_TRUE(
      run("<xsl:template name='t'><xsl:param name='n'/><xsl:if test='$n &gt; 0'><b/><xsl:call-template name='t'>"
          "<xsl:with-param name='n' select='$n - 1'/></xsl:call-template></xsl:if></xsl:template>"
          "<xsl:template match='/'><d><xsl:call-template name='t'><xsl:with-param name='n' select='300'/>"
          "</xsl:call-template></d></xsl:template>",
          "<r/>"));
}

TEST_F(StylesheetTest, ReadsFilesOfItsOwnFolder) {
  folder_.write("labels.xml", "<labels><label id='a'>甲</label></labels>");
  folder_.write("more/parts.xsl", sheet("<xsl:template name='part'><b/></xsl:template>"));
  const auto result =
      run("<xsl:include href='more/parts.xsl'/><xsl:template match='/'><d l=\"{document('labels.xml')//label}\">"
          "<xsl:call-template name='part'/></d></xsl:template>",
          "<r/>");
  ASSERT_TRUE(result) << listing(result.findings());
  EXPECT_EQ(result->root().attribute("l"), "甲");
}

TEST_F(StylesheetTest, ReadsNothingElse) {
  const TemporaryFolder elsewhere("elsewhere");
  const std::string outside = elsewhere.write("outside.xml", "<secret>密</secret>");
  for (const std::string place :
       {"../outside.xml", "http://localhost:9/x", "ftp://localhost:9/x", "missing.xml", outside.c_str(), "link.xml"}) {
    if (place == "link.xml") std::filesystem::create_symlink(outside, folder_.path() + "/link.xml");
    const std::string found =
        failure("<xsl:template match='/'><d l=\"{document('" + place + "')/*}\"/></xsl:template>");
    EXPECT_NE(found.find("form-unusable"), std::string::npos) << place;
    EXPECT_EQ(found.find("密"), std::string::npos) << place;
  }
  EXPECT_NE(failure("<xsl:include href='../outside.xml'/>").find("form-unusable"), std::string::npos);
  EXPECT_NE(failure("<xsl:import href='http://localhost:9/x.xsl'/>").find("form-unusable"), std::string::npos);
}

TEST_F(StylesheetTest, WritesNothing) {
  const std::string target = folder_.path() + "/written.xml";
  const auto ignored =
      run("<xsl:template match='/'><d/><xsl:document href='" + target + "'><x/></xsl:document></xsl:template>", "<r/>");
  EXPECT_FALSE(std::filesystem::exists(target));
}

TEST_F(StylesheetTest, FaultsNameFileAndLine) {
  const auto loaded = xml::Stylesheet::load(
      folder_.write("document.xsl", sheet("<xsl:template match='/'>\n<xsl:value-of select='['/>\n</xsl:template>")));
  EXPECT_FALSE(loaded);
  EXPECT_NE(listing(loaded.findings()).find("form-unusable"), std::string::npos) << listing(loaded.findings());
  EXPECT_FALSE(xml::Stylesheet::load(folder_.write("document.xsl", "<!DOCTYPE a><x/>")));
  EXPECT_FALSE(xml::Stylesheet::load(folder_.path() + "/absent.xsl"));
}

TEST_F(StylesheetTest, NothingGoesToStandardError) {
  testing::internal::CaptureStderr();
  failure("<xsl:template match='/'><d a='{o:absent()}'/></xsl:template>");
  failure("<xsl:template match='['/>");
  failure("<xsl:template match='/'><xsl:message terminate='yes'>x</xsl:message></xsl:template>");
  failure("<xsl:template match='/'><xsl:value-of select=\"document('http://localhost:9/')\"/></xsl:template>");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace banxin::test
