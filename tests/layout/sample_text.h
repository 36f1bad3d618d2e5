#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/page_style.h"
#include "layout/layout.h"

// Text as the text room would give it, for a face whose ideographs and marks are one em wide and whose letters and
// digits are half an em: all widths can be added up in the head.
namespace banxin::test {

// layouts/gbt9704/style.xml in numbers. A text's style is the index of its name.
PageStyle gbt9704();
std::uint16_t index_of(const PageStyle& style, std::string_view name);

struct TextOptions {
  bool half_forms = true;
  NodeId node = 1;
  OriginId origin = 0;
};

// Marks of one em give half an em on their blank side: at a line's edges, to a neighbouring mark, and when squeezed.
// Between ideograph and letter or digit the gap is 1/4 em, 1/8 at least. —— and …… are one cluster of two ems. Lines
// may end where CL-01, CL-03 and CL-04 allow; breaking a number from 年月日件 has penalty 50. "|" makes a break
// unpleasant (50) and "‖" a last resort (1000) in front of the next character; both are not part of the text, nor is
// "_", which forbids a break. "\n" breaks the line.
ShapedText shaped(std::string_view text, std::uint16_t style, const TextOptions& options = {});

// A document whose nodes are: 0 the document, 1 a paragraph, 2 its title, 3 and 4 headings of levels 1 and 2, 5 a
// table, 6 a caption, 7 a cell that heads its column, 8 a data cell.
ShapedDocumentParts document_of(std::vector<ShapedBlock> blocks);
Result<Pages> lay_out(ShapedDocumentParts parts, const PageStyle& style);
// An empty document of no page.
Pages no_pages();

// One line of a page, read back from its items.
struct ReadLine {
  int page = 1;
  std::string text;
  Length left, right;  // of the cells
  Length baseline;
  Length em_top;
};
// All lines of content in the order of the items; artifacts with `artifact`.
std::vector<ReadLine> lines_of(const Pages& pages, Artifact artifact = Artifact::none);
// "28.000 184.000 政府信息" for each line.
std::string edges_of(const std::vector<ReadLine>& lines);
// The texts, a line each.
std::string texts_of(const std::vector<ReadLine>& lines);

std::string mm(Length length);
// In thousandths of a point: "29.609".
std::string pt(Length length);
// `count` times "字".
std::string zi(int count);
// All findings, a line each: "warning layout-loose-line message".
std::string said(const Findings& findings);

}  // namespace banxin::test
