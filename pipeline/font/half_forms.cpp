#include "font/half_forms.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "font/big_endian.h"

namespace banxin::font {
namespace {

// Offsets of fields in the tables (OpenType 1.9).
constexpr std::size_t head_x_min = 36;
constexpr std::size_t head_loca_format = 50;
constexpr std::size_t head_size = 54;
constexpr std::size_t hhea_least_left = 12;
constexpr std::size_t hhea_least_right = 14;
constexpr std::size_t hhea_metric_count = 34;
constexpr std::size_t hhea_size = 36;
constexpr std::size_t maxp_glyph_count = 4;
constexpr std::size_t maxp_points = 6;
constexpr std::size_t maxp_contours = 8;
constexpr std::size_t maxp_composite_points = 10;
constexpr std::size_t maxp_composite_contours = 12;
constexpr std::size_t maxp_component_elements = 28;
constexpr std::size_t maxp_component_depth = 30;
constexpr std::size_t maxp_size = 32;
constexpr std::size_t glyph_header_size = 10;
constexpr std::size_t most_glyphs = 65535;

struct Metric {
  int advance = 0;
  int left_bearing = 0;
};

class TrueTypeBuilder {
 public:
  explicit TrueTypeBuilder(TrueTypeTables& tables) : tables_(tables) {}

  bool read() {
    if (tables_.head.size() < head_size || tables_.hhea.size() < hhea_size || tables_.maxp.size() < maxp_size) {
      return false;
    }
    const std::size_t glyphs = read_u16(tables_.maxp, maxp_glyph_count);
    return read_offsets(glyphs) && read_metrics(glyphs);
  }

  bool append(HalfForm form) {
    if (form.plain >= metrics_.size() || metrics_.size() >= most_glyphs) return false;
    const std::size_t begin = offsets_[form.plain];
    const std::string_view plain(tables_.glyf.data() + begin, offsets_[form.plain + 1U] - begin);
    if (!plain.empty() && plain.size() < glyph_header_size) return false;
    const Metric whole = metrics_[form.plain];
    const int half = whole.advance / 2;
    const int shift = form.right ? half - whole.advance : 0;
    metrics_.push_back({half, whole.left_bearing + shift});
    if (!plain.empty()) append_composite(form.plain, plain, shift);
    offsets_.push_back(tables_.glyf.size());
    return true;
  }

  void write() {
    write_offsets();
    tables_.hmtx.clear();
    for (const Metric& m : metrics_) {
      append_u16(tables_.hmtx, m.advance);
      append_u16(tables_.hmtx, m.left_bearing);
    }
    const auto count = static_cast<int>(metrics_.size());
    put_u16(tables_.hhea, hhea_metric_count, count);
    put_u16(tables_.maxp, maxp_glyph_count, count);
    // A reference to one glyph draws as much as that glyph and nests one deeper: upper bounds that hold for all.
    raise(tables_.maxp, maxp_composite_points, read_u16(tables_.maxp, maxp_points));
    raise(tables_.maxp, maxp_composite_contours, read_u16(tables_.maxp, maxp_contours));
    raise(tables_.maxp, maxp_component_elements, 1);
    put_u16(tables_.maxp, maxp_component_depth, read_u16(tables_.maxp, maxp_component_depth) + 1);
  }

 private:
  bool read_offsets(std::size_t glyphs) {
    const bool wide = read_u16(tables_.head, head_loca_format) != 0;
    const std::size_t size = wide ? 4 : 2;
    if (tables_.loca.size() / size < glyphs + 1) return false;
    for (std::size_t i = 0; i <= glyphs; ++i) {
      const std::size_t offset = wide ? read_u32(tables_.loca, i * size) : 2U * read_u16(tables_.loca, i * size);
      if (offset > tables_.glyf.size() || (i > 0 && offset < offsets_.back())) return false;
      offsets_.push_back(offset);
    }
    tables_.glyf.resize(offsets_.back());
    if (tables_.glyf.size() % 2 != 0) tables_.glyf += '\0';
    offsets_.back() = tables_.glyf.size();
    return true;
  }

  bool read_metrics(std::size_t glyphs) {
    const std::size_t full = read_u16(tables_.hhea, hhea_metric_count);
    if (full == 0 || full > glyphs || tables_.hmtx.size() < 4 * full + 2 * (glyphs - full)) return false;
    for (std::size_t i = 0; i < glyphs; ++i) {
      const std::size_t bearing = i < full ? 4 * i + 2 : 4 * full + 2 * (i - full);
      metrics_.push_back({read_u16(tables_.hmtx, 4 * std::min(i, full - 1)), read_i16(tables_.hmtx, bearing)});
    }
    return true;
  }

  void append_composite(std::uint16_t component, std::string_view plain, int shift) {
    constexpr int arguments_are_offsets = 0x0002;
    constexpr int arguments_are_words = 0x0001;
    const int x_min = read_i16(plain, 2) + shift;
    const int x_max = read_i16(plain, 6) + shift;
    std::string glyph;
    append_u16(glyph, -1);  // a composite
    append_u16(glyph, x_min);
    append_u16(glyph, read_i16(plain, 4));
    append_u16(glyph, x_max);
    append_u16(glyph, read_i16(plain, 8));
    append_u16(glyph, arguments_are_words | arguments_are_offsets);
    append_u16(glyph, component);
    append_u16(glyph, shift);
    append_u16(glyph, 0);
    tables_.glyf += glyph;

    const Metric& metric = metrics_.back();
    lower(tables_.head, head_x_min, x_min);
    lower(tables_.hhea, hhea_least_left, metric.left_bearing);
    lower(tables_.hhea, hhea_least_right, metric.advance - (metric.left_bearing + x_max - x_min));
  }

  void write_offsets() {
    constexpr std::size_t most_short = std::size_t{2} * 0xFFFF;
    const auto odd = [](std::size_t offset) { return offset % 2 != 0; };
    const bool wide = offsets_.back() > most_short || std::any_of(offsets_.begin(), offsets_.end(), odd);
    tables_.loca.clear();
    for (const std::size_t offset : offsets_) {
      if (wide) {
        append_u32(tables_.loca, static_cast<std::uint32_t>(offset));
      } else {
        append_u16(tables_.loca, static_cast<int>(offset / 2));
      }
    }
    put_u16(tables_.head, head_loca_format, wide ? 1 : 0);
  }

  static void lower(std::string& table, std::size_t field, int value) {
    if (value < read_i16(table, field)) put_u16(table, field, value);
  }
  static void raise(std::string& table, std::size_t field, int value) {
    if (value > read_u16(table, field)) put_u16(table, field, value);
  }

  TrueTypeTables& tables_;
  std::vector<std::size_t> offsets_;  // one more than glyphs
  std::vector<Metric> metrics_;
};

}  // namespace

bool append_half_forms(TrueTypeTables& tables, const std::vector<HalfForm>& forms) {
  TrueTypeBuilder builder(tables);
  if (!builder.read()) return false;
  for (const HalfForm form : forms) {
    if (!builder.append(form)) return false;
  }
  builder.write();
  return true;
}

}  // namespace banxin::font
