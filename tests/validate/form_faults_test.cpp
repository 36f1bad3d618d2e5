#include <gtest/gtest.h>

#include "support.h"

namespace banxin::test {
namespace {

std::string rules_with(const std::string& inside) {
  return "<sch:schema xmlns:sch=\"http://purl.oclc.org/dsdl/schematron\" xmlns:n=\"urn:banxin:rules:1\">\n"
         "<sch:ns prefix=\"r\" uri=\"urn:banxin:record:1\"/><sch:ns prefix=\"n\" uri=\"urn:banxin:rules:1\"/>\n" +
         inside + "</sch:schema>\n";
}

// A pattern with one assertion, which stands on line 4.
std::string assertion(const std::string& attributes, const std::string& text = "text") {
  return rules_with("<sch:pattern id=\"A\"><sch:rule context=\"/r:record\">\n<sch:assert " + attributes + ">" + text +
                    "</sch:assert></sch:rule></sch:pattern>\n");
}

std::string narrative(const std::string& inside) {
  return "<narrative xmlns=\"urn:banxin:narrative:1\">\n" + inside + "</narrative>\n";
}

// "name:line English message" of each finding; fails the test when one is not form-unusable or lacks a language.
std::string faults(const std::map<std::string, std::string>& files) {
  const FormFolder folder(files);
  auto checker = validate::Checker::load(folder.form());
  if (checker) return "none";
  std::string out;
  for (const Diagnostic& one : checker.findings()) {
    EXPECT_EQ(one.code, "form-unusable") << one.message.en;
    EXPECT_EQ(one.severity, Severity::error);
    EXPECT_FALSE(one.message.zh.empty() || one.message.en.empty());
    const Form form = folder.form();
    const bool is_its_own = one.place.file.starts_with(form.folder) || one.place.file.starts_with(form.common_folder);
    EXPECT_TRUE(is_its_own) << one.place.file;
    out += one.place.file.substr(one.place.file.rfind('/') + 1) + ":" + std::to_string(one.place.line) + " " +
           one.message.en + "\n";
  }
  return out;
}

void expect_fault(const std::map<std::string, std::string>& files, const std::string& place, const std::string& words) {
  const std::string found = faults(files);
  EXPECT_TRUE(found.starts_with(place + " ")) << found;
  EXPECT_NE(found.find(words), std::string::npos) << "expected " << words << " in: " << found;
}

TEST(FormFaults, the_form_as_it_is_has_none) {
  EXPECT_EQ(faults({}), "none");
}

TEST(FormFaults, of_rules_are_named_with_file_and_line) {
  const auto in_rules = [](const std::string& text, int line, const std::string& words) {
    expect_fault({{"rules.sch", text}}, "rules.sch:" + std::to_string(line), words);
  };
  in_rules(assertion("test=\"n:compare((\""), 4, "n:compare((");
  in_rules(assertion("test=\"$nothing\""), 4, "nothing");
  in_rules(assertion("test=\"n:nothing()\""), 4, "nothing");
  in_rules(assertion("test=\"x:a\""), 4, "x:a");
  in_rules(assertion("test=\"n:cells('unheard-of')\""), 4, "the form has no row unheard-of");
  in_rules(assertion("test=\"n:compare(n:cells('staff courses'), 1)\""), 4, "compares one figure with one");
  in_rules(assertion(R"(test="n:sum(1) = 1" n:needs="unheard-of")"), 4, "no row with the id unheard-of");
  in_rules(assertion("test=\"true()\" n:shows=\"unheard-of\""), 4, "no row with the id unheard-of");
  in_rules(assertion("id=\"B\""), 4, "assert lacks the attribute test");
  in_rules(assertion(R"(test="1" role="grave")"), 4, "The role is \"grave\"");
  in_rules(assertion(R"(test="1" diagnostics="none-such")"), 4, "no diagnostic none-such");
  in_rules(assertion("test=\"1\"", "  "), 4, "has no text");
  in_rules(assertion("test=\"1\"", "a\n<sch:value-of select=\"((\"/>"), 5, "((");
  in_rules(assertion("test=\"1\"", "a\n<sch:value-of/>"), 5, "value-of lacks the attribute select");
  in_rules(rules_with(R"(<sch:pattern id="A" is-a="B"/>)"), 3, "no abstract pattern B");
  in_rules(rules_with(
               R"(<sch:pattern><sch:rule context="r:x"><sch:assert test="1">x</sch:assert></sch:rule></sch:pattern>)"),
           3, "has no id");
  in_rules(rules_with("<sch:phase id=\"p\"/>"), 3, "phase is not supported");
  in_rules(rules_with(R"(<sch:pattern id="A"><sch:rule context="("/></sch:pattern>)"), 3, "(");
  in_rules(
      rules_with(R"(<sch:pattern id="A"><sch:rule context="r:x"><sch:extends rule="R"/></sch:rule></sch:pattern>)"), 3,
      "no abstract rule R");
  in_rules(rules_with("<sch:pattern id=\"A\"><sch:rule abstract=\"true\" id=\"R\"><sch:extends rule=\"R\"/></sch:rule>"
                      "<sch:rule context=\"r:x\"><sch:extends rule=\"R\"/></sch:rule></sch:pattern>"),
           3, "extends itself");
  in_rules(rules_with(R"(<sch:let name="a" value="1 +"/>)"), 3, "1 +");
  in_rules(rules_with("<sch:diagnostics><sch:diagnostic id=\"d\">x</sch:diagnostic></sch:diagnostics>"), 3, "xml:lang");
  in_rules("<rules/>", 1, "must be schema");
  in_rules("<sch:schema", 1, "");
}

// What forms share stands in common/ beside them; a fault there names the file there.
TEST(FormFaults, of_shared_rules_are_named_with_the_shared_file) {
  const std::string form = rules_with("<sch:extends href=\"../common/shared.sch\"/>\n");
  const auto in_shared = [&form](const std::string& text, int line, const std::string& words) {
    expect_fault({{"rules.sch", form}, {"../common/shared.sch", text}}, "shared.sch:" + std::to_string(line), words);
  };
  in_shared(assertion("test=\"n:compare((\""), 4, "n:compare((");
  in_shared(assertion("test=\"n:cells('unheard-of')\""), 4, "no row unheard-of");
  in_shared(assertion("id=\"B\""), 4, "assert lacks the attribute test");
  in_shared(rules_with("<sch:extends href=\"../common/other.sch\"/>"), 3, "extends is not supported");
  in_shared("<schema/>", 1, "The root must be schema");
  const auto in_form = [](const std::string& inside, const std::string& words) {
    expect_fault({{"rules.sch", rules_with(inside)}, {"../common/shared.sch", rules_with("")}}, "rules.sch:3", words);
  };
  for (const char* href :
       {"shared.sch", "../common/a/shared.sch", "../common/../form/rules.sch", "/etc/passwd", "../common/record.xsd"}) {
    in_form("<sch:extends href=\"" + std::string(href) + "\"/>", "must be a .sch file in ../common/");
  }
  in_form(R"(<sch:extends href="../common/shared.sch"/><sch:extends href="../common/shared.sch"/>)", "extended once");
  in_form("<sch:extends/>", "extends lacks the attribute href");
  EXPECT_NE(faults({{"rules.sch", rules_with("<sch:extends href=\"../common/none.sch\"/>")}}).find("none.sch:0 "),
            std::string::npos);
}

TEST(FormFaults, of_rules_are_told_all_at_once_and_each_once) {
  const std::string abstract =
      "<sch:pattern abstract=\"true\" id=\"P\"><sch:rule context=\"/r:record\"><sch:assert role=\"x\" test=\"1\">a"
      "</sch:assert></sch:rule></sch:pattern>\n"
      "<sch:pattern id=\"A\" is-a=\"P\"/><sch:pattern id=\"B\" is-a=\"P\"/>\n<sch:phase id=\"p\"/>";
  EXPECT_EQ(faults({{"rules.sch", rules_with(abstract)}}),
            "rules.sch:3 The role is \"x\"; it must be error, warning or note.\n"
            "rules.sch:5 The element phase is not supported.\n");
}

TEST(FormFaults, of_all_files_are_told_at_once) {
  const std::string found =
      faults({{"rules.sch", rules_with("<sch:phase id=\"p\"/>")},
              {"narrative.xml", narrative("<poem/>")},
              {"record.xsd", "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:x/></xs:schema>"}});
  EXPECT_NE(found.find("record.xsd:"), std::string::npos) << found;
  EXPECT_NE(found.find("rules.sch:3 "), std::string::npos) << found;
  EXPECT_NE(found.find("narrative.xml:2 "), std::string::npos) << found;
}

TEST(FormFaults, a_file_that_must_be_there_and_is_not) {
  EXPECT_NE(faults({{"rules.sch", ""}}).find("rules.sch:0 "), std::string::npos);
  EXPECT_NE(faults({{"labels.xml", ""}}).find("labels.xml:0 "), std::string::npos);
  EXPECT_NE(faults({{"record.xsd", ""}}).find("record.xsd:0 "), std::string::npos);
  EXPECT_EQ(faults({{"narrative.xml", ""}}), "none");
}

TEST(FormFaults, of_labels) {
  const auto in_labels = [](const std::string& inside, const std::string& words) {
    const std::string found =
        faults({{"labels.xml", "<labels xmlns=\"urn:banxin:labels:1\">\n" + inside + "</labels>"}});
    EXPECT_TRUE(found.starts_with("labels.xml:2 ")) << found;
    EXPECT_NE(found.find(words), std::string::npos) << found;
  };
  in_labels("<label>x</label>", "each with an id");
  in_labels("<row id=\"a\"/>", "each with an id");
  in_labels(R"(<label id="a"/><label id="a"/>)", "The id a is taken on line 2 already.");
}

TEST(FormFaults, of_the_narrative) {
  const std::string text = "<text xml:lang=\"zh\">说明</text><text xml:lang=\"en\">text</text>";
  const auto in_narrative = [](const std::string& inside, const std::string& words) {
    expect_fault({{"narrative.xml", narrative(inside)}}, "narrative.xml:2", words);
  };
  in_narrative("<poem/>", "no place for an element poem");
  in_narrative("<skip scope=\"page\">x</skip>", "scope must be one of clause, sentence, paragraph");
  in_narrative("<skip>(</skip>", "The regular expression ( is wrong");
  in_narrative("<skip></skip>", "is wrong");
  in_narrative("<phrase cell=\"staff\">" + text + "</phrase>", "lacks the attribute id");
  in_narrative(R"(<phrase id="N" cell="unheard-of">)" + text + "</phrase>", "no row with the id unheard-of");
  in_narrative(R"(<phrase id="N" cell="staff"/>)", "lacks its explanation");
  in_narrative(R"(<phrase id="N" cell="staff">)" + text + "<pattern>x</pattern></phrase>", "no group named figure");
  in_narrative(R"(<phrase id="N" cell="staff">)" + text + R"(</phrase><none id="N" cell="staff">)" + text + "</none>",
               "used twice");
  in_narrative(R"(<phrase id="N" cell="staff">)" + text + "<poem/></phrase>", "element poem");
  in_narrative("<breakdown id=\"N\">" + text + "</breakdown>", "one pattern and one part");
  in_narrative(R"(<breakdown id="N" least-parts="few">)" + text + "</breakdown>", "whole number from 1 to 1000");
  in_narrative("<let>x</let>", "lacks the attribute name");
  in_narrative(R"(<phrase id="N" cell="staff" year="soon">)" + text + "</phrase>", "one of same, last, next");
  in_narrative(R"(<phrase id="N" cell="staff" only="some">)" + text + "</phrase>", "one of difference, excess");
  in_narrative(R"(<phrase id="N" cell="staff">)" + text + "<when scope=\"clause\">x</when></phrase>",
               "one of sentence, paragraph");
  in_narrative(R"(<phrase id="N" cell="staff">)" + text + "<unless bureau=\"(\">x</unless></phrase>",
               "The regular expression ( is wrong");
  in_narrative(R"(<phrase id="N" cell="staff">)" + text + "<doubts name=\"none\"/></phrase>", "no doubts named none");
  in_narrative("<doubts name=\"some\"><when>x</when></doubts>", "no place for an element when");
  for (const char* outside : {"../secret.xml", "/etc/passwd", "..", "narrative.txt", "a/b.xml", ""}) {
    in_narrative("<include common=\"" + std::string(outside) + "\"/>", "");
  }
}

TEST(FormFaults, of_what_a_narrative_includes) {
  expect_fault({{"narrative.xml", narrative("<include common=\"none.xml\"/>")}}, "none.xml:0", "");
  const std::string twice = "<include common=\"narrative.xml\"/>\n";
  EXPECT_NE(
      faults({{"narrative.xml", narrative(twice + twice)}})
          .find("narrative.xml:3 The attribute common=\"narrative.xml\" must be a file in common/, included once."),
      std::string::npos);
}

}  // namespace
}  // namespace banxin::test
