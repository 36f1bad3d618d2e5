// D-07 and AR-60 to AR-66: which characters a record may hold, and what is said of the others.
#include "record/characters.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support.h"
#include "support/golden.h"

namespace banxin::test {
namespace {

using record::CharacterFault;
using record::fault_of;

TEST(Characters, FaultsEndWhereTheStandardSays) {
  const std::pair<char32_t, CharacterFault> cases[] = {
      {'\t', CharacterFault::none},
      {'\n', CharacterFault::none},
      {'\r', CharacterFault::none},
      {0x1F, CharacterFault::control},
      {0x20, CharacterFault::none},
      {0x7E, CharacterFault::none},
      {0x7F, CharacterFault::control},
      {0x85, CharacterFault::control},
      {0x9F, CharacterFault::control},
      {0xA0, CharacterFault::none},
      {0xD7FF, CharacterFault::none},
      {0xE000, CharacterFault::private_use},
      {0xF8FF, CharacterFault::private_use},
      {0xF900, CharacterFault::none},
      {0xFDCF, CharacterFault::none},
      {0xFDD0, CharacterFault::noncharacter},
      {0xFDEF, CharacterFault::noncharacter},
      {0xFDF0, CharacterFault::none},
      {0xFFFC, CharacterFault::none},
      {0xFFFD, CharacterFault::replacement},
      {0xFFFE, CharacterFault::noncharacter},
      {0x1FFFF, CharacterFault::noncharacter},
      {0x20000, CharacterFault::none},
      {0x2EBF0, CharacterFault::none},
      {0x323AF, CharacterFault::none},
      {0xE0101, CharacterFault::none},
      {0xEFFFF, CharacterFault::noncharacter},
      {0xF0000, CharacterFault::private_use},
      {0xFFFFE, CharacterFault::noncharacter},
      {0x10FFFD, CharacterFault::private_use},
      {0x10FFFF, CharacterFault::noncharacter},
  };
  for (const auto& [character, fault] : cases) {
    EXPECT_EQ(fault_of(character), fault) << std::hex << static_cast<unsigned>(character);
  }
}

TEST(Characters, StandardCharactersOfThePrivatePoints) {
  EXPECT_EQ(record::standard_character(0xE81E), 0x9FB4U);
  EXPECT_EQ(record::standard_character(0xE864), 0x9FBBU);
  EXPECT_EQ(record::standard_character(0xE78E), 0xFE12U) << "the ideographic stop comes before the comma's partner";
  EXPECT_EQ(record::standard_character(0xE78F), 0xFE11U);
  EXPECT_EQ(record::standard_character(0xE7C7), 0x1E3FU);
  EXPECT_EQ(record::standard_character(0xE816), 0x20087U);
  EXPECT_EQ(record::standard_character(0xE855), 0x241FEU);
  EXPECT_EQ(record::standard_character(0xE815), 0U) << "never private in the edition of 2005";
  EXPECT_EQ(record::standard_character(0xE865), 0U);
  EXPECT_EQ(record::standard_character(0xE000), 0U);
  EXPECT_EQ(record::standard_character(0x9FB4), 0U);
  int count = 0;
  for (char32_t c = 0; c < 0x110000; ++c) count += record::standard_character(c) != 0;
  EXPECT_EQ(count, 25);
}

TEST(Characters, UnifiedIdeographs) {
  EXPECT_EQ(record::unified_ideograph(0x2F00), 0x4E00U);
  EXPECT_EQ(record::unified_ideograph(0x2F12), 0x529BU) << "力";
  EXPECT_EQ(record::unified_ideograph(0x2FD5), 0x9FA0U);
  EXPECT_EQ(record::unified_ideograph(0x2E9F), 0x6BCDU) << "母";
  EXPECT_EQ(record::unified_ideograph(0x2EF3), 0x9F9FU) << "龟";
  EXPECT_EQ(record::unified_ideograph(0x2E9A), 0U) << "not assigned";
  EXPECT_EQ(record::unified_ideograph(0xF900), 0x8C48U);
  EXPECT_EQ(record::unified_ideograph(0xFA19), 0x795EU);
  EXPECT_EQ(record::unified_ideograph(0xFA4A), 0x7422U);
  EXPECT_EQ(record::unified_ideograph(0xFAD9), 0x9F8EU);
  EXPECT_EQ(record::unified_ideograph(0x2F800), 0x4E3DU);
  EXPECT_EQ(record::unified_ideograph(0x2FA1D), 0x2A600U);
  EXPECT_EQ(record::unified_ideograph(0x2FA1E), 0U);
  EXPECT_EQ(record::unified_ideograph(0x4E00), 0U);
  // AR-66: unified ideographs in spite of their block.
  const std::u32string_view unified = U"\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA1F\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29";
  for (const char32_t c : unified) {
    EXPECT_EQ(record::unified_ideograph(c), 0U) << std::hex << static_cast<unsigned>(c);
  }
}

TEST(CharacterCheck, RareNamesAreLeftAlone) {
  const auto record = read(record_with("<p>张堃䶮𠅤𬱖垟 〇 ① № 葛󠄀 é 🀄 \u00A0\u3000</p>"));
  ASSERT_TRUE(record) << listing(record.findings());
  EXPECT_TRUE(record.findings().empty()) << listing(record.findings());
}

TEST(CharacterCheck, SaysWhichCharacterStandsWhere) {
  const auto record =
      read(record_with("<title note='甲\uFFFD乙'>甲</title>\n"
                       "<p>负责人：\n张\uE863，电话三二一，地址在瑞安市安阳街道</p>\n<p>\U000F0001</p>\n"
                       "<p>\uFDD0</p>\n<p>a&#x85;b</p>\n<p>\uE81E\uE81E</p>"));
  EXPECT_FALSE(record);
  expect_golden(listing(record.findings()), "record/characters.txt");
}

TEST(CharacterCheck, RadicalsAndCompatibilityIdeographsAreWarnings) {
  const std::string bytes = record_with("<p>⼒量，⺟亲</p>\n<p>\uFA19社 \U0002F800</p>");
  const auto record = read(bytes);
  ASSERT_TRUE(record) << listing(record.findings());
  EXPECT_EQ(record->tree().root().elements()[0].text(), "⼒量，⺟亲") << "never changed silently";
  expect_golden(listing(record.findings()), "record/compatibility.txt");
}

// AR-62, AR-63: U+E7C7 is what the C library gives for 81 35 F4 37; a reference spells the others.
TEST(CharacterCheck, PrivatePointsOf2005AreMappedInChineseEncodings) {
  const std::string bytes =
      record_with("<title n=\"&#xE864;\">\x81\x35\xF4\x37</title>\n<p>\xD5\xC5&#xE81E;</p>", "GBK");
  const auto record = read(bytes);
  ASSERT_TRUE(record) << listing(record.findings());
  const auto elements = record->tree().root().elements();
  EXPECT_EQ(elements[0].text(), "\u1E3F");
  EXPECT_EQ(elements[0].attribute("n"), "\u9FBB");
  EXPECT_EQ(elements[1].text(), "张\u9FB4");
  EXPECT_EQ(elements[1].line(), 4);
  EXPECT_EQ(record->bytes(), bytes);
  expect_golden(listing(record.findings()), "record/mapped.txt");
}

TEST(CharacterCheck, OtherPrivatePointsInChineseEncodingsAreErrors) {
  const auto record = read(record_with("<p>\xAA\xA1&#xE81E;</p>", "GB18030"));
  EXPECT_FALSE(record);
  EXPECT_EQ(codes(record.findings()), "record-character record-character-mapped");
}

TEST(CharacterCheck, InUtf8TheSamePointsAreErrors) {
  EXPECT_EQ(codes(read(record_with("<p>\uE81E</p>")).findings()), "record-character");
}

TEST(CharacterCheck, ListsTwoHundredAndCountsTheRest) {
  std::string inside;
  for (int i = 0; i < 250; ++i) inside += "<p>\uE000</p>\n";
  const auto record = read(record_with(inside));
  EXPECT_FALSE(record);
  EXPECT_EQ(record.findings().size(), 200U);
  EXPECT_EQ(record.findings().count("record-character"), 250U);
}

TEST(CharacterCheck, AnErrorBehindManyWarningsStillRefuses) {
  std::string inside;
  for (int i = 0; i < 250; ++i) inside += "<p>⼒</p>\n";
  EXPECT_TRUE(read(record_with(inside)));
  EXPECT_FALSE(read(record_with(inside + "<p>\uE000</p>")));
}

}  // namespace
}  // namespace banxin::test
