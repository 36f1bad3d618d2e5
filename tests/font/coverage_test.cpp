#include <fmt/format.h>
#include <gtest/gtest.h>

#include "font/character_list.h"
#include "font/support.h"

namespace banxin {
namespace {

std::u32string characters(const std::string& name) {
  auto list = font::read_character_list(BANXIN_SOURCE_DIR "/fonts/" + name + ".txt");
  EXPECT_TRUE(list) << test::list(list.findings());
  return list ? *std::move(list) : std::u32string();
}

// "6763 682 8105": GB 2312's ideographs and other characters, the standard characters.
std::string coverage(const FontBook& book) {
  return fmt::format("{} {} {}", book.coverage(0, characters("gb2312-hanzi")).covered,
                     book.coverage(0, characters("gb2312-symbols")).covered,
                     book.coverage(0, characters("standard-characters")).covered);
}

TEST(Coverage, lists_are_complete_and_without_repetition) {
  for (const auto& [name, size] :
       {std::pair{"gb2312-hanzi", 6763U}, {"gb2312-symbols", 682U}, {"standard-characters", 8105U}}) {
    std::u32string list = characters(name);
    EXPECT_EQ(list.size(), size) << name;
    std::sort(list.begin(), list.end());
    EXPECT_EQ(std::adjacent_find(list.begin(), list.end()), list.end()) << name;
  }
  const std::u32string standard = characters("standard-characters");
  EXPECT_EQ(standard.substr(0, 4), U"一乙二十");
  EXPECT_EQ(std::count_if(standard.begin(), standard.end(), [](char32_t c) { return c > 0xFFFF; }), 196);
  const std::u32string gb2312 = characters("gb2312-hanzi");
  EXPECT_EQ(gb2312.substr(0, 2), U"啊阿");
  EXPECT_EQ(characters("gb2312-symbols").front(), U'　');
  EXPECT_EQ(std::count_if(standard.begin(), standard.end(),
                          [&](char32_t c) { return gb2312.find(c) == std::u32string::npos; }),
            1467);
}

TEST(Coverage, noto_serif_has_all) {
  BANXIN_NEEDS(test::noto_serif);
  const FontBook book = test::book_of(test::noto_serif, test::noto_sc, "Noto Serif CJK SC");
  EXPECT_EQ(coverage(book), "6763 682 8105");
  EXPECT_EQ(book.coverage(0, U"堃瑢珺𫖯𬸦𠮷").covered, 6);
  EXPECT_EQ(book.coverage(0, U"鿫鿬鿭").covered, 0);
}

TEST(Coverage, noto_sans_has_all) {
  BANXIN_NEEDS(test::noto_sans);
  const FontBook book = test::book_of(test::noto_sans, test::noto_sc, "Noto Sans CJK SC");
  EXPECT_EQ(coverage(book), "6763 682 8105");
  EXPECT_EQ(book.coverage(0, U"鿫鿬鿭").covered, 3);
}

TEST(Coverage, wenkai_has_all) {
  BANXIN_NEEDS(test::lxgw_wenkai);
  EXPECT_EQ(coverage(test::book_of(test::lxgw_wenkai)), "6763 682 8105");
}

TEST(Coverage, hanamin_a_has_all_and_b_the_second_plane) {
  BANXIN_NEEDS(test::hanamin_a);
  BANXIN_NEEDS(test::hanamin_b);
  EXPECT_EQ(coverage(test::book_of(test::hanamin_a)), "6763 682 8105");
  const FontBook second = test::book_of(test::hanamin_b);
  std::u32string extension_b;
  for (char32_t c = 0x20000; c <= 0x2A6D6; ++c) extension_b += c;
  EXPECT_EQ(second.coverage(0, extension_b).covered, 42711);
  EXPECT_EQ(second.coverage(0, characters("standard-characters")).covered, 200);
}

// The fetched faces move with their releases: only what the profile counts on.
TEST(Coverage, zhuque_has_the_standard_characters) {
  BANXIN_NEEDS(test::zhuque);
  const FontBook book = test::book_of(test::zhuque);
  const Coverage standard = book.coverage(0, characters("standard-characters"));
  EXPECT_GE(standard.covered, 8000);
  EXPECT_EQ(standard.total, 8105);
}

TEST(Coverage, a_list_that_is_not_utf8_is_refused_with_its_line) {
  const test::TemporaryFolder folder;
  const auto spoiled = font::read_character_list(folder.write("l.txt", "# \xFF in a comment\n一\n\xB0\xA1\n"));
  ASSERT_FALSE(spoiled);
  EXPECT_EQ(test::list(spoiled.findings()),
            "font-list-unusable error 3: This line of the character list is not UTF-8.\n");
  for (const char* bad : {"\xC0\x80", "\xE4\xB8", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE0\x80\x80"}) {
    EXPECT_FALSE(font::read_character_list(folder.write("l.txt", bad))) << bad;
  }
  const auto sound = font::read_character_list(folder.write("l.txt", "一\n𠮷"));
  ASSERT_TRUE(sound);
  EXPECT_EQ(*sound, U"一𠮷");
  const auto absent = font::read_character_list(folder.path("absent"));
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.findings().front().code, "font-list-unusable");
}

}  // namespace
}  // namespace banxin
