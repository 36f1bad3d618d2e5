// The record inside a report, out of good files, damaged ones, and files of other origin.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "base/digest.h"
#include "output/pdf/attachment.h"
#include "output/pdf/object_writer.h"
#include "output/pdf/pdf.h"

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
  EXPECT_EQ(extracted(file_with({.associated = false, .named = false})),
            "pdf-no-source: This PDF carries no record: it is no report that this program wrote.");
}

TEST(Extract, ADamagedRecordIsNotGivenOut) {
  EXPECT_EQ(extracted(file_with({.wrong_sum = true})),
            "pdf-unreadable: The record inside is damaged: its length or check sum does not agree.");
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

// A file of which the first object is the catalogue, written out by hand; its cross-references are right.
std::string written(const std::vector<std::string>& objects, const std::string& trailer = "") {
  std::string pdf = "%PDF-1.7\n";
  std::string table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t at = pdf.size();
  return pdf + fmt::format(
                   "xref\n0 {0}\n0000000000 65535 f \n{1}trailer\n<</Size {0}/Root 1 0 R{2}>>\nstartxref\n{3}\n%%EOF\n",
                   objects.size() + 1, table, trailer, at);
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

const std::string catalogue = "<</Type/Catalog/AF[2 0 R]>>";
const std::string specification = "<</AFRelationship/Source/EF<</F 3 0 R>>>>";
const std::string attachment = "<</Length 1>>\nstream\nx\nendstream";

std::string stream(const std::string& dictionary, const std::string& data) {
  return fmt::format("<<{}/Length {}>>\nstream\n{}\nendstream", dictionary, data.size(), data);
}

std::string packed(const std::string& bytes) {
  std::string out(bytes.size() / 100 + 10'000, '\0');
  libdeflate_compressor* compressor = ::libdeflate_alloc_compressor(6);
  out.resize(::libdeflate_zlib_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size()));
  ::libdeflate_free_compressor(compressor);
  return out;
}

TEST(Extract, NestingIsReadToADepthOfAHundred) {
  const auto nested = [](const std::string& open, const std::string& close, int depth) {
    return repeated(open, depth) + " 1" + repeated(close, depth);
  };
  EXPECT_EQ(extracted(written({"<</AF[2 0 R]/X" + nested("[", "]", 99) + ">>", specification, attachment})), "x");
  for (const int depth : {100, 5000, 100'000}) {
    for (const std::string& value :
         {nested("[", "]", depth), nested("<</A", ">>", depth), nested("[<</A", ">>]", depth)}) {
      const std::string there = "pdf-too-complex: This PDF nests dictionaries and arrays more than 100 deep";
      EXPECT_EQ(extracted(written({"<</AF[2 0 R]/X" + value + ">>", specification, attachment})),
                there + " at object 1; it was not read.");
      EXPECT_EQ(extracted(written({catalogue, specification, attachment}, "/X" + value)), there + "; it was not read.");
      EXPECT_EQ(extracted(written(
                    {catalogue, specification, attachment,
                     stream("/Type/ObjStm/Filter/FlateDecode/N 1/First 4", packed("9 0 <</X" + value + ">>"))})),
                there + " at object 4; it was not read.");
    }
  }
}

// Brackets in strings, comments, names and the data of streams nest nothing.
TEST(Extract, WhatOnlyLooksLikeNestingIsNone) {
  const std::string brackets = repeated("<<[", 200);
  const std::string data = stream("", brackets);
  EXPECT_EQ(extracted(written({catalogue, specification, attachment, "(" + brackets + "\\)(())" + ")", data,
                               "[/A#5B <5B5B> ]", "%" + brackets + "\n1"})),
            "x");
}

#if !defined(__SANITIZE_ADDRESS__)  // with which unpacking takes longer than the reader may
TEST(Extract, ObjectStreamsUnpackToSoMuchAndNoMore) {
  const std::string once = packed(std::string(65UL << 20U, ' '));
  const std::string excess =
      "pdf-too-complex: This PDF has object and cross-reference streams that unpack to more than "
      "67108864 bytes at object 4; it was not read.";
  for (const std::string type : {"/Type/ObjStm", "/Type/XRef"}) {
    EXPECT_EQ(extracted(written({catalogue, specification, attachment, stream(type + "/Filter/FlateDecode", once)})),
              excess);
    EXPECT_EQ(extracted(written(
                  {catalogue, specification, attachment, stream(type + "/Filter[/FlateDecode/Fl]", packed(once))})),
              excess);
  }
  const std::string half = stream("/Type/ObjStm/Filter/FlateDecode", packed(std::string(33UL << 20U, ' ')));
  EXPECT_EQ(extracted(written({catalogue, specification, attachment, half})), "x");
  EXPECT_EQ(extracted(written({catalogue, specification, half, half})), excess);
}
#endif

TEST(Extract, AbsurdCountsOfObjectsAreRefused) {
  EXPECT_EQ(extracted("%PDF-1.7\n" + repeated("1 0 obj 1 endobj\n", 500'001)),
            "pdf-too-complex: This PDF has more than 500000 objects at object 1; it was not read.");
  const std::string good = written({catalogue, specification, attachment});
  ASSERT_EQ(extracted(good), "x");
  for (const char* count : {"8000000", "2147483647", "99999999999"}) {
    std::string pdf = good;
    pdf.replace(pdf.find("0 4\n"), 4, std::string("0 ") + count + "\n");
    pdf.replace(pdf.find("/Size 4"), 7, std::string("/Size ") + count);
    EXPECT_EQ(extracted(pdf).substr(0, 15), "pdf-unreadable:") << count;
  }
}

// The look from outside sees no nesting in the data of a stream; the table of references leads there.
#if !defined(__SANITIZE_ADDRESS__)  // whose business crashes are
TEST(Extract, AReaderThatCrashesOrHangsIsToldOf) {
  for (const int depth : {5000, 200'000}) {
    const std::string hidden =
        "1 0 obj <</X" + repeated("<</A", depth) + " 1" + repeated(">>", depth) + "/AF[2 0 R]>> endobj";
    std::string pdf = written({"<</XXX 1>>", specification, attachment, stream("", hidden)});
    pdf.replace(pdf.find("0000000009"), 10, fmt::format("{:010}", pdf.find(hidden)));
    const std::string told = extracted(pdf);
    // On a machine that gives it no processor for half a minute, it waited.
    if (depth == 5000 && told.starts_with("pdf-reader-waited:")) continue;
    EXPECT_EQ(told.substr(0, 17), "pdf-reader-ended:") << told;
    EXPECT_NE(told.find(depth == 5000 ? "took more than 3 seconds" : "crashed (signal 11)"), std::string::npos) << told;
  }
}
#endif

#if !defined(__SANITIZE_ADDRESS__)  // which needs all address space
TEST(Extract, AReaderThatTakesAllMemoryIsToldOf) {
  const std::string told = extracted(written({"<</Names<</EmbeddedFiles 4 0 R>>>>", specification, attachment,
                                              "<</Kids[" + repeated("4 0 R ", 2'000'000) + "]>>"}));
  EXPECT_EQ(told, "pdf-reader-ended: Reading this PDF takes more memory than the limit of 320 MiB and was stopped.");
}
#endif

// Cut anywhere and with bits turned anywhere: the record or a message, never another record, a crash or a long wait.
TEST(Extract, DamagedFilesGiveTheRecordOrAMessage) {
  const std::string good = file_with({.bytes = record + record + record});
  const std::string expected = record + record + record;
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same damage each time
  int refused = 0;
  const auto start = std::chrono::steady_clock::now();
  constexpr int rounds = 2000;
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
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(180));  // 71 on a loaded machine
}

}  // namespace
}  // namespace banxin::pdf
