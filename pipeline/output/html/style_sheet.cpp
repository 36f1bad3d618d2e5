#include "output/html/style_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace banxin::html {
namespace {

// By their official names first, then as systems have them.
std::string_view family_of(FontRole role) {
  switch (role) {
    case FontRole::song: return "SimSun,宋体,\"Noto Serif CJK SC\",serif";
    case FontRole::fangsong: return "仿宋_GB2312,FangSong_GB2312,FangSong,仿宋,STFangsong,\"Noto Serif CJK SC\",serif";
    case FontRole::hei: return "SimHei,黑体,\"Noto Sans CJK SC\",sans-serif";
    case FontRole::kai: return "楷体_GB2312,KaiTi_GB2312,KaiTi,楷体,STKaiti,\"Noto Serif CJK SC\",serif";
    case FontRole::xiaobiaosong: return "方正小标宋简体,FZXiaoBiaoSong-B05S,SimSun,\"Noto Serif CJK SC\",serif";
    case FontRole::latin: return "\"Times New Roman\",serif";
    case FontRole::rare: break;
  }
  return "serif";
}

std::string_view alignment_of(Alignment alignment) {
  switch (alignment) {
    case Alignment::justified: return "justify";
    case Alignment::left: return "left";
    case Alignment::centred:
    case Alignment::decimal: return "center";
    case Alignment::right: return "right";
  }
  return "left";
}

// What cannot be read on a screen at arm's length is made larger than a page would have it.
double size_of(const TextStyle& text, const PageStyle& style) {
  constexpr double least = 0.85;
  return std::max(least, text.size.to_points() / style.body_size.to_points());
}

std::string_view ink_of(Colour colour) {
  switch (colour) {
    case Colour::black: return "currentcolor";
    case Colour::red: return "var(--red)";
    case Colour::grey: return "gray";
  }
  return "currentcolor";
}

std::string rule(const std::string& selector, const TextStyle& text, const PageStyle& style) {
  constexpr double line = 1.8;
  std::string out =
      fmt::format("{}{{font-family:{};font-weight:normal;font-size:{:.3g}em;text-align:{};text-indent:{}em", selector,
                  family_of(text.font), size_of(text, style), alignment_of(text.alignment), text.first_indent);
  const auto distance = [&out](const char* name, double ems) {
    if (ems != 0) out += fmt::format(";{}:{:.3g}em", name, ems);
  };
  distance("padding-left", text.left_indent);
  distance("padding-right", text.right_indent);
  distance("margin-top", line * text.blank_lines_before);
  distance("margin-bottom", line * text.blank_lines_after);
  if (text.colour != Colour::black) out += fmt::format(";color:{}", ink_of(text.colour));
  const auto border = [&out](const char* side, const TextRule& one) {
    if (one.weight == Length()) return;
    out += fmt::format(";border-{}:{:.3g}mm solid {};padding-{}:{:.3g}mm", side, one.weight.to_mm(), ink_of(one.colour),
                       side, one.distance.to_mm());
  };
  border("top", text.rule_above);
  border("bottom", text.rule_below);
  return out + "}\n";
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> elements = {{{"title", "h1"},
                                                                                     {"heading-1", "h2"},
                                                                                     {"heading-2", "h3"},
                                                                                     {"heading-3", "h4"},
                                                                                     {"heading-4", "h5"},
                                                                                     {"body", "p,li"},
                                                                                     {"caption", "caption"},
                                                                                     {"table-head", "th"},
                                                                                     {"table-label", "th[scope=row]"},
                                                                                     {"table-cell", "td"}}};

std::string selector_of(const std::string& name) {
  const auto* element =
      std::find_if(elements.begin(), elements.end(), [&](const auto& one) { return one.first == name; });
  const std::string of_class = "." + name;
  return element == elements.end() ? of_class : std::string(element->second) + "," + of_class;
}

constexpr std::string_view before =
    R"(:root{--red:#c00}
body{margin:0 auto;padding:1rem;max-width:46rem;background:#fff;color:#000;font-size:1.125rem;line-height:1.8}
h1,h2,h3,h4,h5,p,ul{margin:0;padding:0}
h1{line-height:1.4}
ul{list-style:none}
)";

constexpr std::string_view after = R"(.run-in>*{display:inline}
.run-in{text-indent:2em}
.run-in>h3,.run-in>h4,.run-in>h5{font-size:1em}
.scroll{overflow-x:auto;margin:1em 0}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid currentcolor;padding:.25em .4em;min-width:2.2em;line-height:1.4;text-indent:0}
caption p{text-indent:0}
th[scope=row]{min-width:6em}
th[scope].upright{writing-mode:vertical-rl;text-orientation:upright;text-align:center;min-width:0}
th[scope].top,td.top{vertical-align:top}
th[scope].left,td.left{text-align:left}
th[scope].centre,td.centre{text-align:center}
th[scope].right,td.right{text-align:right}
.in-1{padding-left:1.4em}
.in-2{padding-left:2.4em}
.in-3{padding-left:3.4em}
.in-4{padding-left:4.4em}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.draft{border:2px solid currentcolor;padding:.25em;text-align:center;text-indent:0}
nav{margin-top:2em}
nav li{text-indent:0}
@media screen and (prefers-color-scheme:dark){
:root{--red:#ff8a80}
body{background:#121212;color:#e8e8e8}
a{color:#9ecbff}
}
@media print{
body{max-width:none;padding:0;font-size:16pt}
nav{display:none}
.scroll{overflow:visible}
thead{display:table-header-group}
tr{break-inside:avoid}
h2,h3,h4,h5,caption{break-after:avoid}
}
)";

}  // namespace

std::string style_sheet(const PageStyle& style) {
  std::string out(before);
  for (const TextStyle& text : style.text_styles) {
    const bool of_the_page =
        text.name == style.page_number.text_style || text.name == "draft" || text.name == "continued";
    if (!of_the_page) out += rule(selector_of(text.name), text, style);
  }
  out += after;
  out += fmt::format("@page{{size:{:.4g}mm {:.4g}mm;margin:{:.4g}mm {:.4g}mm {:.4g}mm {:.4g}mm}}\n",
                     style.page_width.to_mm(), style.page_height.to_mm(), style.area_top.to_mm(),
                     (style.page_width - style.area_left - style.area_width).to_mm(),
                     (style.page_height - style.area_top - style.area_height).to_mm(), style.area_left.to_mm());
  return out;
}

}  // namespace banxin::html
