#include "compose/white_space.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace banxin {
namespace {

// The inlines' texts after the removal, joined by |.
std::string cleaned(const std::vector<std::string>& texts, compose::Lines lines = compose::Lines::joined) {
  std::vector<Inline> inlines;
  for (const std::string& text : texts) inlines.push_back({text, 1, "zh-Hans", {}});
  compose::remove_layout_space(inlines, lines);
  std::string out;
  for (const Inline& piece : inlines) out += (out.empty() ? "" : "|") + piece.text;
  return out;
}

TEST(LayoutSpace, LineBreaksBetweenChineseCharactersVanish) {
  EXPECT_EQ(cleaned({"\n    主动公开\n    政府信息，\n    共394条\n  "}), "主动公开政府信息，共394条");
}
TEST(LayoutSpace, LineBreaksBetweenChineseAndWesternTextVanish) {
  EXPECT_EQ(cleaned({"按照\n  GB/T 9704\n  执行"}), "按照GB/T 9704执行");
}
TEST(LayoutSpace, LineBreaksBetweenWesternWordsAreSpaces) {
  EXPECT_EQ(cleaned({"open\n  government"}), "open government");
}
// Of a title and of a table's cell.
TEST(LayoutSpace, GW_40_CL_83_LineBreaksThatAreMeantStayOneEach) {
  EXPECT_EQ(cleaned({"\n    云岭市水利局\n\n    2023年报告\n  "}, compose::Lines::kept), "云岭市水利局\n2023年报告");
  EXPECT_EQ(cleaned({"甲 \n 乙", "\n丙\n"}, compose::Lines::kept), "甲\n乙|\n丙");
  EXPECT_EQ(cleaned({"甲  乙"}, compose::Lines::kept), "甲 乙");
}
TEST(LayoutSpace, TypedSpacesStayOneEach) {
  EXPECT_EQ(cleaned({"甲  乙 丙"}), "甲 乙 丙");
}
TEST(LayoutSpace, WideSpacesStay) {
  EXPECT_EQ(cleaned({"　甲　　乙"}), "　甲　　乙");
}
// GW-45: what typists indent by comes before the style's own indent.
TEST(LayoutSpace, GW_45_TypedIndentsGoAtBothEndsAlone) {
  const auto trimmed = [](const std::vector<std::string>& texts) {
    std::vector<Inline> inlines;
    for (const std::string& text : texts) inlines.push_back({text, 1, "zh-Hans", {}});
    compose::remove_typed_indent(inlines);
    std::string out;
    for (const Inline& piece : inlines) out += (out.empty() ? "" : "|") + piece.text;
    return out;
  };
  EXPECT_EQ(trimmed({"　　甲　乙\u2003"}), "甲　乙");
  EXPECT_EQ(trimmed({"　", "\u00A0甲　", "　乙", " 　"}), "甲　|　乙");
  EXPECT_EQ(trimmed({"　", "\u00A0"}), "");
  EXPECT_EQ(trimmed({}), "");
}
TEST(LayoutSpace, SpaceBetweenInlinesBelongsToTheOneItBeganIn) {
  EXPECT_EQ(cleaned({"\n甲 ", "  open\n", " day\n "}), "甲 |open |day");
}
TEST(LayoutSpace, EmptyInlinesAreDropped) {
  EXPECT_EQ(cleaned({"甲", "\n  ", "乙"}), "甲|乙");
}

}  // namespace
}  // namespace banxin
