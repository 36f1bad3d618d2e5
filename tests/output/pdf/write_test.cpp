// The whole file, looked at with qpdf and two text extractors that are not ours.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <optional>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <tuple>

#include "command.h"
#include "output/pdf/pdf.h"
#include "output/pdf/text_string.h"
#include "page_builder.h"

namespace banxin::pdf {
namespace {

using test::quoted;
using test::run;

constexpr const char* record_bytes =
    "<?xml version=\"1.0\"?>\r\n<record xmlns=\"urn:banxin:record:1\">\xEF\xBB\xBF版心</record>\n\n";

Source source() {
  return {
      .bytes = record_bytes, .file_name = "record.xml", .display_name = "报告.xml", .description = {"记录", "record"}};
}

class Write : public testing::Test {
 protected:
  void SetUp() override {
    const std::string missing = test::missing({"qpdf", "pdftotext", "mutool"});
    if (!missing.empty()) GTEST_SKIP() << missing;
    fonts_ = test::debian_fonts();
    if (!fonts_) GTEST_SKIP() << "needs fonts-noto-cjk, fonts-lxgw-wenkai and fonts-liberation2";
  }

  Output made(const test::PageBuilder& builder) {
    Result<Output> file = write(builder.build(), *fonts_, source(), OutputKind::pdf_archive);
    for (const Diagnostic& d : file.findings()) ADD_FAILURE() << d.message.en;
    if (!file) throw std::runtime_error("not written");
    return *std::move(file);
  }

  // Writes the file where the judges find it; gives its path, quoted.
  std::string stored(const test::PageBuilder& builder) {
    const std::string path = test::scratch() + "/report.pdf";
    test::write_bytes(path, made(builder).bytes());
    return quoted(path);
  }

  // The file with its streams unpacked and each object on lines of its own.
  std::string unpacked(const test::PageBuilder& builder) {
    const std::string path = stored(builder);
    const std::string out = test::scratch() + "/unpacked.pdf";
    EXPECT_EQ(run("qpdf --qdf --object-streams=disable --no-original-object-ids " + path + " " + quoted(out)).status,
              0);
    return test::read_bytes(out);
  }

  std::optional<FontBook> fonts_;
};

TEST_F(Write, QpdfFindsNothing) {
  const test::Ran check = run("qpdf --check " + stored(test::sample_report(*fonts_)));
  EXPECT_EQ(check.status, 0) << check.output;
  EXPECT_NE(check.output.find("No syntax or stream encoding errors found"), std::string::npos) << check.output;
}

// PA-20, PA-29, PA-25…PA-27: every face embedded, as a subset, with a ToUnicode map.
TEST_F(Write, AllFontsAreEmbeddedSubsets) {
  const test::Ran fonts = run("pdffonts " + stored(test::sample_report(*fonts_)));
  std::istringstream lines(fonts.output);
  std::string line;
  std::getline(lines, line);
  std::getline(lines, line);
  int count = 0;
  while (std::getline(lines, line)) {
    ++count;
    EXPECT_TRUE(
        std::regex_search(line, std::regex(R"(^[A-Z]{6}\+\S+ +CID (TrueType|Type 0C) +Identity-H +yes yes yes)")))
        << line;
  }
  EXPECT_EQ(count, 5);
}

// PA-68: what is copied is the text, every character, in order. Readers add white space where lines end and gaps are.
TEST_F(Write, PopplerGivesTheTextBack) {
  const test::PageBuilder builder = test::sample_report(*fonts_);
  const test::Ran text = run("pdftotext -raw " + stored(builder) + " -");
  EXPECT_EQ(test::without_white_space(text.output), builder.copied_text());
}

TEST_F(Write, MuPdfGivesTheTextBack) {
  const test::PageBuilder builder = test::sample_report(*fonts_);
  const test::Ran text = run("mutool draw -q -F txt " + stored(builder) + " 2>/dev/null");
  EXPECT_EQ(test::without_white_space(text.output), builder.copied_text());
}

// Spaces that layout sets without a glyph are in the file: MuPDF told to guess none still has them.
TEST_F(Write, SpacesAreText) {
  test::PageBuilder builder(*fonts_);
  builder.page();
  test::Setting latin;
  latin.font = FontRole::latin;
  builder.text(builder.node(NodeRole::paragraph), "Open Government Information", {Length::mm(28), Length::mm(40)},
               latin);
  const std::string path = stored(builder);
  EXPECT_EQ(run("mutool draw -q -F txt -O inhibit-spaces " + path + " 2>/dev/null").output,
            "Open Government Information\n\n\f\n");
  EXPECT_EQ(run("pdftotext " + path + " -").output, "Open Government Information\n\n\f");
}

// A character drawn by two glyphs is one text (ActualText, which MuPDF does not read); two characters drawn by two
// glyphs under one cluster are dealt out.
TEST_F(Write, SeveralGlyphsMayStandForOneText) {
  test::PageBuilder builder(*fonts_);
  builder.page();
  test::Setting latin;
  latin.font = FontRole::latin;
  builder.text(builder.node(NodeRole::paragraph), "caefb", {Length::mm(28), Length::mm(40)}, latin);
  auto& placed = std::get<GlyphRun>(builder.current().items[0].what);
  placed.text = "cäfb";
  placed.clusters = {{.text = {0, 1}, .first_glyph = 0, .glyph_count = 1, .x = {}, .width = Length::points(7)},
                     {.text = {1, 3}, .first_glyph = 1, .glyph_count = 2, .x = {}, .width = Length::points(14)},
                     {.text = {3, 5}, .first_glyph = 3, .glyph_count = 2, .x = {}, .width = Length::points(14)}};
  EXPECT_EQ(run("pdftotext " + stored(builder) + " -").output, "cäfb\n\n\f");
  EXPECT_TRUE(std::regex_search(
      unpacked(builder),
      std::regex(R"(/Span<</ActualText<feff00e4>>>BDC\n(?:.* Tc\n)?.* Tm\n\[<\w{4}>?.*\]TJ\nEMC\n)")));
}

// PA-30, PA-31: characters beyond the BMP, a dash of two ems that is one glyph, one glyph that stands for two
// characters.
TEST_F(Write, OneGlyphMayHaveTwoReadings) {
  test::PageBuilder builder(*fonts_);
  builder.page();
  builder.text(builder.node(NodeRole::paragraph), "一⼀一——𠅤⼀", {Length::mm(28), Length::mm(40)});
  const std::string path = stored(builder);
  EXPECT_NE(run("pdffonts " + path + " | wc -l").output.find('4'),
            std::string::npos);  // two fonts below two lines of heads
  EXPECT_EQ(run("pdftotext " + path + " -").output, "一⼀一——𠅤⼀\n\n\f");
  EXPECT_EQ(run("mutool draw -q -F txt " + path + " 2>/dev/null").output, "一⼀一——𠅤⼀\n\n\f\n");
}

// A mark in half a cell is a glyph of its own beside the whole one: half as wide, the same text.
TEST_F(Write, HalfFormsAreGlyphsOfTheirOwn) {
  test::PageBuilder builder(*fonts_);
  builder.page();
  test::Setting kai;
  kai.font = FontRole::kai;
  builder.text(builder.node(NodeRole::paragraph), "。。文", {Length::mm(28), Length::mm(40)}, kai);
  auto& placed = std::get<GlyphRun>(builder.current().items[0].what);
  ASSERT_TRUE(fonts_->gives_half_forms(placed.face));
  placed.glyphs[0].form = CellForm::left_half;
  for (std::size_t i = 1; i < 3; ++i) placed.glyphs[i].x -= Length::points(8);
  const std::string path = stored(builder);
  EXPECT_EQ(run("pdftotext " + path + " -").output, "。。文\n\n\f");
  const std::string file = unpacked(builder);
  EXPECT_TRUE(std::regex_search(file, std::regex(R"(/W \[\s+\d+\s+\[\s+500\s+\])"))) << "one code is half an em wide";
  EXPECT_TRUE(std::regex_search(file, std::regex(R"(\[<\w{12}>\]TJ)")))
      << "three codes follow one another without an adjustment";
}

// The places that an interpreter of its own finds are those of the page model, to 0.005 pt.
TEST_F(Write, GlyphsAreWhereTheyBelong) {
  const test::PageBuilder builder = test::sample_report(*fonts_);
  const Pages pages = builder.build();
  const test::Ran trace = run("mutool trace " + stored(builder) + " 1");
  const std::regex glyph(R"re(<g unicode="([^"]*)" glyph="[^"]*" x="([^"]*)" y="([^"]*)")re");
  auto at = std::sregex_iterator(trace.output.begin(), trace.output.end(), glyph);
  std::size_t compared = 0;
  for (const PageItem& item : pages.pages()[0].items) {
    const auto* text = std::get_if<GlyphRun>(&item.what);
    if (text == nullptr) continue;
    for (const PlacedCluster& cluster : text->clusters) {
      ASSERT_NE(at, std::sregex_iterator());
      EXPECT_NEAR(std::stod((*at)[2]), (text->origin.x + cluster.x).to_points(), 0.005);
      EXPECT_NEAR(std::stod((*at)[3]), (Length::mm(297) - text->origin.y).to_points(), 0.005);
      ++at;
      ++compared;
    }
  }
  EXPECT_GT(compared, 100U);
}

// PA-41. GB/T 9704: black is black only, red has its own colour; an area's edges are where they belong.
TEST_F(Write, ColoursAndAreas) {
  const std::string file = unpacked(test::sample_report(*fonts_));
  EXPECT_NE(file.find("/Artifact<</Type/Layout>>BDC\n1 0.2 0.2 rg\n79.37 "), std::string::npos);
  EXPECT_NE(file.find(" 283.465 2.835 re f\nEMC\n"), std::string::npos);
  EXPECT_NE(file.find("0 g\n"), std::string::npos);
}

// PA-61, PA-67: every mark stands in exactly one marked-content sequence.
TEST_F(Write, EverythingIsTaggedOnce) {
  const std::string file = unpacked(test::sample_report(*fonts_));
  int depth = 0;
  int shown = 0;
  std::istringstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with("BDC")) {
      EXPECT_EQ(++depth, 1) << line;
    }
    if (line == "EMC") {
      EXPECT_EQ(--depth, 0);
    }
    if (line.ends_with("TJ") || line.ends_with("re f")) {
      ++shown;
      EXPECT_EQ(depth, 1) << line;
    }
  }
  EXPECT_GT(shown, 20);
  EXPECT_NE(file.find("/Artifact<</Type/Pagination/Subtype/Footer>>BDC"), std::string::npos);
  EXPECT_NE(file.find("/Artifact<</Type/Pagination/Subtype/Header>>BDC"), std::string::npos);
}

// An artifact is what layout calls it, wherever on the page it stands and however it is turned.
TEST_F(Write, ArtifactsAreOfTheKindThatLayoutSays) {
  const Length high = Length::mm(50);
  const Length low = Length::mm(270);
  for (const auto& [artifact, y, words] :
       {std::tuple(Artifact::header, low, "Pagination/Subtype/Header"),
        std::tuple(Artifact::footer, high, "Pagination/Subtype/Footer"),
        std::tuple(Artifact::repeated_head, low, "Pagination/Subtype/Header"),
        std::tuple(Artifact::continued, low, "Pagination/Subtype/Header"),
        std::tuple(Artifact::stamp, low, "Pagination/Subtype/Watermark"), std::tuple(Artifact::rule, high, "Layout")}) {
    test::PageBuilder builder(*fonts_);
    builder.page("1");
    test::Setting setting;
    setting.artifact = artifact;
    builder.text(0, "续表", {Length::mm(60), y}, setting);
    builder.text(builder.node(NodeRole::title), "题", {Length::mm(60), Length::mm(150)});
    const std::string file = unpacked(builder);
    EXPECT_NE(file.find(std::string("/Artifact<</Type/") + words + ">>BDC"), std::string::npos) << words;
  }
}

// PA-63…PA-66 as another reader of structure trees sees them.
TEST_F(Write, StructureIsReadByPoppler) {
  const test::Ran tree = run("pdfinfo -struct-text " + stored(test::sample_report(*fonts_)));
  for (const char* part : {
           "Document\n  H1 (block)\n    \"瑞安市商务局2018年度政府信息公开工作年度报告\"\n  Sect\n    H2 (block)\n     "
           " \"一、概述\"\n    H3",
           "P (block)\n      \"成立领导小组，\"\n      \"统一思想——明确责任……𠅤氏与䶮氏，⼀与一。\"\n",
           "P (block)\n      \"主动公开 \"\n      Span (inline)\n        \"Open Government\"\n      Link (inline)\n    "
           "    \"见网站\"\n",
           "L (block)\n      LI (block)\n        LBody (block)\n",
           "P (block)\n      \"本段从第一页\"\n      \"到第二页。\"\n",
           "Caption\n      \"政府信息公开情况统计表\"\n    THead\n      TR\n        TH <53>:\n           "
           "/ColSpan 2\n           /Scope /Column\n",
       }) {
    EXPECT_NE(tree.output.find(part), std::string::npos) << part << "\nnot in\n" << tree.output;
  }
}

// PA-65: over two pages each mark names its page; on one page the element does.
TEST_F(Write, AParagraphOverTwoPagesIsOneElement) {
  std::string file = unpacked(test::sample_report(*fonts_));
  EXPECT_TRUE(std::regex_search(
      file, std::regex(R"(/K \[\s+<<\s+/MCID \d+\s+/Pg \d+ 0 R\s+/Type /MCR\s+>>\s+<<\s+/MCID 0\s+/Pg)")));
}

// PA-77, PA-78, PA-79: spans, scope and headers by name; the names are in the tree of ids.
TEST_F(Write, CellsNameTheirHeaders) {
  const std::string file = unpacked(test::sample_report(*fonts_));
  EXPECT_NE(file.find("/Scope /Column"), std::string::npos);
  EXPECT_NE(file.find("/Scope /Row"), std::string::npos);
  EXPECT_NE(file.find("/ColSpan 2"), std::string::npos);
  const std::regex headers(R"(/Headers \[\s+\((\d+)\)\s+\((\d+)\))");
  std::smatch match;
  ASSERT_TRUE(std::regex_search(file, match, headers));
  for (const std::string& name : {match[1].str(), match[2].str()}) {
    EXPECT_NE(file.find("/ID (" + name + ")"), std::string::npos);
    EXPECT_EQ(name.size(), match[1].length()) << "names of one length stand in the order of their numbers";
    EXPECT_TRUE(std::regex_search(file, std::regex(R"(/Names \[[^\]]*\()" + name + R"(\)\s+\d+ 0 R)")));
  }
}

// PA-55, PA-56, PA-60, PA-71.
TEST_F(Write, CatalogueSaysWhatAReaderNeeds) {
  const std::string file = unpacked(test::sample_report(*fonts_));
  for (const char* part : {"/DisplayDocTitle true", "/Lang (zh-Hans)", "/Marked true", "/PageMode /UseOutlines",
                           "/Lang (en)", "/S /GTS_PDFA1", "/Tabs /S"}) {
    EXPECT_NE(file.find(part), std::string::npos) << part;
  }
  const test::Ran info = run("pdfinfo -isodates " + stored(test::sample_report(*fonts_)));
  for (const char* part : {"Title:           瑞安市商务局2018年度政府信息公开工作年度报告",
                           "CreationDate:    2019-03-15T00:00:00Z", "Tagged:          yes", "Pages:           3",
                           "Page size:       595.276 x 841.89 pts (A4)", "PDF version:     1.7"}) {
    EXPECT_NE(info.output.find(part), std::string::npos) << part << "\n" << info.output;
  }
}

TEST_F(Write, BookmarksFollowTheHeadings) {
  const test::Ran outline = run("mutool show " + stored(test::sample_report(*fonts_)) + " outline");
  EXPECT_NE(outline.output.find("瑞安市商务局2018年度政府信息公开工作年度报告"), std::string::npos) << outline.output;
  const std::size_t chapter = outline.output.find("\t\"一、概述\"");
  const std::size_t part = outline.output.find("\t\t\"（一）强化组织领导。\"");
  EXPECT_LT(chapter, part) << outline.output;
  EXPECT_NE(part, std::string::npos) << outline.output;
}

// PA-85…PA-89: the bytes inside are the bytes given.
TEST_F(Write, SourceIsAttachedByteForByte) {
  const std::string path = stored(test::sample_report(*fonts_));
  EXPECT_EQ(run("qpdf --show-attachment=record.xml " + path).output, record_bytes);
  const test::Ran list = run("qpdf --list-attachments --verbose " + path);
  EXPECT_NE(list.output.find("报告.xml"), std::string::npos) << list.output;
  EXPECT_NE(unpacked(test::sample_report(*fonts_)).find("/AFRelationship /Source"), std::string::npos);
}

TEST_F(Write, SourceIsExtractedAgain) {
  const Output file = made(test::sample_report(*fonts_));
  const Result<std::string> extracted = extract_source(file.bytes(), "report.pdf");
  ASSERT_TRUE(extracted);
  EXPECT_EQ(*extracted, record_bytes);
}

// PA-70: a link is an annotation inside a Link element, described, printed.
TEST_F(Write, LinksAreDescribed) {
  const std::string file = unpacked(test::sample_report(*fonts_));
  for (const char* part : {"/Subtype /Link", "/F 4", "/StructParent 3", "(https://www.example.org/%E5%85%AC%E5%BC%80)",
                           "/Type /OBJR", "/S /URI"}) {
    EXPECT_NE(file.find(part), std::string::npos) << part;
  }
}

// PA-94 within one process; the program's own test goes over zones, locales and folders.
TEST_F(Write, TheSamePagesGiveTheSameBytes) {
  const std::string first = made(test::sample_report(*fonts_)).bytes();
  setenv("TZ", "Pacific/Kiritimati", 1);  // NOLINT(concurrency-mt-unsafe): tests have one thread
  const std::optional<FontBook> other = test::debian_fonts();
  const Result<Output> second = write(test::sample_report(*other).build(), *other, source(), OutputKind::pdf_archive);
  ASSERT_TRUE(second);
  EXPECT_EQ(first, second->bytes());
}

// PA-91: another text, another date, another source: other identifiers, the document's own half excepted.
TEST_F(Write, IdentifiersFollowTheContent) {
  const auto instance = [](const std::string& bytes) { return bytes.substr(bytes.find("<xmpMM:InstanceID>"), 60); };
  const auto document = [](const std::string& bytes) { return bytes.substr(bytes.find("<xmpMM:DocumentID>"), 60); };
  test::PageBuilder builder = test::sample_report(*fonts_);
  const std::string first = made(builder).bytes();
  builder.text(builder.node(NodeRole::paragraph), "补", {Length::mm(28), Length::mm(200)});
  const std::string second = made(builder).bytes();
  EXPECT_EQ(document(first), document(second));
  EXPECT_NE(instance(first), instance(second));
}

TEST_F(Write, ADraftClaimsNothing) {
  test::PageBuilder builder = test::sample_report(*fonts_);
  builder.info.draft = true;
  test::Setting stamp;
  stamp.artifact = Artifact::stamp;
  stamp.colour = Colour::grey;
  stamp.size = Length::points(96);
  builder.text(0, "草稿", {Length::mm(60), Length::mm(150)}, stamp);
  const Output file = made(builder);
  EXPECT_TRUE(file.claims().empty());
  EXPECT_EQ(file.bytes().find("pdfaid"), std::string::npos);
  EXPECT_NE(unpacked(builder).find("/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n0.85 g"), std::string::npos);
}

TEST_F(Write, NonConformingPagesAreRefused) {
  test::PageBuilder builder = test::sample_report(*fonts_);
  builder.node(NodeRole::heading4);
  const Result<Output> file = write(builder.build(), *fonts_, source(), OutputKind::pdf_archive);
  EXPECT_FALSE(file);
  ASSERT_EQ(file.findings().size(), 1U);
  EXPECT_EQ(file.findings()[0].code, "pdf-not-conforming");
}

TEST_F(Write, DumpSaysWhatIsInside) {
  const Output file = made(test::sample_report(*fonts_));
  const std::string text = dump(file);
  for (const char* part : {"\npages 3\n", "\nclaim PDF/A-3a\nclaim PDF/UA-1\n", "\nstructure Document 1\n",
                           "\nstructure TH 8\n", "\nstructure TR 7\n", "\nstructure P 4\n"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

}  // namespace
}  // namespace banxin::pdf
