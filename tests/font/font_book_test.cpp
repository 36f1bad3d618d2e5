#include "font/font_book.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/digest.h"
#include "font/support.h"
#include "font/synthetic_font.h"

namespace banxin {
namespace {

using test::SyntheticFont;
using test::TemporaryFolder;

SyntheticFont letters(std::u16string family, std::string postscript_name, const std::u32string& characters = U"A") {
  SyntheticFont font;
  font.family = std::move(family);
  font.postscript_name = std::move(postscript_name);
  for (const char32_t c : characters) font.glyphs.push_back({.character = c, .left = 100, .right = 900});
  return font;
}

const std::vector<std::string> role_names = {"song", "fangsong", "hei", "kai", "xiaobiaosong", "latin", "rare"};

// All roles but the first line's are served by the file Other.ttf, which must stand in the profile's folder.
std::string profile_with_song(const std::string& song) {
  std::string profile = "folder .\nrole song\n" + song;
  for (std::size_t i = 1; i < role_names.size(); ++i) {
    profile += "role " + role_names[i] + "\nface Other\nfile Other.ttf\n";
  }
  return profile;
}

std::string song_of(const FontBook& book) {
  return book.info(book.roles().front().faces.front()).family;
}

TEST(FontBook, free_finds_every_role_and_the_mainlands_faces) {
  BANXIN_NEEDS(test::noto_serif);
  BANXIN_NEEDS(test::noto_sans);
  BANXIN_NEEDS(test::lxgw_wenkai);
  BANXIN_NEEDS(test::liberation_serif);
  BANXIN_NEEDS(test::hanamin_b);
  auto book = FontBook::open(BANXIN_SOURCE_DIR "/fonts/free.profile", {});
  ASSERT_TRUE(book) << test::list(book.findings());
  std::string first_faces;
  for (const RoleFaces& role : book->roles()) {
    if (role.role == FontRole::fangsong) continue;  // fetched, not Debian's: below
    const FaceInfo& face = book->info(role.faces.front());
    first_faces +=
        std::string(name_of(role.role)) + ": " + face.postscript_name + " " + std::to_string(face.index) + "\n";
    EXPECT_TRUE(role.missing.empty()) << name_of(role.role);
  }
  // A collection's face 0 is Japan's: never taken.
  EXPECT_EQ(first_faces,
            "song: NotoSerifCJKsc-Regular 2\n"
            "hei: NotoSansCJKsc-Regular 2\n"
            "kai: LXGWWenKai-Regular 0\n"
            "xiaobiaosong: NotoSerifCJKsc-Bold 2\n"
            "latin: LiberationSerif 0\n"
            "rare: NotoSerifCJKsc-Regular 2\n");
}

TEST(FontBook, free_prefers_the_fangsong_that_has_all_standard_characters) {
  BANXIN_NEEDS(test::zhuque);
  auto book = FontBook::open(BANXIN_SOURCE_DIR "/fonts/free.profile", {});
  ASSERT_TRUE(book) << test::list(book.findings());
  const auto chain = book->chain(FontRole::fangsong);
  EXPECT_EQ(std::filesystem::path(book->info(chain.front()).file).filename(), "LXGWZhuqueFangsong-Regular.ttf");
  EXPECT_EQ(test::list(book.findings()), "");
  // Symbols that a FangSong lacks are found further down.
  for (const char32_t symbol : {U'①', U'■', U'★'}) {
    EXPECT_TRUE(std::any_of(chain.begin(), chain.end(), [&](FaceId face) { return book->has_glyph(face, symbol); }));
  }
}

TEST(FontBook, face_tells_who_it_is) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook book = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  const FaceInfo& face = book.info(0);
  EXPECT_EQ(face.family, "Noto Serif CJK SC");
  EXPECT_EQ(face.postscript_name, "NotoSerifCJKsc-Regular");
  EXPECT_EQ(face.version, "Version 2.001;hotconv 1.1.0;makeotfexe 2.6.0");
  EXPECT_EQ(face.file, test::noto_serif);
  EXPECT_EQ(face.index, 2U);
  EXPECT_EQ(face.units_per_em, 1000U);
  EXPECT_EQ(face.outlines, OutlineKind::cff);
  EXPECT_FALSE(book.gives_half_forms(0));
}

TEST(FontBook, digest_is_that_of_the_whole_file) {
  const TemporaryFolder folder;
  const std::string bytes = letters(u"Song", "Song").bytes();
  const FontBook book = test::book_of(folder.write("f.ttf", bytes));
  EXPECT_EQ(book.file_digest(0), to_hex(digest(DigestKind::sha256, bytes)));
}

TEST(FontBook, the_collections_face_is_the_one_named_even_where_the_index_is_another) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook wrong_index = test::book_of(test::noto_serif, 0, "Noto Serif CJK SC");
  EXPECT_EQ(wrong_index.info(0).postscript_name, "NotoSerifCJKsc-Regular");
  // A collection that has no such face serves nobody.
  const TemporaryFolder folder;
  const auto none = FontBook::open(folder.write("p.profile", test::profile_of(test::noto_serif, 2, "Songti SC")), {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.findings().front().code, "font-missing");
}

TEST(FontBook, chain_ends_with_the_rare_faces_and_names_none_twice) {
  const TemporaryFolder folder;
  folder.write("Other.ttf", letters(u"Other", "Other").bytes());
  folder.write("Song.ttf", letters(u"Song", "Song").bytes());
  folder.write("Rare.ttf", letters(u"Rare", "Rare").bytes());
  const std::string profile = profile_with_song("face Song\nfile Song.ttf\nface Other\nfile Other.ttf\n") +
                              "face Rare\nfile Rare.ttf\nface Song\nfile Song.ttf\n";
  auto book = FontBook::open(folder.write("p.profile", profile), {});
  ASSERT_TRUE(book) << test::list(book.findings());
  std::string chain;
  for (const FaceId face : book->chain(FontRole::song)) chain += book->info(face).family + " ";
  EXPECT_EQ(chain, "Song Other Rare ");
  chain.clear();
  for (const FaceId face : book->chain(FontRole::kai)) chain += book->info(face).family + " ";
  EXPECT_EQ(chain, "Other Rare Song ");
}

TEST(FontBook, a_role_without_any_face_is_an_error_that_says_what_to_install) {
  const TemporaryFolder folder;
  folder.write("Other.ttf", letters(u"Other", "Other").bytes());
  auto book = FontBook::open(
      folder.write("p.profile", profile_with_song("face Song A | x\nfile a.ttf\npackage fonts-a\nface Song B\n")), {});
  ASSERT_FALSE(book);
  ASSERT_EQ(book.findings().size(), 1U);
  const Diagnostic& d = book.findings().front();
  EXPECT_EQ(test::list({d}), "font-missing error 2: No face was found for role song; asked for: Song A, Song B.\n");
  EXPECT_EQ(d.message.zh, "宋体（song）一种字体也没有找到，要的是：Song A、Song B。");
  EXPECT_EQ(
      d.hint.en,
      "Name a folder that holds one of them with --font-folder, or install its package: apt-get install fonts-a.");
}

TEST(FontBook, what_stands_in_for_what_is_told) {
  const TemporaryFolder folder;
  folder.write("Other.ttf", letters(u"Other", "Other").bytes());
  auto book = FontBook::open(
      folder.write("p.profile",
                   profile_with_song("face Song A | x\nface Song B\nface Other\nfile Other.ttf\nface C\n")),
      {});
  ASSERT_TRUE(book);
  EXPECT_EQ(book->roles().front().missing, (std::vector<std::string>{"Song A", "Song B"}));
  EXPECT_EQ(test::list(book.findings()),
            "font-replaced note 2: Role song: Song A, Song B not found; Other is used instead.\n");
  EXPECT_TRUE(book->roles()[1].missing.empty());
}

TEST(FontBook, the_users_folders_come_first_and_go_by_names) {
  const TemporaryFolder folder;
  folder.write("Other.ttf", letters(u"Other", "Other").bytes());
  folder.write("Song.ttf", letters(u"Song", "Song", U"A").bytes());
  folder.write("mine/deep/anything.TTF", letters(u"Song", "Song", U"AB").bytes());
  folder.write("mine/notes.ttf.txt", "no font");
  const std::string profile = folder.write("p.profile", profile_with_song("face Song\nfile Song.ttf\n"));
  auto without = FontBook::open(profile, {});
  auto with = FontBook::open(profile, {folder.path("mine")});
  ASSERT_TRUE(without && with);
  EXPECT_FALSE(without->has_glyph(without->roles().front().faces.front(), U'B'));
  EXPECT_TRUE(with->has_glyph(with->roles().front().faces.front(), U'B'));
}

TEST(FontBook, founder_finds_the_users_files_by_chinese_english_and_postscript_names) {
  BANXIN_NEEDS(test::noto_serif);
  BANXIN_NEEDS(test::liberation_serif);
  const TemporaryFolder folder;
  SyntheticFont song = letters(u"SimSun", "SimSun");
  song.chinese_family = u"宋体";
  folder.write("simsun.ttf", song.bytes());
  SyntheticFont fangsong = letters(u"Fang Song", "FS");
  fangsong.chinese_family = u"仿宋_GB2312";
  folder.write("a/1.ttf", fangsong.bytes());
  folder.write("a/2.ttf", letters(u"simhei", "x").bytes());
  folder.write("a/3.ttf", letters(u"?", "STKaiti").bytes());
  folder.write("a/4.ttf", letters(u"FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0").bytes());
  auto book = FontBook::open(BANXIN_SOURCE_DIR "/fonts/founder.profile", {folder.path()});
  ASSERT_TRUE(book) << test::list(book.findings());
  std::string files;
  for (std::size_t i = 0; i < 5; ++i) {
    const RoleFaces& role = book->roles()[i];
    files += std::string(name_of(role.role)) + ":" + book->info(role.faces[0]).file.substr(folder.path().size()) + " ";
  }
  EXPECT_EQ(files, "song:/simsun.ttf fangsong:/a/1.ttf hei:/a/2.ttf kai:/a/3.ttf xiaobiaosong:/a/4.ttf ");
}

// The bold face of a family bears the family's name too, but is not what the name means.
TEST(FontBook, a_familys_name_means_its_regular_face) {
  const TemporaryFolder folder;
  folder.write("Other.ttf", letters(u"Other", "Other").bytes());
  SyntheticFont bold = letters(u"SimSun", "SimSun-Bold");
  bold.mac_style = 1;
  folder.write("fonts/1-bold.ttf", bold.bytes());
  folder.write("fonts/2-regular.ttf", letters(u"SimSun", "SimSun").bytes());
  const std::string profile = folder.write("p.profile", profile_with_song("face SimSun\n"));
  auto book = FontBook::open(profile, {folder.path("fonts")});
  ASSERT_TRUE(book);
  EXPECT_EQ(book->info(book->roles().front().faces.front()).postscript_name, "SimSun");
}

TEST(FontBook, scanned_folders_are_for_names_alone) {
  const TemporaryFolder folder;
  folder.write("Other.ttf", letters(u"Other", "Other").bytes());
  folder.write("scanned/x.otf", letters(u"Song", "Song").bytes());
  auto book =
      FontBook::open(folder.write("p.profile", "scan scanned\nscan absent\n" + profile_with_song("face Song\n")), {});
  ASSERT_TRUE(book) << test::list(book.findings());
  EXPECT_EQ(song_of(*book), "Song");
  EXPECT_EQ(test::list(book.findings()), "");
}

TEST(FontBook, a_folder_of_the_users_that_is_not_there_is_told) {
  const TemporaryFolder folder;
  folder.write("Other.ttf", letters(u"Other", "Other").bytes());
  auto book =
      FontBook::open(folder.write("p.profile", profile_with_song("face Other\nfile Other.ttf\n")), {folder.path("no")});
  ASSERT_TRUE(book);
  EXPECT_EQ(test::list(book.findings()),
            "font-unusable warning 0: The folder of fonts does not exist or cannot be read; it was passed over.\n");
}

// What keeps a file from being used, and that the next candidate then serves.
std::string passed_over(const std::string& bytes) {
  const TemporaryFolder folder;
  folder.write("Other.ttf", letters(u"Other", "Other").bytes());
  folder.write("Song.ttf", bytes);
  auto book = FontBook::open(
      folder.write("p.profile", profile_with_song("face Song\nfile Song.ttf\nface Other\nfile Other.ttf\n")), {});
  EXPECT_TRUE(book);
  if (!book) return {};
  EXPECT_EQ(song_of(*book) == "Other", !book.findings().empty());
  EXPECT_TRUE(book.findings().empty() || book.findings().front().code == "font-unusable");
  return book.findings().empty() ? "" : book.findings().front().message.en;
}

// PA-34: rights are asked of the face, OS/2 fsType; only 2 (restricted) forbids embedding.
TEST(FontBook, PA_34_embedding_rights) {
  SyntheticFont font = letters(u"Song", "Song");
  for (const int allowed : {0, 4, 8, 6}) {
    font.fs_type = static_cast<std::uint16_t>(allowed);
    EXPECT_EQ(passed_over(font.bytes()), "") << allowed;
  }
  font.fs_type = 2;
  EXPECT_EQ(passed_over(font.bytes()),
            "The font file (face 0) cannot be used: its licence (OS/2 fsType = 2) forbids embedding.");
}

TEST(FontBook, files_that_are_no_usable_font_are_passed_over_with_the_reason) {
  const std::string sound = letters(u"Song", "Song").bytes();
  EXPECT_EQ(passed_over(sound), "");
  EXPECT_EQ(passed_over(""), "The font file (face 0) cannot be used: it is not a TrueType or OpenType font.");
  EXPECT_EQ(passed_over("%!PS-AdobeFont-1.0: NimbusRoman"),
            "The font file (face 0) cannot be used: it is not a TrueType or OpenType font.");
  const auto renamed = [&](const std::string& from, const std::string& to) {
    std::string bytes = sound;
    bytes.replace(bytes.find(from), 4, to);
    return passed_over(bytes);
  };
  EXPECT_EQ(
      renamed("glyf", "CFF2"),
      "The font file (face 0) cannot be used: it is a variable face (CFF2), which cannot be embedded; use a static "
      "version of it.");
  EXPECT_EQ(renamed("glyf", "glyx"),
            "The font file (face 0) cannot be used: it has no outlines to embed (table glyf or CFF).");
  EXPECT_EQ(renamed("cmap", "cmax"), "The font file (face 0) cannot be used: it is damaged: it has no table cmap.");
  SyntheticFont impossible = letters(u"Song", "Song");
  impossible.units_per_em = 7;
  EXPECT_EQ(passed_over(impossible.bytes()),
            "The font file (face 0) cannot be used: it is damaged: table head or maxp holds impossible numbers.");
}

// PA-15: a name in a PDF is ASCII without delimiters.
TEST(FontBook, PA_15_a_postscript_name_of_its_own_making_is_cleaned) {
  const TemporaryFolder folder;
  const FontBook spaced = test::book_of(folder.write("f.ttf", letters(u"Song", "FZ (Song)/1#").bytes()));
  EXPECT_EQ(spaced.info(0).postscript_name, "FZSong1");
  const FontBook without = test::book_of(folder.write("Nameless 1.ttf", letters(u"", "").bytes()));
  EXPECT_EQ(without.info(0).postscript_name, "Nameless1");
  EXPECT_EQ(without.info(0).family, "Nameless1");
}

TEST(FontBook, AnOutlineReachesAsFarAsTheInk) {
  BANXIN_NEEDS(test::noto_serif);
  BANXIN_NEEDS(test::lxgw_wenkai);
  const auto check = [](const char* file, const FontBook& book) {
    const GlyphId glyph = test::glyph_of(book, "H");
    const InkBox ink = book.ink(0, glyph);
    InkBox drawn{ink.right, ink.left, ink.top, ink.bottom};
    const std::vector<OutlineStep> steps = book.outline(0, {glyph, GlyphForm::plain});
    ASSERT_FALSE(steps.empty()) << file;
    EXPECT_EQ(steps.front().kind, OutlineStep::Kind::move);
    EXPECT_EQ(steps.back().kind, OutlineStep::Kind::close);
    for (const OutlineStep& step : steps) {
      if (step.kind == OutlineStep::Kind::close) continue;
      drawn = {std::min(drawn.left, step.to.x), std::max(drawn.right, step.to.x), std::min(drawn.bottom, step.to.y),
               std::max(drawn.top, step.to.y)};
    }
    EXPECT_EQ(test::thousandths(drawn.left), test::thousandths(ink.left)) << file;
    EXPECT_EQ(test::thousandths(drawn.right), test::thousandths(ink.right)) << file;
    EXPECT_EQ(test::thousandths(drawn.bottom), test::thousandths(ink.bottom)) << file;
    EXPECT_EQ(test::thousandths(drawn.top), test::thousandths(ink.top)) << file;
    EXPECT_TRUE(book.outline(0, {test::glyph_of(book, " "), GlyphForm::plain}).empty()) << file;
  };
  check("CFF", test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC"));
  check("TrueType", test::book_of(test::lxgw_wenkai));
}

}  // namespace
}  // namespace banxin
