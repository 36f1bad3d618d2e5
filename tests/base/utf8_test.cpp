#include "base/utf8.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

TEST(Utf8, DecodesCharactersOfEveryLength) {
  EXPECT_EQ(decode_utf8("a\u00E9\u5F20\U00020C0E"), U"a\u00E9\u5F20\U00020C0E");
  EXPECT_EQ(decode_utf8(""), U"");
}

TEST(Utf8, EachBytePartOfNoCharacterBecomesTheReplacementCharacter) {
  EXPECT_EQ(decode_utf8("\xFF"), U"\uFFFD");
  EXPECT_EQ(decode_utf8("a\xE7\x89"), U"a\uFFFD\uFFFD");
  EXPECT_EQ(decode_utf8("\xE7\x41\x41"), U"\uFFFDAA");
  EXPECT_EQ(decode_utf8("\xED\xA0\x80"), U"\uFFFD\uFFFD\uFFFD") << "a surrogate";
}

TEST(Utf8, NamesCodePoints) {
  EXPECT_EQ(code_point_name(0x9), "U+0009");
  EXPECT_EQ(code_point_name(0x20C0E), "U+20C0E");
}

TEST(Utf8, PrivateUseEndsBeforeTheNoncharacters) {
  for (const char32_t c : {U'\xE000', U'\xF8FF', U'\xF0000', U'\xFFFFD', U'\x100000', U'\x10FFFD'})
    EXPECT_TRUE(is_private_use(c));
  for (const char32_t c : {U'\xDFFF', U'\xF900', U'\xEFFFF', U'\xFFFFE', U'\xFFFFF', U'\x10FFFE'})
    EXPECT_FALSE(is_private_use(c));
}

}  // namespace
}  // namespace banxin
