#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/length.h"
#include "base/page_style.h"
#include "base/xml_writer.h"
#include "compose/document.h"

// The parts of a .docx (ECMA-376-1, 11) that this room writes, each a whole XML document.
namespace banxin::docx {

inline constexpr std::string_view main_namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr std::string_view relation_namespace =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// A picture as a part: named by its digest.
std::string image_part(const std::string& digest, const Picture& picture);
// word/document.xml; `first_image`: the number of the relationship to the first of the document's pictures, those of
// the others follow in the order of their digests.
std::string document_part(const Document& document, const PageStyle& style, int first_image);
// word/styles.xml
std::string styles_part(const PageStyle& style);
// word/footer1.xml and footer2.xml: the page number outside, on odd pages at the right (GB/T 9704-2012, 7.5).
std::string footer_part(const PageStyle& style, bool odd);
// word/header1.xml: of a draft its mark, else nothing.
std::string header_part(bool draft);
// word/settings.xml
std::string settings_part();

// What all of them share.

// Twentieths of a point, half points: the units of ECMA-376.
std::int64_t twips(Length length);
std::int64_t half_points(Length length);
inline std::string number(std::int64_t value) {
  return std::to_string(value);
}
// As six hexadecimal digits.
std::string_view ink_of(Colour colour);
// <w:pBdr> of the rules above and below a paragraph; nothing where there is neither.
void rules(XmlWriter& to, const TextRule& above, const TextRule& below);
// The style's id: Title, Heading1 to Heading4 (which programs know), else the page style's name for it.
std::string style_id(std::string_view style_name);
// That of an item of a list, under the name that programs know: an importer tells it from a paragraph.
inline constexpr std::string_view item_style = "List";
// <w:rFonts> of the role's official face, in every script.
void fonts(XmlWriter& to, FontRole role, bool own_western);

}  // namespace banxin::docx
