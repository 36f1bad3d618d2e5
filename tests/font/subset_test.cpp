#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "font/big_endian.h"
#include "font/cff_glyphs.h"
#include "font/character_list.h"
#include "font/support.h"
#include "font/synthetic_font.h"

namespace banxin {
namespace {

using test::SyntheticFont;
using test::TemporaryFolder;

constexpr std::string_view sentence =
    "根据《中华人民共和国政府信息公开条例》，现将瑞安市商务局2018年度政府信息公开工作情况报告如下：堃瑢珺";

std::vector<UsedGlyph> plain_glyphs(const FontBook& book, std::string_view text = sentence) {
  std::set<GlyphId> ids;
  for (const ShapedGlyph& g : test::shape(book, text)) {
    if (g.glyph != 0) ids.insert(g.glyph);
  }
  std::vector<UsedGlyph> glyphs;
  glyphs.reserve(ids.size());
  for (const GlyphId id : ids) glyphs.push_back({id, GlyphForm::plain});
  return glyphs;
}

FontSubset subset_of(const FontBook& book, const std::vector<UsedGlyph>& glyphs) {
  auto subset = book.subset(0, glyphs);
  EXPECT_TRUE(subset) << test::list(subset.findings());
  return subset ? *std::move(subset) : FontSubset();
}

// What fontTools says of a program: for every glyph asked for "advance drawing" in it and in the face it came from.
// Empty when it is not installed.
std::string judged(const FontBook& book, const std::vector<UsedGlyph>& glyphs, const FontSubset& subset) {
  const TemporaryFolder folder;
  const std::string program = folder.write("program", subset.program);
  std::string request;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    request += fmt::format("{} {} {} {}\n", glyphs[i].glyph, subset.codes[i], subset.widths[i],
                           static_cast<int>(glyphs[i].form));
  }
  const FaceInfo& face = book.info(0);
  const std::string command =
      fmt::format("/usr/bin/python3 '{}/tests/font/judge_subset.py' '{}' {} '{}' '{}' 2>&1", BANXIN_SOURCE_DIR,
                  face.file, face.index, program, folder.write("request", request));
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::string said;
  std::array<char, 4096> chunk{};
  while (const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), pipe)) said.append(chunk.data(), got);
  ::pclose(pipe);
  return said;
}

bool fonttools_installed() {
  return std::system("/usr/bin/python3 -c 'import fontTools' 2>/dev/null") == 0;
}

#define BANXIN_NEEDS_FONTTOOLS() \
  if (!fonttools_installed()) GTEST_SKIP() << "NOT PROVEN: python3-fonttools is absent; scripts/test installs it"

// Nothing but what a PDF needs.
TEST(Subset, PT_08_truetype_program_has_the_six_tables) {
  BANXIN_NEEDS(test::lxgw_wenkai);
  const FontBook book = test::book_of(test::lxgw_wenkai);
  const FontSubset subset = subset_of(book, plain_glyphs(book));
  EXPECT_EQ(subset.outlines, OutlineKind::truetype);
  EXPECT_EQ(test::tables_of(subset.program), "glyf head hhea hmtx loca maxp");
  EXPECT_LT(subset.program.size(), 30000U);
}

// No subroutines and no hints. 49 glyphs and .notdef, not 65,535 (no retained numbers).
TEST(Subset, PT_13_cff_program_is_bare_and_its_cids_are_glyph_numbers) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook book = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  const auto glyphs = plain_glyphs(book);
  const FontSubset subset = subset_of(book, glyphs);
  EXPECT_EQ(subset.outlines, OutlineKind::cff);
  EXPECT_EQ(subset.program.substr(0, 2), std::string("\x01\x00", 2));  // CFF 1, not an sfnt
  for (std::size_t i = 0; i < glyphs.size(); ++i) EXPECT_EQ(subset.codes[i], i + 1);
  EXPECT_LT(subset.program.size(), 20000U);
}

TEST(Subset, codes_follow_the_order_asked_for) {
  BANXIN_NEEDS(test::lxgw_wenkai);
  const FontBook book = test::book_of(test::lxgw_wenkai);
  const GlyphId a = test::glyph_of(book, "中");
  const GlyphId b = test::glyph_of(book, "1");
  const FontSubset ab = subset_of(book, {{a, GlyphForm::plain}, {b, GlyphForm::plain}});
  const FontSubset ba = subset_of(book, {{b, GlyphForm::plain}, {a, GlyphForm::plain}});
  EXPECT_EQ(ab.program, ba.program);
  EXPECT_EQ(ab.codes, (std::vector<std::uint16_t>{ba.codes[1], ba.codes[0]}));
  EXPECT_EQ(ab.widths, (std::vector<std::uint16_t>{1000, 600}));
  EXPECT_EQ(ba.widths, (std::vector<std::uint16_t>{600, 1000}));
}

// PA-24: thousandths of an em, whatever the face's own unit.
TEST(Subset, PA_24_widths_are_rounded_thousandths) {
  BANXIN_NEEDS(test::liberation_serif);
  const FontBook book = test::book_of(test::liberation_serif);
  const auto asked = plain_glyphs(book, "1Aa");
  EXPECT_EQ(subset_of(book, asked).widths, (std::vector<std::uint16_t>{500, 722, 444}));
  const int expected_bbox[4] = {-544, -303, 1278, 981};
  const FontSubset subset = subset_of(book, asked);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(subset.bbox[i], expected_bbox[i]);
}

TEST(Subset, same_glyphs_same_bytes) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook first = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  const FontBook second = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  const auto glyphs = plain_glyphs(first);
  EXPECT_EQ(subset_of(first, glyphs).program, subset_of(second, glyphs).program);
  EXPECT_EQ(subset_of(first, glyphs).program, subset_of(first, glyphs).program);
}

TEST(Subset, a_glyph_that_the_face_has_not_is_an_error) {
  BANXIN_NEEDS(test::lxgw_wenkai);
  const FontBook book = test::book_of(test::lxgw_wenkai);
  const auto subset = book.subset(0, {{60000, GlyphForm::plain}});
  ASSERT_FALSE(subset);
  EXPECT_EQ(test::list(subset.findings()),
            "font-subset-failed error 0: The 1 glyphs used cannot be taken out of LXGW WenKai.\n");
}

TEST(Subset, fonttools_draws_the_same_in_cid_keyed_cff) {
  BANXIN_NEEDS_FONTTOOLS();
  BANXIN_NEEDS(test::noto_serif);
  const FontBook book = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  const auto glyphs = plain_glyphs(book);
  EXPECT_EQ(judged(book, glyphs, subset_of(book, glyphs)), fmt::format("{} glyphs agree\n", glyphs.size()));
}

// FandolFang's CIDs are not its glyph numbers.
TEST(Subset, fonttools_draws_the_same_in_adobe_gb1_cff) {
  BANXIN_NEEDS_FONTTOOLS();
  BANXIN_NEEDS(test::fandol_fang);
  const FontBook book = test::book_of(test::fandol_fang);
  const auto glyphs = plain_glyphs(book);
  EXPECT_EQ(judged(book, glyphs, subset_of(book, glyphs)), fmt::format("{} glyphs agree\n", glyphs.size()));
}

TEST(Subset, fonttools_draws_the_same_in_truetype) {
  BANXIN_NEEDS_FONTTOOLS();
  for (const char* file : {test::lxgw_wenkai, test::hanamin_a, test::liberation_serif, test::zhuque}) {
    BANXIN_NEEDS(file);
    const FontBook book = test::book_of(file);
    auto glyphs = plain_glyphs(book);
    EXPECT_EQ(judged(book, glyphs, subset_of(book, glyphs)), fmt::format("{} glyphs agree\n", glyphs.size())) << file;
    const GlyphId comma = test::shape(book, "，").front().glyph;
    const GlyphId bracket = test::shape(book, "（").front().glyph;
    if (comma == 0) continue;
    glyphs.push_back({comma, GlyphForm::left_half});
    glyphs.push_back({bracket, GlyphForm::right_half});
    EXPECT_EQ(judged(book, glyphs, subset_of(book, glyphs)), fmt::format("{} glyphs agree\n", glyphs.size())) << file;
  }
}

TEST(Subset, fonttools_objects_when_a_code_is_wrong) {
  BANXIN_NEEDS_FONTTOOLS();
  BANXIN_NEEDS(test::lxgw_wenkai);
  const FontBook book = test::book_of(test::lxgw_wenkai);
  const auto glyphs = plain_glyphs(book, "中国");
  FontSubset subset = subset_of(book, glyphs);
  std::swap(subset.codes[0], subset.codes[1]);
  EXPECT_NE(judged(book, glyphs, subset), "2 glyphs agree\n");
}

TEST(Subset, half_forms_of_cff_are_the_plain_glyph) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook book = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  const GlyphId comma = test::glyph_of(book, "，");
  EXPECT_FALSE(book.gives_half_forms(0));
  const FontSubset subset = subset_of(book, {{comma, GlyphForm::plain}, {comma, GlyphForm::left_half}});
  EXPECT_EQ(subset.codes, (std::vector<std::uint16_t>{1, 1}));
  EXPECT_EQ(subset.widths, (std::vector<std::uint16_t>{1000, 1000}));
}

// A face with 中, a comma, a bracket and a space; and a composite bracket that is an older comma shifted.
SyntheticFont marks() {
  SyntheticFont font;
  font.glyphs = {{.character = U'中', .left = 50, .right = 950, .left_bearing = 50},
                 {.character = U'，', .left = 80, .right = 230, .left_bearing = 80},
                 {.character = U'（', .left = 650, .right = 940, .left_bearing = 650},
                 {.character = U'　'},
                 {.character = U'、', .left = 570, .left_bearing = 650, .component = 2},
                 {.character = U'!', .advance = 333, .left = 100, .right = 200, .left_bearing = 100}};
  return font;
}

struct Placed {
  int advance, left_bearing, x_min, x_max;
  bool operator==(const Placed&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Placed& p) {
  return out << p.advance << " " << p.left_bearing << " " << p.x_min << " " << p.x_max;
}

// A glyph of a program as a renderer places it: by loca, glyf and hmtx.
Placed placed(const std::string& sfnt, std::size_t glyph) {
  using font::read_i16, font::read_u16, font::read_u32;
  const std::string loca = test::table_of(sfnt, "loca");
  const std::string glyf = test::table_of(sfnt, "glyf");
  const std::string hmtx = test::table_of(sfnt, "hmtx");
  const bool wide = read_u16(test::table_of(sfnt, "head"), 50) != 0;
  const auto offset = [&](std::size_t i) { return wide ? read_u32(loca, 4 * i) : 2U * read_u16(loca, 2 * i); };
  const std::size_t full = read_u16(test::table_of(sfnt, "hhea"), 34);
  const bool whole = glyph < full;
  const std::size_t last = full - 1;
  const std::string drawing = glyf.substr(offset(glyph), offset(glyph + 1) - offset(glyph));
  return {read_u16(hmtx, 4 * (whole ? glyph : last)),
          read_i16(hmtx, whole ? 4 * glyph + 2 : 4 * full + 2 * (glyph - full)), read_i16(drawing, 2),
          read_i16(drawing, 6)};
}

TEST(HalfForms, keep_the_drawing_in_half_the_cell) {
  const TemporaryFolder folder;
  const FontBook book = test::book_of(folder.write("f.ttf", marks().bytes()));
  EXPECT_TRUE(book.gives_half_forms(0));
  constexpr GlyphId han = 1, comma = 2, bracket = 3, space = 4, narrow = 6;
  const FontSubset subset = subset_of(book, {{comma, GlyphForm::left_half},
                                             {bracket, GlyphForm::right_half},
                                             {han, GlyphForm::plain},
                                             {space, GlyphForm::right_half},
                                             {bracket, GlyphForm::plain},
                                             {narrow, GlyphForm::right_half}});
  // .notdef, the half forms in the order asked for, then the face's own glyphs.
  EXPECT_EQ(subset.codes, (std::vector<std::uint16_t>{1, 2, 5, 3, 7, 4}));
  EXPECT_EQ(subset.widths, (std::vector<std::uint16_t>{500, 500, 1000, 500, 1000, 166}));
  EXPECT_EQ(placed(subset.program, 1), (Placed{500, 80, 80, 230}));
  EXPECT_EQ(placed(subset.program, 2), (Placed{500, 150, 150, 440}));
  EXPECT_EQ(placed(subset.program, 5), (Placed{1000, 50, 50, 950}));
  EXPECT_EQ(placed(subset.program, 3), (Placed{500, -500, 0, 0})) << "a space draws nothing";
  EXPECT_EQ(placed(subset.program, 7), (Placed{1000, 650, 650, 940}));
  EXPECT_EQ(placed(subset.program, 4), (Placed{166, -67, -67, 33})) << "half of 333 is cut to 166";

  const std::string maxp = test::table_of(subset.program, "maxp");
  EXPECT_EQ(font::read_u16(maxp, 4), 10) << "numGlyphs";
  EXPECT_EQ(font::read_u16(maxp, 10), 4) << "maxCompositePoints";
  EXPECT_EQ(font::read_u16(maxp, 12), 1) << "maxCompositeContours";
  EXPECT_EQ(font::read_u16(maxp, 28), 1) << "maxComponentElements";
  EXPECT_EQ(font::read_u16(maxp, 30), 1) << "maxComponentDepth";
  EXPECT_EQ(font::read_u16(test::table_of(subset.program, "hhea"), 34), 10)
      << "numberOfHMetrics: the last advance is 333";
}

TEST(HalfForms, of_a_composite_glyph_nest_one_deeper) {
  const TemporaryFolder folder;
  const FontBook book = test::book_of(folder.write("f.ttf", marks().bytes()));
  constexpr GlyphId composite = 5;
  const FontSubset subset = subset_of(book, {{composite, GlyphForm::right_half}});
  EXPECT_EQ(placed(subset.program, subset.codes[0]), (Placed{500, 150, 150, 300}));
}

TEST(HalfForms, without_any_the_program_is_the_plain_one) {
  const TemporaryFolder folder;
  const FontBook book = test::book_of(folder.write("f.ttf", marks().bytes()));
  EXPECT_EQ(font::read_u16(test::table_of(subset_of(book, {{1, GlyphForm::plain}}).program, "maxp"), 4), 2);
}

// Checksums of every table and of the whole (OpenType, "Calculating Checksums").
TEST(HalfForms, the_programs_checksums_are_right) {
  const TemporaryFolder folder;
  const FontBook book = test::book_of(folder.write("f.ttf", marks().bytes()));
  const std::string program = subset_of(book, {{2, GlyphForm::left_half}}).program;
  const auto sum = [](std::string bytes) {
    bytes.resize((bytes.size() + 3) / 4 * 4);
    std::uint32_t total = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 4) total += font::read_u32(bytes, i);
    return total;
  };
  for (std::size_t i = 0; i < font::read_u16(program, 4); ++i) {
    const std::string tag = program.substr(12 + 16 * i, 4);
    std::string table = test::table_of(program, tag);
    if (tag == "head") font::put_number(table, 8, 0, 4);
    EXPECT_EQ(sum(table), font::read_u32(program, 12 + 16 * i + 4)) << tag;
  }
  EXPECT_EQ(sum(program), 0xB1B0AFBAU);
}

TEST(CffGlyphs, what_is_no_cff_is_refused) {
  for (const std::string& bytes :
       {std::string(), std::string("\x01"), std::string(100, '\xFF'), std::string(100, '\0')}) {
    EXPECT_FALSE(font::CffGlyphs().take(bytes, {0}));
  }
}

// PA-92: a worker's thousandth subset has the bytes of a first one, whatever it cut before and in what order.
TEST(Subset, PA_92_what_was_cut_before_leaves_no_trace) {
  BANXIN_NEEDS(test::noto_serif);
  const auto fresh = [] { return test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC"); };
  const FontBook used = fresh();
  const std::vector<std::string_view> texts = {"年2018A，", sentence, "瑢珺Hg《》年", "堃", sentence.substr(0, 30)};
  for (const std::string_view text : texts) {
    const auto glyphs = plain_glyphs(used, text);
    const FontSubset warm = subset_of(used, glyphs);
    const FontSubset cold = subset_of(fresh(), glyphs);
    EXPECT_EQ(warm.program, cold.program) << text;
    EXPECT_EQ(warm.codes, cold.codes) << text;
  }
  const auto glyphs = plain_glyphs(used, texts.front());
  EXPECT_EQ(subset_of(used, glyphs).program, subset_of(fresh(), glyphs).program);
}

}  // namespace
}  // namespace banxin
