#include "compose/chart_figures.h"

#include <fmt/format.h>

#include <cstddef>

#include "base/length.h"
#include "compose/pieces.h"

namespace banxin::compose {
namespace {

constexpr std::size_t most_whole = 12, most_decimals = 6;  // digits

std::string_view name_of(ChartKind kind) {
  switch (kind) {
    case ChartKind::bars: return "条形图";
    case ChartKind::stacked: return "堆积条形图";
    case ChartKind::shares: return "占比图";
  }
  return "图";
}

}  // namespace

std::optional<std::int64_t> amount_of(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string decimals(point == std::string_view::npos ? std::string_view() : text.substr(point + 1));
  if (whole.empty() || whole.size() > most_whole || decimals.size() > most_decimals) return std::nullopt;
  decimals.append(most_decimals - decimals.size(), '0');
  std::int64_t amount = 0;
  for (const char c : std::string(whole) + decimals) {
    if (c < '0' || c > '9') return std::nullopt;
    amount = amount * 10 + (c - '0');
  }
  return amount;
}

void write_shares(Chart& chart) {
  if (chart.kind != ChartKind::shares) return;
  for (ChartEntry& entry : chart.entries) {
    std::int64_t whole = 0;
    for (const ChartValue& value : entry.values) whole += value.amount.value_or(0);
    for (ChartValue& value : entry.values) {
      if (!value.amount || whole == 0) continue;
      // Of millionths of 12 digits a thousandfold does not fit.
      const std::int64_t scale = whole / 1'000'000'000'000 + 1;
      const std::int64_t tenths = divide_rounded(*value.amount / scale * 1000, whole / scale);
      value.share = fmt::format("{}.{}%", tenths / 10, tenths % 10);
    }
  }
}

std::string sentence_of(const Chart& chart, const std::string& caption) {
  std::string out(name_of(chart.kind));
  if (!caption.empty()) out += "，" + caption;
  out += "。";
  for (std::size_t e = 0; e < chart.entries.size(); ++e) {
    const ChartEntry& entry = chart.entries[e];
    out += (e == 0 ? "" : "；") + text_of(entry.label) + "：";
    for (std::size_t i = 0; i < entry.values.size(); ++i) {
      const ChartValue& value = entry.values[i];
      if (i > 0) out += "，";
      if (i < chart.series.size()) out += text_of(chart.series[i]);
      out += value.text + chart.unit;
      if (!value.share.empty()) out += "（" + value.share + "）";
    }
  }
  return out + "。";
}

}  // namespace banxin::compose
