#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/file.h"
#include "compose/compose.h"
#include "xml/xml.h"

namespace banxin::compose {
namespace {

constexpr std::string_view style_namespace = "urn:banxin:page-style:1";

// "0.35mm", "10.5pt": decimal text to whole units, exact or nearest (an irrational pitch such as 29.609pt is one
// rounding).
std::optional<Length> parse_length(std::string_view text) {
  const bool mm = text.ends_with("mm");
  if (!mm && !text.ends_with("pt")) return std::nullopt;
  text.remove_suffix(2);
  std::int64_t value = 0;
  std::int64_t scale = 1;
  bool point_seen = false;
  if (text.empty() || text.size() > 10) return std::nullopt;
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
  return Length::units((value * unit + scale / 2) / scale);
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
  void read(const char* name, Length& into, bool required = true) { with(name, required, into, parse_length); }
  void read(const char* name, int& into, bool required = true) {
    with(name, required, into, [](std::string_view text) -> std::optional<int> {
      if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
      return std::stoi(std::string(text));
    });
  }
  void read(const char* name, bool& into) {
    with(name, false, into, [](std::string_view text) -> std::optional<bool> {
      if (text == "true") return true;
      if (text == "false") return false;
      return std::nullopt;
    });
  }
  void read(const char* name, FontRole& into) { with(name, true, into, font_role_named); }
  void read(const char* name, Alignment& into) { with(name, true, into, parse_alignment); }

 private:
  std::optional<std::string> get(const char* name, bool required) {
    auto value = element_.attribute(name);
    if (!value && required) {
      complain(fmt::format("元素 {} 缺少属性 {}。", element_.name(), name),
               fmt::format("Element {} lacks its attribute {}.", element_.name(), name));
    }
    return value;
  }
  template <class T, class Parse>
  void with(const char* name, bool required, T& into, Parse parse) {
    const auto text = get(name, required);
    if (!text) return;
    if (const auto value = parse(*text)) {
      into = *value;
    } else {
      complain(fmt::format("元素 {} 的属性 {} 不能是“{}”。", element_.name(), name, *text),
               fmt::format("Attribute {} of element {} cannot be \"{}\".", name, element_.name(), *text));
    }
  }
  void complain(std::string zh, std::string en) {
    findings_.push_back({.code = "form-unusable",
                         .place = tree_.place(element_),
                         .message = {std::move(zh), std::move(en)},
                         .hint = {"长度写作 35mm 或 10.5pt，是否写作 true 或 false。",
                                  "Write lengths as 35mm or 10.5pt, switches as true or false."}});
  }

  const xml::Tree& tree_;
  const xml::Node& element_;
  Findings& findings_;
};

TextStyle read_text(Attributes a, const PageStyle& page) {
  TextStyle style;
  style.line_pitch = page.line_pitch();
  a.read("name", style.name);
  a.read("font", style.font);
  a.read("own-western", style.own_western);
  a.read("size", style.size);
  a.read("align", style.alignment);
  a.read("pitch", style.line_pitch, false);
  a.read("on-grid", style.on_grid);
  a.read("first-indent", style.first_indent, false);
  a.read("left-indent", style.left_indent, false);
  a.read("right-indent", style.right_indent, false);
  a.read("start-offset", style.start_offset, false);
  a.read("blank-before", style.blank_lines_before, false);
  a.read("blank-after", style.blank_lines_after, false);
  a.read("keep-with-next", style.keep_with_next);
  a.read("keep-with-previous", style.keep_with_previous);
  a.read("balanced", style.balanced);
  return style;
}

void read_element(const xml::Node& element, Attributes a, PageStyle& style) {
  if (element.name() == "page") {
    a.read("width", style.page_width);
    a.read("height", style.page_height);
  } else if (element.name() == "area") {
    a.read("left", style.area_left);
    a.read("top", style.area_top);
    a.read("width", style.area_width);
    a.read("height", style.area_height);
  } else if (element.name() == "grid") {
    a.read("lines", style.grid_lines);
    a.read("cells", style.grid_cells);
    a.read("size", style.body_size);
    a.read("trim-line-ends", style.trim_line_ends);
  } else if (element.name() == "text") {
    style.text_styles.push_back(read_text(a, style));
  } else if (element.name() == "table") {
    a.read("rule", style.table.rule);
    a.read("frame", style.table.frame);
    a.read("padding-x", style.table.padding_x);
    a.read("padding-y", style.table.padding_y);
    a.read("minimum-row-height", style.table.minimum_row_height);
    a.read("smallest-size", style.table.smallest_size);
    style.table.least_padding_x = style.table.padding_x;
    style.table.least_padding_y = style.table.padding_y;
    style.table.least_row_height = style.table.minimum_row_height;
    a.read("least-padding-x", style.table.least_padding_x, false);
    a.read("least-padding-y", style.table.least_padding_y, false);
    a.read("least-row-height", style.table.least_row_height, false);
  } else if (element.name() == "page-number") {
    a.read("style", style.page_number.text_style);
    a.read("before", style.page_number.before);
    a.read("after", style.page_number.after);
    a.read("dash-below-area", style.page_number.dash_below_area);
    a.read("side-indent", style.page_number.side_indent);
  }
}

// What would make layout divide by zero or set nothing.
bool has_a_type_area(const PageStyle& s) {
  return s.grid_lines > 1 && s.grid_cells > 1 && s.body_size > Length() && s.area_width > s.body_size &&
         s.area_height > s.body_size && s.area_left + s.area_width <= s.page_width &&
         s.area_top + s.area_height <= s.page_height;
}

}  // namespace

Result<PageStyle> read_page_style(const std::string& folder) {
  constexpr std::uint64_t most_bytes = 1U << 20U;
  const std::string path = folder + "/style.xml";
  auto bytes = read_file(path, most_bytes);
  if (!bytes) {
    Findings findings = bytes.take_findings();
    for (Diagnostic& d : findings) d.code = "form-unusable";
    return findings;
  }
  auto tree = xml::Tree::parse(*bytes, path);
  if (!tree) {
    Findings findings = tree.take_findings();
    for (Diagnostic& d : findings) d.code = "form-unusable";
    return findings;
  }
  const xml::Node root = tree->root();
  Findings findings;
  PageStyle style;
  if (root.name() != "page-style" || root.namespace_uri() != style_namespace) {
    return Diagnostic{.code = "form-unusable",
                      .place = tree->place(root),
                      .message = {"版面样式文件的根元素应为 page-style（命名空间 urn:banxin:page-style:1）。",
                                  "The root of a page style must be page-style of namespace urn:banxin:page-style:1."}};
  }
  Attributes(*tree, root, findings).read("name", style.name);
  for (const xml::Node& element : root.elements()) {
    read_element(element, Attributes(*tree, element, findings), style);
  }
  if (findings.empty() && !has_a_type_area(style)) {
    findings.push_back({.code = "form-unusable",
                        .place = tree->place(root),
                        .message = {"版面样式缺少纸张、版心或行列，或版心超出纸张。",
                                    "The page style lacks page, area or grid, or its area does not fit the page."},
                        .hint = {"对照 layouts/gbt9704/style.xml 补全。", "Compare with layouts/gbt9704/style.xml."}});
  }
  if (!findings.empty()) return findings;
  return style;
}

}  // namespace banxin::compose
