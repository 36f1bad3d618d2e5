#pragma once

#include <string>
#include <string_view>

#include "base/page_style.h"
#include "compose/document.h"
#include "output/output.h"

// The report for Word and WPS (ECMA-376), to circulate and revise: real styles and headings, the official faces by
// name, GB/T 9704's page and grid. Every number is text, never numbered by the program that opens it.
namespace banxin::docx {

// `record` is kept in the file as a custom XML part when it is UTF-8, which that part has to be. The same document,
// style and record give the same bytes (D-04).
Output write(const Document& document, const PageStyle& style, std::string_view record, OutputKind kind);

// What a reader of the file needs to know, as text.
std::string dump(const Output& file);

}  // namespace banxin::docx
