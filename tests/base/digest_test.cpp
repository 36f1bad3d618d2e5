#include "base/digest.h"

#include <gtest/gtest.h>

#include <string>

namespace banxin::test {
namespace {

// The digests of "abc" that RFC 1321 and FIPS 180-4 print.
TEST(Digest, GivesTheStandardsExamples) {
  EXPECT_EQ(to_hex(digest(DigestKind::md5, "abc")), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(to_hex(digest(DigestKind::sha256, "abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(digest(DigestKind::sha512, "abc")),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

// GB/T 32905-2016, annex A.1.
TEST(Digest, AR_15_SM3GivesTheStandardsExample) {
  EXPECT_EQ(to_hex(digest(DigestKind::sm3, "abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

TEST(Digest, OfNothing) {
  EXPECT_EQ(to_hex(digest(DigestKind::md5, "")), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(digest(DigestKind::sha512, "").size(), 64U);
}

TEST(Digest, SeesBytesBehindNul) {
  EXPECT_NE(digest(DigestKind::sha256, std::string("a\0b", 3)), digest(DigestKind::sha256, std::string("a\0c", 3)));
}

TEST(Hex, IsLowerCaseAndWhole) {
  EXPECT_EQ(to_hex(std::string("\x00\x0F\xA0\xFF", 4)), "000fa0ff");
}

}  // namespace
TEST(Digest, OfPiecesIsThatOfTheWhole) {
  RunningDigest running(DigestKind::sha512);
  EXPECT_EQ(running.value(), digest(DigestKind::sha512, ""));
  running.add("版");
  EXPECT_EQ(running.value(), digest(DigestKind::sha512, "版"));
  running.add("");
  running.add("心");
  EXPECT_EQ(running.value(), digest(DigestKind::sha512, "版心"));
}

}  // namespace banxin::test
