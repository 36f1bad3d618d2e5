#include "output/pdf/text_setter.h"

#include <fmt/compile.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "output/pdf/decimal.h"
#include "output/pdf/text_string.h"

namespace banxin::pdf {
namespace {

// Decimal places of a point that operators are written with, and what one unit of each is in the pen's 10^-9 pt.
constexpr int pen_places = 9;
constexpr int place_places = 3;
constexpr std::int64_t place_unit = 1'000'000;
constexpr int size_places = 4;  // also of the spacing
constexpr std::int64_t spacing_unit = 100'000;
// A thousandth of an em is size * 100 at the pen, where size counts 10^-4 pt; TJ's adjustments have two places more.
constexpr std::int64_t em_unit = 100;
constexpr int adjustment_places = 2;
// A glyph this near to its place is left there: 0.001 pt.
constexpr std::int64_t tolerance = 1'000'000;

void append_code(std::string& out, std::uint16_t code) {
  constexpr const char* digits = "0123456789ABCDEF";
  for (unsigned shift = 16; shift != 0;) {
    shift -= 4;
    out += digits[(code >> shift) & 0xFU];
  }
}

}  // namespace

// Glyphs of one font on one baseline.
struct TextSetter::Segment {
  std::vector<Code> codes;
  std::vector<std::int64_t> targets;  // of each glyph's origin, 10^-9 pt from the page's left edge; turned: its bottom
  std::int64_t size = 0;              // 10^-4 pt
  std::int64_t baseline = 0;          // 10^-3 pt from the page's bottom; turned: its left edge
  bool turned = false;

  std::int64_t width(std::size_t i) const { return codes[i].width * size * em_unit; }

  // The gap that most neighbours have between them, in 10^-4 pt; the smallest, where several are equally common.
  std::int64_t common_gap() const {
    std::vector<std::int64_t> gaps;
    gaps.reserve(codes.size());
    for (std::size_t i = 0; i + 1 < codes.size(); ++i) {
      gaps.push_back(divide_rounded(targets[i + 1] - targets[i] - width(i), spacing_unit));
    }
    std::sort(gaps.begin(), gaps.end());
    std::int64_t best = 0;
    std::ptrdiff_t most = 1;  // once is not common
    for (auto at = gaps.begin(); at != gaps.end();) {
      const auto end = std::upper_bound(at, gaps.end(), *at);
      if (end - at > most) {
        most = end - at;
        best = *at;
      }
      at = end;
    }
    return best;
  }
};

void TextSetter::open() {
  if (!open_) out_ += "BT\n";
  open_ = true;
}

void TextSetter::close() {
  if (open_) out_ += "ET\n";
  open_ = false;
}

void TextSetter::show(const Segment& segment) {
  const Code& first = segment.codes.front();
  if (font_ != first.font || size_ != segment.size) {
    font_ = first.font;
    size_ = segment.size;
    fmt::format_to(std::back_inserter(out_), FMT_COMPILE("/F{} "), font_);
    append_decimal(out_, size_, size_places);
    out_ += " Tf\n";
  }
  const std::int64_t spacing = segment.common_gap();
  if (spacing_ != spacing) {
    spacing_ = spacing;
    append_decimal(out_, spacing_, size_places);
    out_ += " Tc\n";
  }

  const std::int64_t x = divide_rounded(segment.targets.front(), place_unit);
  out_ += segment.turned ? "0 1 -1 0 " : "1 0 0 1 ";
  append_decimal(out_, segment.turned ? segment.baseline : x, place_places);
  out_ += ' ';
  append_decimal(out_, segment.turned ? x : segment.baseline, place_places);
  out_ += " Tm\n[<";
  std::int64_t pen = x * place_unit;
  for (std::size_t i = 0; i < segment.codes.size(); ++i) {
    const std::int64_t error = pen - segment.targets[i];
    if (i != 0 && std::abs(error) > tolerance) {
      const std::int64_t adjustment = divide_rounded(error, segment.size);
      out_ += '>';
      append_decimal(out_, adjustment, adjustment_places);
      out_ += '<';
      pen -= adjustment * segment.size;
    }
    append_code(out_, segment.codes[i].code);
    pen += segment.width(i) + spacing_ * spacing_unit;
  }
  out_ += ">]TJ\n";
}

void TextSetter::set(const GlyphRun& run, const ShownRun& shown, const std::vector<Code>& codes) {
  open();
  for (std::size_t i = 0; i < shown.size();) {
    const std::size_t group = shown[i].group;
    if (group == 0) {
      i = show_segment(run, shown, codes, i, shown.size());
      continue;
    }
    out_ += "/Span<</ActualText" + text_string(shown[i].group_text) + ">>BDC\n";
    for (const std::size_t end = i + group; i < end;) i = show_segment(run, shown, codes, i, end);
    out_ += "EMC\n";
  }
}

std::size_t TextSetter::show_segment(const GlyphRun& run, const ShownRun& shown, const std::vector<Code>& codes,
                                     std::size_t first, std::size_t end) {
  Segment segment;
  segment.codes.reserve(end - first);
  segment.targets.reserve(end - first);
  segment.size = in_points(run.size, size_places);
  segment.turned = run.turned;
  const Length pen = run.turned ? page_height_ - run.origin.y : run.origin.x;
  const Length across = run.turned ? run.origin.x - shown[first].y : page_height_ - run.origin.y + shown[first].y;
  segment.baseline = in_points(across, place_places);
  std::size_t i = first;
  do {
    segment.codes.push_back(codes[i]);
    segment.targets.push_back(in_points(pen + shown[i].x, pen_places));
    ++i;
  } while (i < end && shown[i].group == 0 && codes[i].font == codes[first].font && shown[i].y == shown[first].y);
  show(segment);
  return i;
}

}  // namespace banxin::pdf
