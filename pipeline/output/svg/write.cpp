#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/digest.h"
#include "base/xml_text.h"
#include "output/seal.h"
#include "output/svg/page_drawing.h"

namespace banxin::svg {
namespace {

// Between pages, and around them.
constexpr Length gap = Length::mm(8);
constexpr std::string_view desk_colour = "#999";

std::string definitions(const std::map<std::string, std::string>& outlines) {
  std::string out = "<defs>\n";
  for (const auto& [id, path] : outlines) out.append(path).append(1, '\n');
  return out + "</defs>\n";
}

}  // namespace

std::string shared(const std::map<std::string, std::string>& outlines) {
  return "<svg width=\"0\" height=\"0\" aria-hidden=\"true\">\n" + definitions(outlines) + "</svg>\n";
}

Output write(const Pages& pages, const FontBook& fonts, OutputKind kind) {
  const DocumentInfo& info = pages.info();
  Length width;
  Length height = gap;
  for (const Page& page : pages.pages()) {
    width = std::max(width, page.width + 2 * gap);
    height += page.height + gap;
  }
  std::string drawn;
  Outlines outlines(fonts);
  Length y = gap;
  std::size_t number = 0;
  for (const Page& page : pages.pages()) {
    const std::string place =
        fmt::format(FMT_STRING("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\""), in_units((width - page.width) / 2),
                    in_units(y), in_units(page.width), in_units(page.height));
    drawn += draw_page(pages, page, ++number, place, outlines, {});
    y += page.height + gap;
  }
  std::string out = fmt::format(
      FMT_STRING(
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{}\" "
          "width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {} {}\">\n<title>{}{}</title>\n"),
      xml_escaped(info.language), width.to_mm(), height.to_mm(), in_units(width), in_units(height),
      info.draft ? "（草稿）" : "", xml_escaped(info.title));
  out += definitions(std::move(outlines).take());
  fmt::format_to(std::back_inserter(out), FMT_STRING("<rect width=\"{}\" height=\"{}\" fill=\"{}\"/>\n"),
                 in_units(width), in_units(height), desk_colour);
  out += drawn + "</svg>\n";

  std::string sha512 = to_hex(digest(DigestKind::sha512, out));
  OutputParts parts{
      .kind = kind, .bytes = std::move(out), .sha512 = std::move(sha512), .info = info, .faces = {}, .pages = {}};
  for (const Page& page : pages.pages()) parts.pages.push_back(layout::measure(page));
  return output::Seal::seal(std::move(parts));
}

}  // namespace banxin::svg
