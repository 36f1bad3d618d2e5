#pragma once

#include <string>
#include <string_view>

// Characters that a reader does not see though they are there, and what stands for them where a text is shown. Facts of
// Unicode 15.0.
namespace banxin {

// Controls, noncharacters, U+2028 and U+2029, and what is invisible or blank by definition
// (Default_Ignorable_Code_Point): marks, embeddings, overrides and isolates of direction, zero-width characters,
// fillers, tags. Not spaces, and not the selectors of a variant, which show in the character before them.
bool is_unseen(char32_t character);

// White space of any kind (White_Space): XML's, no-break, ideographic, fixed-width, line ends.
bool is_white_space(char32_t character);

// Whether the text, UTF-8, is empty or of such white space alone.
bool is_all_white(std::string_view text);

// The text as a terminal or a page may have it: what is unseen is written out (\n, \x1b, \u202e, \U000e0041), and so is
// each byte that is no UTF-8 (\xff). It neither moves, hides nor reorders what stands around it, and is one line.
std::string shown(std::string_view text);

// The same of a text of several lines: line feeds and tabs stay.
std::string shown_lines(std::string_view text);

// A JSON document that is UTF-8, with what is unseen as \u escapes: the same document, harmless on a terminal.
std::string shown_json(std::string json);

}  // namespace banxin
