#include "layout/cell_widths.h"

#include <algorithm>
#include <string_view>

#include "layout/line_breaker.h"

namespace banxin::layout {
namespace {

// At this size a length counts the units of an em.
constexpr Length em_size = Length::units(Em::units_per_em);

Em in_ems(Length length) {
  return Em::units(length.units());
}

std::string_view text_of(const ShapedText& text, const Cluster& cluster) {
  return std::string_view(text.text).substr(cluster.text.begin, cluster.text.size());
}

bool is_digit(std::string_view c) {
  return c.size() == 1 && c[0] >= '0' && c[0] <= '9';
}

class WidthMeasurer {
 public:
  WidthMeasurer(const ShapedCell& cell, bool trimmed) : cell_(cell), text_(cell.text) {
    setting_.size = em_size;
    setting_.trim_edges = trimmed;
  }

  CellWidths run() {
    read_figure();
    if (cell_.upright) {
      measure_upright();
    } else {
      measure_pieces();
    }
    return out_;
  }

 private:
  MeasuredCluster at(std::size_t i) const { return measure_cluster(text_, i, setting_); }
  // One unit more, for what rounding may add.
  static Length inner(const MeasuredCluster& m) { return m.inner() + Length::units(1); }

  void measure_pieces() {
    Length piece;
    Length least;
    Length whole;
    for (std::size_t i = 0; i < text_.clusters.size(); ++i) {
      const Cluster& c = text_.clusters[i];
      const MeasuredCluster m = at(i);
      for (Length* width : {&piece, &least, &whole}) *width += inner(m);
      if (!c.space) {
        out_.piece = std::max(out_.piece, in_ems(piece));
        out_.least = std::max(out_.least, in_ems(least));
        out_.whole = std::max(out_.whole, in_ems(whole));
      }
      for (Length* width : {&piece, &least, &whole}) *width += m.gap;
      if (c.break_after == BreakKind::forbidden) continue;
      if (c.break_after == BreakKind::mandatory) whole = Length();
      least = Length();
      if (c.penalty < last_resort_penalty) piece = Length();
    }
  }

  void measure_upright() {
    const auto count = static_cast<std::uint32_t>(text_.clusters.size());
    for (std::uint32_t first = 0; first < count;) {
      const std::uint32_t end = end_of_upright_line(text_, first);
      Length width = -at(first).start_trim(setting_, false);
      for (std::uint32_t i = first; i < end; ++i) {
        const MeasuredCluster m = at(i);
        width += inner(m);
        out_.least = std::max(out_.least, in_ems(inner(m)));
        width += i + 1 == end ? m.pair_after - m.end_trim(setting_) : m.gap;
      }
      out_.piece = std::max(out_.piece, in_ems(width));
      first = end;
    }
    out_.whole = out_.piece;
  }

  void read_figure() {
    constexpr std::string_view others = " .,+-−%";
    bool has_digit = false;
    bool before = true;
    Length width;
    for (std::size_t i = 0; i < text_.clusters.size(); ++i) {
      const std::string_view c = text_of(text_, text_.clusters[i]);
      if (is_digit(c)) {
        has_digit = true;
      } else if (others.find(c) == std::string_view::npos) {
        return;
      }
      before = before && c != "." && c != "%";
      const MeasuredCluster m = at(i);
      if (before) width += m.inner() + m.gap;
    }
    out_.figure = has_digit;
    out_.before_point = in_ems(width);
  }

  const ShapedCell& cell_;
  const ShapedText& text_;
  Setting setting_;
  CellWidths out_;
};

}  // namespace

CellWidths measure_widths(const ShapedCell& cell, bool trimmed) {
  return WidthMeasurer(cell, trimmed).run();
}

std::uint32_t end_of_upright_line(const ShapedText& text, std::uint32_t first) {
  const auto count = static_cast<std::uint32_t>(text.clusters.size());
  // An ideograph begins its own line, except after an opening mark; anything else does where a line may begin.
  const auto begins = [&](std::uint32_t i) {
    const Cluster& before = text.clusters[i - 1];
    if (text.clusters[i].han) return before.squeeze_before == Em() && before.edge_before == Em();
    return !text.clusters[i].space && before.break_after != BreakKind::forbidden;
  };
  std::uint32_t end = first + 1;
  while (end < count && !begins(end)) ++end;
  return end;
}

}  // namespace banxin::layout
