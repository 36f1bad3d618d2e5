#include <gtest/gtest.h>

#include "text/kit.h"
#include "text/line_breaks.h"

namespace banxin::text {
namespace {

using test::title_breaks_of;

// Without the breaks inside words and names, which cost 500,000 and more.
std::string sensible(std::string_view text, std::string_view author = "") {
  std::string out;
  const std::string all = title_breaks_of(text, author);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t end = all.find('}', i);
    if (all[i] == '{' && end - i > 5) {
      i = end;
    } else {
      out += all[i];
    }
  }
  return out;
}

TEST(TitleBreaks, GW_41_TheReportOfABureau) {
  EXPECT_EQ(title_breaks_of("瑞安市商务局2018年度政府信息公开工作年度报告", "瑞安市商务局"),
            "瑞{10000000}安{10000000}市{500200}商{10000000}务{10000000}局{100}2018{10000000}年{10000000}度|政{"
            "10000000}府{200}信{10000000}息{200}公{10000000}开"
            "{200}工{10000000}作{200}年{10000000}度{200}报{10000000}告");
}

TEST(TitleBreaks, GW_41_AnOrgansNameIsTakenFromItsEnding) {
  EXPECT_EQ(sensible("瑞安市商务局2018年度政府信息公开报告"),
            "瑞安市商务局{100}2018年度|政府{200}信息{200}公开{200}报告");
  EXPECT_EQ(sensible("瑞安市人民政府办公室关于做好工作的通知"), "瑞安市人民政府办公室|关于做好{200}工作的{50}通知");
}

TEST(TitleBreaks, GW_41_TheAuthorsNameIsWholeWhereverItStands) {
  EXPECT_EQ(sensible("2018年度瑞安市商务局年度报告", "瑞安市商务局"), "2018年度|瑞安市商务局{100}年度{200}报告");
}

TEST(TitleBreaks, CL_81_NothingBreaksBehind关于OrBefore的OrInsideBookTitles) {
  EXPECT_EQ(sensible("关于印发《2018年公开工作要点》的通知"), "关于印发{200}《2018年公开工作要点》的{50}通知");
}

TEST(TitleBreaks, CL_81_WordsOutsideTheLexiconComeFromTheDictionary) {
  EXPECT_EQ(sensible("关于支持民间投资的意见"), "关于支持{200}民间{200}投资的{50}意见");
}

TEST(TitleBreaks, OtherBlocksAreNotWeighed) {
  EXPECT_EQ(test::breaks_of("政府信息公开。"), "政|府|信|息|公|开。");
}

}  // namespace
}  // namespace banxin::text
