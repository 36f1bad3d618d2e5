// What holds for every shaped text, whatever stands in it.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "text/kit.h"

namespace banxin::text {
namespace {

constexpr int rounds = 33;

// What stands in reports, and what had better not.
const char* const all_pieces =
    "瑞|安|市|公|开|年|条|第|局|2018|3|100|1,284.50|5%|25℃|￥100|A|Open|GB/T "
    "9704-2012|a@b.cn|http://a.cn/b?c=d|，|。|、|；|："
    "|？|！|“|”|‘|’|（|）|《|》|〔|〕|——|—|……|…|·|・|～|-|/| | "
    "|\u3000|①|★|×|堃|䶮|𠅤|𬱖|垟|e\u0301|\u200B|\n|fi|万|元|(|)"
    "|’s|的|关于";

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '|') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::string random_text(std::mt19937& random) {
  const std::vector<std::string> pieces = split(all_pieces);
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1);
  std::uniform_int_distribution<int> length(1, 60);
  std::string text;
  for (int i = length(random); i > 0; --i) text += pieces[piece(random)];
  return text;
}

void check(const ShapedText& text, const std::string& source) {
  ASSERT_EQ(text.text, source);
  std::uint32_t at = 0;
  std::uint32_t glyph = 0;
  for (std::size_t i = 0; i < text.clusters.size(); ++i) {
    const Cluster& c = text.clusters[i];
    const std::string what = source + " at " + std::to_string(c.text.begin);
    EXPECT_EQ(c.text.begin, at) << what;
    EXPECT_GT(c.text.end, c.text.begin) << what;
    EXPECT_EQ(c.first_glyph, glyph) << what;
    ASSERT_LT(c.run, text.runs.size()) << what;
    if (i > 0) {
      EXPECT_GE(c.run, text.clusters[i - 1].run) << what;
    }
    if (c.glyph_count == 0) {
      EXPECT_TRUE(c.space) << what;
    }
    for (const Em part : {c.pair_before, c.pair_after, c.edge_before, c.edge_after, c.squeeze_before, c.squeeze_after,
                          c.gap, c.gap_least}) {
      EXPECT_GE(part, Em()) << what;
    }
    EXPECT_LE(c.pair_before + c.pair_after + c.squeeze_before + c.squeeze_after, c.advance) << what;
    EXPECT_LE(c.edge_before + c.edge_after, c.advance) << what;
    EXPECT_LE(c.gap_least, c.gap) << what;
    if (c.squeeze_before != Em() || c.squeeze_after != Em()) {
      EXPECT_NE(c.squeeze, SqueezeClass::none) << what;
    }
    if (c.break_after != BreakKind::allowed) {
      EXPECT_EQ(c.penalty, 0) << what;
    }
    at = c.text.end;
    glyph += c.glyph_count;
  }
  EXPECT_EQ(at, source.size());
  EXPECT_EQ(glyph, text.glyphs.size());
  for (const RunGlyph& g : text.glyphs) EXPECT_NE(g.glyph, 0U) << source;
}

std::string first_character(const std::string& text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return text.substr(at, end - at);
}

bool is_in(const std::string& set, const std::string& character) {
  return !character.empty() && set.find(character) != std::string::npos;
}

// CL-13 at the level of the national standard: for every break that is offered, not only for those taken.
void check_edges(const ShapedText& text) {
  const std::string never_first = "。，、；：？！”’）》〕·・～";
  const std::string never_last = "“‘（《〔";
  for (const Cluster& c : text.clusters) {
    if (c.break_after != BreakKind::allowed || c.text.end == text.text.size()) continue;
    const std::string next = first_character(text.text, c.text.end);
    const std::string own = text.text.substr(c.text.begin, c.text.size());
    EXPECT_FALSE(is_in(never_first, next)) << text.text << " before " << next;
    EXPECT_FALSE(is_in(never_last, own)) << text.text << " behind " << own;
  }
}

TEST(Properties, CL_13_HoldForTextsOfAllKinds) {
  std::mt19937 random(9704);
  std::vector<std::string> texts;
  texts.reserve(rounds);
  for (int i = 0; i < rounds; ++i) texts.push_back(random_text(random));
  const FontBook fonts = test::open_fonts();
  for (const char* style : {"fangsong", "kai", "title"}) {
    const auto shaped = test::shape(test::document_of(texts, style), test::page_style(), fonts);
    ASSERT_TRUE(shaped) << shaped.findings().front().message.en;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto& text = std::get<ShapedText>(shaped->blocks()[i]);
      check(text, texts[i]);
      check_edges(text);
    }
  }
}

TEST(Properties, SameTextSameShape) {
  const FontBook fonts = test::open_fonts();
  const DocumentParts document = test::document_of({"瑞安市商务局2018年度“公开”——好", "A “B” it’s"});
  const auto once = test::shape(document, test::page_style(), fonts);
  const auto again = test::shape(document, test::page_style(), test::open_fonts());
  ASSERT_TRUE(once);
  ASSERT_TRUE(again);
  EXPECT_EQ(dump(*once), dump(*again));
}

}  // namespace
}  // namespace banxin::text
