#include "base/base64.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace banxin {
namespace {

// RFC 4648, 10.
TEST(Base64, TheStandardsOwnExamples) {
  const std::pair<std::string, std::string> examples[] = {{"", ""},
                                                          {"f", "Zg=="},
                                                          {"fo", "Zm8="},
                                                          {"foo", "Zm9v"},
                                                          {"foob", "Zm9vYg=="},
                                                          {"fooba", "Zm9vYmE="},
                                                          {"foobar", "Zm9vYmFy"},
                                                          {"\xFB\xFF", "+/8="}};
  for (const auto& [bytes, text] : examples) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
}

TEST(Base64, WhiteSpaceCountsForNothing) {
  EXPECT_EQ(from_base64("\n  Zm9v\r\n  YmFy\t\n"), "foobar");
}

TEST(Base64, WhatIsNoneGivesNothing) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "====", "Z===", "Zm9v!", "Zm=v", "Zg==Zg==", "Zm9v=", "中文"}) {
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace banxin
