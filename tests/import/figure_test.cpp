#include <gtest/gtest.h>

#include "import/figure_reader.h"
#include "support.h"

namespace banxin::import {
namespace {

const Hints& hints() {
  static const Hints loaded = *Hints::load(test::forms().front().common_folder);
  return loaded;
}

// What becomes of a cell's text under a form's unit: the value, its unit where it has one of its own, how sure.
std::string read(const std::string& text, const std::string& unit = "件") {
  const ReadFigure figure = read_figure({.text = text}, unit, hints());
  return figure.written + (figure.unit.empty() ? "" : " " + figure.unit) + " " + std::string(name_of(figure.sure));
}

TEST(Figure, D_06_a_blank_and_a_mark_stay_what_they_are) {
  EXPECT_EQ(read(""), " exact");
  EXPECT_EQ(read("/"), "/ exact");
  EXPECT_EQ(read("-"), "- exact");
  EXPECT_EQ(read("—"), "— exact");
  EXPECT_EQ(read("——"), "— exact");
  EXPECT_EQ(read("不适用"), "不适用 exact");
  EXPECT_EQ(read("0"), "0 exact");
  EXPECT_EQ(read("／"), "/ variant");
}

TEST(Figure, is_folded_and_told) {
  EXPECT_EQ(read("１２"), "12 variant");
  EXPECT_EQ(read("1,284"), "1284 variant");
  EXPECT_EQ(read("1，284"), "1284 variant");
  EXPECT_EQ(read("12件"), "12 variant");
  EXPECT_EQ(read("007"), "7 variant");
  EXPECT_EQ(read(" 12\u00A0"), "12 exact") << "white space is nothing to tell of";
}

TEST(Figure, of_another_unit_is_not_converted) {
  EXPECT_EQ(read("251000元", "万元"), "251000 元 open");
  EXPECT_EQ(read("1286.50万元", ""), "1286.50 万元 variant") << "the form leaves the unit to the bureau";
}

TEST(Figure, that_is_none_is_a_question_and_never_0) {
  for (const char* text : {"无", "未统计", "约12", "1,28", "12/3", "见附件", "12.5%"}) {
    const ReadFigure figure = read_figure({.text = text}, "件", hints());
    EXPECT_EQ(figure.written, "") << text;
    EXPECT_EQ(figure.sure, Sure::open) << text;
    EXPECT_FALSE(figure.question.empty()) << text;
  }
}

TEST(Figure, that_a_workbook_did_not_calculate_is_a_question) {
  for (const Cell::Fault fault :
       {Cell::Fault::not_calculated, Cell::Fault::error, Cell::Fault::percent, Cell::Fault::date}) {
    const ReadFigure figure = read_figure({.text = "12", .fault = fault}, "件", hints());
    EXPECT_EQ(figure.written, "");
    EXPECT_FALSE(figure.question.empty());
  }
}

}  // namespace
}  // namespace banxin::import
