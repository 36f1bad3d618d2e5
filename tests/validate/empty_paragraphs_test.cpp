#include <gtest/gtest.h>

#include "support.h"

namespace banxin::test {
namespace {

std::string notes_on(const std::string& inside) {
  std::string said;
  for (const Diagnostic& one :
       report_on(filled_record({}, "<chapter><heading>一、概述</heading>\n" + inside + "</chapter>")).findings) {
    said += std::string(name_of(one.severity)) + " " + one.code + " " + one.message.en;
  }
  return said;
}

TEST(EmptyParagraphs, AreOneNoteThatNamesTheirLines) {
  const std::string said =
      notes_on("<p>甲</p>\n<p/>\n<p>\u00A0</p>\n<p>　　</p>\n<list><item> \n </item></list><p>乙</p>");
  EXPECT_TRUE(said.starts_with("note record-empty-paragraph 4 paragraphs have no text (lines ")) << said;
  EXPECT_TRUE(said.ends_with("and nothing is printed for them.")) << said;
}

TEST(EmptyParagraphs, OneIsNamedWithItsLine) {
  const std::string said = notes_on("<p>甲</p>\n<p><span xml:lang=\"en\">　</span></p>\n");
  EXPECT_TRUE(said.starts_with("note record-empty-paragraph A paragraph has no text (line ")) << said;
}

TEST(EmptyParagraphs, WhatHasTextIsNotNamed) {
  EXPECT_EQ(notes_on("<p>/</p><p>　无</p><p><span xml:lang=\"en\">x</span></p>"), "");
}

}  // namespace
}  // namespace banxin::test
