#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/characters.h"
#include "text/text.h"

// Short texts in, readable expectations out.
namespace banxin::text::test {

// Faces of Debian alone: fangsong, song = Noto Serif CJK SC, hei = Noto Sans CJK SC, kai = LXGW WenKai, xiaobiaosong =
// Noto Serif CJK SC Bold, latin = Liberation Serif, rare = HanaMin.
FontBook open_fonts();

// Styles named after the roles above; "title" is balanced, "page-number" is the page style's own, of role song.
PageStyle page_style();

// One paragraph a text, of one inline in zh-Hans.
DocumentParts document_of(const std::vector<std::string>& texts, const std::string& style = "fangsong");
Result<ShapedDocument> shape(DocumentParts parts, const PageStyle& style, const FontBook& fonts);
Inline inline_of(std::string text, std::string language = "zh-Hans");

// The one block of a text that shapes without findings.
ShapedText shape_one(const std::string& text, const std::string& style = "fangsong");

// The clusters' texts.
std::vector<std::string> cluster_texts(const ShapedText& text);

// The characters with sides, hidden spaces and joins, without any face.
Characters characters_of(std::string_view text, const std::string& language = "zh-Hans");

// The text with its breaks: 一|条 free, 3{50}件 with its penalty, ‖ where a line must end.
std::string breaks_of(std::string_view text);
std::string title_breaks_of(std::string_view text, std::string_view author = "");
std::string cell_breaks_of(std::string_view text);

// The clusters with what they lose beside their neighbours and the gaps: "）-.50、", "局+.25 2" without the space.
std::string pairs_of(const ShapedText& text);

// Em as written in expectations, to three places.
std::string em(Em value);

}  // namespace banxin::text::test
