// Where a reader puts the glyphs that the operators show: a small interpreter of text operators of its own.

#include "output/pdf/text_setter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace banxin::pdf {
namespace {

struct Shown {
  int font;
  unsigned code;
  double x, y;
};

// Reads what TextSetter writes, widths given by code (ISO 32000-1, 9.4.4).
std::vector<Shown> interpret(const std::string& operators, const std::vector<int>& widths) {
  std::vector<Shown> out;
  int font = -1;
  double size = 0, spacing = 0, x = 0, y = 0;
  std::istringstream lines(operators);
  for (std::string line; std::getline(lines, line);) {
    if (line == "BT" || line == "ET") continue;
    std::istringstream words(line);
    if (line.ends_with(" Tf")) {
      char f = 0, slash = 0;
      words >> slash >> f >> font >> size;
    } else if (line.ends_with(" Tc")) {
      words >> spacing;
    } else if (line.ends_with(" Tm")) {
      std::string skip;
      words >> skip >> skip >> skip >> skip >> x >> y;
    } else {
      EXPECT_TRUE(line.ends_with("]TJ")) << line;
      for (std::size_t i = 1; line[i] != ']';) {
        if (line[i] == '<') {
          for (++i; line[i] != '>'; i += 4) {
            const unsigned code = static_cast<unsigned>(std::stoul(line.substr(i, 4), nullptr, 16));
            out.push_back({font, code, x, y});
            x += widths.at(code) / 1000.0 * size + spacing;
          }
          ++i;
        } else {
          std::size_t used = 0;
          x -= std::stod(line.substr(i), &used) / 1000.0 * size;
          i += used;
        }
      }
    }
  }
  return out;
}

struct Line {
  GlyphRun run;
  ShownRun shown;
  std::vector<Code> codes;

  void add(Length x, std::uint16_t code, std::uint16_t width, std::uint16_t font = 0, Length y = Length()) {
    shown.push_back(
        {.glyph = code, .form = GlyphForm::plain, .x = x, .y = y, .text = {}, .group = 0, .group_text = {}});
    codes.push_back({font, code, width});
  }
};

constexpr Length page_height = Length::mm(297);

std::string operators_of(const Line& line) {
  std::string out;
  TextSetter setter(out, page_height);
  setter.set(line.run, line.shown, line.codes);
  setter.close();
  return out;
}

// The grid of GB/T 9704: 28 cells of 15.785 pt that fill 156 mm. One spacing, no adjustments.
TEST(TextSetter, AnEvenLineNeedsNoAdjustments) {
  Line line;
  line.run.size = Length::points(16);
  line.run.origin = {Length::mm(28), Length::mm(50)};
  const Length pitch = (Length::mm(156) - Length::points(16)) / 27;
  for (int i = 0; i < 5; ++i) line.add(pitch * i, static_cast<std::uint16_t>(i + 1), 1000);
  EXPECT_EQ(operators_of(line),
            "BT\n/F0 16 Tf\n-0.2146 Tc\n1 0 0 1 79.37 700.157 Tm\n[<00010002000300040005>]TJ\nET\n");
}

TEST(TextSetter, AGapIsAnAdjustment) {
  Line line;
  line.run.size = Length::points(10);
  line.add(Length::points(0), 1, 1000);
  line.add(Length::points(10), 2, 1000);
  line.add(Length::points(20), 3, 500);
  line.add(Length::points(30), 4, 1000);
  EXPECT_EQ(operators_of(line), "BT\n/F0 10 Tf\n1 0 0 1 0 841.89 Tm\n[<000100020003>-500<0004>]TJ\nET\n");
}

TEST(TextSetter, AnotherFontOrHeightIsShownApart) {
  Line line;
  line.run.size = Length::points(10);
  line.add(Length::points(0), 1, 1000);
  line.add(Length::points(10), 2, 1000, 1);
  line.add(Length::points(20), 2, 1000, 1, Length::points(2));
  EXPECT_EQ(operators_of(line),
            "BT\n/F0 10 Tf\n1 0 0 1 0 841.89 Tm\n[<0001>]TJ\n/F1 10 Tf\n1 0 0 1 10 841.89 Tm\n[<0002>]TJ\n"
            "1 0 0 1 20 843.89 Tm\n[<0002>]TJ\nET\n");
}

// A quarter to the left: the pen goes up the page, a glyph above its line to the left (GW-71).
TEST(TextSetter, TurnedTextRunsUpThePage) {
  Line line;
  line.run.size = Length::points(10);
  line.run.origin = {Length::mm(50), Length::mm(262)};
  line.run.turned = true;
  line.add(Length::points(0), 1, 1000);
  line.add(Length::points(12), 2, 1000);
  line.add(Length::points(24), 3, 1000, 0, Length::points(2));
  EXPECT_EQ(operators_of(line),
            "BT\n/F0 10 Tf\n0 1 -1 0 141.732 99.213 Tm\n[<0001>-199.96<0002>]TJ\n0 1 -1 0 139.732 123.213 "
            "Tm\n[<0003>]TJ\nET\n");
}

// Every glyph of any line lands within 0.005 pt of its place, at any size, however long the line.
TEST(TextSetter, EveryGlyphLandsOnItsPlace) {
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same lines each time
  const std::vector<int> widths = {1000, 500, 557, 471, 250, 333, 2000, 0};
  for (const std::int64_t size : {432054, 504063, 768096, 1056132, 4608576, 555555}) {  // units: 9, 10.5, 16, 22, 96 pt
    Line line;
    line.run.size = Length::units(size);
    line.run.origin = {Length::units(3'810'247), Length::mm(100)};
    Length x;
    for (int i = 0; i < 400; ++i) {
      const auto code = static_cast<std::uint16_t>(random() % widths.size());
      line.add(x, code, static_cast<std::uint16_t>(widths[code]));
      x += Length::units(static_cast<std::int64_t>(random() % 1'000'000) - 100'000);
    }
    const std::vector<Shown> shown = interpret(operators_of(line), widths);
    ASSERT_EQ(shown.size(), line.shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
      EXPECT_EQ(shown[i].code, line.codes[i].code);
      EXPECT_NEAR(shown[i].x, (line.run.origin.x + line.shown[i].x).to_points(), 0.005) << "glyph " << i;
      EXPECT_NEAR(shown[i].y, (page_height - line.run.origin.y).to_points(), 0.001);
    }
  }
}

}  // namespace
}  // namespace banxin::pdf
