#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "output/svg/svg.h"
#include "page_builder.h"

namespace banxin::svg {
namespace {

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

class Drawn : public testing::Test {
 protected:
  void SetUp() override {
    fonts_ = test::debian_fonts();
    if (!fonts_) GTEST_SKIP() << "needs fonts-noto-cjk, fonts-lxgw-wenkai and fonts-liberation2";
  }

  // One page with one line at (28 mm, 50 mm), of 16 pt and, in Noto Serif, 1 em a character.
  test::PageBuilder line(std::string_view text, OriginId origin = 0, test::Setting setting = {}) {
    test::PageBuilder builder(*fonts_);
    builder.page("1");
    const NodeId node = builder.node(NodeRole::paragraph);
    builder.text(node, text, {Length::mm(28), Length::mm(50)}, setting);
    builder.current().items.back().origin = origin;
    return builder;
  }

  std::optional<FontBook> fonts_;
};

TEST_F(Drawn, EachGlyphIsAnOutlineOnceAndEachUseNamesIt) {
  const Drawing drawing = draw(line("一二一").build(), *fonts_);
  ASSERT_EQ(drawing.pages.size(), 1U);
  EXPECT_EQ(drawing.outlines.size(), 2U);
  EXPECT_EQ(count_of(drawing.pages[0], "<use "), 3U);
  for (const auto& [id, path] : drawing.outlines) {
    EXPECT_TRUE(path.starts_with("<path id=\"" + id + "\" d=\"M")) << path;
    EXPECT_GE(count_of(drawing.pages[0], "\"#" + id + "\""), 1U);
    EXPECT_EQ(count_of(shared(drawing.outlines), path), 1U);
  }
}

TEST_F(Drawn, APageHasItsSizeAndItsRunsTheirTextPlaceAndOrigin) {
  const std::string page = draw(line("一<&", 7).build(), *fonts_).pages[0];
  EXPECT_EQ(count_of(page, "<svg id=\"page-1\" width=\"210mm\" height=\"297mm\" viewBox=\"0 0 595276 841890\" "), 1U)
      << page;
  EXPECT_EQ(count_of(page,
                     "<g role=\"img\" aria-label=\"一&lt;&amp;\" data-origin=\"7\" data-node=\"1\" "
                     "transform=\"translate(79370 141732)scale(8)\">"),
            1U)
      << page;
}

TEST_F(Drawn, ABoxEnclosesAllThatComesFromAPlace) {
  test::PageBuilder builder = line("一二", 7);
  builder.text(1, "三", {Length::mm(28), Length::mm(60)});
  builder.current().items.back().origin = 7;
  builder.text(1, "四", {Length::mm(28), Length::mm(70)});
  builder.current().items.back().origin = 8;
  EXPECT_EQ(count_of(draw(builder.build(), *fonts_).pages[0], "class=\"boxed\""), 0U);
  const std::string page = draw(builder.build(), *fonts_, {.boxed = {7, 9}}).pages[0];
  // Two em wide; 10 mm from the first baseline to the second, 0.88 em above it and 0.12 below; 2 pt around.
  EXPECT_EQ(count_of(page,
                     "<rect class=\"boxed\" data-origin=\"7\" x=\"77370\" y=\"125652\" width=\"36000\" "
                     "height=\"48347\" "),
            1U)
      << page;
  EXPECT_EQ(count_of(page, "class=\"boxed\""), 1U);
}

TEST_F(Drawn, ALinkLeadsFromTextToItsField) {
  const Pages pages = line("一", 7).build();
  const std::string page =
      draw(pages, *fonts_, {.link = [](OriginId origin) { return "?a=1&field=" + std::to_string(origin); }}).pages[0];
  EXPECT_EQ(count_of(page, "<a href=\"?a=1&amp;field=7\" tabindex=\"-1\" aria-label=\"一\" data-origin=\"7\""), 1U)
      << page;
  EXPECT_EQ(count_of(page, "</a>"), 1U);
  EXPECT_EQ(count_of(page, "<g "), 0U);
}

TEST_F(Drawn, APageThatStayedAsItWasHasTheBytesThatItHad) {
  const auto two = [this](std::string_view second) {
    test::PageBuilder builder = line("一二三");
    builder.page("2");
    builder.text(1, second, {Length::mm(28), Length::mm(50)});
    return draw(builder.build(), *fonts_);
  };
  const Drawing before = two("四五");
  const Drawing after = two("四五六");
  EXPECT_EQ(before.pages[0], after.pages[0]);
  EXPECT_NE(before.pages[1], after.pages[1]);
  for (const auto& [id, path] : before.outlines) EXPECT_EQ(after.outlines.at(id), path);
}

TEST_F(Drawn, ARightHalfIsDrawnHalfAnEmFurtherLeft) {
  test::Setting kai;
  kai.font = FontRole::kai;
  std::array<std::string, 3> drawn;
  const std::array<CellForm, 3> forms = {CellForm::whole, CellForm::left_half, CellForm::right_half};
  for (std::size_t i = 0; i < forms.size(); ++i) {
    test::PageBuilder builder = line("（", 0, kai);
    std::get<GlyphRun>(builder.current().items.back().what).glyphs.front().form = forms[i];
    const Drawing drawing = draw(builder.build(), *fonts_);
    ASSERT_EQ(drawing.outlines.size(), 1U);
    drawn[i] = drawing.outlines.begin()->second;
  }
  EXPECT_EQ(drawn[0], drawn[1]);
  const auto x_of = [](const std::string& path) { return std::stoi(path.substr(path.find("d=\"M") + 4)); };
  EXPECT_EQ(x_of(drawn[0]) - x_of(drawn[2]), 1000);
}

TEST_F(Drawn, TurnedTextRunsUpThePageAndItsBoxToo) {
  test::PageBuilder builder = line("一二", 7);
  std::get<GlyphRun>(builder.current().items.back().what).turned = true;
  const std::string page = draw(builder.build(), *fonts_, {.boxed = {7}}).pages[0];
  EXPECT_EQ(count_of(page, "translate(79370 141732)rotate(-90)scale(8)"), 1U) << page;
  EXPECT_EQ(count_of(page, "x=\"63290\" y=\"107732\" width=\"20000\" height=\"36000\" "), 1U) << page;
}

TEST_F(Drawn, ColoursAndArtifactsAreToldApart) {
  test::Setting stamp;
  stamp.colour = Colour::red;
  stamp.artifact = Artifact::stamp;
  test::PageBuilder builder = line("一", 0, stamp);
  builder.area({Length::mm(28), Length::mm(60)}, Length::mm(10), Length::mm(1), Colour::grey);
  const std::string page = draw(builder.build(), *fonts_).pages[0];
  EXPECT_EQ(count_of(page, "<g aria-hidden=\"true\" aria-label=\"一\" fill=\"#f33\" "), 1U) << page;
  EXPECT_EQ(count_of(page, "<rect x=\"79370\" y=\"170079\" width=\"28347\" height=\"2834\" fill=\"#d9d9d9\"/>"), 1U)
      << page;
}

}  // namespace
}  // namespace banxin::svg
