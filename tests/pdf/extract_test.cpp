// The record inside a report, out of good files, damaged ones, and files of other origin.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>

#include "base/digest.h"
#include "pdf/attachment.h"
#include "pdf/object_writer.h"
#include "pdf/pdf.h"

namespace banxin::pdf {
namespace {

const std::string record = "<record xmlns=\"urn:banxin:record:1\">版心\r\n</record>";

struct Options {
  bool associated = true;  // in the catalogue's AF
  bool named = true;       // in the names tree
  std::string bytes = record;
  bool wrong_sum = false;
};

std::string file_with(const Options& options) {
  ObjectWriter writer;
  const Ref root = writer.reserve();
  const Ref pages = writer.add({{"Type", Name{"Pages"}}, {"Count", 0}, {"Kids", Array{}}});
  Ref attachment;
  if (options.wrong_sum) {
    const Ref stream = writer.add_stream({{"Params", Dictionary{{"CheckSum", Bytes{std::string(16, 'x')}}}}},
                                         options.bytes, Packing::text);
    attachment = writer.add({{"AFRelationship", Name{"Source"}}, {"EF", Dictionary{{"F", stream}}}});
  } else {
    attachment = write_attachment(writer,
                                  {.bytes = options.bytes,
                                   .file_name = "record.xml",
                                   .display_name = "记录.xml",
                                   .description = {"记录", "record"}},
                                  0);
  }
  Dictionary catalogue = {{"Type", Name{"Catalog"}}, {"Pages", pages}};
  if (options.associated) catalogue.push_back({"AF", Array{attachment}});
  if (options.named) {
    const Ref leaf = writer.add({{"Names", Array{Text{"record.xml"}, attachment}}});
    catalogue.push_back({"Names", Dictionary{{"EmbeddedFiles", Dictionary{{"Kids", Array{leaf}}}}}});
  }
  writer.put(root, catalogue);
  return writer.finish(root, writer.add({{"Title", Text{"x"}}}), "0123456789abcdef").bytes;
}

std::string code_of(const Result<std::string>& result) {
  if (result) return "found";
  EXPECT_EQ(result.findings().size(), 1U);
  const Diagnostic& d = result.findings()[0];
  EXPECT_EQ(d.place.file, "report.pdf");
  EXPECT_FALSE(d.message.zh.empty() || d.message.en.empty() || d.hint.zh.empty() || d.hint.en.empty());
  return d.code + ": " + d.message.en;
}

std::string extracted(std::string_view pdf) {
  const Result<std::string> result = extract_source(pdf, "report.pdf");
  return result ? *result : code_of(result);
}

TEST(Extract, FindsTheSourceByEitherWay) {
  EXPECT_EQ(extracted(file_with({})), record);
  EXPECT_EQ(extracted(file_with({.named = false})), record);
  EXPECT_EQ(extracted(file_with({.associated = false})), record);
}

TEST(Extract, GivesAnyBytesBack) {
  EXPECT_EQ(extracted(file_with({.bytes = ""})), "");
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += static_cast<char>(i * 7 % 256);
  EXPECT_EQ(extracted(file_with({.bytes = bytes})), bytes);
}

TEST(Extract, AFileOfOtherOriginHasNoSource) {
  EXPECT_EQ(extracted(file_with({.associated = false, .named = false})), "pdf-no-source: this PDF carries no record");
}

TEST(Extract, ADamagedRecordIsNotGivenOut) {
  EXPECT_EQ(extracted(file_with({.wrong_sum = true})),
            "pdf-unreadable: the record inside is damaged: its length or check sum does not agree");
}

TEST(Extract, WhatIsNoPdfIsSaidToBeNone) {
  for (const std::string& bytes :
       {std::string(), std::string("%PDF-1.7"), std::string("<record/>"), std::string(5000, '\0'),
        std::string("%PDF-1.7\n%%EOF\n"), std::string("%PDF-1.7\nstartxref\n99999999\n%%EOF\n")}) {
    EXPECT_EQ(extracted(bytes).substr(0, 15), "pdf-unreadable:") << bytes.substr(0, 20);
  }
}

// Nesting without end, a table of references that leads to itself, a stream that unpacks to more than memory should
// hold.
TEST(Extract, HostileFilesAreRefused) {
  const std::string deep(200'000, '[');
  const auto with_trailer = [](const std::string& object) {
    std::string pdf = "%PDF-1.4\n";
    const std::size_t at = pdf.size();
    pdf += "1 0 obj\n" + object + "\nendobj\n";
    const std::size_t table = pdf.size();
    std::string offset = std::to_string(at);
    offset.insert(0, 10 - offset.size(), '0');
    return pdf + "xref\n0 2\n0000000000 65535 f \n" + offset + " 00000 n \ntrailer\n<</Size 2/Root 1 0 R/Prev " +
           std::to_string(table) + ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  };
  EXPECT_NE(extracted(with_trailer(deep)), record);
  EXPECT_NE(extracted(with_trailer("<</AF 1 0 R/Names 1 0 R/EmbeddedFiles 1 0 R/Kids[1 0 R 1 0 R 1 0 R]>>")), record);
  EXPECT_EQ(extracted(file_with({.bytes = std::string(65UL << 20U, ' ')})).substr(0, 15), "pdf-unreadable:");
}

// Cut anywhere and with bits turned anywhere: the record or a message, never another record, a crash or a long wait.
TEST(Extract, DamagedFilesGiveTheRecordOrAMessage) {
  const std::string good = file_with({.bytes = record + record + record});
  const std::string expected = record + record + record;
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same damage each time
  int refused = 0;
  const auto start = std::chrono::steady_clock::now();
  constexpr int rounds = 3000;
  for (int i = 0; i < rounds; ++i) {
    std::string bad = good;
    if (i % 3 == 0) {
      bad.resize(random() % bad.size());
    } else {
      for (unsigned n = 1 + random() % 4; n > 0; --n) {
        bad[random() % bad.size()] ^= static_cast<char>(1U << (random() % 8));
      }
    }
    const Result<std::string> result = extract_source(bad, "report.pdf");
    if (result) {
      EXPECT_EQ(*result, expected) << "round " << i;
    } else {
      ++refused;
      code_of(result);
    }
  }
  EXPECT_GT(refused, rounds / 3);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

}  // namespace
}  // namespace banxin::pdf
