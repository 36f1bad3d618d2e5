// D-07: what the bytes of a record may be, and what is said of those that are not.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support.h"
#include "xml/xml.h"

namespace banxin::test {
namespace {

using namespace std::string_view_literals;

std::string utf16(std::u16string_view text, bool big_endian, bool mark) {
  std::string out;
  const auto put = [&](char16_t unit) {
    const char high = static_cast<char>(unit >> 8U);
    const char low = static_cast<char>(unit & 0xFFU);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  };
  if (mark) put(u'\xFEFF');
  for (const char16_t unit : text) put(unit);
  return out;
}

void expect_text(std::string_view bytes, const std::string& text, const std::string& encoding) {
  const auto tree = xml::Tree::parse(bytes, "r.xml");
  ASSERT_TRUE(tree) << listing(tree.findings());
  EXPECT_EQ(tree->root().text(), text);
  EXPECT_EQ(tree->encoding(), encoding);
}

std::string message_of(std::string_view bytes, const std::string& code = "xml-encoding") {
  const auto tree = xml::Tree::parse(bytes, "r.xml");
  EXPECT_EQ(codes(tree.findings()), code);
  return listing(tree.findings());
}

TEST(Encoding, Utf8WithAndWithoutDeclarationAndMark) {
  expect_text("<r>堃𠅤</r>", "堃𠅤", "UTF-8");
  expect_text("<?xml version='1.0' encoding='utf-8'?><r>堃𠅤</r>", "堃𠅤", "UTF-8");
  expect_text("\xEF\xBB\xBF<r>堃</r>", "堃", "UTF-8");
  expect_text("<?xml version='1.0' encoding='US-ASCII'?><r>a</r>", "a", "UTF-8");
}

TEST(Encoding, Utf16OfBothOrders) {
  expect_text(utf16(u"<r>堃𠅤</r>", true, true), "堃𠅤", "UTF-16BE");
  expect_text(utf16(u"<?xml version='1.0' encoding='UTF-16'?><r>堃𠅤</r>", false, true), "堃𠅤", "UTF-16LE");
  expect_text(utf16(u"<?xml version='1.0' encoding='UTF-16LE'?><r>堃</r>", false, false), "堃", "UTF-16LE");
}

// 瑞 C8F0, 安 B0B2, 堃 88D2, 龴 FE59, 𠅤 95329C34 (the pair that a four-byte code gives), —— A1AAA1AA, · A1A4.
TEST(Encoding, DeclaredChineseEncodingsAreReadAsGb18030) {
  for (const std::string name : {"GB18030", "GBK", "GB2312", "gb2312"}) {
    const std::string text = "<?xml version=\"1.0\" encoding=\"" + name + "\"?>\n<r>\xC8\xF0\xB0\xB2\x88\xD2</r>";
    const auto tree = xml::Tree::parse(text, "r.xml");
    ASSERT_TRUE(tree) << listing(tree.findings());
    EXPECT_EQ(tree->root().text(), "瑞安堃");
    EXPECT_EQ(tree->root().line(), 2);
  }
  expect_text("<?xml version='1.0' encoding='gb2312'?><r>\xA1\xAA\xA1\xAA\xA1\xA4</r>", "——·", "GB2312");
  expect_text("<?xml version='1.0' encoding='GB18030'?><r>\xFE\x59</r>", "龴", "GB18030");
}

// The four-byte codes that the edition of 2005 gives these characters, which the C library refuses.
TEST(Encoding, FourByteCodesOf2005AreRead) {
  const std::string head = "<?xml version='1.0' encoding='GB18030'?><r>";
  expect_text(head + "\x82\x35\x90\x37|\x82\x35\x91\x34</r>", "\u9FB4|\u9FBB", "GB18030");
  expect_text(head + "\x84\x31\x82\x36|\x84\x31\x83\x35</r>", "\uFE10|\uFE19", "GB18030");
  expect_text(head + "\x95\x32\x82\x36</r>", "\U00020000", "GB18030");
  message_of(head + "\x84\x31\xA4\x39\xFF</r>");
}

TEST(Encoding, WrongBytesAreNamedByOffsetLineAndColumn) {
  EXPECT_EQ(
      message_of("<r>\n<p>甲乙\xFF\xFE</p></r>"),
      "r.xml:2: error[xml-encoding] \n"
      "  第 14 个字节起的 FF FE 3C 2F 不是 UTF-8 编码（第 2 行第 6 列）。 | 改正第一行的 encoding "
      "使之与文件实际的编码相符，或另存为 UTF-8。\n"
      "  The bytes FF FE 3C 2F from byte 14 on are not UTF-8 (line 2, column 6). | Make the encoding in the first "
      "line say what the file really is, or save it as UTF-8.\n");
  EXPECT_NE(message_of("<?xml version='1.0' encoding='GBK'?>\n<r>\xB0\xB2\xFF</r>")
                .find("第 43 个字节起的 FF 3C 2F 72 不是 GBK 编码（第 2 行第 5 列）"),
            std::string::npos);
}

TEST(Encoding, CutOffCharactersAreFound) {
  message_of("<r>\xE5\xA0");
  message_of("<?xml version='1.0' encoding='GBK'?><r>\xB0");
  message_of(utf16(u"<r>甲", false, true) + "\x4E");
  message_of(utf16(std::u16string(u"<r>") + static_cast<char16_t>(0xD840) + u"</r>", false, true));
}

TEST(Encoding, FormsOfUtf8ThatAreNoneAreRefused) {
  message_of("<r>\xC0\xBC</r>");          // overlong <
  message_of("<r>\xE0\x80\xBC</r>");      // overlong
  message_of("<r>\xED\xA0\x80</r>");      // a surrogate
  message_of("<r>\xF4\x90\x80\x80</r>");  // above U+10FFFF
  message_of("<r>\xF0\x8F\xBF\xBF</r>");  // overlong
}

TEST(Encoding, GbkBytesInAFileThatClaimsUtf8AreRecognised) {
  const std::string found = message_of("<r>\xC8\xF0\xB0\xB2\xCA\xD0</r>");
  EXPECT_NE(found.find("以 GBK 保存"), std::string::npos) << found;
  EXPECT_NE(found.find("saved as GBK"), std::string::npos) << found;
}

TEST(Encoding, ContradictionsAndUnsupportedEncodingsAreRefused) {
  EXPECT_NE(message_of("\xEF\xBB\xBF<?xml version='1.0' encoding='GBK'?><r/>").find("声明的编码是 GBK，文件却是 UTF-8"),
            std::string::npos);
  EXPECT_NE(message_of("<?xml version='1.0' encoding='UTF-16'?><r/>").find("UTF-16"), std::string::npos);
  EXPECT_NE(message_of(utf16(u"<?xml version='1.0' encoding='GBK'?><r/>", true, true)).find("GBK"), std::string::npos);
  EXPECT_NE(message_of("<?xml version='1.0' encoding='BIG5'?><r/>").find("BIG5"), std::string::npos);
  EXPECT_NE(message_of("<?xml version='1.0' encoding='UTF-7'?><r/>").find("UTF-7"), std::string::npos);
  EXPECT_NE(message_of("\xFF\xFE\0\0<\0\0\0"sv).find("UTF-32"), std::string::npos);
}

TEST(Encoding, DamagedNamesOfEncodingsAreShownSafely) {
  const std::string found = message_of("<?xml version='1.0' encoding='GB\xFF\x01" + std::string(1000, 'q') + "'?><r/>");
  EXPECT_NE(found.find("GB??QQQ"), std::string::npos) << found;
  EXPECT_LT(found.size(), 500U);
  EXPECT_NE(message_of("\xEF\xBB\xBF<?xml version='1.0' encoding='\xFF'?><r/>").find(" ?，"), std::string::npos);
}

TEST(Encoding, NulCharactersAreRefused) {
  EXPECT_NE(message_of("<r>\n a\0b</r>"sv, "xml-malformed").find("r.xml:2: "), std::string::npos);
}

TEST(Encoding, SizeIsLimitedAsUtf8Too) {
  const std::string text = "<?xml version='1.0' encoding='GBK'?><r>" + std::string(1000, '\xB0') + "</r>";
  EXPECT_EQ(codes(xml::Tree::parse(text, "r.xml", {.bytes = 1100}).findings()), "xml-too-large");
  EXPECT_EQ(codes(xml::Tree::parse(text, "r.xml", {.bytes = 1600}).findings()), "");
}

}  // namespace
}  // namespace banxin::test
