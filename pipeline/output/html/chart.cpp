#include "output/html/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "base/xml_text.h"
#include "compose/pieces.h"

namespace banxin::html {
namespace {

// In pixels of the drawing, which a page scales to its width.
constexpr int width = 640, label_width = 200, value_width = 90, bar_height = 20, line = 24, gap = 10, sample = 28;
constexpr int bars_left = label_width + gap;

constexpr std::array<std::string_view, 8> hatchings = {"<path d=\"M0 8L8 0\"/>",         "",
                                                       "<path d=\"M0 0L8 8\"/>",         "",
                                                       "<path d=\"M0 8L8 0M0 0L8 8\"/>", "<path d=\"M0 4H8\"/>",
                                                       "<path d=\"M4 0V8\"/>",           ""};

class ChartDrawing {
 public:
  ChartDrawing(const Chart& chart, NodeId node) : chart_(chart), node_(node) {}

  std::string draw(const std::string& words) && {
    if (!chart_.unit.empty() && chart_.kind != ChartKind::shares) {
      text(width, y_, "end", "单位：" + chart_.unit);
      y_ += line;
    }
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      bar(bars_left, sample, i);
      text(bars_left + sample + gap, y_, "start", compose::text_of(chart_.series[i]));
      y_ += line;
    }
    if (y_ > 0) y_ += gap;
    const int top = y_;
    const std::int64_t most = longest();
    for (const ChartEntry& entry : chart_.entries) draw(entry, most);
    add("<path d=\"M{0} {1}V{2}\" stroke=\"currentColor\"/>", bars_left, top - gap / 2, y_);
    return fmt::format(
               "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" style=\"width:100%;height:auto\" "
               "font-size=\"15\" fill=\"currentColor\"><defs>",
               width, y_ + gap, xml_escaped(words)) +
           patterns() + "</defs>" + body_ + "</svg>";
  }

 private:
  template <class... Values>
  void add(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(body_), format, std::forward<Values>(values)...);
  }

  std::string patterns() const {
    std::string out;
    for (std::size_t i = 0; i < std::min(chart_.series.size(), hatchings.size()); ++i) {
      if (hatchings.at(i).empty()) continue;
      out += fmt::format(
          "<pattern id=\"c{}-{}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
          "stroke=\"currentColor\">{}</pattern>",
          node_, i, hatchings.at(i));
    }
    return out;
  }

  std::string fill_of(std::size_t series) const {
    constexpr std::string_view grey = "#9994";
    if (chart_.series.size() < 2) return std::string(grey);
    const std::size_t kind = series % hatchings.size();
    if (!hatchings.at(kind).empty()) return fmt::format("url(#c{}-{})", node_, kind);
    return kind == 1 ? std::string(grey) : kind == 3 ? "none" : "currentColor";
  }

  std::int64_t longest() const {
    std::int64_t most = 1;
    for (const ChartEntry& entry : chart_.entries) {
      std::int64_t together = 0;
      for (const ChartValue& value : entry.values) {
        together += value.amount.value_or(0);
        if (chart_.kind == ChartKind::bars) most = std::max(most, value.amount.value_or(0));
      }
      if (chart_.kind != ChartKind::bars) most = std::max(most, together);
    }
    return most;
  }

  static double length_of(std::int64_t amount, std::int64_t most) {
    constexpr int room = width - bars_left - value_width;
    return static_cast<double>(amount) / static_cast<double>(most) * room;
  }

  void draw(const ChartEntry& entry, std::int64_t most) {
    text(label_width, y_, "end", compose::text_of(entry.label));
    if (chart_.kind == ChartKind::bars) {
      for (std::size_t i = 0; i < entry.values.size(); ++i) {
        const double length = length_of(entry.values[i].amount.value_or(0), most);
        bar(bars_left, length, i);
        text(bars_left + length + gap, y_, "start", entry.values[i].text);
        y_ += bar_height;
      }
      y_ += gap;
      return;
    }
    std::int64_t whole = 0;
    for (const ChartValue& value : entry.values) whole += value.amount.value_or(0);
    if (chart_.kind == ChartKind::shares) most = std::max<std::int64_t>(whole, 1);
    std::int64_t before = 0;
    std::string values;
    for (std::size_t i = 0; i < entry.values.size(); ++i) {
      const double begin = length_of(before, most);
      before += entry.values[i].amount.value_or(0);
      bar(bars_left + begin, length_of(before, most) - begin, i);
      values += (i == 0 ? "" : "　") + (entry.values[i].share.empty() ? entry.values[i].text : entry.values[i].share);
    }
    y_ += bar_height;
    text(bars_left, y_, "start", values);
    y_ += line + gap;
  }

  void bar(double left, double length, std::size_t series) {
    if (length <= 0) return;
    add("<rect x=\"{:.2f}\" y=\"{}\" width=\"{:.2f}\" height=\"{}\" fill=\"{}\" stroke=\"currentColor\"/>", left, y_,
        length, bar_height, fill_of(series));
  }

  void text(double x, int top, std::string_view anchor, const std::string& words) {
    add("<text x=\"{:.2f}\" y=\"{}\" text-anchor=\"{}\">{}</text>", x, top + bar_height * 3 / 4, anchor,
        xml_escaped(words));
  }

  const Chart& chart_;
  const NodeId node_;
  int y_ = 0;
  std::string body_;
};

}  // namespace

std::string chart_drawing(const Chart& chart, const std::string& words, NodeId node) {
  return ChartDrawing(chart, node).draw(words);
}

}  // namespace banxin::html
