#include "text/script.h"

#include <gtest/gtest.h>

#include "text/kit.h"

namespace banxin::text {
namespace {

// The text with every western character, spaces aside, in [].
std::string western(std::string_view text, const std::string& language = "zh-Hans") {
  std::string out;
  std::string spaces;  // not yet known whether the brackets close before them
  bool inside = false;
  for (const Character& c : test::characters_of(text, language)) {
    const std::string_view bytes = text.substr(c.begin, c.end - c.begin);
    if (is_space(c.kind)) {
      spaces += bytes;
      continue;
    }
    if (inside && c.chinese) out += "]";
    out += spaces;
    spaces.clear();
    if (!inside && !c.chinese) out += "[";
    inside = !c.chinese;
    out += bytes;
  }
  return inside ? out + "]" : out;
}

TEST(Scripts, CL_12_QuotesInChineseTextAreChineseWhateverTheyQuote) {
  EXPECT_EQ(western("公开“中国瑞安”网"), "公开“中国瑞安”网");
  EXPECT_EQ(western("他说“OK”吧"), "他说“[OK]”吧");
  EXPECT_EQ(western("“OK”“Fine”"), "“[OK]”“[Fine]”");
  EXPECT_EQ(western("选A“B”"), "选[A]“[B]”");
  EXPECT_EQ(western("‘一’‘2’"), "‘一’‘[2]’");
}

TEST(Scripts, CL_12_QuotesInsideEnglishAreWestern) {
  EXPECT_EQ(western("见 See the “Rules” of 2018 一文"), "见 [See the “Rules” of 2018] 一文");
  EXPECT_EQ(western("it’s 好"), "[it’s] 好");
  EXPECT_EQ(western("‘it’s’好"), "‘[it’s]’好");
  EXPECT_EQ(western("“Rules”", "en"), "[“Rules”]");
}

TEST(Scripts, CL_12_DashesEllipsesAndDots) {
  EXPECT_EQ(western("2018—2019年"), "[2018]—[2019]年");
  EXPECT_EQ(western("word — word"), "[word — word]");
  EXPECT_EQ(western("公开……Open"), "公开……[Open]");
  EXPECT_EQ(western("买买提·艾力"), "买买提·艾力");
  EXPECT_EQ(western("3·5"), "[3·5]");
}

TEST(Scripts, CL_12_SignsFollowTheirNumbers) {
  EXPECT_EQ(western("3×5"), "[3×5]");
  EXPECT_EQ(western("某××局"), "某××局");
  EXPECT_EQ(western("误差±5，45°角，25℃"), "误差[±5]，[45°]角，[25]℃");
  EXPECT_EQ(western("①→★"), "①→★");
}

TEST(Scripts, CL_57_SpacesBetweenTheTwoAreHidden) {
  const Characters c = test::characters_of("共 394 条 Open Data");
  EXPECT_TRUE(c[1].hidden);
  EXPECT_TRUE(c[5].hidden);
  EXPECT_TRUE(c[7].hidden);
  EXPECT_FALSE(c[12].hidden);  // between English words
}

TEST(Scripts, CL_57_SpacesBetweenChineseCharactersAreKept) {
  EXPECT_FALSE(test::characters_of("张 三")[1].hidden);
  EXPECT_FALSE(test::characters_of("张\u00A0A")[1].hidden);  // typed to be kept
  EXPECT_FALSE(test::characters_of("— ")[1].hidden);         // at the end: a page number follows
}

TEST(Scripts, CL_20_22_PairsAreJoined) {
  const auto joined = [](std::string_view text) {
    std::string out;
    for (const Character& c : test::characters_of(text)) out += c.joined ? '+' : '.';
    return out;
  };
  EXPECT_EQ(joined("开——信"), "..+.");
  EXPECT_EQ(joined("…………"), ".+.+");
  EXPECT_EQ(joined("好？！真？？？"), "..+..+.");
  EXPECT_EQ(joined("—…"), "..");
  EXPECT_EQ(joined("e\u0301\u0302"), ".++");
}

}  // namespace
}  // namespace banxin::text
