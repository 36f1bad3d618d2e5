#include "validate/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/text.h"
#include "record/parts.h"
#include "validate/references.h"

namespace banxin::validate {
namespace {

// What a bar can be as long as: no sign, no more digits than a cell of the form has.
bool can_be_drawn(std::string_view text) {
  constexpr std::size_t most_whole = 12, most_decimals = 6;
  const std::string_view whole = text.substr(0, text.find('.'));
  const std::string_view decimals = whole.size() < text.size() ? text.substr(whole.size() + 1) : std::string_view();
  const auto digits = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return !whole.empty() && whole.size() <= most_whole && decimals.size() <= most_decimals && digits(whole) &&
         digits(decimals);
}

bool is_zero(std::string_view text) {
  return text.find_first_not_of("0.") == std::string_view::npos;
}

class ChartCheck {
 public:
  explicit ChartCheck(const xml::Tree& record) : record_(record) {}

  Findings run() {
    record::for_each_figure(record_.root(), "chart", [this](const xml::Node& chart) { check(chart); });
    return std::move(findings_);
  }

 private:
  void check(const xml::Node& chart) {
    std::size_t series = 0;
    for (const xml::Node& child : chart.elements()) {
      if (record::is_element(child, "series")) ++series;
    }
    const bool shares = chart.attribute("kind") == "shares";
    for (const xml::Node& child : chart.elements()) {
      if (record::is_element(child, "entry")) check_entry(child, std::max<std::size_t>(series, 1), shares);
    }
  }

  void check_entry(const xml::Node& entry, std::size_t wanted, bool shares) {
    const std::vector<xml::Node> figures = entry.elements();
    if (figures.size() != wanted) {
      find(entry,
           {fmt::format("图表的这一项有 {} 个数，应有 {} 个：每个系列一个。", figures.size(), wanted),
            fmt::format("This entry of the chart has {} figures; it should have {}: one for each series.",
                        figures.size(), wanted)},
           {"增减 figure，或增减 series。", "Add or remove a figure, or a series."});
      return;
    }
    bool all_zero = true;
    for (const xml::Node& figure : figures) {
      const std::string text = figure.trimmed_text();
      // What a reference does not give has a finding of its own.
      if (text == unresolved_figure) return;
      all_zero = all_zero && is_zero(text);
      if (can_be_drawn(text)) continue;
      find(figure,
           {fmt::format("“{}”画不成从零开始的条。", shortened(text)),
            fmt::format("\"{}\" cannot be drawn as a bar from zero.", shortened(text))},
           {"图表只画不带正负号的数：figure 不写 as。", "A chart shows figures without a sign: leave out `as`."});
      return;
    }
    if (!shares || !all_zero) return;
    find(entry, {"各数之和是 0，没有占比。", "The figures add up to 0: there are no shares."},
         {"删去这一项，或改用 kind=\"bars\"。", "Remove the entry, or use kind=\"bars\"."});
  }

  void find(const xml::Node& at, Bilingual message, Bilingual hint) {
    findings_.push_back({.code = code::record_chart,
                         .place = record_.place(at),
                         .message = std::move(message),
                         .hint = std::move(hint)});
  }

  const xml::Tree& record_;
  Findings findings_;
};

}  // namespace

Findings check_charts(const xml::Tree& record) {
  return ChartCheck(record).run();
}

}  // namespace banxin::validate
