#include "forms/page_style_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/text.h"
#include "base/utf8.h"
#include "record/form_file.h"
#include "xml/xml.h"

namespace banxin::forms {
namespace {

constexpr const char* style_namespace = "urn:banxin:page-style:1";

// What a number of a style may be. Wide, but no page style asks for more, and nothing that layout computes from them
// overflows, vanishes or changes its sign.
struct LengthRange {
  const char* least;
  const char* most;
};
constexpr LengthRange page_side = {"10mm", "2000mm"};
constexpr LengthRange page_part = {"0mm", "2000mm"};
constexpr LengthRange type_size = {"1pt", "500pt"};
constexpr LengthRange line_distance = {"1pt", "1000pt"};
constexpr LengthRange rule_weight = {"0mm", "10mm"};
constexpr LengthRange padding = {"0mm", "50mm"};
constexpr LengthRange row_height = {"0mm", "500mm"};

struct CountRange {
  int least, most;
};
constexpr CountRange grid_count = {2, 1000};
constexpr CountRange cells_or_lines = {0, 100};

// "0.35mm", "10.5pt": decimal text to whole units, exact or nearest (an irrational pitch such as 29.609pt is one
// rounding).
std::optional<Length> parse_length(std::string_view text) {
  const bool mm = text.ends_with("mm");
  if (!mm && !text.ends_with("pt")) return std::nullopt;
  text.remove_suffix(2);
  std::int64_t value = 0;
  std::int64_t scale = 1;
  bool point_seen = false;
  if (text.empty() || text == "." || text.size() > 10) return std::nullopt;
  for (const char c : text) {
    if (c == '.' && !point_seen) {
      point_seen = true;
    } else if (c >= '0' && c <= '9') {
      value = value * 10 + (c - '0');
      if (point_seen) scale *= 10;
    } else {
      return std::nullopt;
    }
  }
  const std::int64_t unit = mm ? Length::units_per_mm : Length::units_per_point;
  return Length::units(divide_rounded(value * unit, scale));
}

std::optional<Colour> parse_colour(std::string_view text) {
  if (text == "black") return Colour::black;
  if (text == "red") return Colour::red;
  return std::nullopt;
}

std::optional<Beside> parse_beside(std::string_view text) {
  if (text == "first-line") return Beside::first_line;
  if (text == "last-line") return Beside::last_line;
  return std::nullopt;
}

std::optional<Alignment> parse_alignment(std::string_view text) {
  if (text == "justify") return Alignment::justified;
  if (text == "left") return Alignment::left;
  if (text == "centre") return Alignment::centred;
  if (text == "right") return Alignment::right;
  return std::nullopt;
}

// Reads the attributes of one element; what is wrong is kept as findings, and the value left as it was.
class Attributes {
 public:
  Attributes(const xml::Tree& tree, const xml::Node& element, Findings& findings)
      : tree_(tree), element_(element), findings_(findings) {}

  void read(const char* name, std::string& into, bool required = true) {
    if (auto value = get(name, required)) into = *std::move(value);
  }
  void read(const char* name, Length& into, LengthRange range, bool required = true) {
    const std::string wanted = fmt::format("{}—{}", range.least, range.most);
    const std::string wanted_en = fmt::format("a length from {} to {}", range.least, range.most);
    with(name, required, into, {wanted + "的长度", wanted_en}, [&range](std::string_view text) {
      const auto length = parse_length(text);
      return length && *length >= parse_length(range.least) && *length <= parse_length(range.most) ? length
                                                                                                   : std::nullopt;
    });
  }
  void read(const char* name, int& into, CountRange range, bool required = true) {
    const std::string wanted = fmt::format("{}—{}", range.least, range.most);
    const std::string wanted_en = fmt::format("a whole number from {} to {}", range.least, range.most);
    with(name, required, into, {wanted + "的整数", wanted_en}, [&range](std::string_view text) -> std::optional<int> {
      constexpr std::size_t most_digits = 4;
      if (text.empty() || text.size() > most_digits) return std::nullopt;
      if (text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
      const int value = std::stoi(std::string(text));
      return value >= range.least && value <= range.most ? std::optional(value) : std::nullopt;
    });
  }
  void read(const char* name, bool& into) {
    with(name, false, into, {}, [](std::string_view text) -> std::optional<bool> {
      if (text == "true") return true;
      if (text == "false") return false;
      return std::nullopt;
    });
  }
  void expect_no_more(const char* name, Length value, const char* other, Length most) {
    if (value <= most) return;
    complain(fmt::format("元素 {} 的属性 {} 大于 {}。", element_.name(), name, other),
             fmt::format("Attribute {} of element {} is more than its {}.", name, element_.name(), other));
  }
  void read(const char* name, FontRole& into) { with(name, true, into, {}, font_role_named); }
  void read(const char* name, Colour& into) { with(name, false, into, {}, parse_colour); }
  void read(const char* name, Beside& into) { with(name, false, into, {}, parse_beside); }
  void read(const char* name, Alignment& into) { with(name, true, into, {}, parse_alignment); }

 private:
  std::optional<std::string> get(const char* name, bool required) {
    auto value = element_.attribute(name);
    if (!value && required) {
      complain(fmt::format("元素 {} 缺少属性 {}。", element_.name(), name),
               fmt::format("Element {} lacks its attribute {}.", element_.name(), name));
    }
    return value;
  }
  // `wanted`: what the value must be, where that is a range.
  template <class T, class Parse>
  void with(const char* name, bool required, T& into, const Bilingual& wanted, Parse parse) {
    const auto text = get(name, required);
    if (!text) return;
    if (const auto value = parse(*text)) {
      into = *value;
    } else {
      complain(fmt::format("元素 {} 的属性 {} 不能是“{}”{}{}。", element_.name(), name, *text,
                           wanted.empty() ? "" : "，应为", wanted.zh),
               fmt::format("Attribute {} of element {} cannot be \"{}\"{}{}.", name, element_.name(), *text,
                           wanted.empty() ? "" : ": it must be ", wanted.en));
    }
  }
  void complain(std::string zh, std::string en) {
    findings_.push_back({.code = code::form_unusable,
                         .place = tree_.place(element_),
                         .message = {std::move(zh), std::move(en)},
                         .hint = {"长度写作 35mm 或 10.5pt，是否写作 true 或 false。",
                                  "Write lengths as 35mm or 10.5pt, switches as true or false."}});
  }

  const xml::Tree& tree_;
  const xml::Node& element_;
  Findings& findings_;
};

// Where no pitch is given it stays zero, which means the page's.
TextStyle read_text(Attributes a) {
  TextStyle style;
  a.read("name", style.name);
  a.read("font", style.font);
  a.read("own-western", style.own_western);
  a.read("size", style.size, type_size);
  a.read("align", style.alignment);
  a.read("pitch", style.line_pitch, line_distance, false);
  a.read("on-grid", style.on_grid);
  a.read("first-indent", style.first_indent, cells_or_lines, false);
  a.read("left-indent", style.left_indent, cells_or_lines, false);
  a.read("right-indent", style.right_indent, cells_or_lines, false);
  a.read("start-offset", style.start_offset, cells_or_lines, false);
  a.read("blank-before", style.blank_lines_before, cells_or_lines, false);
  a.read("blank-after", style.blank_lines_after, cells_or_lines, false);
  a.read("keep-with-next", style.keep_with_next);
  a.read("keep-with-previous", style.keep_with_previous);
  a.read("names", style.names);
  a.read("balanced", style.balanced);
  a.read("colour", style.colour);
  a.read("ink-top", style.ink_top, page_part, false);
  a.read("smallest-size", style.smallest_size, type_size, false);
  a.read("beside", style.beside);
  a.read("centred-on-next", style.centred_on_next);
  a.read("centre", style.centre, page_part, false);
  a.read("width", style.width, page_part, false);
  a.read("rule-above", style.rule_above.weight, rule_weight, false);
  a.read("rule-below", style.rule_below.weight, rule_weight, false);
  a.read("rule-distance", style.rule_above.distance, padding, false);
  a.read("rule-colour", style.rule_above.colour);
  style.rule_below.distance = style.rule_above.distance;
  style.rule_below.colour = style.rule_above.colour;
  a.expect_no_more("smallest-size", style.smallest_size, "size", style.size);
  return style;
}

void read_table(Attributes a, TableStyle& table) {
  a.read("rule", table.rule, rule_weight);
  a.read("frame", table.frame, rule_weight);
  a.read("padding-x", table.padding_x, padding);
  a.read("padding-y", table.padding_y, padding);
  a.read("minimum-row-height", table.minimum_row_height, row_height);
  a.read("smallest-size", table.smallest_size, {"0pt", type_size.most});
  table.least_padding_x = table.padding_x;
  table.least_padding_y = table.padding_y;
  table.least_row_height = table.minimum_row_height;
  a.read("least-padding-x", table.least_padding_x, padding, false);
  a.read("least-padding-y", table.least_padding_y, padding, false);
  a.read("least-row-height", table.least_row_height, row_height, false);
  a.expect_no_more("least-padding-x", table.least_padding_x, "padding-x", table.padding_x);
  a.expect_no_more("least-padding-y", table.least_padding_y, "padding-y", table.padding_y);
  a.expect_no_more("least-row-height", table.least_row_height, "minimum-row-height", table.minimum_row_height);
}

void read_element(const xml::Node& element, Attributes a, PageStyle& style) {
  if (element.name() == "page") {
    a.read("width", style.page_width, page_side);
    a.read("height", style.page_height, page_side);
  } else if (element.name() == "area") {
    a.read("left", style.area_left, page_part);
    a.read("top", style.area_top, page_part);
    a.read("width", style.area_width, page_side);
    a.read("height", style.area_height, page_side);
  } else if (element.name() == "grid") {
    a.read("lines", style.grid_lines, grid_count);
    a.read("cells", style.grid_cells, grid_count);
    a.read("size", style.body_size, type_size);
    a.read("trim-line-ends", style.trim_line_ends);
  } else if (element.name() == "text") {
    style.text_styles.push_back(read_text(a));
  } else if (element.name() == "table") {
    read_table(a, style.table);
  } else if (element.name() == "page-number") {
    a.read("style", style.page_number.text_style);
    a.read("before", style.page_number.before);
    a.read("after", style.page_number.after);
    a.read("dash-below-area", style.page_number.dash_below_area, page_part);
    a.read("side-indent", style.page_number.side_indent, page_part);
  }
}

// What would make layout divide by zero or set nothing.
bool has_a_type_area(const PageStyle& s) {
  return s.body_size > Length() && s.area_width > s.body_size && s.area_height > s.body_size &&
         s.area_left + s.area_width <= s.page_width && s.area_top + s.area_height <= s.page_height &&
         s.line_pitch() > Length() && s.cell_pitch() > Length();
}

// A line of each style has room on the page: for one character at least, between its indents.
Findings check_room(const xml::Tree& tree, const PageStyle& page) {
  Findings findings;
  std::size_t at = 0;
  for (const xml::Node& element : tree.root().elements()) {
    if (element.name() != "text") continue;
    const TextStyle& style = page.text_styles[at++];
    const Length indents = page.indent_unit(style) *
                           (std::max(style.first_indent, style.start_offset) + style.left_indent + style.right_indent);
    const bool high = std::max(style.size, style.line_pitch) + style.ink_top > page.area_height;
    const bool outside = style.centre - style.width / 2 < Length() || style.centre + style.width / 2 > page.area_width;
    const bool narrow = style.width > Length() && indents + style.size > style.width;
    if (!high && !outside && !narrow && indents + style.size <= page.area_width) continue;
    findings.push_back(
        {.code = code::form_unusable,
         .place = tree.place(element),
         .message = {fmt::format("样式 {} 的一行在版心里放不下：字号、行距、缩进或位置过大。", style.name),
                     fmt::format(
                         "A line of style {} has no room in the type area: its size, pitch, indents or place are "
                         "too large.",
                         style.name)},
         .hint = {"缩进之间至少要有一个字的位置，字号和行距不得超过版心的高。",
                  "Leave one character between the indents; size and pitch may not exceed the area's height."}});
  }
  return findings;
}

std::vector<std::u32string> words_in(const std::string& text) {
  std::vector<std::u32string> words;
  for (const std::string& word : words_of(text)) words.push_back(decode_utf8(word));
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return words;
}

std::u32string characters_of(const std::string& text) {
  std::u32string all;
  for (const std::u32string& word : words_in(text)) all += word;
  return all;
}

Result<Lexicon> read_lexicon(const std::string& path) {
  auto tree = record::read_form_file(path, "lexicon", "urn:banxin:lexicon:1");
  if (!tree) return tree.take_findings();
  Lexicon lexicon;
  for (const xml::Node& list : tree->root().elements()) {
    const std::string text = list.text();
    if (list.name() == "organ-ends") {
      lexicon.organ_ends = words_in(text);
    } else if (list.name() == "organ-followers") {
      lexicon.organ_followers = words_in(text);
    } else if (list.name() == "place-ends") {
      lexicon.place_ends = words_in(text);
    } else if (list.name() == "title-words") {
      lexicon.title_words = words_in(text);
      std::stable_sort(lexicon.title_words.begin(), lexicon.title_words.end(),
                       [](const auto& a, const auto& b) { return a.front() < b.front(); });
    } else if (list.name() == "western-units") {
      lexicon.western_units = words_in(text);
    } else if (list.name() == "title-particles") {
      lexicon.title_particles = characters_of(text);
    } else if (list.name() == "units") {
      lexicon.units = characters_of(text);
    } else {
      return record::form_fault(*tree, list,
                                {fmt::format("词表里没有名为 {} 的一类。", list.name()),
                                 fmt::format("The lexicon has no list named {}.", list.name())});
    }
  }
  return lexicon;
}

}  // namespace

Result<PageStyle> read_page_style(const std::string& folder, const std::string& lexicon_file) {
  auto tree = record::read_form_file(folder + "/style.xml", "page-style", style_namespace);
  if (!tree) return tree.take_findings();
  const xml::Node root = tree->root();
  Findings findings;
  PageStyle style;
  Attributes(*tree, root, findings).read("name", style.name);
  for (const xml::Node& element : root.elements()) {
    read_element(element, Attributes(*tree, element, findings), style);
  }
  if (findings.empty() && !has_a_type_area(style)) {
    findings.push_back({.code = code::form_unusable,
                        .place = tree->place(root),
                        .message = {"版面样式缺少纸张、版心或行列，或版心超出纸张。",
                                    "The page style lacks page, area or grid, or its area does not fit the page."},
                        .hint = {"对照 layouts/gbt9704/style.xml 补全。", "Compare with layouts/gbt9704/style.xml."}});
  }
  if (!findings.empty()) return findings;
  for (TextStyle& text : style.text_styles) {
    if (text.line_pitch == Length()) text.line_pitch = style.line_pitch();
  }
  if (Findings cramped = check_room(*tree, style); !cramped.empty()) return cramped;
  auto lexicon = read_lexicon(lexicon_file);
  if (!lexicon) return lexicon.take_findings();
  style.lexicon = *std::move(lexicon);
  return style;
}

}  // namespace banxin::forms
