#pragma once

#include <string>
#include <vector>

#include "compose/document.h"

namespace banxin::compose {

// Removes from a paragraph the white space that belongs to the XML's layout: at both ends of the paragraph, all of it;
// inside, a run that holds a line break and touches a Chinese character or mark; any other run becomes one space.
// U+3000 is not white space in XML and stays. Inlines left without text are dropped.
// `lines`: of a title or a cell, whose line breaks are meant (GW-40, CL-83): such a run becomes one line feed.
enum class Lines : bool { joined, kept };
void remove_layout_space(std::vector<Inline>& inlines, Lines lines = Lines::joined);

// Removes white space of any kind at both ends of a paragraph, which typists indent by and the style does (GW-45).
void remove_typed_indent(std::vector<Inline>& inlines);

}  // namespace banxin::compose
