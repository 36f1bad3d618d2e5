#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/page_style.h"
#include "compose/document.h"
#include "text/cells.h"
#include "text/faces.h"
#include "text/line_breaks.h"
#include "text/shaped_document.h"

namespace banxin::text {

// What a block's style and document require of its shaping.
struct BlockStyle {
  std::uint16_t index = 0;  // of the page style's text styles
  FontRole role = FontRole::fangsong;
  bool in_cell = false;   // of a table: its lines end between words (CL-88)
  bool balanced = false;  // a title: its breaks are weighed by meaning
  // Western text of the style's own role in the face of that role: TextStyle::own_western, or page numbers of a 宋体
  // with half-em digits. A span in another role has its figures from `latin` as elsewhere: many a 仿宋 has old-style
  // ones.
  bool own_digits = false;
  bool half_em_digits = false;  // those of the face that are half an em wide, where it has such (hwid)
  bool names = false;           // organs, and nothing else
  std::string_view author;      // the bureau whose name a title never breaks
};

// Shapes blocks one after another; what it has learnt of faces and marks, and its scratch space, are kept from one to
// the next.
class BlockShaper {
 public:
  BlockShaper(const Document& document, const PageStyle& style, const FontBook& fonts, BreakIterator& iterator)
      : document_(document),
        fonts_(fonts),
        faces_(fonts, *document.origins()),
        cells_(fonts),
        lexicon_(style.lexicon),
        line_breaks_(iterator, style.lexicon) {}

  ShapedText shape(const Paragraph& paragraph, const BlockStyle& style);

  FaceChooser& faces() { return faces_; }
  CellMaker& cells() { return cells_; }

 private:
  void read(const Paragraph& paragraph, ShapedText& out);
  void choose_faces(const Paragraph& paragraph, const BlockStyle& style);
  FontRole role_of(const Inline& piece, const BlockStyle& style) const;
  OriginId origin_of(const Paragraph& paragraph, const Character& character) const;
  std::string language_of(NodeId node) const;

  bool shows(const Character& character) const;
  std::size_t run_end(std::size_t first) const;
  void shape_run(const Paragraph& paragraph, const BlockStyle& style, std::size_t first, std::size_t last,
                 ShapedText& out);
  void add_cluster(std::size_t first, std::size_t last, std::uint16_t run, ShapedText& out);
  void add_blank(const Paragraph& paragraph, std::size_t at, ShapedText& out);
  std::uint16_t run_for(FaceId face, NodeId node, ShapedText& out) const;
  void fit_cells(ShapedText& out);
  void set_breaks(const BlockStyle& style, ShapedText& out);

  const Document& document_;
  const FontBook& fonts_;
  FaceChooser faces_;
  CellMaker cells_;
  const Lexicon& lexicon_;
  LineBreaks line_breaks_;
  Breaks breaks_;

  Characters characters_;
  std::vector<CellFacts> facts_;
  std::vector<bool> western_pieces_;
};

}  // namespace banxin::text
