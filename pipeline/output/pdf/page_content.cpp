#include "output/pdf/page_content.h"

#include <fmt/compile.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <utility>
#include <variant>

#include "base/overloaded.h"
#include "output/pdf/decimal.h"
#include "output/pdf/images.h"
#include "output/pdf/text_setter.h"

namespace banxin::pdf {
namespace {

// The artifact's kind among those of ISO 32000-1, 14.8.2.2.2; empty: content.
std::string_view properties_of(Artifact artifact) {
  switch (artifact) {
    case Artifact::none: return "";
    case Artifact::header:
    case Artifact::repeated_head:
    case Artifact::continued: return "/Type/Pagination/Subtype/Header";
    case Artifact::footer: return "/Type/Pagination/Subtype/Footer";
    case Artifact::stamp: return "/Type/Pagination/Subtype/Watermark";
    case Artifact::rule: return "/Type/Layout";
  }
  return "";
}

// Marks of one key that follow one another share a marked-content sequence.
struct Key {
  std::string_view artifact;  // its properties; empty: content
  NodeId node = 0;            // of content
  bool operator==(const Key&) const = default;
};

Key key_of(const PageItem& item) {
  return {properties_of(item.artifact), item.artifact == Artifact::none ? item.node : 0};
}

class ContentWriter {
 public:
  ContentWriter(const Page& page, const NodeTree& nodes, const ContentDress& dress, PageContent& out)
      : page_(page), nodes_(nodes), dress_(dress), out_(out), text_(out.operators, page.height) {
    out.operators = dress.opening;
  }

  void begin(const PageItem& item) {
    if (!dress_.tagged) return;
    const Key key = key_of(item);
    if (open_ && key == key_) return;
    end();
    key_ = key;
    open_ = true;
    if (!key.artifact.empty()) {
      fmt::format_to(std::back_inserter(out_.operators), FMT_COMPILE("/Artifact<<{}>>BDC\n"), key.artifact);
      return;
    }
    fmt::format_to(std::back_inserter(out_.operators), FMT_COMPILE("/{}<</MCID {}>>BDC\n"),
                   structure_type(nodes_[key.node].role), out_.sequences.size());
    out_.sequences.push_back(key.node);
  }

  void end() {
    text_.close();
    if (open_) out_.operators += "EMC\n";
    open_ = false;
  }

  void run(const GlyphRun& run, const ShownRun& shown, const std::vector<Code>& codes) {
    fill(run.colour);
    text_.set(run, shown, codes);
    for (const Code& c : codes) {
      if (std::find(out_.fonts.begin(), out_.fonts.end(), c.font) == out_.fonts.end()) out_.fonts.push_back(c.font);
    }
  }

  // Edges are rounded, not extents, so that areas that touch on the page touch in the file.
  void area(const Area& area) {
    text_.close();
    fill(area.colour);
    const std::int64_t left = in_points(area.corner.x, places);
    const std::int64_t right = in_points(area.corner.x + area.width, places);
    const std::int64_t top = in_points(page_.height - area.corner.y, places);
    const std::int64_t bottom = in_points(page_.height - area.corner.y - area.height, places);
    numbers({left, bottom, right - left, top - bottom});
    out_.operators += "re f\n";
  }

  void image(const Image& image) {
    text_.close();
    out_.operators += "q\n" + dress_.images;
    const std::int64_t left = in_points(image.corner.x, places);
    const std::int64_t bottom = in_points(page_.height - image.corner.y - image.height, places);
    numbers({in_points(image.width, places), 0, 0, in_points(image.height, places), left, bottom});
    out_.operators += "cm\n/" + image_name(image.picture) + " Do\nQ\n";
    if (std::find(out_.pictures.begin(), out_.pictures.end(), image.picture) == out_.pictures.end())
      out_.pictures.push_back(image.picture);
  }

  void path(const Path& path) {
    text_.close();
    fill(path.colour);
    for (const Polygon& polygon : path.polygons) {
      bool first = true;
      for (const Point& corner : polygon) {
        numbers({in_points(corner.x, places), in_points(page_.height - corner.y, places)});
        out_.operators += std::exchange(first, false) ? "m\n" : "l\n";
      }
    }
    out_.operators += "f\n";
  }

 private:
  static constexpr int places = 3;

  void numbers(std::initializer_list<std::int64_t> values) {
    for (const std::int64_t v : values) {
      append_decimal(out_.operators, v, places);
      out_.operators += ' ';
    }
  }

  std::string_view ink_of(Colour colour) const {
    switch (colour) {
      case Colour::black: return dress_.inks.black;
      case Colour::grey: return dress_.inks.grey;
      case Colour::red: return dress_.inks.red;
    }
    return dress_.inks.black;
  }

  void fill(Colour colour) {
    if (colour == colour_) return;
    colour_ = colour;
    out_.operators += ink_of(colour);
    out_.operators += '\n';
  }

  const Page& page_;
  const NodeTree& nodes_;
  const ContentDress& dress_;
  PageContent& out_;
  TextSetter text_;
  Key key_;
  bool open_ = false;
  Colour colour_ = Colour::black;  // a page begins with it (ISO 32000-1, 8.4.1)
};

}  // namespace

PageContent write_content(const Page& page, const NodeTree& nodes, const std::vector<ShownRun>& runs,
                          const FontPlan& plan, std::size_t first_run, const ContentDress& dress) {
  PageContent out;
  ContentWriter writer(page, nodes, dress, out);
  std::size_t next = 0;
  for (const PageItem& item : page.items) {
    std::visit(overloaded{[&](const GlyphRun& run) {
                            const std::size_t index = next++;
                            if (runs[index].empty()) return;
                            writer.begin(item);
                            writer.run(run, runs[index], plan.codes(first_run + index));
                          },
                          [&](const Area& area) {
                            writer.begin(item);
                            writer.area(area);
                          },
                          [&](const Image& image) {
                            writer.begin(item);
                            writer.image(image);
                          },
                          [&](const Path& path) {
                            writer.begin(item);
                            writer.path(path);
                          }},
               item.what);
  }
  writer.end();
  std::sort(out.fonts.begin(), out.fonts.end());
  return out;
}

const char* structure_type(NodeRole role) {
  switch (role) {
    case NodeRole::document: return "Document";
    case NodeRole::section: return "Sect";
    case NodeRole::title: return "H1";
    case NodeRole::heading1: return "H2";
    case NodeRole::heading2: return "H3";
    case NodeRole::heading3: return "H4";
    case NodeRole::heading4: return "H5";
    case NodeRole::paragraph: return "P";
    case NodeRole::list: return "L";
    case NodeRole::list_item: return "LI";
    case NodeRole::list_body: return "LBody";
    case NodeRole::table: return "Table";
    case NodeRole::caption: return "Caption";
    case NodeRole::table_head: return "THead";
    case NodeRole::table_body: return "TBody";
    case NodeRole::table_row: return "TR";
    case NodeRole::header_cell: return "TH";
    case NodeRole::data_cell: return "TD";
    case NodeRole::span: return "Span";
    case NodeRole::link: return "Link";
    case NodeRole::figure: return "Figure";
  }
  return "NonStruct";
}

}  // namespace banxin::pdf
