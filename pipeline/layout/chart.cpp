#include "layout/chart.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "layout/hatching.h"
#include "layout/line_breaker.h"
#include "layout/place.h"
#include "layout/text_style.h"

namespace banxin::layout {
namespace {

constexpr Length bar_height = Length::mm(5);
constexpr Length entry_gap = Length::mm(3);
constexpr Length text_gap = Length::units(Length::units_per_mm * 3 / 2);
constexpr Length line_width = Length::units(Length::units_per_mm / 5);
constexpr Length sample_width = Length::mm(7);  // of a legend

// A text on one line, or on several where it is wider than there is room.
struct Words {
  const ShapedText* text = nullptr;
  Setting setting;
  std::vector<Line> lines;
  std::vector<SetLine> sets;
  Length width;
};

// A length that is to `whole` as `part` is to `most`. Both are brought below a number that can be multiplied by a
// length.
Length in_proportion(std::int64_t part, std::int64_t most, Length whole) {
  constexpr std::int64_t bound = std::int64_t{1} << 31;
  const std::int64_t scale = most / bound + 1;
  return Length::units(divide_rounded(part / scale * whole.units(), std::max<std::int64_t>(most / scale, 1)));
}

class ChartDrawer {
 public:
  ChartDrawer(const ShapedFigure& figure, const PageStyle& style, Length width)
      : figure_(figure), chart_(*figure.chart), style_(style), width_(width) {}

  DrawnChart draw() && {
    heading();
    measure();
    const Length top = y_;
    for (std::size_t i = 0; i < chart_.entries.size(); ++i) {
      if (i > 0) y_ += entry_gap;
      entry(i);
    }
    area({left_ - line_width, top - text_gap / 2, line_width, y_ - top + text_gap});
    out_.height = y_ + text_gap / 2;
    return std::move(out_);
  }

 private:
  Words words(const ShapedText& text, Length most) const {
    Words out;
    out.text = &text;
    const TextStyle& its_style = text_style(style_, text);
    out.setting.size = its_style.size;
    out.setting.alignment = Alignment::left;
    out.setting.measure = out.setting.first_measure = most;
    out.lines = break_lines(text, out.setting).lines;
    for (const Line& line : out.lines) {
      out.sets.push_back(set_line(text, out.setting, line));
      out.width = std::max(out.width, out.sets.back().width);
    }
    return out;
  }
  Length pitch() const { return bar_height; }
  Length height_of(const Words& text) const { return pitch() * static_cast<std::int64_t>(text.lines.size()); }

  void add(Mark mark) {
    out_.items.push_back({.what = std::move(mark), .node = figure_.node, .origin = figure_.origin});
  }
  void area(const Box& box, Colour colour = Colour::black) {
    add(Area{.corner = {box.left, box.top}, .width = box.width, .height = box.height, .colour = colour});
  }

  // Each line in a place as high as a bar.
  void place(const Words& text, Length left, Length top) {
    const Length size = text.setting.size;
    for (std::size_t i = 0; i < text.lines.size(); ++i) {
      const Length baseline = top + (pitch() - size) / 2 + em_box_ascent.at(size);
      place_line(*text.text, size, text.lines[i], text.sets[i], {left, baseline}, {}, out_.items);
      top += pitch();
    }
  }

  // What the figures count, at the right; below it a sample of each series.
  void heading() {
    if (!chart_.unit.empty()) {
      const Words unit = words(chart_.unit, width_);
      place(unit, width_ - unit.width, y_);
      if (chart_.series.empty()) y_ += pitch() + text_gap;
    }
    Length x;
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      const Words name = words(chart_.series[i], width_ - sample_width - text_gap);
      const Length wide = sample_width + text_gap + name.width;
      const bool beside_unit = !chart_.unit.empty() && y_ == Length();
      const Length room = beside_unit ? width_ - Length::mm(30) : width_;
      if (x != Length() && x + wide > room) {
        x = {};
        y_ += pitch() + text_gap / 2;
      }
      bar({x, y_ + line_width * 3, sample_width, bar_height - line_width * 6}, i);
      place(name, x + sample_width + text_gap, y_);
      x += wide + text_gap * 2;
    }
    if (!chart_.series.empty()) y_ += pitch() + text_gap;
  }

  void measure() {
    Length labels, values;
    for (const ShapedChartEntry& one : chart_.entries) {
      labels_.push_back(words(one.label, width_ * 2 / 5));
      labels = std::max(labels, labels_.back().width);
      std::int64_t together = 0;
      for (const ShapedChartValue& value : one.values) {
        if (chart_.kind == ChartKind::bars) {
          values = std::max(values, words(value.text, width_).width + text_gap);
          most_ = std::max(most_, value.amount.value_or(0));
        }
        together += value.amount.value_or(0);
      }
      if (chart_.kind == ChartKind::stacked) most_ = std::max(most_, together);
    }
    left_ = labels + text_gap + line_width;
    room_ = std::max(width_ - left_ - values, bar_height);
  }

  void entry(std::size_t index) {
    const ShapedChartEntry& one = chart_.entries[index];
    const Words& label = labels_[index];
    const bool apart = chart_.kind == ChartKind::bars;
    const Length bars = bar_height * static_cast<std::int64_t>(apart ? one.values.size() : 1);
    const Length label_height = height_of(label);
    const Length row = std::max(bars, label_height);
    place(label, left_ - line_width - text_gap - label.width, y_ + (row - label_height) / 2);
    const Length top = y_ + (row - bars) / 2;
    if (apart) {
      for (std::size_t i = 0; i < one.values.size(); ++i) {
        const Length y = top + bar_height * static_cast<std::int64_t>(i);
        const Length length = in_proportion(one.values[i].amount.value_or(0), most_, room_);
        bar({left_, y, length, bar_height}, i);
        place(words(one.values[i].text, width_), left_ + length + text_gap, y);
      }
      y_ += row;
    } else {
      parts(one, top);
      y_ += row + pitch();
    }
  }

  // Bars one behind another. Ends are rounded, not lengths, so that the parts are as long together as their sum. Their
  // values stand below them in the same order, moved apart where there is little room.
  void parts(const ShapedChartEntry& one, Length top) {
    std::int64_t whole = 0;
    for (const ShapedChartValue& value : one.values) whole += value.amount.value_or(0);
    const std::int64_t most = std::max<std::int64_t>(chart_.kind == ChartKind::shares ? whole : most_, 1);
    std::vector<Words> texts;
    std::vector<Length> at;
    std::int64_t before = 0;
    Length begin;
    for (std::size_t i = 0; i < one.values.size(); ++i) {
      before += one.values[i].amount.value_or(0);
      const Length end = in_proportion(before, most, room_);
      bar({left_ + begin, top, end - begin, bar_height}, i);
      texts.push_back(words(one.values[i].text, width_));
      const Length least = i == 0 ? Length() : at.back() + texts[i - 1].width + text_gap;
      at.push_back(std::max(least, (begin + end - texts[i].width) / 2));
      begin = end;
    }
    Length right = room_;
    for (std::size_t i = texts.size(); i-- > 0;) {
      at[i] = std::min(at[i], right - texts[i].width);
      right = at[i] - text_gap;
    }
    for (std::size_t i = 0; i < texts.size(); ++i) place(texts[i], left_ + at[i], top + bar_height);
  }

  // Filled and framed within its box, so that it is as long as its figure and no line's width longer. A figure of 0 has
  // none.
  void bar(const Box& box, std::size_t series) {
    if (box.width <= Length()) return;
    const Hatching hatching = chart_.series.size() < 2 ? Hatching::grey : hatching_of(series);
    if (hatching == Hatching::grey) area(box, Colour::grey);
    if (hatching == Hatching::black) area(box);
    if (auto polygons = hatch(hatching, box); !polygons.empty()) add(Path{.polygons = std::move(polygons)});
    const Length line = std::min(line_width, box.width);
    area({box.left, box.top, box.width, line_width});
    area({box.left, box.top + box.height - line_width, box.width, line_width});
    area({box.left, box.top, line, box.height});
    area({box.left + box.width - line, box.top, line, box.height});
  }

  const ShapedFigure& figure_;
  const ShapedChart& chart_;
  const PageStyle& style_;
  const Length width_;
  std::vector<Words> labels_;
  std::int64_t most_ = 0;  // the figure of the longest bar
  Length left_, room_;     // where bars begin, and what the longest has
  Length y_;
  DrawnChart out_;
};

}  // namespace

DrawnChart draw(const ShapedFigure& figure, const PageStyle& style, Length width) {
  return ChartDrawer(figure, style, width).draw();
}

}  // namespace banxin::layout
