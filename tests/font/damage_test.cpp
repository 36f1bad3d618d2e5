#include <gtest/gtest.h>

#include <random>

#include "font/support.h"
#include "font/synthetic_font.h"

// A damaged file gives a finding or a face that does what it can: never a crash, never a hang.
namespace banxin {
namespace {

using test::TemporaryFolder;

// Everything that a report asks of a face.
void use(const FontBook& book) {
  const FaceInfo& info = book.info(0);
  EXPECT_FALSE(info.postscript_name.empty());
  std::vector<UsedGlyph> glyphs;
  for (const ShapedGlyph& g : test::shape(book, "中，（A1——“公”", {"halt", "-kern"})) {
    book.ink(0, g.glyph);
    if (g.glyph != 0) glyphs.push_back({g.glyph, GlyphForm::plain});
  }
  std::sort(glyphs.begin(), glyphs.end());
  glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
  if (!glyphs.empty()) glyphs.push_back({glyphs.front().glyph, GlyphForm::right_half});
  book.has_variant(0, U'中', 0xE0100);
  const auto subset = book.subset(0, glyphs);
  if (subset) {
    EXPECT_EQ(subset->codes.size(), glyphs.size());
  } else {
    EXPECT_EQ(subset.findings().front().code, "font-subset-failed");
  }
}

void try_damaged(const TemporaryFolder& folder, const std::string& bytes) {
  const std::string file = folder.write("damaged.ttf", bytes);
  const std::string profile = folder.write("p.profile", test::profile_of(file));
  auto book = FontBook::open(profile, {});
  if (book) {
    use(*book);
  } else {
    EXPECT_EQ(book.findings().front().code, "font-unusable");
    EXPECT_EQ(book.findings().back().code, "font-missing");
  }
}

// Cuts, flipped bits and overwritten words, the same in every run; most of the flips hit the tables that are read.
void damage(const std::string& sound, int rounds) {
  const TemporaryFolder folder;
  std::mt19937 random(2018);  // NOLINT(cert-msc51-cpp): the same damage in every run
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  constexpr std::size_t directory = 400;
  for (int round = 0; round < rounds; ++round) {
    std::string bytes = sound;
    switch (round % 4) {
      case 0: bytes.resize(below(sound.size())); break;
      case 1: bytes[below(std::min(directory, sound.size()))] = static_cast<char>(random()); break;
      case 2:
        for (int i = 0; i < 20; ++i) bytes[below(bytes.size())] = static_cast<char>(random());
        break;
      default: {
        const std::size_t at = below(bytes.size());
        bytes.replace(at, std::min<std::size_t>(64, bytes.size() - at), 64, round % 8 == 3 ? '\xFF' : '\0');
      }
    }
    try_damaged(folder, bytes);
  }
}

TEST(Damage, small_truetype) {
  test::SyntheticFont font;
  font.glyphs = {{.character = U'中', .left = 50, .right = 950},
                 {.character = U'，', .left = 80, .right = 230},
                 {.character = U'（', .left = 570, .component = 2}};
  damage(font.bytes(), 400);
}

TEST(Damage, cut_at_every_byte_of_a_small_file) {
  test::SyntheticFont font;
  font.glyphs = {{.character = U'中', .left = 50, .right = 950}};
  const std::string sound = font.bytes();
  const TemporaryFolder folder;
  for (std::size_t size = 0; size < sound.size(); size += 3) try_damaged(folder, sound.substr(0, size));
}

TEST(Damage, truetype_with_layout_tables) {
  BANXIN_NEEDS(test::liberation_serif);
  damage(test::bytes_of_file(test::liberation_serif), 120);
}

TEST(Damage, cff) {
  constexpr const char* nimbus = "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf";
  BANXIN_NEEDS(nimbus);
  damage(test::bytes_of_file(nimbus), 120);
}

TEST(Damage, cid_keyed_cff) {
  BANXIN_NEEDS(test::fandol_fang);
  damage(test::bytes_of_file(test::fandol_fang), 24);
}

TEST(Damage, a_folder_of_junk_is_searched_without_harm) {
  const TemporaryFolder folder;
  folder.write("fonts/empty.ttf", "");
  folder.write("fonts/text.otf", "not a font");
  folder.write("fonts/head.ttc", std::string("ttcf\0\1\0\0\xFF\xFF\xFF\xFF", 12));
  test::SyntheticFont font;
  font.family = u"Any";
  font.glyphs = {{.character = U'中', .left = 50, .right = 950}};
  folder.write("fonts/z.ttf", font.bytes());
  auto book =
      FontBook::open(folder.write("p.profile", test::profile_of("/nowhere/x.ttf", 0, "Any")), {folder.path("fonts")});
  ASSERT_TRUE(book) << test::list(book.findings());
  EXPECT_EQ(book->info(0).file, folder.path("fonts/z.ttf"));
}

}  // namespace
}  // namespace banxin
