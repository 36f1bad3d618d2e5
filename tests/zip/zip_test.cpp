// Zip files as strangers make them: what is bounded, and what is refused before anything is unpacked.

#include "zip/zip.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdint>
#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace banxin::zip::test {
namespace {

using banxin::test::TemporaryFolder;

std::string little(std::uint64_t value, int width) {
  std::string bytes;
  for (int i = 0; i < width; ++i, value /= 256) bytes += static_cast<char>(value & 0xFFU);
  return bytes;
}

// CRC-32 of ISO 3309.
std::uint32_t crc(const std::string& bytes) {
  std::uint32_t sum = ~0U;
  for (const char c : bytes) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = sum >> 1U ^ (0xEDB88320U & (0U - (sum & 1U)));
  }
  return ~sum;
}

struct File {
  std::string name, bytes = "x";
  std::uint64_t unpacked = 1;  // what the directory says
};

// Stored, not packed; the directory is written out by hand, so that it can say anything.
class Maker {
 public:
  void add(const File& file, bool same_place = false) {
    if (!same_place) {
      offset_ = bytes_.size();
      bytes_ += "PK\3\4" + little(20, 2) + little(0, 8) + little(crc(file.bytes), 4) + little(file.bytes.size(), 4) +
                little(file.unpacked, 4) + little(file.name.size(), 2) + little(0, 2) + file.name + file.bytes;
    }
    directory_ += "PK\1\2" + little(20, 2) + little(20, 2) + little(0, 8) + little(crc(file.bytes), 4) +
                  little(file.bytes.size(), 4) + little(file.unpacked, 4) + little(file.name.size(), 2) +
                  little(0, 12) + little(offset_, 4) + file.name;
    ++count_;
  }
  std::string bytes(const std::string& comment = "") const {
    return bytes_ + directory_ + "PK\5\6" + little(0, 4) + little(count_, 2) + little(count_, 2) +
           little(directory_.size(), 4) + little(bytes_.size(), 4) + little(comment.size(), 2) + comment;
  }

 private:
  std::string bytes_, directory_;
  std::uint64_t offset_ = 0, count_ = 0;
};

class ZipTest : public testing::Test {
 protected:
  // The code and what is said; "open" when it opens.
  std::string opened(const std::string& bytes) const {
    const auto zip = ZipFile::open(folder_.write("a.zip", bytes));
    if (zip) return "open";
    EXPECT_EQ(zip.findings().size(), 1U);
    const Diagnostic& d = zip.findings()[0];
    EXPECT_EQ(d.place.file, folder_.path("a.zip"));
    EXPECT_FALSE(d.message.zh.empty() || d.hint.zh.empty() || d.hint.en.empty());
    return d.code + ": " + d.message.en;
  }

  TemporaryFolder folder_;
};

TEST_F(ZipTest, GivesItsMembers) {
  Maker maker;
  maker.add({"folder/", "", 0});
  maker.add({"a.xml", "one", 3});
  maker.add({"b.xml", "", 0});
  for (const std::string comment : {"", "a comment", "PK\5\6 in a comment of more than twenty-two bytes"}) {
    ASSERT_EQ(opened(maker.bytes(comment)), "open");
    const auto zip = ZipFile::open(folder_.path("a.zip"));
    const auto members = zip->members();
    ASSERT_EQ(members.size(), 2U);
    EXPECT_EQ(members[0].name, "a.xml");
    EXPECT_EQ(*zip->read(members[0].index, "a.xml", 3), "one");
    EXPECT_EQ(*zip->read(members[1].index, "b.xml", 3), "");
    EXPECT_EQ(zip->read(members[0].index, "a.xml", 2).findings().at(0).code, "input-too-large");
    EXPECT_EQ(zip->read(99, "c.xml", 2).findings().at(0).code, "input-unreadable");
  }
}

TEST_F(ZipTest, MembersThatShareBytesAreRefused) {
  const std::string told = "input-unreadable: The zip file cannot be read: its members overlap one another.";
  Maker same;
  same.add({"a.xml"});
  same.add({"b.xml"}, true);
  EXPECT_EQ(opened(same.bytes()), told);
  // The second lies within the first.
  Maker within;
  Maker inner;
  inner.add({"b.xml"});
  within.add({"a.xml", inner.bytes(), inner.bytes().size()});
  Maker apart = within;
  apart.add({"c.xml"});
  EXPECT_EQ(opened(apart.bytes()), "open");
  std::string bytes = apart.bytes();
  const std::size_t last = bytes.rfind("PK\1\2");
  bytes.replace(last + 42, 4, little(35, 4));
  EXPECT_EQ(opened(bytes), told);
  // It reaches into the directory.
  Maker long_one;
  long_one.add({"a.xml"});
  bytes = long_one.bytes();
  bytes.replace(bytes.rfind("PK\1\2") + 20, 8, little(100, 4) + little(100, 4));
  EXPECT_EQ(opened(bytes), told);
}

TEST_F(ZipTest, TheNumberOfMembersIsBounded) {
  Maker maker;
  for (std::uint64_t i = 0; i < most_members; ++i) maker.add({std::to_string(i)});
  EXPECT_EQ(opened(maker.bytes()), "open");
  maker.add({"one more"});
  EXPECT_EQ(opened(maker.bytes()),
            "input-too-large: The zip file has 20001 files, more than the limit of 20000; it was not opened.");
}

TEST_F(ZipTest, TheDirectoryIsBounded) {
  Maker maker;
  for (int i = 0; i < 300; ++i) maker.add({std::string(60'000, 'n')});
  EXPECT_EQ(
      opened(maker.bytes()),
      "input-too-large: The zip file has a directory of 18013800 bytes, more than the limit of 16777216; it was not "
      "opened.");
}

TEST_F(ZipTest, WhatAllMembersUnpackToIsBounded) {
  constexpr std::uint64_t most_of_one = 0xFFFFFFFE;
  Maker maker;
  maker.add({"a.xml", "x", most_of_one});
  maker.add({"b.xml", "x", 3});
  EXPECT_EQ(opened(maker.bytes()),
            "input-too-large: The zip file unpacks to more than the limit of 4294967296 bytes; it was not opened.");
}

TEST_F(ZipTest, TheRatioIsBounded) {
  const auto with = [](std::uint64_t unpacked, std::size_t packed) {
    Maker maker;
    maker.add({"a.xml", std::string(packed, 'x'), unpacked});
    return maker.bytes();
  };
  EXPECT_EQ(opened(with(free_of_ratio, 1)), "open");
  EXPECT_EQ(
      opened(with(free_of_ratio + 1, 1)),
      "input-too-large: The zip file unpacks to 67108865 bytes, more than 200 times its size; it was not opened.");
  EXPECT_EQ(opened(with(free_of_ratio + 1, free_of_ratio / most_ratio)), "open");
}

TEST_F(ZipTest, AMemberLongerThanTheDirectorySaysIsRefused) {
  Maker maker;
  maker.add({"a.xml", "longer", 3});
  ASSERT_EQ(opened(maker.bytes()), "open");
  EXPECT_EQ(ZipFile::open(folder_.path("a.zip"))->read(0, "a.xml", 100).findings().at(0).code, "input-unreadable");
}

TEST_F(ZipTest, CutAnywhereOrSpoiledAnywhereItOpensOrIsRefused) {
  Maker maker;
  maker.add({"a.xml"});
  maker.add({"b.xml"});
  const std::string good = maker.bytes();
  for (std::size_t i = 0; i < good.size(); ++i) {
    EXPECT_NE(opened(good.substr(0, i)), "open") << i;
    std::string bad = good;
    bad[i] = static_cast<char>(~bad[i]);
    if (opened(bad) != "open") continue;
    const auto zip = ZipFile::open(folder_.path("a.zip"));
    for (const Member& member : zip->members()) {
      const auto bytes = zip->read(member.index, member.name, 100);
      EXPECT_TRUE(!bytes || *bytes == "x") << i;
    }
  }
}

TEST_F(ZipTest, WhatIsNoRegularFileIsNotOpened) {
  ASSERT_EQ(::mkfifo(folder_.path("p.zip").c_str(), 0600), 0);
  EXPECT_EQ(ZipFile::open(folder_.path("p.zip")).findings().at(0).code, "input-unreadable");
  EXPECT_EQ(ZipFile::open(folder_.path("none.zip")).findings().at(0).code, "input-missing");
}

}  // namespace
}  // namespace banxin::zip::test
