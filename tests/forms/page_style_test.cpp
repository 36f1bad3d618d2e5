#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <string_view>

#include "forms/page_style_reader.h"
#include "support/temporary_folder.h"
#include "xml/xml.h"

namespace banxin {
namespace {

const std::string lexicon = BANXIN_SOURCE_DIR "/layouts/common/lexicon.xml";

// The findings of a style file of this text.
Findings faults_of(std::string_view style) {
  xml::initialise();
  const test::TemporaryFolder folder;
  folder.write("style.xml", style);
  const auto read = forms::read_page_style(folder.path(), lexicon);
  EXPECT_FALSE(read);
  return read.findings();
}

PageStyle gbt9704() {
  xml::initialise();
  auto style = forms::read_page_style(BANXIN_SOURCE_DIR "/layouts/gbt9704", lexicon);
  EXPECT_TRUE(style) << (style.findings().empty() ? "" : style.findings().front().message.en);
  return style ? *style : PageStyle();
}

TEST(PageStyle, GW_01_to_04_paper_and_type_area) {
  const PageStyle style = gbt9704();
  EXPECT_EQ(style.page_width, Length::mm(210));
  EXPECT_EQ(style.page_height, Length::mm(297));
  EXPECT_EQ(style.area_left, Length::mm(28));
  EXPECT_EQ(style.area_top, Length::mm(37));
  EXPECT_EQ(style.area_width, Length::mm(156));
  EXPECT_EQ(style.area_height, Length::mm(225));
}

TEST(PageStyle, GW_08_lines_and_cells_fill_the_area_exactly) {
  const PageStyle style = gbt9704();
  EXPECT_EQ(style.line_pitch() * (style.grid_lines - 1) + style.body_size, style.area_height);
  EXPECT_EQ(style.cell_pitch() * (style.grid_cells - 1) + style.body_size, style.area_width);
  EXPECT_NEAR(style.line_pitch().to_points(), 29.609, 0.001);
  EXPECT_NEAR(style.cell_pitch().to_points(), 15.785, 0.001);
}

TEST(PageStyle, a_table_gives_way_as_far_as_the_style_says) {
  const PageStyle style = gbt9704();
  EXPECT_EQ(style.table.smallest_size, Length::points(9));
  EXPECT_LT(style.table.least_padding_x, style.table.padding_x);
  EXPECT_LT(style.table.least_padding_y, style.table.padding_y);
  EXPECT_LT(style.table.least_row_height, style.table.minimum_row_height);
}

TEST(PageStyle, GW_20_to_24_type_by_element) {
  const PageStyle style = gbt9704();
  const auto type = [&](const char* name) {
    const TextStyle* text = style.find(name);
    return text == nullptr
               ? std::string("none")
               : name_of(text->font) + std::string(" ") + std::to_string(text->size.units() / Length::units_per_point);
  };
  EXPECT_EQ(type("title"), "xiaobiaosong 22");
  EXPECT_EQ(type("heading-1"), "hei 16");
  EXPECT_EQ(type("heading-2"), "kai 16");
  EXPECT_EQ(type("heading-3"), "fangsong 16");
  EXPECT_EQ(type("body"), "fangsong 16");
  EXPECT_EQ(type("page-number"), "song 14");
}

TEST(PageStyle, EveryFaultIsNamedWithItsLine) {
  const Findings faults = faults_of(R"(<page-style xmlns="urn:banxin:page-style:1" name="x">
<page width="210cm" height="297mm"/>
<area left="28mm" top="37mm" width="156mm" height="225mm"/>
<grid lines="many" cells="28" size="16pt"/>
</page-style>)");
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].place.line, 2);
  EXPECT_EQ(faults[0].message.en,
            "Attribute width of element page cannot be \"210cm\": it must be a length from 10mm to 2000mm.");
  EXPECT_EQ(faults[1].place.line, 4);
  EXPECT_EQ(faults[1].message.en,
            "Attribute lines of element grid cannot be \"many\": it must be a whole number from 2 to 1000.");
}

TEST(PageStyle, AnAreaLargerThanThePageIsRefused) {
  const Findings faults = faults_of(R"(<page-style xmlns="urn:banxin:page-style:1" name="x">
<page width="180mm" height="297mm"/>
<area left="28mm" top="37mm" width="156mm" height="225mm"/>
<grid lines="22" cells="28" size="16pt"/>
</page-style>)");
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults.front().code, "form-unusable");
}

// The style of GB/T 9704 as text.
std::string gbt9704_text() {
  std::ifstream file(BANXIN_SOURCE_DIR "/layouts/gbt9704/style.xml");
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(PageStyle, EveryNumberHasALeastAndAMost) {
  const std::string style = gbt9704_text();
  const std::regex number(R"re( ([a-z-]+)="\d[\d.]*(?:mm|pt)?")re");
  const std::size_t first = style.find("<page ");  // behind the comment at its head
  int numbers = 0;
  for (std::sregex_iterator it(style.begin() + static_cast<std::ptrdiff_t>(first), style.end(), number), end; it != end;
       ++it) {
    const std::size_t at = first + static_cast<std::size_t>(it->position());
    // Comments have no attributes.
    if (const std::size_t comment = style.rfind("<!--", at);
        comment != std::string::npos && style.find("-->", comment) > at)
      continue;
    ++numbers;
    const std::string name = it->str(1);
    for (const char* value : {"", "-1", "-1mm", "1", "99999", "2147483647", "2147483648mm", "9999999999mm", "1e308",
                              "1e308pt", "NaN", "１", "１mm", ".", ".mm", "5000mm", "0x10", " 1mm", "1mm "}) {
      // A bare 1 is a count that some may have.
      if (std::string(value) == "1" &&
          it->str().find_first_not_of("0123456789", it->str().find('"') + 1) == it->str().size() - 1)
        continue;
      std::string changed = style;
      changed.replace(at, it->str().size(), " " + name + "=\"" + value + "\"");
      const Findings faults = faults_of(changed);
      ASSERT_FALSE(faults.empty()) << it->str() << " " << value;
      EXPECT_EQ(faults.front().code, "form-unusable");
      EXPECT_NE(faults.front().message.en.find(name), std::string::npos) << faults.front().message.en;
      EXPECT_GT(faults.front().place.line, 0);
    }
  }
  EXPECT_GT(numbers, 50);
}

TEST(PageStyle, AGridOfOneLineOrCellIsRefused) {
  for (const char* attribute : {"lines", "cells"}) {
    std::string style = gbt9704_text();
    const std::size_t grid = style.find("<grid ");
    const std::size_t at = style.find(attribute, grid) + std::strlen(attribute) + 2;
    style.replace(at, 2, "1");
    const Findings faults = faults_of(style);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults.front().message.en,
              std::string("Attribute ") + attribute +
                  " of element grid cannot be \"1\": it must be a whole number from 2 to 1000.");
  }
}

TEST(PageStyle, ALineOfEachStyleHasRoomBetweenItsIndents) {
  std::string style = gbt9704_text();
  style.replace(style.find("first-indent=\"2\""), std::strlen("first-indent=\"2\""), "first-indent=\"28\"");
  const Findings faults = faults_of(style);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults.front().message.en,
            "A line of style heading-1 has no room in the type area: its size, pitch, indents or place are too large.");
}

TEST(PageStyle, AMissingFileIsAFaultOfTheForm) {
  const auto style = forms::read_page_style("/nowhere", lexicon);
  ASSERT_FALSE(style);
  EXPECT_EQ(style.findings().front().code, "form-unusable");
}

}  // namespace
}  // namespace banxin
