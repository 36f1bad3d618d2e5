#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <optional>
#include <sstream>
#include <string>

#include "command.h"
#include "output/pdf/output_intent.h"
#include "output/pdf/pdf.h"
#include "page_builder.h"

namespace banxin::pdf {
namespace {

// How much of a page each ink covers, by Ghostscript: in a hundred-thousandth of it.
struct Coverage {
  double cyan = 0, magenta = 0, yellow = 0, black = 0;
};

class ForThePress : public testing::Test {
 protected:
  void SetUp() override {
    fonts_ = test::debian_fonts();
    if (!fonts_) GTEST_SKIP() << "needs fonts-noto-cjk, fonts-lxgw-wenkai and fonts-liberation2";
  }

  static Press press(bool marks = false) {
    return {.profile = test::read_bytes(BANXIN_SOURCE_DIR "/layouts/print/FOGRA47L_uncoated.icc"),
            .file = "FOGRA47L_uncoated.icc",
            .marks = marks};
  }

  // Of a page with one line of text and one area in this colour.
  Coverage inks_of(Colour colour, bool marks = false) {
    test::PageBuilder builder(*fonts_);
    builder.page("1");
    test::Setting setting;
    setting.colour = colour;
    builder.text(builder.node(NodeRole::paragraph), "一二三", {Length::mm(28), Length::mm(50)}, setting);
    builder.area({Length::mm(28), Length::mm(60)}, Length::mm(50), Length::mm(1), colour);
    const auto file = write_for_press(builder.build(), *fonts_, press(marks), OutputKind::pdf_print);
    if (!file) throw std::runtime_error("not written");
    const std::string path = test::scratch() + "/press.pdf";
    test::write_bytes(path, file->bytes());
    const test::Ran ran = test::run("gs -q -o - -sDEVICE=inkcov " + test::quoted(path));
    EXPECT_EQ(ran.status, 0) << ran.output;
    Coverage out;
    std::istringstream(ran.output) >> out.cyan >> out.magenta >> out.yellow >> out.black;
    return out;
  }

  std::optional<FontBook> fonts_;
};

TEST_F(ForThePress, PX_10_black_and_grey_are_black_ink_alone_and_red_is_magenta_and_yellow) {
  if (const std::string missing = test::missing({"gs"}); !missing.empty()) GTEST_SKIP() << missing;
  for (const Colour colour : {Colour::black, Colour::grey}) {
    const Coverage it = inks_of(colour);
    EXPECT_GT(it.black, 0);
    EXPECT_EQ(it.cyan + it.magenta + it.yellow, 0);
  }
  const Coverage red = inks_of(Colour::red);
  EXPECT_EQ(red.cyan + red.black, 0);
  EXPECT_GT(red.magenta, 0);
  EXPECT_EQ(red.magenta, red.yellow);
  // Marks are on every plate: they show whether these lie upon one another.
  EXPECT_GT(inks_of(Colour::black, true).cyan, 0);
}

TEST_F(ForThePress, WhatIsNoProfileOfAPressInCMYKIsRefused) {
  const Pages pages = test::sample_report(*fonts_).build();
  EXPECT_TRUE(write_for_press(pages, *fonts_, press(), OutputKind::pdf_print));
  const auto refused =
      write_for_press(pages, *fonts_, {.profile = srgb_profile(), .file = "screen.icc"}, OutputKind::pdf_print);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.findings()[0].code, "output-condition-unusable");
  EXPECT_EQ(refused.findings()[0].place.file, "screen.icc");
}

TEST(OutputCondition, IsNamedByItsCharacterisationWhereItsProfileSaysIt) {
  const std::string profile = test::read_bytes(BANXIN_SOURCE_DIR "/layouts/print/FOGRA47L_uncoated.icc");
  const auto condition = output_condition(profile);
  ASSERT_TRUE(condition);
  EXPECT_EQ(condition->identifier, "FOGRA47");
  EXPECT_EQ(condition->description, "FOGRA47L Uncoated");
  EXPECT_FALSE(output_condition(srgb_profile()));
  EXPECT_FALSE(output_condition(profile.substr(0, 100)));
}

}  // namespace
}  // namespace banxin::pdf
