#include "import/marks.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace banxin::import {
namespace {

std::string restored(std::string_view text) {
  int count = 0;
  return with_marks_restored(text, count);
}

TEST(Marks, beside_Chinese_are_full_width_again) {
  EXPECT_EQ(restored("(一)强化组织领导,"), "（一）强化组织领导，");
  EXPECT_EQ(restored("电话:65837987,传真:65812672"), "电话：65837987，传真：65812672");
  EXPECT_EQ(restored("281149476@qq.com)。"), "281149476@qq.com）。");
  EXPECT_EQ(restored("(见qq.com),以下"), "（见qq.com），以下") << "a mark beside one that was put back";
}

TEST(Marks, elsewhere_stay) {
  EXPECT_EQ(restored("10:30"), "10:30");
  EXPECT_EQ(restored("1,284"), "1,284");
  EXPECT_EQ(restored("Land, and (Planning)"), "Land, and (Planning)");
  EXPECT_EQ(restored("他说\"好\"。3.5%"), "他说\"好\"。3.5%") << "quotation marks and points";
}

TEST(Marks, are_counted) {
  int count = 0;
  with_marks_restored("(一)甲,乙", count);
  EXPECT_EQ(count, 3);
}

TEST(Marks, edit_distance_ends_at_its_bound) {
  EXPECT_EQ(edit_distance(U"予以公开", U"给予公开", 4), 2);
  EXPECT_EQ(edit_distance(U"予以公开", U"予以公开", 0), 0);
  EXPECT_EQ(edit_distance(U"一二三四五六", U"", 2), 3);
}

}  // namespace
}  // namespace banxin::import
