#include "base/file_name.h"

#include <gtest/gtest.h>

#include <string>

namespace banxin {
namespace {

TEST(FileName, has_nothing_that_a_file_system_of_an_office_refuses) {
  EXPECT_EQ(file_name_of("2023-东江市水利局（本级）"), "2023-东江市水利局（本级）");
  EXPECT_EQ(file_name_of("a/b\\c:d*e?f\"g<h>i|j"), "a_b_c_d_e_f_g_h_i_j");
  EXPECT_EQ(file_name_of("../../etc"), "_.._etc");
  EXPECT_EQ(file_name_of(" 局. "), "局");
  EXPECT_EQ(file_name_of("甲\n乙\xE2\x80\xAE\xFF"), "甲_乙__");
  EXPECT_EQ(file_name_of("Con"), "_Con");
  EXPECT_EQ(file_name_of("lpt1.局"), "_lpt1.局");
  EXPECT_EQ(file_name_of("..."), "_");
  EXPECT_EQ(file_name_of(""), "_");
  std::string many;
  for (int i = 0; i < 100; ++i) many += "局";
  EXPECT_EQ(file_name_of(many), many.substr(0, 150));
}

TEST(FileNames, tell_apart_what_would_have_one_name) {
  FileNames names;
  EXPECT_EQ(names.settle("2023-水利局", "a"), "2023-水利局");
  const std::string other = names.settle("2023-水利局", "b");
  EXPECT_EQ(other.substr(0, other.size() - 8), "2023-水利局~");
  EXPECT_EQ(names.settle("A局", "c"), "A局");
  EXPECT_NE(names.settle("a局", "d"), "a局");
  // A name that had to be changed is the same whatever came before it: two runs never write one file for two bureaus.
  EXPECT_EQ(FileNames().settle("甲/乙", "e"), names.settle("甲/乙", "e"));
  EXPECT_NE(names.settle("甲:乙", "f"), names.settle("甲?乙", "g"));
  EXPECT_NE(names.settle("甲:乙", "f"), names.settle("甲:乙", "f"));
}

}  // namespace
}  // namespace banxin
