#include "base/grid_filler.h"

#include <gtest/gtest.h>

#include <string>

namespace banxin {
namespace {

std::string place(GridFiller& grid, int rows, int columns) {
  const auto column = grid.place(rows, columns);
  return column ? std::to_string(grid.rows() - 1) + "," + std::to_string(*column) : "refused";
}

TEST(GridFiller, CellsFillFreePlacesFromTheLeft) {
  GridFiller grid(3);
  grid.begin_row();
  EXPECT_EQ(place(grid, 2, 1), "0,0");
  EXPECT_EQ(place(grid, 1, 2), "0,1");
  grid.begin_row();
  EXPECT_EQ(place(grid, 1, 1), "1,1");
  EXPECT_EQ(grid.first_gap(1), 2);
  EXPECT_EQ(place(grid, 1, 1), "1,2");
  EXPECT_EQ(grid.first_gap(1), -1);
}

TEST(GridFiller, PA_76_OverlapsAndOverflowsAreRefused) {
  GridFiller grid(3);
  grid.begin_row();
  EXPECT_EQ(place(grid, 1, 1), "0,0");
  EXPECT_EQ(place(grid, 2, 1), "0,1");
  EXPECT_EQ(place(grid, 1, 2), "refused");
  grid.begin_row();
  EXPECT_EQ(place(grid, 1, 2), "refused");
}

TEST(GridFiller, SpansBeyondTheLastRowAreSeen) {
  GridFiller grid(1);
  grid.begin_row();
  EXPECT_EQ(place(grid, 3, 1), "0,0");
  EXPECT_EQ(grid.rows(), 1);
  EXPECT_EQ(grid.rows_reached(), 3);
}

}  // namespace
}  // namespace banxin
