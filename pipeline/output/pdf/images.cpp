#include "output/pdf/images.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <variant>

#include "base/codes.h"
#include "base/overloaded.h"
#include "base/page_style.h"
#include "output/pdf/decimal.h"
#include "picture/picture.h"

namespace banxin::pdf {
namespace {

constexpr std::int64_t print_resolution = 300;  // pixels an inch
constexpr std::int64_t points_per_inch = 72;

// The data of a PNG, which FlateDecode reads with a PNG's predictor: those of its IDAT chunks, one after another.
std::string data_of(std::string_view png) {
  constexpr std::size_t signature = 8, before = 8, after = 4;  // around a chunk's data
  std::string data;
  for (std::size_t at = signature; at + before + after <= png.size();) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size = size << 8U | static_cast<unsigned char>(png[at + i]);
    if (png.substr(at + 4, 4) == "IDAT") data += png.substr(at + before, size);
    at += before + size + after;
  }
  return data;
}

// Calls show(IMAGE, ITEM) for each picture on the pages.
template <class Show>
void for_each_image(const Pages& pages, const Show& show) {
  for (const Page& page : pages.pages()) {
    for (const PageItem& item : page.items) {
      std::visit(overloaded{[](const GlyphRun& /*run*/) {}, [](const Area& /*area*/) {}, [](const Path& /*path*/) {},
                            [&](const Image& image) { show(image, item); }},
                 item.what);
    }
  }
}

std::int64_t resolution_of(const Image& image, const Picture& picture) {
  return picture.width * points_per_inch * Length::units_per_point / image.width.units();
}

Diagnostic coarse(const Place& place, const Image& image, const Picture& picture) {
  const std::int64_t wanted = (image.width.units() * print_resolution + points_per_inch * Length::units_per_point - 1) /
                              (points_per_inch * Length::units_per_point);
  const std::int64_t there = resolution_of(image, picture);
  return {.code = code::picture_resolution,
          .severity = Severity::warning,
          .place = place,
          .message = {fmt::format("图片印出来每英寸只有 {} 像素，不到 {}：会模糊。", there, print_resolution),
                      fmt::format("The picture is printed at {} pixels an inch, fewer than {}: it will look blurred.",
                                  there, print_resolution)},
          .hint = {fmt::format("换成至少 {} 像素宽的（现在 {}），或印得小些（width）。", wanted, picture.width),
                   fmt::format("Use one of at least {} pixels across (this has {}), or print it smaller (width).",
                               wanted, picture.width)}};
}

// What a figure's marks cover, its words by their em boxes.
struct Extent {
  Length left, top, right, bottom;
  bool empty = true;

  void widen(Length from_x, Length from_y, Length to_x, Length to_y) {
    left = empty ? from_x : std::min(left, from_x);
    top = empty ? from_y : std::min(top, from_y);
    right = empty ? to_x : std::max(right, to_x);
    bottom = empty ? to_y : std::max(bottom, to_y);
    empty = false;
  }
  void widen(const PageItem& item) {
    std::visit(
        overloaded{[this](const GlyphRun& run) {
                     if (run.clusters.empty()) return;
                     const PlacedCluster& last = run.clusters.back();
                     const Length above = em_box_ascent.at(run.size);
                     widen(run.origin.x, run.origin.y - above, run.origin.x + last.x + last.width,
                           run.origin.y - above + run.size);
                   },
                   [this](const Area& area) {
                     widen(area.corner.x, area.corner.y, area.corner.x + area.width, area.corner.y + area.height);
                   },
                   [this](const Image& image) {
                     widen(image.corner.x, image.corner.y, image.corner.x + image.width, image.corner.y + image.height);
                   },
                   [](const Path& /*path*/) {}},  // within an area's frame
        item.what);
  }
};

}  // namespace

std::string image_name(const std::string& digest) {
  constexpr std::size_t digits = 16;
  return "P" + digest.substr(0, digits);
}

Result<Separations> separate(const Pages& pages, std::string_view profile) {
  Separations made;
  Findings findings;
  for_each_image(pages, [&](const Image& image, const PageItem& item) {
    const Picture& picture = *pages.pictures()->find(image.picture);
    const Place place = pages.origins()->place(item.origin);
    if (resolution_of(image, picture) < print_resolution) findings.push_back(coarse(place, image, picture));
    if (picture.colour == Picture::Colour::grey || made.contains(image.picture)) return;
    auto inks = picture::separate(picture, profile);
    if (!inks) {
      findings.push_back({.code = code::picture_too_large,
                          .place = place,
                          .message = {"图片太大，换不成印刷的颜色。",
                                      "The picture is too large to be converted to the colours of print."},
                          .hint = {"缩小后另存。", "Scale it down."}});
    }
    made.emplace(image.picture, std::move(inks).value_or(std::string()));
  });
  if (has_errors(findings)) return findings;
  return {std::move(made), std::move(findings)};
}

Dictionary ImageWriter::resources(const std::vector<std::string>& digests) {
  Dictionary out;
  for (const std::string& digest : digests) {
    const auto [at, is_new] = written_.try_emplace(digest);
    if (is_new) at->second = write(digest);
    out.push_back({image_name(digest), at->second});
  }
  return out;
}

Ref ImageWriter::write(const std::string& digest) {
  const Picture& picture = *pictures_->find(digest);
  Dictionary out = {
      {"Type", Name{"XObject"}}, {"Subtype", Name{"Image"}}, {"Width", picture.width}, {"Height", picture.height}};
  const bool grey = picture.colour == Picture::Colour::grey;
  if (separations_ != nullptr && !grey) {
    out.push_back({"ColorSpace", Name{"DeviceCMYK"}});
    out.push_back({"BitsPerComponent", 8});
    return writer_.add_stream(std::move(out), separations_->at(digest), Packing::text);
  }
  out.push_back({"ColorSpace", separations_ != nullptr ? Value(Name{"DeviceGray"}) : colours_of(picture)});
  out.push_back({"BitsPerComponent", picture.bits});
  if (picture.kind == Picture::Kind::jpeg) {
    out.push_back({"Filter", Name{"DCTDecode"}});
    return writer_.add_stream(std::move(out), picture.file, Packing::plain);
  }
  constexpr int png_predictor = 15;
  out.push_back({"Filter", Name{"FlateDecode"}});
  out.push_back({"DecodeParms", Dictionary{{"Predictor", png_predictor},
                                           {"Colors", picture.colour == Picture::Colour::rgb ? 3 : 1},
                                           {"BitsPerComponent", picture.bits},
                                           {"Columns", picture.width}}});
  return writer_.add_stream(std::move(out), data_of(picture.file), Packing::plain);
}

Value ImageWriter::colours_of(const Picture& picture) {
  const bool grey = picture.colour == Picture::Colour::grey;
  Value base = Name{grey ? "DeviceGray" : "DeviceRGB"};
  if (!picture.profile.empty()) {
    base = Array{Name{"ICCBased"}, writer_.add_stream({{"N", grey ? 1 : 3}}, picture.profile, Packing::text)};
  }
  if (picture.colour != Picture::Colour::palette) return base;
  return Array{Name{"Indexed"}, base, picture.palette.size() / 3 - 1, Bytes{picture.palette}};
}

std::map<NodeId, std::string> figure_boxes(const Pages& pages) {
  constexpr int places = 3;
  std::map<NodeId, std::string> boxes;
  for (const Page& page : pages.pages()) {
    std::map<NodeId, Extent> extents;
    for (const PageItem& item : page.items) {
      const bool figure = item.artifact == Artifact::none && (*pages.nodes())[item.node].role == NodeRole::figure;
      if (figure) extents[item.node].widen(item);
    }
    for (const auto& [node, extent] : extents) {
      std::string box;
      for (const Length side : {extent.left, page.height - extent.bottom, extent.right, page.height - extent.top}) {
        box += (box.empty() ? "[" : " ") + decimal(in_points(side, places), places);
      }
      boxes.emplace(node, box + "]");
    }
  }
  return boxes;
}

}  // namespace banxin::pdf
