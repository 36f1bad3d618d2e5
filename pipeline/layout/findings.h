#pragma once

#include <cstddef>
#include <string>

#include "base/diagnostic.h"
#include "layout/adjust.h"
#include "text/shaped_document.h"

namespace banxin::layout {

// A length in mm with three decimals, rounded to the nearest: "37.000".
std::string in_mm(Length length);
// A size in pt with up to three decimals: "16", "10.5".
std::string in_points(Length length);

// The findings for lines that could not be set within the limits.
Diagnostic loose_line(const ShapedDocument& document, const ShapedText& text, const Line& line, std::size_t number,
                      Length gap, Length size);
Diagnostic short_line(const ShapedDocument& document, const ShapedText& text, const Line& line, std::size_t number,
                      Length missing, Length size);
Diagnostic tight_line(const ShapedDocument& document, const ShapedText& text, const Line& line, std::size_t number,
                      Length gap, Length size);
// A break where the text forbids one.
Diagnostic forced_break(const ShapedDocument& document, const ShapedText& text, const Line& line, std::size_t number);
// A single character wider than the line.
Diagnostic impossible_line(const ShapedDocument& document, const ShapedText& text);
Diagnostic cell_overflow(const ShapedDocument& document, const ShapedCell& cell, Length smallest_size, Length room);
// A chart that no page holds.
Diagnostic impossible_figure(const ShapedDocument& document, const ShapedFigure& figure);
// The finding after the overflows of a table that are listed.
Diagnostic more_overflow(const ShapedDocument& document, const ShapedTable& table, int count);

}  // namespace banxin::layout
