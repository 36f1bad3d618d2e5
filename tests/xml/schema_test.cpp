#include <gtest/gtest.h>

#include <string>

#include "support.h"
#include "support/golden.h"
#include "xml/xml.h"

namespace banxin::test {
namespace {

constexpr const char* schema = R"(<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:r" xmlns:r="urn:r"
  targetNamespace="urn:r" elementFormDefault="qualified">
  <xs:include schemaLocation="parts/types.xsd"/>
  <xs:element name="r">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="title" type="Title"/>
        <xs:element name="date" type="xs:date" minOccurs="0"/>
        <xs:choice maxOccurs="unbounded">
          <xs:element name="p" type="xs:string"/>
          <xs:element name="row"><xs:complexType><xs:simpleContent><xs:extension base="Figure">
            <xs:attribute name="id" type="Id" use="required"/>
          </xs:extension></xs:simpleContent></xs:complexType></xs:element>
        </xs:choice>
        <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
      </xs:sequence>
      <xs:attribute name="year" type="xs:gYear" use="required"/>
      <xs:anyAttribute namespace="##other" processContents="lax"/>
    </xs:complexType>
    <xs:unique name="rows"><xs:selector xpath="r:row"/><xs:field xpath="@id"/></xs:unique>
  </xs:element>
</xs:schema>
)";

constexpr const char* types =
    R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:r" targetNamespace="urn:r">
  <xs:simpleType name="Title"><xs:restriction base="xs:token"><xs:minLength value="1"/><xs:maxLength value="8"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Figure"><xs:restriction base="xs:string"><xs:pattern value="[0-9]*|/|不适用"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Id"><xs:restriction base="xs:token"><xs:enumeration value="received"/><xs:enumeration value="closed"/></xs:restriction></xs:simpleType>
</xs:schema>
)";

const char* name_of(xml::Violation::Kind kind) {
  using Kind = xml::Violation::Kind;
  switch (kind) {
    case Kind::element: return "element";
    case Kind::missing_element: return "missing element";
    case Kind::missing_attribute: return "missing attribute";
    case Kind::attribute: return "attribute";
    case Kind::text: return "text";
    case Kind::element_in_text: return "element in text";
    case Kind::unlisted: return "unlisted";
    case Kind::value: return "value";
    case Kind::too_short: return "too short";
    case Kind::too_long: return "too long";
    case Kind::repeated: return "repeated";
    case Kind::other: break;
  }
  return "other";
}

// A line for each: line, kind, path, the type, the names.
std::string facts(const Result<xml::Violations>& violations) {
  if (!violations) return listing(violations.findings());
  std::string text;
  for (const xml::Violation& one : violations->held) {
    text += std::to_string(one.node.line()) + " " + name_of(one.kind) + " " + one.node.xpath();
    if (!one.type.empty()) text += " (" + one.type + ")";
    for (const std::string& name : one.names) text += " " + name;
    text += "\n";
  }
  return text;
}

class SchemaTest : public testing::Test {
 protected:
  std::string violations(const std::string& record) {
    const auto loaded = xml::Schema::load(folder_.path() + "/record.xsd");
    EXPECT_TRUE(loaded) << listing(loaded.findings());
    const xml::Tree tree = tree_of(record);
    return loaded ? facts(loaded->validate(tree)) : std::string();
  }

  TemporaryFolder folder_{"表格 2018 %20#?"};
  std::string schema_file_ = folder_.write("record.xsd", schema);
  std::string types_file_ = folder_.write("parts/types.xsd", types);
};

TEST_F(SchemaTest, AcceptsWhatIsValid) {
  EXPECT_EQ(violations("<r xmlns='urn:r' year='2018' xmlns:x='urn:x' x:note='1'><title>张䶮𠅤𬱖</title><p/>"
                       "<row id='closed'>不适用</row><x:more/></r>"),
            "");
}

TEST_F(SchemaTest, GivesViolationsAsFacts) {
  const std::pair<const char*, const char*> records[] = {
      {"unexpected element", "<r xmlns='urn:r' year='2018'>\n<title>甲</title>\n<q/>\n<p/></r>"},
      {"element of another namespace", "<r xmlns='urn:r' year='2018'>\n<title>甲</title>\n<p/><p xmlns=''/></r>"},
      {"nothing more can stand here",
       "<r xmlns='urn:r' year='2018' xmlns:x='urn:x'>\n<title>甲</title><p/>\n<x:a/><x:b/></r>"},
      {"missing children", "<r xmlns='urn:r' year='2018'>\n<title>甲</title></r>"},
      {"missing attribute", "<r xmlns='urn:r' year='2018'>\n<title>甲</title>\n<row>3</row></r>"},
      {"missing attribute of the root", "<r xmlns='urn:r'>\n<title>甲</title><p/></r>"},
      {"unknown attribute", "<r xmlns='urn:r' year='2018'>\n<title lang='zh'>甲</title><p/></r>"},
      {"value outside the list", "<r xmlns='urn:r' year='2018'>\n<title>甲</title>\n<row id='recieved'>3</row></r>"},
      {"value against the pattern",
       "<r xmlns='urn:r' year='2018'>\n<title>甲</title>\n<row id='closed'>约３件</row></r>"},
      {"value of a wrong type",
       "<r xmlns='urn:r' year='二〇一八'>\n<title>甲</title><date>2019年3月15日</date><p/></r>"},
      {"empty value", "<r xmlns='urn:r' year='2018'>\n<title> </title><p/></r>"},
      {"long value", "<r xmlns='urn:r' year='2018'>\n<title>一二三四五六七八九</title><p/></r>"},
      {"text between elements", "<r xmlns='urn:r' year='2018'>\n甲<title>甲</title><p/></r>"},
      {"elements in a text", "<r xmlns='urn:r' year='2018'>\n<title>甲</title>\n<p>a<b/></p></r>"},
      {"key twice",
       "<r xmlns='urn:r' year='2018' xmlns:r='urn:r'>\n<title>甲</title><r:row id='closed'>1</r:row>\n<row "
       "id='closed'>1</row></r>"},
      {"key of a wrong value", "<r xmlns='urn:r' year='2018'>\n<title>甲</title>\n<row id='a'>1</row></r>"},
      {"another root", "<x xmlns='urn:r'/>"},
      {"several at once", "<r xmlns='urn:r'>\n<title/>\n<row id='a'>-1</row>\n<q/></r>"},
  };
  std::string all;
  for (const auto& [name, text] : records) all += std::string("== ") + name + "\n" + violations(text);
  expect_golden(all, "xml/schema.txt");
}

TEST_F(SchemaTest, OneSchemaChecksManyTrees) {
  const auto loaded = xml::Schema::load(schema_file_);
  ASSERT_TRUE(loaded);
  const xml::Schema copy = *loaded;  // NOLINT(performance-unnecessary-copy-initialization)
  const xml::Tree wrong = tree_of("<r/>");
  const xml::Tree right = tree_of("<r xmlns='urn:r' year='2018'><title>甲</title><p/></r>");
  EXPECT_NE(facts(copy.validate(wrong)), "");
  EXPECT_EQ(facts(loaded->validate(right)), "");
}

TEST_F(SchemaTest, ListsTwoHundredAndCountsTheRest) {
  const auto loaded = xml::Schema::load(schema_file_);
  ASSERT_TRUE(loaded);
  std::string rows;
  for (int i = 0; i < 300; ++i) rows += "<row>1</row>";
  const xml::Tree tree = tree_of("<r xmlns='urn:r' year='2018'><title>甲</title>" + rows + "</r>");
  const auto violations = loaded->validate(tree);
  ASSERT_TRUE(violations);
  EXPECT_EQ(violations->held.size(), 200U);
  EXPECT_EQ(violations->more, 100U);
}

// A record may not bring a schema of its own.
TEST_F(SchemaTest, SchemaLocationInARecordIsNotFollowed) {
  folder_.write("own.xsd",
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:o'><xs:element "
                "name='o'/></xs:schema>");
  EXPECT_NE(
      violations("<o xmlns='urn:o' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:o " +
                 folder_.path() + "/own.xsd'/>"),
      "");
}

TEST(Schema, MissingFileIsTheFormsFault) {
  const auto loaded = xml::Schema::load("/nowhere/record.xsd");
  EXPECT_EQ(codes(loaded.findings()), "form-unusable");
  EXPECT_EQ(loaded.findings()[0].place.file, "/nowhere/record.xsd");
}

TEST(Schema, FaultsOfTheSchemaAreTheFormsFault) {
  const TemporaryFolder folder;
  EXPECT_EQ(codes(xml::Schema::load(folder.write("a.xsd", "<xs:schema")).findings()).substr(0, 13), "form-unusable");
  const auto loaded = xml::Schema::load(folder.write(
      "b.xsd",
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n<xs:element name='a' type='Absent'/>\n</xs:schema>"));
  ASSERT_EQ(codes(loaded.findings()), "form-unusable");
  EXPECT_EQ(loaded.findings()[0].place.line, 2);
  EXPECT_NE(loaded.findings()[0].message.zh.find("Absent"), std::string::npos);
}

// The schema parser of libxml2 ignores the flag that forbids the network: the loader must.
TEST(Schema, IncludesOutsideTheFolderAreRefused) {
  const TemporaryFolder outer;
  outer.write("outside.xsd", types);
  for (const std::string place : {"../outside.xsd", "http://localhost:9/x.xsd", "ftp://localhost:9/x.xsd",
                                  "/etc/passwd", "file:///etc/passwd", "link.xsd", "missing.xsd"}) {
    const TemporaryFolder folder;
    outer.write("inner/record.xsd",
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='urn:r' targetNamespace='urn:r'>"
                "<xs:include schemaLocation='" +
                    place + "'/><xs:element name='r'/></xs:schema>");
    const auto loaded = xml::Schema::load(outer.path() + "/inner/record.xsd");
    EXPECT_FALSE(loaded) << place;
    EXPECT_NE(listing(loaded.findings()).find("xsd"), std::string::npos) << listing(loaded.findings());
  }
}

TEST(Schema, DoctypesInIncludedFilesAreRefused) {
  const TemporaryFolder folder;
  folder.write("types.xsd", std::string("<!DOCTYPE a [<!ENTITY x 'y'>]>") + types);
  const auto loaded = xml::Schema::load(
      folder.write("record.xsd",
                   "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='urn:r' targetNamespace='urn:r'>"
                   "<xs:include schemaLocation='types.xsd'/><xs:element name='r' type='Title'/></xs:schema>"));
  EXPECT_FALSE(loaded);
  EXPECT_NE(listing(loaded.findings()).find("DOCTYPE"), std::string::npos) << listing(loaded.findings());
}

// AR-59: the categories of libxml2's patterns are unsafe for Chinese, explicit ranges are sound. A form's schema relies
// on this.
TEST(Schema, ExplicitRangesAcceptAllIdeographs) {
  const TemporaryFolder folder;
  const auto loaded = xml::Schema::load(folder.write(
      "record.xsd",
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='n'><xs:simpleType><xs:restriction "
      "base='xs:token'><xs:pattern value='[&#x3400;-&#x9FFF;&#x20000;-&#x323AF;]+'/><xs:maxLength value='4'/>"
      "</xs:restriction></xs:simpleType></xs:element></xs:schema>"));
  ASSERT_TRUE(loaded) << listing(loaded.findings());
  for (const char* name : {"张䶮", "𠅤𬱖堃垟"}) {
    const xml::Tree tree = tree_of(std::string("<n>") + name + "</n>");
    EXPECT_EQ(facts(loaded->validate(tree)), "");
  }
  const xml::Tree private_use = tree_of("<n>\uE81E</n>");
  EXPECT_NE(facts(loaded->validate(private_use)), "");
}

}  // namespace
}  // namespace banxin::test
