#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "output/docx/parts.h"

namespace banxin::docx {
namespace {

// As offices call them; the program that opens the file has them or puts its own in their place.
std::string_view face_of(FontRole role) {
  switch (role) {
    case FontRole::song: return "宋体";
    case FontRole::fangsong: return "仿宋_GB2312";
    case FontRole::hei: return "黑体";
    case FontRole::kai: return "楷体_GB2312";
    case FontRole::xiaobiaosong: return "方正小标宋简体";
    case FontRole::latin:
    case FontRole::rare: break;
  }
  return "Times New Roman";
}

std::string_view side_of(Alignment alignment) {
  switch (alignment) {
    case Alignment::justified: return "both";
    case Alignment::left: return "left";
    case Alignment::centred:
    case Alignment::decimal: return "center";
    case Alignment::right: return "right";
  }
  return "both";
}

struct Known {
  std::string_view style, id, name;
  int outline;  // level of the outline; -1: none
};
constexpr std::array<Known, 6> known = {{{"title", "Title", "Title", -1},
                                         {"heading-1", "Heading1", "heading 1", 0},
                                         {"heading-2", "Heading2", "heading 2", 1},
                                         {"heading-3", "Heading3", "heading 3", 2},
                                         {"heading-4", "Heading4", "heading 4", 3},
                                         {"body", "Normal", "Normal", -1}}};

const Known* find(std::string_view style) {
  const auto* found = std::find_if(known.begin(), known.end(), [&](const Known& one) { return one.style == style; });
  return found == known.end() ? nullptr : found;
}

// What is added to each character so that 28 of the body's size fill a line. A grid of characters would say so too, but
// LibreOffice gives two of its cells to a character that is wider than one.
std::int64_t added(const PageStyle& style) {
  constexpr double in_a_point = 20;
  return static_cast<std::int64_t>(std::floor((style.cell_pitch() - style.body_size).to_points() * in_a_point));
}

void run_properties(XmlWriter& to, const TextStyle& text, const PageStyle& style) {
  to.begin("w:rPr");
  fonts(to, text.font, text.own_western);
  to.begin("w:b").attribute("w:val", "0").end();
  to.begin("w:color").attribute("w:val", ink_of(text.colour)).end();
  if (text.on_grid) to.begin("w:spacing").attribute("w:val", number(added(style))).end();
  to.begin("w:sz").attribute("w:val", number(half_points(text.size))).end();
  to.begin("w:szCs").attribute("w:val", number(half_points(text.size))).end();
  to.end();
}

void paragraph_properties(XmlWriter& to, const TextStyle& text, const PageStyle& style, int outline) {
  const Length pitch = text.on_grid ? style.line_pitch() : text.line_pitch;
  const auto lines = [&](int count) { return number(twips(style.line_pitch() * count)); };
  to.begin("w:pPr");
  if (text.keep_with_next) to.begin("w:keepNext").end();
  to.begin("w:widowControl").attribute("w:val", "0").end();
  rules(to, text.rule_above, text.rule_below);
  if (!text.on_grid) to.begin("w:snapToGrid").attribute("w:val", "0").end();
  to.begin("w:spacing")
      .attribute("w:before", lines(text.blank_lines_before))
      .attribute("w:after", lines(text.blank_lines_after))
      .attribute("w:line", number(twips(pitch)))
      .attribute("w:lineRule", text.on_grid ? "exact" : "atLeast")
      .end();
  const auto cells = [&](int count) { return number(twips(style.indent_unit(text) * count)); };
  to.begin("w:ind")
      .attribute("w:left",
                 text.width > Length() ? number(twips(text.centre - text.width / 2)) : cells(text.left_indent))
      .attribute("w:right", text.width > Length() ? number(twips(style.area_width - text.centre - text.width / 2))
                                                  : cells(text.right_indent))
      .attribute("w:firstLine", cells(text.first_indent))
      .end();
  to.begin("w:jc").attribute("w:val", side_of(text.alignment)).end();
  if (outline >= 0) to.begin("w:outlineLvl").attribute("w:val", number(outline)).end();
  to.end();
}

void paragraph_style(XmlWriter& to, const TextStyle& text, const PageStyle& style) {
  const Known* one = find(text.name);
  to.begin("w:style").attribute("w:type", "paragraph");
  if (text.name == "body") to.attribute("w:default", "1");
  to.attribute("w:styleId", style_id(text.name));
  to.begin("w:name").attribute("w:val", one == nullptr ? std::string_view(text.name) : one->name).end();
  if (text.name != "body") to.begin("w:next").attribute("w:val", style_id("body")).end();
  to.begin("w:qFormat").end();
  paragraph_properties(to, text, style, one == nullptr ? -1 : one->outline);
  run_properties(to, text, style);
  to.end();
}

// Of a heading that runs into its paragraph, where a paragraph can have one style only.
void character_style(XmlWriter& to, const TextStyle& text) {
  to.begin("w:style").attribute("w:type", "character").attribute("w:styleId", style_id(text.name) + "RunIn");
  to.begin("w:name").attribute("w:val", text.name + " run-in").end();
  to.begin("w:rPr");
  fonts(to, text.font, text.own_western);
  to.end().end();
}

// An item of a list looks as its paragraph does: Chinese lists have neither bullets nor an indent of their own.
void item_style_of_lists(XmlWriter& to) {
  to.begin("w:style").attribute("w:type", "paragraph").attribute("w:styleId", item_style);
  to.begin("w:name").attribute("w:val", "List").end();
  to.begin("w:basedOn").attribute("w:val", style_id("body")).end();
  to.begin("w:qFormat").end();
  to.end();
}

// At the sides the least: a column of labels of two characters a line is no wider than that, and the program that opens
// the file makes nothing give way.
void table_style(XmlWriter& to, const PageStyle& style) {
  to.begin("w:style").attribute("w:type", "table").attribute("w:default", "1").attribute("w:styleId", "TableNormal");
  to.begin("w:name").attribute("w:val", "Normal Table").end();
  to.begin("w:tblPr").begin("w:tblCellMar");
  for (const auto& [side, padding] : {std::pair{"w:top", style.table.padding_y},
                                      {"w:left", style.table.least_padding_x},
                                      {"w:bottom", style.table.padding_y},
                                      {"w:right", style.table.least_padding_x}}) {
    to.begin(side).attribute("w:w", number(twips(padding))).attribute("w:type", "dxa").end();
  }
  to.end().end().end();
}

}  // namespace

std::int64_t twips(Length length) {
  constexpr double in_a_point = 20;
  return std::llround(length.to_points() * in_a_point);
}

std::int64_t half_points(Length length) {
  return std::llround(length.to_points() * 2);
}

std::string_view ink_of(Colour colour) {
  switch (colour) {
    case Colour::black: break;
    case Colour::red: return "FF0000";
    case Colour::grey: return "808080";
  }
  return "000000";
}

void rules(XmlWriter& to, const TextRule& above, const TextRule& below) {
  if (above.weight == Length() && below.weight == Length()) return;
  const auto rule = [&to](const char* side, const TextRule& one) {
    if (one.weight == Length()) return;
    to.begin(side)
        .attribute("w:val", "single")
        .attribute("w:sz", number(half_points(one.weight * 4)))
        .attribute("w:space", number(half_points(one.distance) / 2))
        .attribute("w:color", ink_of(one.colour))
        .end();
  };
  to.begin("w:pBdr");
  rule("w:top", above);
  rule("w:bottom", below);
  to.end();
}

std::string style_id(std::string_view style_name) {
  const Known* one = find(style_name);
  return std::string(one == nullptr ? style_name : one->id);
}

void fonts(XmlWriter& to, FontRole role, bool own_western) {
  const std::string_view chinese =
      face_of(role == FontRole::latin || role == FontRole::rare ? FontRole::fangsong : role);
  const std::string_view western = own_western ? chinese : face_of(FontRole::latin);
  to.begin("w:rFonts")
      .attribute("w:ascii", western)
      .attribute("w:hAnsi", western)
      .attribute("w:eastAsia", chinese)
      .attribute("w:cs", western)
      .end();
}

std::string styles_part(const PageStyle& style) {
  XmlWriter to;
  to.begin("w:styles").attribute("xmlns:w", main_namespace);
  to.begin("w:docDefaults").begin("w:rPrDefault").begin("w:rPr");
  fonts(to, FontRole::fangsong, false);
  to.begin("w:lang").attribute("w:val", "en-US").attribute("w:eastAsia", "zh-CN").end();
  to.end().end().end();
  for (const TextStyle& text : style.text_styles) {
    if (text.name == "draft" || text.name == "continued") continue;
    paragraph_style(to, text, style);
    if (const Known* one = find(text.name); one != nullptr && one->outline > 0) character_style(to, text);
  }
  item_style_of_lists(to);
  table_style(to, style);
  to.end();
  return std::move(to).finish();
}

}  // namespace banxin::docx
