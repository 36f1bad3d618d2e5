// What is written to terminals, reports and tables, whatever names and texts hold.
#include "base/unseen.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/utf8.h"
#include "base/xml_text.h"

namespace banxin {
namespace {

using std::string_view_literals::operator""sv;

std::string text_of(char32_t character) {
  std::string out;
  append_utf8(out, character);
  return out;
}

// Every code point that UTF-8 can hold.
template <class Check>
void for_all_characters(Check check) {
  for (char32_t character = 0; character <= 0x10FFFF; ++character) {
    if (character < 0xD800 || character > 0xDFFF) check(character);
  }
}

TEST(Unseen, ControlsAndDirectionsAreWrittenOut) {
  EXPECT_EQ(shown("a\nb\tc\x1b[31m\x7f"), "a\\nb\\x09c\\x1b[31m\\x7f");
  EXPECT_EQ(shown("x\u009B31m"), "x\\u009b31m");
  EXPECT_EQ(shown("局\u202Egnp\u2066\u200E\u061C\u2028"), "局\\u202egnp\\u2066\\u200e\\u061c\\u2028");
  EXPECT_EQ(shown("\U000E0041\uFEFF\u3164"), "\\U000e0041\\ufeff\\u3164");
  EXPECT_EQ(shown("葛\U000E0100　局\u00A0é"), "葛\U000E0100　局\u00A0é") << "what is seen, and blanks, stay";
  EXPECT_EQ(shown("a\0b"sv), "a\\x00b");
  EXPECT_EQ(shown_lines("a\n\tb\r\u202E"), "a\n\tb\\x0d\\u202e");
}

TEST(Unseen, BytesThatAreNoUtf8AreWrittenOut) {
  EXPECT_EQ(shown("\xff\xfe"), "\\xff\\xfe");
  EXPECT_EQ(shown("\xc0\xaf"), "\\xc0\\xaf") << "overlong";
  EXPECT_EQ(shown("\xed\xa0\x80"), "\\xed\\xa0\\x80") << "a surrogate";
  EXPECT_EQ(shown("\xe5\xb1"), "\\xe5\\xb1") << "cut off";
  EXPECT_EQ(shown("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80") << "beyond U+10FFFF";
  EXPECT_EQ(shown("局\x9b"), "局\\x9b");
}

TEST(Unseen, NoByteOfOneLineIsAControl) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string out = shown(std::string{static_cast<char>(first), static_cast<char>(second)});
      ASSERT_EQ(valid_utf8_prefix(out), out.size()) << first << " " << second;
      for (std::string_view rest = out; !rest.empty();) ASSERT_FALSE(is_unseen(take_character(rest)));
    }
  }
}

TEST(Unseen, JsonKeepsWhatItSays) {
  EXPECT_EQ(shown_json("{\"a\": \"局\u009B\u202E\U000E0041\x7f\"}"),
            "{\"a\": \"局\\u009b\\u202e\\udb40\\udc41\\u007f\"}");
  EXPECT_EQ(shown_json("{\n \"a\": 1\n}\n"), "{\n \"a\": 1\n}\n");
}

// XML 1.0, 2.2.
bool is_xml(char32_t c) {
  return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

TEST(XmlText, HoldsOnlyWhatXmlHasPlaceFor) {
  for_all_characters([](char32_t character) {
    const std::string out = xml_escaped(text_of(character));
    if (!is_xml(character)) {
      EXPECT_EQ(out, "\uFFFD") << static_cast<unsigned>(character);
    }
    for (std::string_view rest = out; !rest.empty();) {
      const char32_t written = take_character(rest);
      EXPECT_TRUE(is_xml(written)) << static_cast<unsigned>(character);
      EXPECT_FALSE(is_unseen(written)) << static_cast<unsigned>(character);
    }
  });
  EXPECT_EQ(xml_escaped("\xff\xed\xa0\x80\xc0\xaf<"), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD&lt;");
  EXPECT_EQ(xml_escaped("a\nb\tc\u202E\u009B"), "a&#10;b&#9;c&#x202E;&#x9B;");
}

std::string field(std::string_view text) {
  const std::string line = csv_line({text});
  return line.substr(0, line.size() - 2);
}

TEST(Csv, AFormulaBecomesText) {
  for (const char* sign : {"=", "+", "-", "@", "|", "＝", "＋", "－", "＠", "｜"}) {
    for (const char* before : {"", " ", "  ", "\t", "\u00A0", "　", "\uFEFF", "\u200B", "\u200E", "\u202E", "\u2003"}) {
      const std::string text = std::string(before) + sign + "cmd|' /C calc'!A0";
      EXPECT_TRUE(field(text).starts_with("'")) << text;
    }
  }
  EXPECT_TRUE(field("\r=1").starts_with("'"));
  EXPECT_TRUE(field("\n=1").starts_with("\"'"));
  EXPECT_EQ(field("=1,2"), "\"'=1,2\"");
}

TEST(Csv, FiguresAndTextsStayAsTheyAre) {
  for (const char* text :
       {"-5", "-12.50", "0", "－5", "－１２．５", "５", "某局", "a=b", "A-1", "", " ", "某局 -5", "1+1"}) {
    EXPECT_EQ(field(text), text);
  }
  EXPECT_EQ(field("+5"), "'+5") << "a sign that no figure of a form has";
  EXPECT_EQ(field("-5+cmd"), "'-5+cmd");
}

TEST(Csv, IsUtf8WithoutControls) {
  for_all_characters([](char32_t character) {
    const std::string out = field(text_of(character));
    for (std::string_view rest = out; !rest.empty();) {
      const char32_t written = take_character(rest);
      EXPECT_TRUE(!is_unseen(written) || written == '\n' || written == '\t') << static_cast<unsigned>(character);
    }
  });
  EXPECT_EQ(field("\xff局\xed\xa0\x80"), "\uFFFD局\uFFFD\uFFFD\uFFFD");
}

}  // namespace
TEST(Csv, RowsAreReadAsTheyWereWritten) {
  using Rows = std::vector<std::vector<std::string>>;
  EXPECT_EQ(read_csv(std::string(csv_begin) + csv_line({"甲,乙", "a \"b\"", ""}) + csv_line({"两\n行"})),
            (Rows{{"甲,乙", "a \"b\"", ""}, {"两\n行"}}));
  EXPECT_EQ(read_csv("a,b\r\n\r\nc\rd"), (Rows{{"a", "b"}, {""}, {"c"}, {"d"}}));
  EXPECT_EQ(read_csv(""), Rows{});
  EXPECT_EQ(read_csv("\"open,\nto the end"), (Rows{{"open,\nto the end"}}));
}

}  // namespace banxin
