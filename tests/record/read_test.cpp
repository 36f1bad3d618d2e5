#include <gtest/gtest.h>

#include <string>

#include "base/digest.h"
#include "support.h"
#include "support/golden.h"

namespace banxin::test {
namespace {

constexpr const char* sound = R"(<bureau>瑞安市商务局</bureau>
<title>瑞安市商务局2018年度
政府信息公开工作年度报告</title>
<chapter><heading>一、概述</heading><p>公开信息 <span xml:lang="en">WTO</span> 三条。</p></chapter>
<statistics telephone=""><row id="received">12</row><row id="closed"/></statistics>)";

TEST(Read, KeepsTheBytesAndTheirDigest) {
  const std::string bytes = record_with(sound);
  const auto record = read(bytes);
  ASSERT_TRUE(record) << listing(record.findings());
  EXPECT_EQ(record->bytes(), bytes);
  EXPECT_EQ(record->sha512(), to_hex(digest(DigestKind::sha512, bytes)));
  EXPECT_EQ(record->form().id, "disclosure-2018");
  EXPECT_EQ(record->form().page_style, "gbt9704");
  EXPECT_EQ(record->file(), "r.xml");
  EXPECT_EQ(record->tree().root().elements()[0].text(), "瑞安市商务局");
  EXPECT_TRUE(record.findings().empty()) << listing(record.findings());
}

TEST(Read, DumpShowsEachValueWithLineAndPath) {
  const auto record = read(record_with(sound));
  ASSERT_TRUE(record);
  expect_golden(record::dump(*record), "record/dump.txt");
}

TEST(Read, MalformedRecordsGiveTheParsersFindings) {
  EXPECT_EQ(codes(read("<record><p></record>").findings()), "xml-malformed");
  EXPECT_EQ(codes(read("<!DOCTYPE r><r/>").findings()), "xml-doctype");
}

TEST(Read, OtherRootsAreNamed) {
  std::string all;
  for (const char* text :
       {"<record form='disclosure-2018'/>", "<record xmlns='urn:banxin:record:2' form='disclosure-2018'/>",
        "<report xmlns='urn:banxin:record:1'/>", "<feed xmlns='http://www.w3.org/2005/Atom'/>"}) {
    const auto record = read(text);
    EXPECT_FALSE(record);
    all += std::string("== ") + text + "\n" + listing(record.findings());
  }
  expect_golden(all, "record/roots.txt");
}

TEST(Read, FormsAreNamed) {
  const std::vector<Form> forms = {form_named("disclosure-2018"), form_named("disclosure-2021")};
  std::string all;
  const auto add = [&all](const char* what, const Result<Record>& record) {
    EXPECT_FALSE(record);
    all += std::string("== ") + what + "\n" + listing(record.findings());
  };
  add("no form", record::read("<record xmlns='urn:banxin:record:1'/>", "r.xml", forms));
  add("empty form", record::read("<record xmlns='urn:banxin:record:1' form=''/>", "r.xml", forms));
  add("unknown form", record::read("<record xmlns='urn:banxin:record:1' form='disclosure-2017'/>", "r.xml", forms));
  add("no forms at all", record::read("<record xmlns='urn:banxin:record:1' form='disclosure-2018'/>", "r.xml", {}));
  expect_golden(all, "record/forms.txt");
}

TEST(Read, FormIsNotTakenFromAForeignAttribute) {
  EXPECT_EQ(codes(read("<record xmlns='urn:banxin:record:1' xmlns:o='urn:o' o:form='disclosure-2018'/>").findings()),
            "record-form-missing");
}

TEST(Read, UnknownFormAndBadCharactersAreReportedTogether) {
  EXPECT_EQ(codes(read("<record xmlns='urn:banxin:record:1' form='x'><p>\uE000</p></record>").findings()),
            "record-form-unknown record-character");
}

// D-07: the received bytes are what is archived, whatever they are decoded to.
TEST(Read, ChineseEncodingsAreDecodedAndTheBytesKept) {
  const std::string bytes = record_with("<bureau>\xC8\xF0\xB0\xB2\xCA\xD0</bureau>", "GB18030");
  const auto record = read(bytes);
  ASSERT_TRUE(record) << listing(record.findings());
  EXPECT_EQ(record->tree().root().text(), "\n瑞安市\n");
  EXPECT_EQ(record->tree().encoding(), "GB18030");
  EXPECT_EQ(record->bytes(), bytes);
}

// What it takes for the record's identity is what read() would find; nothing behind the bureau is asked for.
TEST(ReadToIdentify, EndsBehindTheBureau) {
  const std::string bytes = record_with("<bureau>瑞安市\n商务局</bureau>\n<title>年度报告</title><p>未完");
  const auto record = record::read_to_identify(bytes, "r.xml", {form_named("disclosure-2018")});
  ASSERT_TRUE(record) << listing(record.findings());
  EXPECT_EQ(record->tree().root().text(), "\n瑞安市\n商务局");
  EXPECT_EQ(record->tree().root().attribute("year"), "2018");
  EXPECT_EQ(record->form().id, "disclosure-2018");
  EXPECT_EQ(record->bytes(), bytes);
  EXPECT_EQ(record->sha512(), to_hex(digest(DigestKind::sha512, bytes)));
}

TEST(ReadToIdentify, ReadsAllWhereTheBeginningDoesNotTell) {
  for (const char* inside :
       {"<!-- <bureau>甲</bureau> --><bureau>乙</bureau>", "<title><![CDATA[</bureau>]]></title><bureau>乙</bureau>",
        "<o:x xmlns:o='urn:o'><bureau>甲</bureau></o:x><bureau>乙</bureau>",
        "<bureau xmlns='urn:o'>甲</bureau><bureau>乙</bureau>", "<bureau>乙</bureau >", "<title>年度报告</title>"}) {
    const std::string bytes = record_with(inside);
    const auto record = record::read_to_identify(bytes, "r.xml", {form_named("disclosure-2018")});
    ASSERT_TRUE(record) << inside << listing(record.findings());
    EXPECT_EQ(record::dump(*record), record::dump(*read(bytes)));
  }
}

TEST(ReadToIdentify, FailsAsReadDoes) {
  for (const char* inside : {"<bureau>瑞安市\uE000</bureau>", "<bureau>瑞安市</bureau", "<title></bureau></title>"}) {
    const std::string bytes = record_with(inside);
    EXPECT_EQ(listing(record::read_to_identify(bytes, "r.xml", {form_named("disclosure-2018")}).findings()),
              listing(read(bytes).findings()));
  }
}

}  // namespace
}  // namespace banxin::test
