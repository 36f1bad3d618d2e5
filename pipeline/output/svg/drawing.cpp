#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "base/base64.h"
#include "base/overloaded.h"
#include "base/text.h"
#include "base/xml_text.h"
#include "output/svg/page_drawing.h"

namespace banxin::svg {
namespace {

UsedGlyph used(const PlacedGlyph& glyph) {
  switch (glyph.form) {
    case CellForm::whole: break;
    case CellForm::left_half: return {glyph.glyph, GlyphForm::left_half};
    case CellForm::right_half: return {glyph.glyph, GlyphForm::right_half};
  }
  return {glyph.glyph, GlyphForm::plain};
}

struct Box {
  std::int64_t left, top, right, bottom;  // on the page
};

Box around(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

class PageDrawer {
 public:
  PageDrawer(const Pages& pages, Outlines& outlines, const DrawOptions& options)
      : pages_(pages), inks_(row_of(OutputKind::svg).inks), outlines_(outlines), options_(options) {}

  std::string draw(const Page& page, std::size_t number, std::string_view place) && {
    write(FMT_COMPILE("<svg id=\"page-{0}\" {1} viewBox=\"0 0 {2} {3}\" role=\"document\" aria-label=\"第{0}页\">\n"
                      "<rect width=\"{2}\" height=\"{3}\" fill=\"#fff\"/>\n"),
          number, place, in_units(page.width), in_units(page.height));
    for (const PageItem& item : page.items) {
      std::visit(overloaded{[&](const GlyphRun& run) { add(run, item); }, [&](const Area& area) { add(area, item); },
                            [&](const Image& image) { add(image, item); }, [&](const Path& path) { add(path, item); }},
                 item.what);
    }
    for (const auto& [origin, box] : boxes_) frame(origin, box);
    return std::move(out_) + "</svg>\n";
  }

 private:
  template <class Format, class... Values>
  void write(const Format& format, const Values&... values) {
    fmt::format_to(std::back_inserter(out_), format, values...);
  }

  void add(const GlyphRun& run, const PageItem& item) {
    const std::int64_t width =
        run.clusters.empty() ? 0 : in_em(run.clusters.back().x + run.clusters.back().width, run.size);
    const std::string address = options_.link ? options_.link(item.origin) : std::string();
    const bool hidden = item.artifact != Artifact::none || trimmed(run.text).empty();
    const std::string_view element = address.empty() ? "g" : "a";
    write(FMT_COMPILE("<{}"), element);
    // The keyboard has a way of its own to where the link leads: it need not pass every line.
    if (!address.empty()) write(FMT_COMPILE(" href=\"{}\" tabindex=\"-1\""), xml_escaped(address));
    if (address.empty() && !hidden) out_ += " role=\"img\"";
    write(FMT_COMPILE("{} aria-label=\"{}\""), hidden ? " aria-hidden=\"true\"" : "", xml_escaped(run.text));
    source(item);
    if (run.colour != Colour::black) write(FMT_COMPILE(" fill=\"{}\""), ink_of(run.colour));
    write(FMT_COMPILE(" transform=\"translate({} {}){}scale({})\">"), in_units(run.origin.x), in_units(run.origin.y),
          run.turned ? "rotate(-90)" : "", static_cast<double>(in_units(run.size)) / units_per_em);
    write(FMT_COMPILE("<rect y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" pointer-events=\"all\"/>"), -ascent,
          width, units_per_em);
    for (const PlacedGlyph& glyph : run.glyphs) {
      const std::string& id = outlines_.id_of(run.face, used(glyph));
      if (id.empty()) continue;
      write(FMT_COMPILE("<use href=\"#{}\" x=\"{}\""), id, in_em(glyph.x, run.size));
      if (glyph.y != Length()) write(FMT_COMPILE(" y=\"{}\""), -in_em(glyph.y, run.size));
      out_ += "/>";
    }
    write(FMT_COMPILE("</{}>\n"), element);
    if (options_.boxed.contains(item.origin)) enclose(item.origin, box_of(run));
  }

  void add(const Area& area, const PageItem& item) {
    // Edges are rounded, not extents, so that areas that touch on the page touch in the picture.
    const std::int64_t left = in_units(area.corner.x);
    const std::int64_t top = in_units(area.corner.y);
    write(FMT_COMPILE("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\""), left, top,
          in_units(area.corner.x + area.width) - left, in_units(area.corner.y + area.height) - top,
          ink_of(area.colour));
    source(item);
    out_ += "/>\n";
  }

  void add(const Image& image, const PageItem& item) {
    const Picture& picture = *pages_.pictures()->find(image.picture);
    const std::string address = options_.link ? options_.link(item.origin) : std::string();
    if (!address.empty()) write(FMT_COMPILE("<a href=\"{}\" tabindex=\"-1\">"), xml_escaped(address));
    write(FMT_COMPILE("<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" "
                      "role=\"img\" aria-label=\"{}\""),
          in_units(image.corner.x), in_units(image.corner.y), in_units(image.width), in_units(image.height),
          xml_escaped((*pages_.nodes())[item.node].alternative));
    source(item);
    write(FMT_COMPILE(" href=\"data:{};base64,{}\"/>"), media_type_of(picture.kind), to_base64(picture.file));
    out_ += address.empty() ? "\n" : "</a>\n";
    if (options_.boxed.contains(item.origin)) {
      enclose(item.origin, {in_units(image.corner.x), in_units(image.corner.y), in_units(image.corner.x + image.width),
                            in_units(image.corner.y + image.height)});
    }
  }

  void add(const Path& path, const PageItem& item) {
    out_ += "<path d=\"";
    for (const Polygon& polygon : path.polygons) {
      char command = 'M';
      for (const Point& corner : polygon) {
        write(FMT_COMPILE("{}{} {}"), std::exchange(command, 'L'), in_units(corner.x), in_units(corner.y));
      }
      out_ += 'Z';
    }
    write(FMT_COMPILE("\" fill=\"{}\""), ink_of(path.colour));
    source(item);
    out_ += "/>\n";
  }

  void source(const PageItem& item) {
    if (item.origin != 0) write(FMT_COMPILE(" data-origin=\"{}\""), item.origin);
    if (item.artifact == Artifact::none) write(FMT_COMPILE(" data-node=\"{}\""), item.node);
  }

  // The em boxes of its text.
  static Box box_of(const GlyphRun& run) {
    const Length width = run.clusters.empty() ? Length() : run.clusters.back().x + run.clusters.back().width;
    const std::int64_t x = in_units(run.origin.x);
    const std::int64_t y = in_units(run.origin.y);
    const std::int64_t above = in_units(run.size) * ascent / units_per_em;
    const std::int64_t below = in_units(run.size) - above;
    if (run.turned) return {x - above, y - in_units(width), x + below, y};
    return {x, y - above, x + in_units(width), y + below};
  }

  void enclose(OriginId origin, const Box& box) {
    const auto [at, is_new] = boxes_.try_emplace(origin, box);
    if (!is_new) at->second = around(at->second, box);
  }

  void frame(OriginId origin, const Box& box) {
    constexpr std::int64_t gap = 2000;
    write(FMT_COMPILE("<rect class=\"boxed\" data-origin=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
                      "fill=\"none\" stroke=\"#c00\" stroke-width=\"1000\"/>\n"),
          origin, box.left - gap, box.top - gap, box.right - box.left + 2 * gap, box.bottom - box.top + 2 * gap);
  }

  std::string_view ink_of(Colour colour) const {
    switch (colour) {
      case Colour::black: return inks_.black;
      case Colour::grey: return inks_.grey;
      case Colour::red: return inks_.red;
    }
    return inks_.black;
  }

  static std::int64_t in_em(Length length, Length size) {
    return divide_rounded(length.units() * units_per_em, size.units());
  }

  static constexpr std::int64_t ascent = units_per_em * 88 / 100;  // of a Chinese em box, above the baseline

  const Pages& pages_;
  const Inks& inks_;
  Outlines& outlines_;
  const DrawOptions& options_;
  std::map<OriginId, Box> boxes_;
  std::string out_;
};

}  // namespace

std::int64_t in_units(Length length) {
  return divide_rounded(length.units() * 1000, Length::units_per_point);
}

std::string draw_page(const Pages& pages, const Page& page, std::size_t number, std::string_view place,
                      Outlines& outlines, const DrawOptions& options) {
  return PageDrawer(pages, outlines, options).draw(page, number, place);
}

Drawing draw(const Pages& pages, const FontBook& fonts, const DrawOptions& options) {
  Drawing drawing;
  Outlines outlines(fonts);
  for (const Page& page : pages.pages()) {
    const std::string size =
        fmt::format(FMT_COMPILE("width=\"{}mm\" height=\"{}mm\""), page.width.to_mm(), page.height.to_mm());
    drawing.pages.push_back(draw_page(pages, page, drawing.pages.size() + 1, size, outlines, options));
  }
  drawing.outlines = std::move(outlines).take();
  return drawing;
}

}  // namespace banxin::svg
