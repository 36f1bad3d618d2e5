// Five hundred titles of reports, made of real names of organs up to 60 characters long: no line has to end inside a
// word (GW-41, CL-81).
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "text/kit.h"

namespace banxin::text {
namespace {

constexpr std::size_t characters_of_a_line = 20;  // GW-42

// Words are parted by |.
constexpr std::array regions = {"浙江省|温州市|",
                                "江苏省|镇江市|",
                                "广西|壮族|自治区|",
                                "内蒙古|自治区|",
                                "新疆|维吾尔|自治区|",
                                "贵州省|",
                                "湖北省|",
                                "",
                                "黔东南|苗族|侗族|自治州|",
                                "延边|朝鲜族|自治州|",
                                "呼伦贝尔市|",
                                "乌鲁木齐市|",
                                "",
                                "",
                                "",
                                ""};
constexpr std::array counties = {"瑞安市", "乐清市", "景宁|畲族|自治县", "秀山|土家族|苗族|自治县",
                                 "公安县", "资源县", "泰和县",           "政和县",
                                 "安吉县", "萍乡市", "景德镇市",         "镇江市",
                                 "通州区", "沙县区", "肥乡区",           "香格里拉市",
                                 "惠州市", "开化县", "镇平县",           "东乡区",
                                 "建水县", "文成县", "长乐区",           "市中区",
                                 "城关区"};
constexpr std::array kinds = {"教育局",
                              "科学|技术局",
                              "经济|和|信息化局",
                              "民族|宗教|事务局",
                              "公安局",
                              "民政局",
                              "司法局",
                              "财政局",
                              "人力|资源|和|社会|保障局",
                              "自然|资源|和|规划局",
                              "生态|环境局",
                              "住房|和|城乡|建设局",
                              "交通|运输局",
                              "水利局",
                              "农业|农村局",
                              "商务局",
                              "文化|和|广电|旅游局",
                              "卫生|健康局",
                              "退役|军人|事务局",
                              "应急|管理局",
                              "审计局",
                              "市场|监督|管理局",
                              "统计局",
                              "医疗|保障局",
                              "综合|行政|执法局",
                              "信访局",
                              "机关|事务|管理局",
                              "林业局",
                              "粮食|和|物资|储备局",
                              "气象局",
                              "烟草|专卖局",
                              "乡村|振兴局",
                              "投资|促进局",
                              "大|数据|发展|管理局",
                              "发展|和|改革|委员会",
                              "人民|政府|办公室",
                              "人民|代表|大会|常务|委员会|办公室",
                              "人民|检察院",
                              "人民|防空|办公室",
                              "政务|服务|管理|办公室",
                              "残疾人|联合会",
                              "供销|合作社|联合社",
                              "经济|技术|开发区|管理|委员会",
                              "国家级|旅游|度假区|管理|委员会|社会|事务|管理局",
                              "疾病|预防|控制|中心",
                              "农业|综合|行政|执法|大队",
                              "住房|公积金|管理|中心",
                              "不动产|登记|中心",
                              "博物馆",
                              "第一|中学",
                              "消防|救援|大队"};
constexpr std::array ends = {"2018|年度|政府|信息|公开|工作|年度|报告", "2018|年|政府|信息|公开|工作|报告",
                             "关于|2018|年度|政府|信息|公开|工作|情况|的|报告",
                             "关于|贯彻|落实|《|中华|人民|共和国|政府|信息|公开|条例|》|2018|年度|工作|报告",
                             "关于|印发|《|2018|年|政务|公开|工作|要点|》|落实|情况|的|报告"};

template <std::size_t N>
std::string_view any(std::mt19937& random, const std::array<const char*, N>& of) {
  return of[random() % N];
}

struct Title {
  std::string author;           // without |
  std::string text;             // without |
  std::vector<bool> word_ends;  // by character
};

Title any_title(std::mt19937& random) {
  std::string organ;
  do {
    organ =
        std::string(any(random, regions)) + std::string(any(random, counties)) + "|" + std::string(any(random, kinds));
    while (random() % 3 == 0) {
      const bool bracket = random() % 3 == 0;
      organ += bracket ? "|（|" : "、|";
      organ += std::string(any(random, counties)) + "|" + std::string(any(random, kinds)) + (bracket ? "|）" : "");
      if (bracket) break;
    }
  } while (decode_utf8(organ).size() > 90);  // with the |
  Title title;
  for (const char32_t c : decode_utf8(organ + "|" + std::string(any(random, ends)))) {
    if (c == U'|') {
      title.word_ends.back() = true;
    } else {
      append_utf8(title.text, c);
      title.word_ends.push_back(false);
    }
  }
  for (const char32_t c : decode_utf8(organ)) {
    if (c != U'|') append_utf8(title.author, c);
  }
  return title;
}

TEST(TitleNames, GW_41_CL_81_no_line_ends_inside_a_word_of_500_titles) {
  std::mt19937 random(1);
  std::size_t longest = 0;
  for (int n = 0; n < 500; ++n) {
    const Title title = any_title(random);
    longest = std::max(longest, decode_utf8(title.author).size());
    const std::u32string marked = decode_utf8(test::title_breaks_of(title.text, title.author));
    // Characters with what follows each: | a free break, {n} one that costs n.
    std::size_t place = 0;
    std::size_t line = 0;
    for (std::size_t i = 0; i < marked.size();) {
      ++i;
      ++place;
      ++line;
      std::string cost;
      if (i < marked.size() && marked[i] == U'{') {
        for (++i; marked[i] != U'}'; ++i) cost += static_cast<char>(marked[i]);
        ++i;
      } else if (i < marked.size() && marked[i] == U'|') {
        cost = "0";
        ++i;
      }
      if (cost.empty() || cost == "10000000") continue;
      EXPECT_TRUE(title.word_ends[place - 1]) << test::title_breaks_of(title.text, title.author);
      EXPECT_LE(line, characters_of_a_line) << test::title_breaks_of(title.text, title.author);
      line = 0;
    }
  }
  EXPECT_GE(longest, 50U);
}

TEST(TitleNames, CL_81_a_long_name_parts_between_organs_then_behind_places_then_between_words) {
  EXPECT_EQ(test::title_breaks_of("瑞安市水利局、公安县公安局", "瑞安市水利局、公安县公安局"),
            "瑞{10000000}安{10000000}市{500200}水{10000000}利{10000000}局、{500000}公{10000000}安{10000000}县{500200}公"
            "{10000000}安{10000000}局");
  EXPECT_EQ(test::title_breaks_of("镇江市人力资源和社会保障局", "镇江市人力资源和社会保障局"),
            "镇{10000000}江{10000000}市{500200}人{10000000}力{10000000}资{10000000}源{500300}和{10000000}社{10000000}会"
            "{10000000}保{10000000}障{10000000}局");
}

}  // namespace
}  // namespace banxin::text
