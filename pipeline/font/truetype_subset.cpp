#include "font/truetype_subset.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

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
constexpr std::size_t maxp_zones = 14;
constexpr std::size_t maxp_twilight_points = 16;
constexpr std::size_t maxp_component_elements = 28;
constexpr std::size_t maxp_component_depth = 30;
constexpr std::size_t maxp_size = 32;
constexpr std::size_t glyph_header_size = 10;
constexpr std::size_t most_glyphs = 65535;

// Flags of a component.
constexpr unsigned arguments_are_words = 0x0001;
constexpr unsigned arguments_are_offsets = 0x0002;
constexpr unsigned has_scale = 0x0008;
constexpr unsigned more_components = 0x0020;
constexpr unsigned has_two_scales = 0x0040;
constexpr unsigned has_matrix = 0x0080;
constexpr unsigned has_instructions = 0x0100;

struct Metric {
  int advance = 0;
  int left_bearing = 0;
};

void lower(std::string& table, std::size_t field, int value) {
  if (value < read_i16(table, field)) put_u16(table, field, value);
}
void raise(std::string& table, std::size_t field, int value) {
  if (value > read_u16(table, field)) put_u16(table, field, value);
}

// The glyphs of a face as its tables have them.
class Glyphs {
 public:
  explicit Glyphs(const TrueTypeTables& tables)
      : tables_(tables),
        count_(read_u16(tables.maxp, maxp_glyph_count)),
        metric_count_(read_u16(tables.hhea, hhea_metric_count)),
        wide_(read_u16(tables.head, head_loca_format) != 0) {}

  bool hold_together() const {
    return tables_.head.size() >= head_size && tables_.hhea.size() >= hhea_size && tables_.maxp.size() >= maxp_size &&
           tables_.loca.size() / (wide_ ? 4 : 2) > count_ && metric_count_ != 0 &&
           tables_.hmtx.size() >= 4 * std::min(metric_count_, count_);
  }
  std::size_t count() const { return count_; }

  // Empty for a blank; none when the tables contradict themselves.
  std::optional<std::string_view> drawing(GlyphId glyph) const {
    const std::size_t begin = offset(glyph);
    const std::size_t end = offset(std::size_t{glyph} + 1);
    if (begin > end || end > tables_.glyf.size()) return std::nullopt;
    if (begin != end && end - begin < glyph_header_size) return std::nullopt;
    return tables_.glyf.substr(begin, end - begin);
  }

  // The bearings of glyphs that share the last advance stand behind the pairs.
  Metric metric(GlyphId glyph) const {
    const std::size_t last = metric_count_ - 1;
    const std::size_t bearing = glyph <= last ? std::size_t{4} * glyph + 2 : 4 * metric_count_ + 2 * (glyph - last - 1);
    return {read_u16(tables_.hmtx, 4 * std::min<std::size_t>(glyph, last)), read_i16(tables_.hmtx, bearing)};
  }

 private:
  std::size_t offset(std::size_t i) const {
    return wide_ ? read_u32(tables_.loca, 4 * i) : 2U * read_u16(tables_.loca, 2 * i);
  }

  const TrueTypeTables& tables_;
  std::size_t count_, metric_count_;
  bool wide_;
};

bool is_composite(std::string_view drawing) {
  return !drawing.empty() && read_i16(drawing, 0) < 0;
}

// Walks over the components of a composite glyph: `visit` is given the place of each one's flags, its glyph behind
// them. Where they end; none when they do not.
template <class Visit>
std::optional<std::size_t> walk_components(std::string_view drawing, Visit visit) {
  std::size_t at = glyph_header_size;
  for (unsigned flags = more_components; (flags & more_components) != 0;) {
    if (at + 4 > drawing.size()) return std::nullopt;
    flags = read_u16(drawing, at);
    visit(at);
    const std::size_t arguments = (flags & arguments_are_words) != 0 ? 4 : 2;
    const std::size_t scales = (flags & has_scale) != 0        ? 2
                               : (flags & has_two_scales) != 0 ? 4
                               : (flags & has_matrix) != 0     ? 8
                                                               : 0;
    at += 4 + arguments + scales;
  }
  if (at > drawing.size()) return std::nullopt;
  return at;
}

// How many bytes the coordinates of a point take by its flag: of x (bits 0x02, 0x10) and y (0x04, 0x20) one where it is
// short, else none where it is as before, else two.
constexpr std::array<std::uint8_t, 256> coordinate_bytes = [] {
  std::array<std::uint8_t, 256> bytes{};
  for (unsigned flag = 0; flag < bytes.size(); ++flag) {
    const unsigned x = (flag & 0x02U) != 0 ? 1 : (flag & 0x10U) != 0 ? 0 : 2;
    const unsigned y = (flag & 0x04U) != 0 ? 1 : (flag & 0x20U) != 0 ? 0 : 2;
    bytes[flag] = static_cast<std::uint8_t>(x + y);
  }
  return bytes;
}();

// How many bytes flags and coordinates of `count` points take; more than there are when they are cut off.
std::size_t size_of_points(std::string_view points, std::size_t count) {
  constexpr unsigned repeats = 0x08;
  std::size_t flags = 0, coordinates = 0;
  for (std::size_t point = 0; point < count; ++point) {
    if (flags >= points.size()) return points.size() + 1;
    const auto flag = static_cast<unsigned char>(points[flags++]);
    coordinates += coordinate_bytes[flag];
    if ((flag & repeats) != 0) {
      const std::size_t again = read_number(points, flags++, 1);
      coordinates += again * coordinate_bytes[flag];
      point += again;
    }
  }
  return flags + coordinates;
}

class Cutter {
 public:
  Cutter(const TrueTypeTables& tables, const std::vector<UsedGlyph>& glyphs)
      : tables_(tables), glyphs_(tables), used_(glyphs) {}

  std::optional<TrueTypeSubset> cut() {
    if (!glyphs_.hold_together() || !gather() || !number() || !append_notdef()) return std::nullopt;
    for (const UsedGlyph& used : used_) {
      if (used.form != GlyphForm::plain && !append_half(used)) return std::nullopt;
    }
    for (const GlyphId glyph : kept_) {
      if (glyph != 0 && !append_plain(glyph)) return std::nullopt;
    }
    offsets_.push_back(out_.glyf.size());
    write_tables();
    return std::move(out_);
  }

 private:
  // All glyphs that the program needs: those used, what composites are put together from, and .notdef.
  bool gather() {
    for (const UsedGlyph& used : used_) kept_.push_back(used.glyph);
    std::sort(kept_.begin(), kept_.end());
    kept_.erase(std::unique(kept_.begin(), kept_.end()), kept_.end());
    for (std::vector<GlyphId> open = kept_; !open.empty();) {
      const GlyphId glyph = open.back();
      open.pop_back();
      if (glyph >= glyphs_.count()) return false;
      const auto drawing = glyphs_.drawing(glyph);
      if (!drawing) return false;
      if (!is_composite(*drawing)) continue;
      const auto end = walk_components(*drawing, [&](std::size_t at) {
        const GlyphId component = read_u16(*drawing, at + 2);
        const auto place = std::lower_bound(kept_.begin(), kept_.end(), component);
        if (place != kept_.end() && *place == component) return;
        kept_.insert(place, component);
        open.push_back(component);
      });
      if (!end) return false;
    }
    draws_notdef_ = !kept_.empty() && kept_.front() == 0;
    if (!draws_notdef_) kept_.insert(kept_.begin(), 0);
    std::size_t most = 0;
    for (const GlyphId glyph : kept_) most += glyphs_.drawing(glyph).value_or(std::string_view()).size() + 1;
    out_.glyf.reserve(most);
    return true;
  }

  bool number() {
    for (const UsedGlyph& used : used_) halves_ += used.form == GlyphForm::plain ? 0 : 1;
    if (kept_.size() + halves_ > most_glyphs) return false;
    std::size_t next_half = 1;
    for (const UsedGlyph& used : used_) {
      out_.codes.push_back(used.form == GlyphForm::plain ? new_number(used.glyph)
                                                         : static_cast<std::uint16_t>(next_half++));
    }
    return true;
  }

  // Of a plain glyph that is kept.
  std::uint16_t new_number(GlyphId glyph) const {
    const auto place = std::lower_bound(kept_.begin(), kept_.end(), glyph) - kept_.begin();
    return static_cast<std::uint16_t>(place == 0 ? 0 : static_cast<std::size_t>(place) + halves_);
  }

  void begin_glyph(const Metric& metric) {
    offsets_.push_back(out_.glyf.size());
    metrics_.push_back(metric);
  }
  void end_glyph() {
    if (out_.glyf.size() % 2 != 0) out_.glyf += '\0';
  }

  // Where it is never shown it draws nothing.
  bool append_notdef() {
    if (draws_notdef_) return append_plain(0);
    begin_glyph(glyphs_.metric(0));
    return true;
  }

  bool append_plain(GlyphId glyph) {
    const std::string_view drawing = *glyphs_.drawing(glyph);
    begin_glyph(glyphs_.metric(glyph));
    const bool sound = drawing.empty() || (is_composite(drawing) ? append_composite(drawing) : append_simple(drawing));
    end_glyph();
    return sound;
  }

  // Header and ends of contours, no instructions, then flags and coordinates as they are.
  bool append_simple(std::string_view drawing) {
    const std::size_t contours = read_u16(drawing, 0);
    if (contours == 0) return true;
    const std::size_t ends = glyph_header_size + 2 * contours;
    if (ends + 2 > drawing.size()) return false;
    const std::size_t begin = ends + 2 + read_u16(drawing, ends);
    if (begin > drawing.size()) return false;
    const std::string_view points = drawing.substr(begin);
    const std::size_t size = size_of_points(points, std::size_t{1} + read_u16(drawing, ends - 2));
    if (size > points.size()) return false;
    out_.glyf += drawing.substr(0, ends);
    out_.glyf.append(2, '\0');
    out_.glyf += points.substr(0, size);
    return true;
  }

  bool append_composite(std::string_view drawing) {
    const std::size_t begin = out_.glyf.size();
    out_.glyf += drawing;
    const auto end = walk_components(drawing, [&](std::size_t at) {
      put_u16(out_.glyf, begin + at, static_cast<int>(read_u16(drawing, at) & ~has_instructions));
      put_u16(out_.glyf, begin + at + 2, new_number(read_u16(drawing, at + 2)));
    });
    if (end) out_.glyf.resize(begin + *end);
    return end.has_value();
  }

  bool append_half(const UsedGlyph& used) {
    const std::string_view plain = *glyphs_.drawing(used.glyph);
    const Metric whole = glyphs_.metric(used.glyph);
    const int half = whole.advance / 2;
    const int shift = used.form == GlyphForm::right_half ? half - whole.advance : 0;
    begin_glyph({half, whole.left_bearing + shift});
    if (plain.empty()) return true;
    const int x_min = read_i16(plain, 2) + shift;
    const int x_max = read_i16(plain, 6) + shift;
    append_u16(out_.glyf, -1);  // a composite
    append_u16(out_.glyf, x_min);
    append_u16(out_.glyf, read_i16(plain, 4));
    append_u16(out_.glyf, x_max);
    append_u16(out_.glyf, read_i16(plain, 8));
    append_u16(out_.glyf, arguments_are_words | arguments_are_offsets);
    append_u16(out_.glyf, new_number(used.glyph));
    append_u16(out_.glyf, shift);
    append_u16(out_.glyf, 0);
    least_x_ = std::min(least_x_, x_min);
    least_left_ = std::min(least_left_, metrics_.back().left_bearing);
    least_right_ = std::min(least_right_, half - (metrics_.back().left_bearing + x_max - x_min));
    return true;
  }

  void write_tables() {
    out_.head = tables_.head.substr(0, head_size);
    out_.hhea = tables_.hhea.substr(0, hhea_size);
    out_.maxp = tables_.maxp.substr(0, maxp_size);
    write_offsets();
    write_metrics();
    put_u16(out_.maxp, maxp_glyph_count, static_cast<int>(metrics_.size()));
    put_u16(out_.maxp, maxp_zones, 1);
    for (std::size_t field = maxp_twilight_points; field < maxp_component_elements; field += 2) {
      put_u16(out_.maxp, field, 0);  // what instructions would need
    }
    if (halves_ == 0) return;
    // A reference to one glyph draws as much as that glyph and nests one deeper: bounds that hold for all.
    lower(out_.head, head_x_min, least_x_);
    lower(out_.hhea, hhea_least_left, least_left_);
    lower(out_.hhea, hhea_least_right, least_right_);
    raise(out_.maxp, maxp_composite_points, read_u16(out_.maxp, maxp_points));
    raise(out_.maxp, maxp_composite_contours, read_u16(out_.maxp, maxp_contours));
    raise(out_.maxp, maxp_component_elements, 1);
    put_u16(out_.maxp, maxp_component_depth, read_u16(out_.maxp, maxp_component_depth) + 1);
  }

  void write_offsets() {
    constexpr std::size_t most_short = std::size_t{2} * 0xFFFF;
    const bool wide = offsets_.back() > most_short;
    for (const std::size_t offset : offsets_) {
      if (wide) {
        append_u32(out_.loca, static_cast<std::uint32_t>(offset));
      } else {
        append_u16(out_.loca, static_cast<int>(offset / 2));
      }
    }
    put_u16(out_.head, head_loca_format, wide ? 1 : 0);
  }

  // The advance that the last glyphs share is written once.
  void write_metrics() {
    std::size_t full = metrics_.size();
    while (full > 1 && metrics_[full - 2].advance == metrics_[full - 1].advance) --full;
    for (std::size_t i = 0; i < metrics_.size(); ++i) {
      if (i < full) append_u16(out_.hmtx, metrics_[i].advance);
      append_u16(out_.hmtx, metrics_[i].left_bearing);
    }
    put_u16(out_.hhea, hhea_metric_count, static_cast<int>(full));
  }

  const TrueTypeTables& tables_;
  Glyphs glyphs_;
  const std::vector<UsedGlyph>& used_;
  std::vector<GlyphId> kept_;  // of the face, ascending
  std::size_t halves_ = 0;
  bool draws_notdef_ = false;
  TrueTypeSubset out_;
  std::vector<std::size_t> offsets_;
  std::vector<Metric> metrics_;
  int least_x_ = 0, least_left_ = 0, least_right_ = 0;  // of the half forms
};

}  // namespace

std::optional<TrueTypeSubset> cut_truetype(const TrueTypeTables& face, const std::vector<UsedGlyph>& glyphs) {
  return Cutter(face, glyphs).cut();
}

}  // namespace banxin::font
