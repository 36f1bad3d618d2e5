#include <gtest/gtest.h>

#include <random>

#include "layout/adjust.h"
#include "layout/line_breaker.h"
#include "layout/sample_text.h"

// Rules that hold for any text, tried on paragraphs drawn with a fixed seed.
namespace banxin::layout {
namespace {

using test::shaped;

std::string random_paragraph(std::mt19937& random, std::size_t pieces) {
  static const std::vector<std::string> words = {
      "字",   "政府", "信息公开", "，", "。", "、",  "（一）", "《条例》", "2018", "年",    "12", "件",
      "“好”", "——",   "……",       "；", "：", "GBT", " ",      "瑞安市",   "的",   "100.5", "！"};
  std::string text = "开头";
  for (std::size_t i = 0; i < pieces; ++i) text += words[random() % words.size()];
  return text + "结束。";
}

Setting body_setting() {
  const PageStyle style = test::gbt9704();
  Setting s;
  s.size = style.body_size;
  s.tracking = style.cell_pitch() - style.body_size;
  s.measure = style.area_width;
  s.first_measure = style.area_width - style.cell_pitch() * 2;
  return s;
}

std::string cluster_text(const ShapedText& text, std::size_t i) {
  return text.text.substr(text.clusters[i].text.begin, text.clusters[i].text.size());
}

// The first or last cluster of a line that is no space.
std::size_t ink(const ShapedText& text, const Line& line, bool at_end) {
  std::size_t i = at_end ? line.last - 1 : line.first;
  while (text.clusters[i].space) i = at_end ? i - 1 : i + 1;
  return i;
}

void check(const ShapedText& text, const Setting& setting, const BrokenText& broken) {
  static const std::string never_first = "，。、；：！）》”";
  static const std::string never_last = "（《“";
  std::uint32_t next = 0;
  for (std::size_t k = 0; k < broken.lines.size(); ++k) {
    const Line& line = broken.lines[k];
    ASSERT_EQ(line.first, next) << "each cluster once, in order";
    next = line.last;
    const SetLine set = set_line(text, setting, line);
    const bool is_last = k + 1 == broken.lines.size();
    if (is_last) {
      EXPECT_LE(set.width, setting.measure_of(line.opening));
    } else {
      EXPECT_EQ(set.width, setting.measure_of(line.opening)) << text.text;
      EXPECT_LE(set.loosest, loosest_gap.at(setting.size)) << text.text;
    }
    if (broken.resort == Resort::usual) {
      if (k > 0) {
        EXPECT_EQ(never_first.find(cluster_text(text, ink(text, line, false))), std::string::npos) << text.text;
      }
      EXPECT_EQ(never_last.find(cluster_text(text, ink(text, line, true))), std::string::npos) << text.text;  // CL-13
    }
    Length right;
    for (const SetCluster& c : set.clusters) {
      EXPECT_GE(c.x + Length::units(std::abs(setting.tracking.units()) * 2), right) << "no overlap: " << text.text;
      EXPECT_GE(c.width, Length());
      right = c.x + c.width;
    }
  }
  EXPECT_EQ(next, text.clusters.size());
}

TEST(Properties, paragraphs_of_all_lengths) {
  std::mt19937 random(9704);
  const Setting setting = body_setting();
  int usual = 0;
  for (std::size_t i = 0; i < 400; ++i) {
    const ShapedText text = shaped(random_paragraph(random, 5 + i % 120), 0);
    const BrokenText broken = break_lines(text, setting);
    usual += broken.resort == Resort::usual ? 1 : 0;
    if (broken.resort == Resort::usual) check(text, setting, broken);
  }
  EXPECT_GT(usual, 380);
}

TEST(Properties, CL_77_no_last_line_of_one_character) {
  std::mt19937 random(77);
  const Setting setting = body_setting();
  for (int count = 3; count < 400; ++count) {
    std::string characters;
    for (int i = 0; i < count; ++i) characters += random() % 12 == 0 ? "，字" : "字";
    const ShapedText text = shaped(characters, 0);
    const BrokenText broken = break_lines(text, setting);
    int han = 0;
    for (std::uint32_t i = broken.lines.back().first; i < broken.lines.back().last; ++i)
      han += text.clusters[i].han ? 1 : 0;
    EXPECT_GE(han, 2) << count;
  }
}

TEST(Properties, narrow_measures_never_overfull) {
  std::mt19937 random(5);
  for (int cells = 3; cells < 12; ++cells) {
    for (int i = 0; i < 20; ++i) {
      const ShapedText text = shaped(random_paragraph(random, 30), 0);
      Setting setting = body_setting();
      setting.first_measure = setting.measure = setting.size * cells;
      const BrokenText broken = break_lines(text, setting);
      for (const Line& line : broken.lines) {
        EXPECT_LE(set_line(text, setting, line).width, setting.measure) << cells << " " << text.text;
      }
    }
  }
}

// A whole report: one item for each line and run, no line below another's em box, every character once and in order.
TEST(Properties, pages_hold_every_character_once_in_order) {
  std::mt19937 random(2018);
  const PageStyle style = test::gbt9704();
  std::vector<ShapedBlock> blocks;
  std::string expected;
  for (int i = 0; i < 60; ++i) {
    const std::string text = random_paragraph(random, random() % 150);
    blocks.emplace_back(shaped(text, test::index_of(style, "body")));
    expected += text;
  }
  const Result<Pages> pages = test::lay_out(test::document_of(std::move(blocks)), style);
  ASSERT_TRUE(pages);
  std::string text;
  int page = 1;
  Length last_top = -Length::mm(1);
  for (const test::ReadLine& line : test::lines_of(*pages)) {
    text += line.text;
    if (line.page != page) last_top = -Length::mm(1);
    page = line.page;
    EXPECT_TRUE(line.em_top == last_top || line.em_top >= last_top + style.line_pitch());
    EXPECT_EQ((line.em_top - style.area_top).units() % style.line_pitch().units(), 0);
    EXPECT_LE(line.right, style.area_left + style.area_width);
    last_top = line.em_top;
  }
  EXPECT_EQ(text, expected);
}

}  // namespace
}  // namespace banxin::layout
