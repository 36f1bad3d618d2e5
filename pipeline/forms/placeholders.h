#pragma once

#include <string_view>

// What a blank record or a sum of records says where somebody's own words belong. blank_record() and the room summarize
// write these; a record that still has one is not a report.
namespace banxin::forms {

namespace placeholder {
inline constexpr std::string_view bureau = "（单位全称）";
inline constexpr std::string_view title = "（报告标题，如：";  // its beginning: an example follows
inline constexpr std::string_view introduction = "（编制依据、统计期限、联系方式）";
inline constexpr std::string_view chapter_heading = "（本章标题）";
inline constexpr std::string_view chapter_text = "（本章正文）";
inline constexpr std::string_view section_heading = "（本节标题）";
inline constexpr std::string_view section_text = "（本节正文）";
inline constexpr std::string_view summary_bureau = "（汇总单位全称）";
inline constexpr std::string_view summary_chapter = "（此章由汇总单位填写。）";
}  // namespace placeholder

// The placeholder that the text holds; empty when it holds none.
constexpr std::string_view placeholder_in(std::string_view text) {
  using namespace placeholder;
  for (const std::string_view one : {bureau, title, introduction, chapter_heading, chapter_text, section_heading,
                                     section_text, summary_bureau, summary_chapter}) {
    if (text.find(one) != std::string_view::npos) return one;
  }
  return {};
}

}  // namespace banxin::forms
