#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/colour.h"
#include "base/document_info.h"
#include "base/glyph_id.h"
#include "base/length.h"
#include "base/node.h"
#include "base/origin.h"
#include "base/picture.h"
#include "base/text_range.h"

namespace banxin {

namespace layout {
class Seal;
}  // namespace layout

struct Point {
  Length x, y;  // from the page's top left corner; y downward
};

// Content belongs to a node; everything else on a page is an artifact (ISO 32000-1, 14.8.2.2), and layout says of which
// kind: no writer has to guess by the height whether something is a head or a foot.
enum class Artifact : std::uint8_t {
  none,           // content
  header,         // at the head of a page
  footer,         // at its foot: the page number
  repeated_head,  // a table's head again, on a later page
  continued,      // 续表 above a later fragment of a table, a cell's text again (…（续）)
  stamp,          // 草稿
  rule,           // rules and areas
};

// Which cell a mark is drawn in; the half forms are those of GlyphForm in the font room.
enum class CellForm : std::uint8_t { whole, left_half, right_half };

struct PlacedGlyph {
  GlyphId glyph = 0;
  CellForm form = CellForm::whole;
  Length x;  // of the glyph's origin, from the run's origin
  Length y;  // upward from the baseline
};

// Glyphs that stand for text[range] together, with the place they take. In reading order within a run.
struct PlacedCluster {
  TextRange text;  // of the run's text
  std::uint32_t first_glyph = 0;
  std::uint32_t glyph_count = 0;  // 0: a space, whose text must still be extracted
  Length x, width;
};

// Text of one face and size on one baseline.
struct GlyphRun {
  FaceId face = 0;
  Length size;
  Point origin;         // of the pen, on the baseline
  bool turned = false;  // a quarter turn to the left: the pen goes up the page, the glyphs' tops point to its left edge
  Colour colour = Colour::black;
  std::string text;  // UTF-8: what a reader copies
  std::vector<PlacedGlyph> glyphs;
  std::vector<PlacedCluster> clusters;
};

// A filled rectangle: a rule or an area.
struct Area {
  Point corner;  // top left
  Length width, height;
  Colour colour = Colour::black;
};

// A picture, upright, that fills a rectangle.
struct Image {
  Point corner;  // top left
  Length width, height;
  std::string picture;  // its digest, of Pages::pictures
};

// Filled polygons, none over another.
using Polygon = std::vector<Point>;
struct Path {
  std::vector<Polygon> polygons;
  Colour colour = Colour::black;
};

using Mark = std::variant<GlyphRun, Area, Image, Path>;

struct PageItem {
  Mark what;
  NodeId node = 0;  // of content
  Artifact artifact = Artifact::none;
  OriginId origin = 0;
};

// Items of one node are in reading order.
struct Page {
  Length width, height;
  std::vector<PageItem> items;
  std::string label;  // the number printed on it; empty: none
};

struct Bookmark {
  std::string title;
  int level = 1;  // 1 is the outermost
  NodeId node = 0;
  int page = 0;  // from 0
  Length y;      // of the heading's top
};

struct PagesParts {
  DocumentInfo info;
  std::shared_ptr<const NodeTree> nodes;
  std::shared_ptr<const OriginTable> origins;
  SharedPictures pictures;
  std::vector<Page> pages;
  std::vector<Bookmark> bookmarks;
};

// The finished layout: every mark of every page at its place, and what it is for. Neutral: it knows no file format and
// no profile. Immutable; made by layout alone.
class Pages {
 public:
  const DocumentInfo& info() const { return parts_.info; }
  const std::shared_ptr<const NodeTree>& nodes() const { return parts_.nodes; }  // a tree (is_tree)
  const std::shared_ptr<const OriginTable>& origins() const { return parts_.origins; }
  const SharedPictures& pictures() const { return parts_.pictures; }  // null: there are none
  const std::vector<Page>& pages() const { return parts_.pages; }     // content is of nodes and pictures that exist
  const std::vector<Bookmark>& bookmarks() const { return parts_.bookmarks; }  // of nodes and pages that exist

 private:
  friend class layout::Seal;
  explicit Pages(PagesParts parts) : parts_(std::move(parts)) {}
  PagesParts parts_;
};

}  // namespace banxin
