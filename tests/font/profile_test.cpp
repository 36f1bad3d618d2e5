#include "font/profile.h"

#include <gtest/gtest.h>

#include "font/support.h"

namespace banxin {
namespace {

using test::TemporaryFolder;

const std::string other_roles =
    "role hei\nface H\nrole kai\nface K\nrole fangsong\nface F\nrole xiaobiaosong\nface X\nrole latin\nface L\n"
    "role rare\nface R\n";

std::string faults(const std::string& text) {
  const TemporaryFolder folder;
  auto profile = font::read_profile(folder.write("p.profile", text));
  EXPECT_FALSE(profile) << text;
  return test::list(profile.findings());
}

TEST(Profile, candidates_keep_their_order_names_and_place) {
  const TemporaryFolder folder;
  const auto profile = font::read_profile(folder.write("fonts/p.profile",
                                                       "# comment\n\nfolder ../build/fonts\r\nscan .\nfolder /usr/f\n"
                                                       "role song\n"
                                                       "  face Noto Serif CJK SC | 思源宋体 |\n"
                                                       "  file NotoSerif CJK.ttc\n"
                                                       "  index 2\n"
                                                       "  package fonts-noto-cjk\n"
                                                       "face SimSun\n" +
                                                           other_roles));
  ASSERT_TRUE(profile) << test::list(profile.findings());
  EXPECT_EQ(profile->folders, (std::vector<std::string>{folder.path("build/fonts"), "/usr/f"}));
  EXPECT_EQ(profile->scanned, (std::vector<std::string>{folder.path("fonts/")}));
  ASSERT_EQ(profile->roles.size(), 7U);
  const font::RoleCandidates& song = profile->roles.front();
  EXPECT_EQ(song.role, FontRole::song);
  ASSERT_EQ(song.faces.size(), 2U);
  EXPECT_EQ(song.faces[0].names, (std::vector<std::string>{"Noto Serif CJK SC", "思源宋体"}));
  EXPECT_EQ(song.faces[0].file, "NotoSerif CJK.ttc");
  EXPECT_EQ(song.faces[0].index, 2U);
  EXPECT_EQ(song.faces[0].package, "fonts-noto-cjk");
  EXPECT_EQ(song.faces[1].names, (std::vector<std::string>{"SimSun"}));
  EXPECT_EQ(song.faces[1].file, "");
}

TEST(Profile, a_role_lends_marks_to_another) {
  const TemporaryFolder folder;
  const auto profile =
      font::read_profile(folder.write("p.profile", "role song\nface S\n" + other_roles + "marks hei  （“ \n"));
  ASSERT_TRUE(profile) << test::list(profile.findings());
  EXPECT_EQ(profile->roles.back().marks, U"（“");
  EXPECT_EQ(profile->roles.back().marks_from, FontRole::hei);
  EXPECT_EQ(profile->roles.front().marks, U"");
  for (const std::string line : {"marks hei\n", "marks ming （\n"}) {
    EXPECT_NE(faults("role song\nface S\n" + other_roles + line).find("below a role"), std::string::npos) << line;
  }
  EXPECT_NE(faults("marks hei （\nrole song\nface S\n" + other_roles).find("below a role"), std::string::npos);
}

TEST(Profile, every_line_at_fault_is_named_at_once) {
  EXPECT_EQ(faults("face Early\n"
                   "role song\n"
                   "file early.ttf\n"
                   "face A\n"
                   "index two\n"
                   "index 1000\n"
                   "file a/b.ttf\n"
                   "font B\n"
                   "role mincho\n"
                   "face of no role\n"
                   "role hei\n"
                   "role hei\n"
                   "face |\n"
                   "folder\n"),
            "font-profile-unusable error 1: A face is given before the first role.\n"
            "font-profile-unusable error 3: There is no face before 'file'.\n"
            "font-profile-unusable error 5: The index 'two' is not a whole number from 0 to 999.\n"
            "font-profile-unusable error 6: The index '1000' is not a whole number from 0 to 999.\n"
            "font-profile-unusable error 7: A file has no folder: name folders by 'folder'.\n"
            "font-profile-unusable error 8: The word 'font' is not known.\n"
            "font-profile-unusable error 9: There is no role 'mincho'.\n"
            "font-profile-unusable error 12: The role 'hei' is given twice.\n"
            "font-profile-unusable error 13: The face has no name.\n"
            "font-profile-unusable error 14: Nothing follows 'folder'.\n"
            "font-profile-unusable error 11: The role 'hei' lists no face.\n"
            "font-profile-unusable error 0: The role 'fangsong' is missing.\n"
            "font-profile-unusable error 0: The role 'kai' is missing.\n"
            "font-profile-unusable error 0: The role 'xiaobiaosong' is missing.\n"
            "font-profile-unusable error 0: The role 'latin' is missing.\n"
            "font-profile-unusable error 0: The role 'rare' is missing.\n");
}

TEST(Profile, a_line_that_is_not_utf8_is_named) {
  EXPECT_EQ(faults("# \xD0\xCB\nrole song\nface S\nface \xCB\xCE\xCC\xE5\n" + other_roles),
            "font-profile-unusable error 4: The line is not UTF-8.\n");
}

TEST(Profile, one_role_short_is_refused_and_all_seven_are_accepted) {
  EXPECT_EQ(faults(other_roles), "font-profile-unusable error 0: The role 'song' is missing.\n");
  const TemporaryFolder folder;
  EXPECT_TRUE(font::read_profile(folder.write("p.profile", "role song\nface S\n" + other_roles)));
}

TEST(Profile, a_file_that_is_not_there_is_a_fault_of_the_set_up) {
  const auto profile = font::read_profile("/nonexistent/free.profile");
  ASSERT_FALSE(profile);
  ASSERT_EQ(profile.findings().size(), 1U);
  EXPECT_EQ(profile.findings()[0].code, "font-profile-unusable");
  EXPECT_EQ(profile.findings()[0].place.file, "/nonexistent/free.profile");
}

TEST(Profile, the_shipped_profiles_can_be_read) {
  for (const char* name : {"free", "founder"}) {
    const auto profile = font::read_profile(std::string(BANXIN_SOURCE_DIR "/fonts/") + name + ".profile");
    EXPECT_TRUE(profile) << test::list(profile.findings());
  }
}

// Offices ask for these names (GB/T 9704-2012 names styles; these are the products that stand for them).
TEST(Profile, founder_knows_the_names_that_offices_use) {
  const auto profile = font::read_profile(BANXIN_SOURCE_DIR "/fonts/founder.profile");
  ASSERT_TRUE(profile);
  std::string all;
  for (const auto& role : profile->roles) {
    for (const auto& face : role.faces) {
      for (const std::string& name : face.names) all += std::string(name_of(role.role)) + "=" + name + "\n";
    }
  }
  for (const char* wanted : {"fangsong=仿宋\n",
                             "fangsong=仿宋_GB2312\n",
                             "fangsong=FangSong\n",
                             "fangsong=FangSong_GB2312\n",
                             "fangsong=方正仿宋简体\n",
                             "fangsong=FZFSJW\n",
                             "fangsong=FZFSK\n",
                             "fangsong=华文仿宋\n",
                             "fangsong=STFangsong\n",
                             "fangsong=SimFang\n",
                             "kai=楷体\n",
                             "kai=楷体_GB2312\n",
                             "kai=KaiTi\n",
                             "kai=KaiTi_GB2312\n",
                             "kai=方正楷体简体\n",
                             "kai=FZKTJW\n",
                             "kai=FZKTK\n",
                             "kai=STKaiti\n",
                             "hei=黑体\n",
                             "hei=SimHei\n",
                             "hei=方正黑体简体\n",
                             "hei=FZHTJW\n",
                             "hei=STHeiti\n",
                             "song=宋体\n",
                             "song=SimSun\n",
                             "song=方正书宋简体\n",
                             "song=STSong\n",
                             "xiaobiaosong=方正小标宋简体\n",
                             "xiaobiaosong=方正小标宋_GBK\n",
                             "xiaobiaosong=FZXBSJW\n",
                             "xiaobiaosong=FZXBSK\n",
                             "xiaobiaosong=小标宋\n"}) {
    EXPECT_NE(all.find(wanted), std::string::npos) << wanted;
  }
}

}  // namespace
}  // namespace banxin
