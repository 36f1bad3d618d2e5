#include "archive/bag_reader.h"

#include <gtest/gtest.h>

namespace banxin::archive::test {
namespace {

std::string told(std::string_view bytes) {
  std::string text;
  const Manifest manifest = read_manifest(bytes);
  for (const ManifestLine& line : manifest.lines) text += line.digest + "|" + line.path + ";";
  for (const int line : manifest.malformed) text += "!" + std::to_string(line);
  return text;
}

TEST(ReadManifest, AR_04_BlanksTabsAndCapitals) {
  EXPECT_EQ(told("0a  data/a\n0B\tdata/b\n0c \t data/c d\n"), "0a|data/a;0b|data/b;0c|data/c d;");
}

TEST(ReadManifest, AR_04_LinesEndWithLineFeedReturnOrBoth) {
  EXPECT_EQ(told("0a  a\r\n0b  b\r0c  c\n0d  d"), "0a|a;0b|b;0c|c;0d|d;");
}

TEST(ReadManifest, AR_04_ThreeCharactersOfAPathAreEncoded) {
  EXPECT_EQ(told("0a  a%0Ab%0dc%25d%20e\n"), "0a|a\nb\rc%d%20e;");
}

TEST(ReadManifest, LinesWithoutDigestOrPathAreTold) {
  EXPECT_EQ(told("0a  a\n\nxy  b\n0c\n0d   \n *e\n"), "0a|a;!2!3!4!5!6");
  EXPECT_EQ(told(""), "");
}

}  // namespace
}  // namespace banxin::archive::test
