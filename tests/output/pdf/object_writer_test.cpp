// The file around the objects: numbers, object stream, cross-reference stream, /ID.

#include "output/pdf/object_writer.h"

#include <gtest/gtest.h>

#include <string>

#include "command.h"
#include "output/pdf/metadata.h"
#include "output/pdf/object_syntax.h"
#include "output/pdf/output_intent.h"

namespace banxin::pdf {
namespace {

constexpr const char* identity = "0123456789abcdef";

// A file of one empty page, with `extra` further objects of text.
std::string small_file(int extra, const std::string& word = "x") {
  ObjectWriter writer;
  const Ref root = writer.reserve();
  const Ref pages = writer.reserve();
  const Ref content = writer.add_stream({}, "q Q\n", Packing::plain);
  const Ref page = writer.add({{"Type", Name{"Page"}},
                               {"Parent", pages},
                               {"MediaBox", Array{0, 0, 595, 842}},
                               {"Resources", Dictionary{}},
                               {"Contents", content}});
  writer.put(pages, {{"Type", Name{"Pages"}}, {"Count", 1}, {"Kids", Array{page}}});
  Array words;
  for (int i = 0; i < extra; ++i) words.emplace_back(writer.add({{"Word", Text{word + std::to_string(i)}}}));
  writer.put(root, {{"Type", Name{"Catalog"}}, {"Pages", pages}, {"Words", std::move(words)}});
  const Ref info = writer.add({{"Title", Text{"版心"}}});
  return writer.finish(root, info, identity).bytes;
}

// Two objects, several hundred, and more than an index of two bytes can count.
TEST(ObjectWriter, FilesAreReadByQpdf) {
  const std::string missing = test::missing({"qpdf"});
  if (!missing.empty()) GTEST_SKIP() << missing;
  const std::string folder = test::scratch();
  for (const int extra : {0, 700, 70000}) {
    const std::string path = folder + "/" + std::to_string(extra) + ".pdf";
    test::write_bytes(path, small_file(extra));
    const test::Ran check = test::run("qpdf --check " + test::quoted(path));
    EXPECT_EQ(check.status, 0) << check.output;
    const test::Ran count = test::run("qpdf --show-xref " + test::quoted(path) + " | wc -l");
    EXPECT_EQ(std::stoi(count.output), extra + 7) << "an entry for every object, the two streams around them included";
  }
}

// PA-10, PA-11: header with a comment of four bytes above 127, one end-of-file mark, nothing behind it.
TEST(ObjectWriter, FilesBeginAndEndAsTheyMust) {
  const std::string file = small_file(0);
  EXPECT_EQ(file.substr(0, 15), "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
  EXPECT_TRUE(file.ends_with("\n%%EOF\n"));
  EXPECT_EQ(file.find("%%EOF"), file.size() - 6);
}

// PA-92.
TEST(ObjectWriter, TheSameObjectsGiveTheSameBytes) {
  EXPECT_EQ(small_file(40), small_file(40));
}

// PA-91: the first half of /ID is the document's, the second follows every byte of the file.
TEST(ObjectWriter, IdFollowsTheContent) {
  const auto id = [](const std::string& file) { return file.substr(file.find("/ID["), 4 + 68 + 1); };
  const std::string one = id(small_file(1, "x"));
  const std::string other = id(small_file(1, "y"));
  EXPECT_EQ(one.substr(0, 38), "/ID[<30313233343536373839616263646566>");
  EXPECT_EQ(one.substr(0, 38), other.substr(0, 38));
  EXPECT_NE(one, other);
}

// ISO 32000-1, 7.3.
TEST(ObjectSyntax, TokensStandApartAndKeysInOrder) {
  EXPECT_EQ(
      syntax_of({{"Z", 1},
                 {"A", Array{1, 2, Ref{3}, Name{"N"}, true, Text{"a(b"}, Raw{"0.5"}, Bytes{"\x01\xFF"}, Array{}, -7}},
                 {"Type", Name{"T"}},
                 {"B", Dictionary{{"C", Ref{12}}, {"D", Raw{"[1 2]"}}}}}),
      "<</Type/T/A[1 2 3 0 R/N true(a\\(b)0.5<01FF>[]-7]/B<</C 12 0 R/D[1 2]>>/Z 1>>");
}

TEST(ObjectSyntax, NamesAreEscaped) {
  EXPECT_EQ(syntax_of({{"Subtype", Name{"text/xml"}}}), "<</Subtype/text#2Fxml>>");
  EXPECT_EQ(syntax_of({{"a b", Name{"#\xC3("}}}), "<</a#20b/#23#C3#28>>");
}

// PA-92: the profile has no clock in it.
TEST(OutputIntent, IsASmallProfileOfVersionFour) {
  const std::string profile = srgb_profile();
  EXPECT_EQ(profile.size(), 588U);
  EXPECT_EQ(profile[8], 4);
  EXPECT_EQ(profile.substr(12, 8), "mntrRGB ");
  EXPECT_EQ(profile.substr(24, 12), std::string("\x07\xE3\0\1\0\1\0\0\0\0\0\0", 12));
  EXPECT_EQ(profile, srgb_profile());
}

DocumentInfo sample_info() {
  return {.title = "A & B <公开>",
          .author = "局",
          .language = "zh-Hans",
          .subject = "年报",
          .date = 1552608000,
          .draft = false};
}

// PA-50…PA-54.
TEST(Metadata, PacketClaimsAndDescribes) {
  const std::string packet =
      xmp_packet(sample_info(), {std::string(32, 'a'), std::string(32, 'b')}, OutputKind::pdf_archive);
  for (const char* part : {"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
                           "<pdfuaid:part>1</pdfuaid:part>", "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
                           "<rdf:li xml:lang=\"x-default\">A &amp; B &lt;公开&gt;</rdf:li>",
                           "<xmp:CreateDate>2019-03-15T00:00:00Z</xmp:CreateDate>", "<rdf:li>zh-Hans</rdf:li>"}) {
    EXPECT_NE(packet.find(part), std::string::npos) << part;
  }
  EXPECT_TRUE(packet.starts_with("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"));
}

TEST(Metadata, ADraftClaimsNothing) {
  DocumentInfo info = sample_info();
  info.draft = true;
  const std::string packet = xmp_packet(info, {std::string(32, 'a'), std::string(32, 'b')}, OutputKind::pdf_archive);
  EXPECT_EQ(packet.find("pdfaid"), std::string::npos);
  EXPECT_EQ(packet.find("pdfuaid"), std::string::npos);
  EXPECT_TRUE(claims_of(OutputKind::pdf_archive, info.draft).empty());
}

TEST(Metadata, UuidsHaveTheShapeOfDigests) {
  EXPECT_EQ(uuid(std::string(32, '\xFF')), "ffffffff-ffff-5fff-bfff-ffffffffffff");
  EXPECT_EQ(uuid(std::string(32, '\0')), "00000000-0000-5000-8000-000000000000");
}

}  // namespace
}  // namespace banxin::pdf
