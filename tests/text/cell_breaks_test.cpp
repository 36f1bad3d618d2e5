#include <gtest/gtest.h>

#include "text/kit.h"

namespace banxin::text {
namespace {

using test::cell_breaks_of;

TEST(CellBreaks, CL_88_labels_part_between_words) {
  EXPECT_EQ(cell_breaks_of("政府信息处理费数量"), "政{1000}府|信{1000}息|处{1000}理{1000}费|数{1000}量");
  EXPECT_EQ(cell_breaks_of("规范性文件和政府公报"), "规{1000}范{1000}性|文{1000}件|和|政{1000}府|公{1000}报");
}

TEST(CellBreaks, CL_88_what_is_in_brackets_is_whole_while_it_is_short) {
  EXPECT_EQ(cell_breaks_of("收费金额（万元）"), "收{1000}费|金{1000}额|（万{1000}元）");
  EXPECT_EQ(cell_breaks_of("（上一年度全年的情形）"), "（上|一|年{1000}度|全|年|的|情|形）");
}

TEST(CellBreaks, CL_88_a_number_and_its_unit_are_a_word) {
  EXPECT_EQ(cell_breaks_of("10月合计"), "10{1000}月|合{1000}计");
  // A name of four characters is none: it may part in the middle.
  EXPECT_EQ(cell_breaks_of("结果维持"), "结{1000}果{300}维{1000}持");
}

TEST(CellBreaks, CL_88_text_outside_of_tables_parts_anywhere) {
  EXPECT_EQ(test::breaks_of("政府信息处理费收取"), "政|府|信|息|处|理|费|收|取");
}

}  // namespace
}  // namespace banxin::text
