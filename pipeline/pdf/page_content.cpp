#include "pdf/page_content.h"

#include <fmt/compile.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "pdf/decimal.h"
#include "pdf/text_setter.h"

namespace banxin::pdf {
namespace {

// Marks of one key that follow one another share a marked-content sequence.
struct Key {
  Artifact artifact = Artifact::none;
  NodeId node = 0;
  bool lower_half = false;  // of pagination: a footer, else a header
  bool operator==(const Key&) const = default;
};

Key key_of(const PageItem& item, Length page_height) {
  if (item.artifact == Artifact::none) return {Artifact::none, item.node, false};
  const auto* run = std::get_if<GlyphRun>(&item.what);
  const Length y = run != nullptr ? run->origin.y : std::get<Area>(item.what).corner.y;
  const bool upright = run == nullptr || !run->turned;  // what is turned is a table's head, at the left
  return {item.artifact, 0, item.artifact == Artifact::pagination && upright && y > page_height / 2};
}

std::string_view artifact_properties(const Key& key) {
  switch (key.artifact) {
    case Artifact::pagination:
      return key.lower_half ? "/Type/Pagination/Subtype/Footer" : "/Type/Pagination/Subtype/Header";
    case Artifact::watermark: return "/Type/Pagination/Subtype/Watermark";
    case Artifact::layout:
    case Artifact::none: break;
  }
  return "/Type/Layout";
}

class ContentWriter {
 public:
  ContentWriter(const Page& page, const NodeTree& nodes, PageContent& out)
      : page_(page), nodes_(nodes), out_(out), text_(out.operators, page.height) {}

  void begin(const Key& key) {
    if (open_ && key == key_) return;
    end();
    key_ = key;
    open_ = true;
    if (key.artifact != Artifact::none) {
      fmt::format_to(std::back_inserter(out_.operators), FMT_COMPILE("/Artifact<<{}>>BDC\n"), artifact_properties(key));
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

  // Edges are rounded, not extents: areas that touch on the page touch in the file.
  void area(const Area& area) {
    text_.close();
    fill(area.colour);
    const std::int64_t left = in_points(area.corner.x, places);
    const std::int64_t right = in_points(area.corner.x + area.width, places);
    const std::int64_t top = in_points(page_.height - area.corner.y, places);
    const std::int64_t bottom = in_points(page_.height - area.corner.y - area.height, places);
    for (const std::int64_t v : {left, bottom, right - left, top - bottom}) {
      append_decimal(out_.operators, v, places);
      out_.operators += ' ';
    }
    out_.operators += "re f\n";
  }

 private:
  static constexpr int places = 3;

  // Black and grey are DeviceGray; red is M80 Y80 (GB/T 9704-2012, 6.2) by the plain rule 1 - ink, in the RGB of the
  // output intent (PA-41).
  void fill(Colour colour) {
    if (colour == colour_) return;
    colour_ = colour;
    switch (colour) {
      case Colour::black: out_.operators += "0 g\n"; return;
      case Colour::grey: out_.operators += "0.85 g\n"; return;
      case Colour::red: out_.operators += "1 0.2 0.2 rg\n"; return;
    }
  }

  const Page& page_;
  const NodeTree& nodes_;
  PageContent& out_;
  TextSetter text_;
  Key key_;
  bool open_ = false;
  Colour colour_ = Colour::black;  // a page begins with it (ISO 32000-1, 8.4.1)
};

}  // namespace

PageContent write_content(const Page& page, const NodeTree& nodes, const std::vector<ShownRun>& runs,
                          const FontPlan& plan, std::size_t first_run) {
  PageContent out;
  ContentWriter writer(page, nodes, out);
  std::size_t next = 0;
  for (const PageItem& item : page.items) {
    if (const auto* run = std::get_if<GlyphRun>(&item.what)) {
      const std::size_t index = next++;
      if (runs[index].empty()) continue;
      writer.begin(key_of(item, page.height));
      writer.run(*run, runs[index], plan.codes(first_run + index));
    } else {
      writer.begin(key_of(item, page.height));
      writer.area(std::get<Area>(item.what));
    }
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
