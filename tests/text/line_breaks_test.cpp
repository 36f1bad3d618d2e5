#include "text/line_breaks.h"

#include <gtest/gtest.h>

#include <string>

#include "text/kit.h"

namespace banxin::text {
namespace {

using test::breaks_of;

// 甲 and 乙 with the mark between them.
std::string around(const std::string& mark) {
  return breaks_of("甲" + mark + "乙");
}

TEST(LineBreaks, CL_01_to_03_NeverAtALinesStart) {
  for (const std::string mark : {"。", "．", "，", "、", "；", "：", "？", "！", "‼",  "⁇",  "⁈",  "⁉",
                                 "”",  "’",  "）", "》", "〉", "〕", "】", "〗", "］", "｝", "」", "』"}) {
    EXPECT_EQ(around(mark), "甲" + mark + "|乙");
  }
}

TEST(LineBreaks, CL_04_NeverAtALinesEnd) {
  for (const std::string mark : {"“", "‘", "（", "《", "〈", "〔", "【", "〖", "［", "｛", "「", "『"}) {
    EXPECT_EQ(around(mark), "甲|" + mark + "乙");
  }
}

TEST(LineBreaks, CL_05_06_07_ConnectorsDotsAndSlashes) {
  EXPECT_EQ(around("～"), "甲～|乙");
  EXPECT_EQ(around("—"), "甲—|乙");
  EXPECT_EQ(around("-"), "甲-{50}乙");
  EXPECT_EQ(around("/"), "甲/乙");
  EXPECT_EQ(around("／"), "甲／乙");
  EXPECT_EQ(around("・"), "甲・|乙");
}

// CL-103: at the level of the national standard.
TEST(LineBreaks, CL_08_09_LongMarksMayStandAtBothEnds) {
  EXPECT_EQ(around("——"), "甲{50}——|乙");
  EXPECT_EQ(around("……"), "甲……|乙");
}

TEST(LineBreaks, CL_20_21_LongMarksAreWhole) {
  EXPECT_EQ(around("⸺"), "甲{50}⸺|乙");
  EXPECT_EQ(around("…………"), "甲…………|乙");
  EXPECT_EQ(around("⋯⋯"), "甲⋯⋯|乙");
  EXPECT_EQ(breaks_of("………………"), "……{1000}……{1000}……");  // three pairs are no mark of the standard's
}

TEST(LineBreaks, CL_22_QuestionMarksTogether) {
  EXPECT_EQ(around("？！"), "甲？！|乙");
  EXPECT_EQ(around("！！！"), "甲！！！|乙");
}

TEST(LineBreaks, CL_23_24_25_NumbersAreWhole) {
  EXPECT_EQ(breaks_of("共1,284.50元"), "共|1,284.50{300}元");
  EXPECT_EQ(breaks_of("为−5℃的"), "为|−5℃|的");
  EXPECT_EQ(breaks_of("占50%，占50％，占3‰"), "占|50%，|占|50％，|占|3‰");
  EXPECT_EQ(breaks_of("占５０%，占５．５％"), "占|５０%，|占|５．５％");
  EXPECT_EQ(breaks_of("约8㎡，３㎞"), "约|8㎡，|３㎞");
  EXPECT_EQ(breaks_of("在－5℃和＋3至-2"), "在|－5℃|和|＋3|至-2");
  EXPECT_EQ(breaks_of("在－甲"), "在|－|甲");  // no sign
  EXPECT_EQ(breaks_of("从8：30到17：30"), "从|8：30|到|17：30");
  EXPECT_EQ(breaks_of("比为3：100"), "比|为|3：|100");  // no time
  EXPECT_EQ(breaks_of("计￥100，$5"), "计|￥100，|$5");
  EXPECT_EQ(breaks_of("重100 kg的"), "重|100 kg|的");
  EXPECT_EQ(breaks_of("重100 Kg的"), "重|100 |Kg|的");  // no unit of measure
}

TEST(LineBreaks, CL_26_NumberAndUnitApartOnlyAtACost) {
  EXPECT_EQ(breaks_of("公开394条，5次"), "公|开|394{300}条，|5{300}次");
  EXPECT_EQ(breaks_of("约100万元"), "约|100{300}万{300}元");
  EXPECT_EQ(breaks_of("共 3 件"), "共 |3 {300}件");
  EXPECT_EQ(breaks_of("有3牛"), "有|3|牛");
}

TEST(LineBreaks, CL_27_DocumentNumbersAndLabels) {
  EXPECT_EQ(breaks_of("瑞政〔2018〕32号文"), "瑞|政{300}〔2018〕32号|文");
  EXPECT_EQ(breaks_of("瑞政（2018）32号"), "瑞|政|（2018）32号");
  EXPECT_EQ(breaks_of("见（2018）年"), "见|（2018）|年");
  EXPECT_EQ(breaks_of("见表1、附件2、图3"), "见|表{300}1、|附|件{300}2、|图{300}3");
  EXPECT_EQ(breaks_of("事件2"), "事|件|2");
  EXPECT_EQ(breaks_of("令第492号。第492条"), "令|第492号。|第{300}492{300}条");
}

TEST(LineBreaks, CL_28_WordsBreakAtTheirOwnHyphensOnly) {
  EXPECT_EQ(breaks_of("用Open Data好"), "用|Open |Data|好");
  EXPECT_EQ(breaks_of("well-known"), "well-{50}known");
  EXPECT_EQ(breaks_of("soft\u00ADhyphen"), "soft\u00ADhyphen");
}

TEST(LineBreaks, CL_29_CodesAreWhole) {
  EXPECT_EQ(breaks_of("按GB/T 9704-2012的"), "按|GB/T 9704-2012|的");
  EXPECT_EQ(breaks_of("按GB/T 9704—2012的"), "按|GB/T 9704—2012|的");
  EXPECT_EQ(breaks_of("DB33/T 2345.1-2020、ISO 9001:2015"), "DB33/T 2345.1-2020、|ISO 9001:2015");
}

TEST(LineBreaks, CL_29_TelephoneNumbersAreWholeWithAnyDash) {
  for (const std::string dash : {"-", "‐", "–", "—", "―", "－"}) {
    EXPECT_EQ(breaks_of("电话0577" + dash + "65837987"), "电|话|0577" + dash + "65837987");
  }
  EXPECT_EQ(breaks_of("电话：0577-65837987，65812672"), "电|话：|0577-65837987，|65812672");
  EXPECT_EQ(breaks_of("（0577）65837987—801"), "（0577）65837987—801");
  EXPECT_EQ(breaks_of("400—800—1234"), "400—800—1234");
  EXPECT_EQ(breaks_of("2010—2018"), "2010—{50}2018");  // years
  EXPECT_EQ(breaks_of("+86 577 65837987转8"), "+86 577 65837987|转|8");
}

TEST(LineBreaks, CL_29_AddressesBreakBehindTheirMarksOnly) {
  EXPECT_EQ(breaks_of("见http://www.ruian.gov.cn/col/index.html?id=5-6&p=a"),
            "见|http://www.{50}ruian.{50}gov.{50}cn/{50}col/{50}index.{50}html?{50}id={50}5-{50}6&{50}p=a");
  EXPECT_EQ(breaks_of("www.ruian.gov.cn"), "www.{50}ruian.{50}gov.{50}cn");
  EXPECT_EQ(breaks_of("邮箱：my_office@qq.com）"), "邮|箱：|my_{100}office@{100}qq.{100}com）");
  EXPECT_EQ(breaks_of("ruian.gov.cn/a_b/"), "ruian.{50}gov.{50}cn/{50}a_{50}b/");
  EXPECT_EQ(breaks_of("file.txt"), "file.txt");  // no address
}

TEST(LineBreaks, CL_30_NamesWithADot) {
  EXPECT_EQ(breaks_of("局长买买提·艾力到"), "局|长{50}买{50}买{50}提·{50}艾{50}力|到");
}

TEST(LineBreaks, CL_30_AShortBookTitleIsOneWord) {
  EXPECT_EQ(breaks_of("称《条例》的"), "称|《条{100}例》|的");
  EXPECT_EQ(breaks_of("《一二三四五六》"), "《一{100}二{100}三{100}四{100}五{100}六》");
  EXPECT_EQ(breaks_of("《一二三四五六七》"), "《一|二|三|四|五|六|七》");
}

TEST(LineBreaks, CL_30_AShortCellIsOneWord) {
  EXPECT_EQ(breaks_of("王堃"), "王{1000}堃");
  EXPECT_EQ(breaks_of("自然人"), "自{1000}然{1000}人");
  EXPECT_EQ(breaks_of("欧阳𠅤𬱖"), "欧{1000}阳{300}𠅤{1000}𬱖");
  EXPECT_EQ(breaks_of("自然人3"), "自|然|人|3");
}

TEST(LineBreaks, LabelsOfColumnsPartBetweenTheirWords) {
  EXPECT_EQ(breaks_of("社会公益组织"), "社{1000}会{20}公{300}益{20}组{1000}织");
  EXPECT_EQ(breaks_of("复议后起诉"), "复{1000}议{50}后{50}起{1000}诉");
  EXPECT_EQ(breaks_of("（三）不予公开"), "（三）不{1000}予{300}公{1000}开");
  EXPECT_EQ(breaks_of("1.属于国家秘密"), "1.属{1000}于{20}国{300}家{20}秘{1000}密");
  EXPECT_EQ(breaks_of("行政规范性文件"), "行|政|规|范|性|文|件");
}

TEST(LineBreaks, CL_31_ALabelHoldsTheNextCharacter) {
  EXPECT_EQ(breaks_of("一、政府。"), "一、政|府。");
  EXPECT_EQ(breaks_of("（十二）公开。"), "（十二）公|开。");
  EXPECT_EQ(breaks_of("1.公开。"), "1.公|开。");
  EXPECT_EQ(breaks_of("（1）公开。"), "（1）公|开。");
  EXPECT_EQ(breaks_of("一、"), "一、");
  EXPECT_EQ(breaks_of("见一、政府"), "见|一、|政|府");  // no label: not at the start
}

TEST(LineBreaks, CL_100_RangesHoldTheirMark) {
  EXPECT_EQ(breaks_of("5～10"), "5～{50}10");
  EXPECT_EQ(breaks_of("5—10"), "5—{50}10");
  EXPECT_EQ(breaks_of("15%～30%"), "15%～{50}30%");
}

TEST(LineBreaks, CL_101_NeverBeforeADot) {
  EXPECT_EQ(breaks_of("这一甲·乙和丙•丁"), "这{50}一{50}甲·{50}乙{50}和|丙•|丁");
}

TEST(LineBreaks, CL_102_SlashesHoldBothSides) {
  EXPECT_EQ(breaks_of("和/或，GB/T"), "和/或，|GB/T");
}

TEST(LineBreaks, CL_104_DatesAndOrdinals) {
  EXPECT_EQ(breaks_of("于2023年1月5日的第1条第三条"),
            "于|2023{300}年{50}1{300}月{50}5{300}日|的|第{300}1{300}条|第{300}三|条");
}

// CL-92: the blank between the groups ends no line.
TEST(LineBreaks, CL_105_GroupedDigitsAreOneNumber) {
  EXPECT_EQ(breaks_of("为3 456 789"), "为|3 456 789");
  EXPECT_EQ(breaks_of("为3\u202F456"), "为|3\u202F456");
  EXPECT_EQ(breaks_of("为3 4567"), "为|3 |4567");
  EXPECT_EQ(breaks_of("2018 456"), "2018 |456");
}

TEST(LineBreaks, CL_106_FullWidthDigitsAreOneNumber) {
  EXPECT_EQ(breaks_of("共１２３条"), "共|１２３{300}条");
}

TEST(LineBreaks, QuotesOfBothKindsAreBrackets) {
  EXPECT_EQ(breaks_of("在‘中国’公开"), "在|‘中|国’|公|开");
  EXPECT_EQ(breaks_of("用户A“B”C"), "用|户|A|“B”|C");
  EXPECT_EQ(breaks_of("“‘一’”（二）"), "“‘一’”|（二）");
  EXPECT_EQ(breaks_of("他说“一”.二"), "他|说|“一”.|二");  // nothing is freed before a closing mark
}

TEST(LineBreaks, CL_57_AHiddenSpaceLetsALineEndBehindItOnly) {
  EXPECT_EQ(breaks_of("共 Open 好"), "共 |Open |好");
  EXPECT_EQ(breaks_of("（ A ）"), "（ A ）");
}

// Of extension I (Unicode 15.1), which ICU 72 does not know, and the last of H.
TEST(LineBreaks, IdeographsNewerThanIcuBreakLikeAllOthers) {
  for (const std::string newer : {"\U0002EBF0", "\U0002EE5D", "\U000323AF"}) {
    const auto with = [](const std::string& one) {
      return "甲" + one + one + "（" + one + "，" + one + "）5" + one + "。";
    };
    std::string expected = breaks_of(with("鑫"));
    EXPECT_NE(expected.find("鑫|鑫"), std::string::npos);
    for (std::size_t at = 0; (at = expected.find("鑫", at)) != std::string::npos; at += newer.size()) {
      expected.replace(at, std::string("鑫").size(), newer);
    }
    EXPECT_EQ(breaks_of(with(newer)), expected);
  }
}

TEST(LineBreaks, LinesThatMustEnd) {
  EXPECT_EQ(breaks_of("一行\n二行"), "一|行‖二|行");
  EXPECT_EQ(breaks_of("一\u200B二"), "一\u200B|二");
  EXPECT_EQ(breaks_of("一\u2060二"), "一\u2060二");
}

}  // namespace
}  // namespace banxin::text
