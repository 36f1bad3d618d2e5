#include "compose/table_grid.h"

#include <gtest/gtest.h>

#include <string>

namespace banxin {
namespace {

std::string place(compose::GridFiller& grid, int rows, int columns) {
  TableCell cell;
  cell.row_span = rows;
  cell.column_span = columns;
  if (!grid.place(cell)) return "refused";
  return std::to_string(cell.row) + "," + std::to_string(cell.column);
}

TEST(TableGrid, CellsFillFreePlacesFromTheLeft) {
  compose::GridFiller grid(3);
  grid.begin_row();
  EXPECT_EQ(place(grid, 2, 1), "0,0");
  EXPECT_EQ(place(grid, 1, 2), "0,1");
  grid.begin_row();
  EXPECT_EQ(place(grid, 1, 1), "1,1");
  EXPECT_EQ(grid.first_gap(1), 2);
  EXPECT_EQ(place(grid, 1, 1), "1,2");
  EXPECT_EQ(grid.first_gap(1), -1);
}

TEST(TableGrid, PA_76_OverlapsAndOverflowsAreRefused) {
  compose::GridFiller grid(3);
  grid.begin_row();
  EXPECT_EQ(place(grid, 1, 1), "0,0");
  EXPECT_EQ(place(grid, 2, 1), "0,1");
  EXPECT_EQ(place(grid, 1, 2), "refused");
  grid.begin_row();
  EXPECT_EQ(place(grid, 1, 2), "refused");
}

TEST(TableGrid, SpansBeyondTheLastRowAreSeen) {
  compose::GridFiller grid(1);
  grid.begin_row();
  EXPECT_EQ(place(grid, 3, 1), "0,0");
  EXPECT_EQ(grid.rows(), 1);
  EXPECT_EQ(grid.rows_reached(), 3);
}

}  // namespace
}  // namespace banxin
