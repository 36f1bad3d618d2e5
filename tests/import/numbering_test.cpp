#include "import/numbering.h"

#include <gtest/gtest.h>

namespace banxin::import {
namespace {

TEST(Numbering, writes_numbers_as_Word_prints_them) {
  EXPECT_EQ(number_text("chineseCounting", 1), "一");
  EXPECT_EQ(number_text("chineseCountingThousand", 10), "十");
  EXPECT_EQ(number_text("chineseCounting", 12), "十二");
  EXPECT_EQ(number_text("chineseCounting", 20), "二十");
  EXPECT_EQ(number_text("chineseCounting", 105), "一百零五");
  EXPECT_EQ(number_text("chineseLegalSimplified", 12), "壹拾贰");
  EXPECT_EQ(number_text("upperRoman", 9), "IX");
  EXPECT_EQ(number_text("lowerLetter", 28), "bb");
  EXPECT_EQ(number_text("decimalEnclosedCircle", 3), "③");
  EXPECT_EQ(number_text("decimalFullWidth", 12), "１２");
  EXPECT_EQ(number_text("none", 3), "");
  EXPECT_EQ(number_text("hebrew1", 3), "3") << "one that is not known";
}

constexpr const char* lists = R"(<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/><w:isLgl/></w:lvl>
    <w:lvl w:ilvl="3"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
    <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1条"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>)";

TEST(Numbering, counts_levels_as_they_come) {
  Numbering numbering(*xml::Tree::parse(lists, "numbering.xml"));
  const auto next = [&numbering](int list, int level) {
    const auto number = numbering.next(list, level);
    return number ? number->text : "nothing";
  };
  EXPECT_EQ(next(1, 0), "一、");
  EXPECT_EQ(next(1, 1), "（一）");
  EXPECT_EQ(next(1, 1), "（二）");
  EXPECT_EQ(next(1, 0), "二、");
  EXPECT_EQ(next(1, 1), "（一）") << "a level begins again below the next one above it";
  EXPECT_EQ(next(1, 2), "2.1") << "digits for all levels where the list says so";
  EXPECT_EQ(next(1, 3), "nothing");
  EXPECT_EQ(next(2, 0), "第3条");
  EXPECT_EQ(next(2, 0), "第4条");
  EXPECT_EQ(next(7, 0), "nothing") << "a list that is not there";
  EXPECT_TRUE(numbering.next(1, 4)->bullet);
}

}  // namespace
}  // namespace banxin::import
