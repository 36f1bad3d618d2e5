// D-07, AR-62, AR-63, AR-65 and AR-66: which characters a record may hold, and what is said of the others.
#include "record/characters.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/unseen.h"
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
      {0x200E, CharacterFault::none},
      {0x2029, CharacterFault::none},
      {0x202A, CharacterFault::direction},
      {0x202E, CharacterFault::direction},
      {0x202F, CharacterFault::none},
      {0x2065, CharacterFault::none},
      {0x2066, CharacterFault::direction},
      {0x2069, CharacterFault::direction},
      {0x206A, CharacterFault::none},
      {0x115F, CharacterFault::filler},
      {0x3164, CharacterFault::filler},
      {0xFFA0, CharacterFault::filler},
      {0xFFF9, CharacterFault::annotation},
      {0xFFFB, CharacterFault::annotation},
      {0xE0001, CharacterFault::none},
      {0xE007F, CharacterFault::none},
      {0xE0100, CharacterFault::none},
      {0xE0101, CharacterFault::none},
      {0xE01EF, CharacterFault::none},
      {0xE01F0, CharacterFault::none},
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

// The text of the record's bureau, and what was said of it.
std::string bureau_of(std::string_view name, std::string& said) {
  const auto record = read(record_with("<bureau>" + std::string(name) + "</bureau><title>年度报告</title>"));
  said = codes(record.findings());
  return record ? record->tree().root().elements().front().text() : "none";
}

TEST(Characters, D_05_WhatAClipboardLeavesBehindIsTakenOutAndTold) {
  const auto record = read(record_with("<bureau>某市某局</bureau><title>某\u200E局\uFEFF年\u061C度\u206A报告</title>"));
  ASSERT_TRUE(record);
  EXPECT_EQ(record->tree().root().elements()[1].text(), "某局年度报告");
  EXPECT_NE(record->bytes().find("\u200E"), std::string::npos) << "the bytes received stay as they are";
  ASSERT_EQ(record.findings().size(), 4U);
  EXPECT_EQ(
      codes(record.findings()),
      "record-invisible-character record-invisible-character record-invisible-character record-invisible-character");
  const Diagnostic& first = record.findings().front();
  EXPECT_EQ(first.severity, Severity::warning);
  EXPECT_EQ(first.place.xpath, "/record/title");
  EXPECT_EQ(first.message.en,
            "\"某〔U+200E〕局〔U+FEFF〕年〔U+061C〕度〔U+206A〕报告\" holds the invisible character U+061C (mark of "
            "direction), which was taken out.");
}

// What a paragraph says after it was read, and with how many findings.
std::string paragraph_of(std::string_view text) {
  const auto record = read(record_with("<bureau>某局</bureau><title>报告</title><p>" + std::string(text) + "</p>"));
  if (!record) return "refused";
  return record->tree().root().elements()[2].text() + " " + std::to_string(record.findings().size());
}

TEST(Characters, D_05_OneRuleForAllThatIsPasted) {
  const char* everywhere[] = {"\u00AD", "\u034F", "\u061C",     "\u180E",     "\u200B",     "\u200C",     "\u200D",
                              "\u200E", "\u200F", "\u2060",     "\u2064",     "\u206F",     "\uFEFF",     "\uFFFC",
                              "\uFE0F", "\u180B", "\U000E0001", "\U000E0041", "\U000E007F", "\U000E01F0", "\U0001D173"};
  for (const std::string c : everywhere) {
    EXPECT_EQ(paragraph_of("公开" + c + "信息"),
              c == "\uFE0F" || c == "\u180B"
                  ? "公开" + (c == "\uFE0F" ? c : "") + "信息" + (c == "\uFE0F" ? " 0" : " 1")
                  : "公开信息 1")
        << c;
    EXPECT_EQ(paragraph_of("Rui" + c + "an"), "Ruian 1") << c;
    EXPECT_EQ(paragraph_of(c + "公" + (c == "\uFE0F" ? "" : c)), "公 1") << c;
  }
}

TEST(Characters, D_05_NoBreakSpacesStayBetweenWesternWordsAndFiguresAlone) {
  for (const std::string c : {"\u00A0", "\u2007", "\u202F"}) {
    EXPECT_EQ(paragraph_of("公开" + c + "信息"), "公开信息 1");
    EXPECT_EQ(paragraph_of("第" + c + "3" + c + "条"), "第3条 1");
    EXPECT_EQ(paragraph_of(c + c + "Ruian" + c), "Ruian 1");
    EXPECT_EQ(paragraph_of("公开，" + c + " " + c + "信息"), "公开， 信息 1");
    EXPECT_EQ(paragraph_of("10" + c + "km, GB/T" + c + "9704"), "10" + c + "km, GB/T" + c + "9704 0");
    EXPECT_EQ(paragraph_of("公开<span>Ruian" + c + "Today</span>"), "公开Ruian" + c + "Today 0");
  }
}

TEST(Characters, D_05_ALineSeparatorIsALineBreakOfTheFile) {
  for (const std::string c : {"\u2028", "\u2029"}) {
    EXPECT_EQ(paragraph_of("公开" + c + "信息120条" + c + "，其中"), "公开信息120条，其中 1");
    EXPECT_EQ(paragraph_of("Ruian" + c + "Today"), "Ruian Today 1");
    EXPECT_EQ(paragraph_of("公开。" + c), "公开。 1");
  }
}

TEST(Characters, WhatJoinsEmojiAndSelectsVariantsStays) {
  EXPECT_EQ(paragraph_of("葛\U000E0100市"), "葛\U000E0100市 0");
  EXPECT_EQ(paragraph_of("\U0001F468\u200D\U0001F469"), "\U0001F468\u200D\U0001F469 0");
  EXPECT_EQ(paragraph_of("\U0001F468\u200D公"), "\U0001F468\u200D公 0");
  EXPECT_EQ(paragraph_of("\U0001F468\u200D"), "\U0001F468 1");
}

// Nothing that is unseen reaches the page: it is refused or has its rule.
TEST(Characters, D_05_TheTableHasAllThatIsUnseen) {
  for (char32_t c = 0x20; c < 0x110000; ++c) {
    if (!is_unseen(c)) continue;
    EXPECT_TRUE(fault_of(c) != CharacterFault::none || record::pasted(c) != nullptr)
        << std::hex << static_cast<unsigned>(c);
  }
}

TEST(Characters, OneFindingForEachCharacterWithItsPlaces) {
  const auto record =
      read(record_with("<bureau>某局</bureau><title>报\u200B告</title>\n<p>公\u200B开</p>\n<p>信\u200B息</p>"));
  ASSERT_TRUE(record);
  ASSERT_EQ(codes(record.findings()), "record-invisible-character");
  const Diagnostic& only = record.findings().front();
  EXPECT_EQ(
      only.message.en,
      "\"报〔U+200B〕告\" holds the invisible character U+200B (zero-width space), which was taken out. There are 3 "
      "such texts.");
  ASSERT_EQ(only.related.size(), 2U);
  EXPECT_EQ(only.related[1].place.line, only.place.line + 2);
}

TEST(Characters, ScriptsThatDoNotRunFromLeftToRightAreRefusedOnceEach) {
  const auto refused = [](std::string_view text) {
    const auto record = read(record_with("<bureau>某局</bureau><title>报告</title><p>栏目" + std::string(text) +
                                         "</p><p>" + std::string(text) + "</p>"));
    EXPECT_FALSE(record) << text;
    return codes(record.findings()) + " " + record.findings().front().message.en;
  };
  EXPECT_EQ(refused("ئۇيغۇر 12"),
            "record-script \"栏目ئۇيغۇر 12\" holds Arabic script (Uyghur or Kazakh, say), which runs from right to "
            "left; this "
            "program cannot set it. There are 2 such texts.");
  EXPECT_TRUE(refused("العربية ١٢٣").starts_with("record-script "));
  EXPECT_TRUE(refused("\uFEFBﺍ").starts_with("record-script "));
  EXPECT_TRUE(refused("עברית 12").find("Hebrew script") != std::string::npos);
  EXPECT_TRUE(refused("ᠮᠣᠩᠭᠣᠯ\u180Eᠠ").find("Mongolian") != std::string::npos);
  EXPECT_TRUE(refused("ꡏꡡꡃ").find("top to bottom") != std::string::npos);
  EXPECT_TRUE(read(record_with("<extension><x>עברית</x></extension>"))) << "is kept, never printed";
  for (const char* set : {"བོད་ཡིག", "ꆈꌠꁱꂷ", "Монгол", "ภาษา", "हिन्दी", "Éire", "Δ"}) {
    EXPECT_EQ(paragraph_of(set), std::string(set) + " 0");
  }
}

TEST(Characters, WhatIsNotSeenMakesNoOtherBureau) {
  for (const char* name : {"某\u200B市葛\U000E0100局", "\u3000某市葛\U000E0100局", "某市葛\U000E0100局\u00A0",
                           "某\uFE0F\uFE0E市葛\U000E0100\uFE00局", "某市\u2028葛\U000E0100局",
                           "某市葛\U000E0100局\u200D\u2003", "某市葛\U000E0100\u180B局", "\u2060某市葛\U000E0100局"}) {
    std::string said;
    const std::string kept = bureau_of(name, said);
    EXPECT_TRUE(said.starts_with("record-invisible-character")) << name;
    // A first selector behind an ideograph shows in it, or is an error of the faces.
    const bool selected = std::string(name).find("\uFE0F") != std::string::npos;
    EXPECT_EQ(kept, selected ? "某\uFE0F市葛\U000E0100局" : "某市葛\U000E0100局");
  }
  std::string said;
  EXPECT_EQ(bureau_of("某 市 局", said), "某 市 局");
  EXPECT_EQ(said, "record-name-blank");
}

TEST(Characters, WhatTurnsOrHidesTextIsAnErrorWhereverItStands) {
  for (const char* character :
       {"\u202A", "\u202E", "\u2066", "\u2069", "\uFFF9", "\uFFFB", "\u3164", "\u115F", "\uFFA0"}) {
    for (const std::string& inside :
         {"<bureau>局" + std::string(character) + "</bureau>", "<title>局" + std::string(character) + "</title>",
          "<p>局" + std::string(character) + "</p>", "<p id=\"" + std::string(character) + "\"/>"}) {
      const auto record = read(record_with(inside));
      ASSERT_FALSE(record) << inside;
      EXPECT_EQ(codes(record.findings()), "record-character") << inside;
    }
  }
}

TEST(Characters, OfManyTakenOutOneIsAlwaysTold) {
  std::string inside = "<bureau>某局</bureau>";
  for (int i = 0; i < 200; ++i) inside += "<p>\u2F00</p>";  // a radical each, more than are listed
  const auto record = read(record_with(inside + "<title>年\u200E度</title>"));
  ASSERT_TRUE(record);
  EXPECT_EQ(record.findings().count("record-invisible-character"), 1U);
  EXPECT_EQ(record->tree().root().elements().back().text(), "年度");
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

// AR-66.
TEST(CharacterCheck, RareNamesAreLeftAlone) {
  const auto record = read(record_with("<p>张堃䶮𠅤𬱖垟 〇 ① № 葛󠄀 é 🀄 GB/T\u00A09704\u3000</p>"));
  ASSERT_TRUE(record) << listing(record.findings());
  EXPECT_TRUE(record.findings().empty()) << listing(record.findings());
}

// AR-65.
TEST(CharacterCheck, SaysWhichCharacterStandsWhere) {
  const auto record =
      read(record_with("<title note='甲\uFFFD乙'>甲</title>\n"
                       "<p>负责人：\n张\uE863，电话三二一，地址在瑞安市安阳街道</p>\n<p>\U000F0001</p>\n"
                       "<p>\uFDD0</p>\n<p>a&#x85;b</p>\n<p>\uE81E\uE81E</p>"));
  EXPECT_FALSE(record);
  expect_golden(listing(record.findings()), "record/characters.txt");
}

// AR-66.
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

// AR-65.
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
