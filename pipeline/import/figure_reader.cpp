#include "import/figure_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "forms/figure.h"
#include "import/marks.h"

namespace banxin::import {
namespace {

struct Read {
  std::string text;
  std::vector<Bilingual> told = {};
};

void tell(Read& to, std::string zh, std::string en) {
  to.told.push_back({std::move(zh), std::move(en)});
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Marks of full width, as cells have them, in ASCII.
std::string with_plain_marks(std::string_view text) {
  constexpr std::array<std::pair<char32_t, char32_t>, 7> marks = {
      {{U'／', '/'}, {U'－', '-'}, {U'＋', '+'}, {U'．', '.'}, {U'，', ','}, {U'−', '-'}, {U'％', '%'}}};
  std::string out;
  while (!text.empty()) {
    const char32_t c = take_character(text);
    const auto* const found =
        std::find_if(marks.begin(), marks.end(), [c](const auto& mark) { return mark.first == c; });
    append_utf8(out, found == marks.end() ? c : found->second);
  }
  return out;
}

// 1,284,000.5: groups of three behind one of one to three.
bool has_thousands_marks(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  const std::string_view whole = text.substr(0, text.find('.'));
  if (whole.find(',') == std::string_view::npos) return false;
  std::size_t group = 0;
  bool first = true;
  for (const char c : whole) {
    if (c != ',' && !is_digit(c)) return false;
    if (c != ',') {
      ++group;
      continue;
    }
    if (first ? group < 1 || group > 3 : group != 3) return false;
    first = false;
    group = 0;
  }
  return group == 3;
}

// Leading zeros of a whole number, a plus that nothing asks for, .0 at the end: as workbooks and clerks write them.
void tidy(Read& read) {
  const bool sign = !read.text.empty() && (read.text.front() == '-' || read.text.front() == '+');
  std::size_t begin = sign ? 1 : 0;
  std::size_t zeros = 0;
  while (begin + zeros + 1 < read.text.size() && read.text[begin + zeros] == '0' &&
         is_digit(read.text[begin + zeros + 1])) {
    ++zeros;
  }
  if (zeros == 0) return;
  tell(read, "去掉了数前面的零。", "Zeros in front were taken off.");
  read.text.erase(begin, zeros);
}

std::string unit_at_end(std::string_view text, const Hints& hints) {
  for (const std::string& unit : hints.units) {
    if (text.size() > unit.size() && text.ends_with(unit) && is_digit(text[text.size() - unit.size() - 1])) return unit;
  }
  return {};
}

Read plain(std::string_view written) {
  Read read{.text = folded(written)};
  if (read.text != written) {
    std::string_view spaces = written;
    bool wide = false;
    while (!spaces.empty()) {
      const char32_t c = take_any_character(spaces);
      wide = wide || (c >= U'０' && c <= U'９');
    }
    if (wide) tell(read, "全角数字改成了半角。", "Full-width digits were made ASCII.");
  }
  if (std::string marks = with_plain_marks(read.text); marks != read.text) {
    tell(read, "全角的符号改成了半角。", "Full-width signs were made ASCII.");
    read.text = std::move(marks);
  }
  return read;
}

}  // namespace

bool looks_like_figure(std::string_view text, const Hints& hints) {
  Read read = plain(text);
  if (const std::string unit = unit_at_end(read.text, hints); !unit.empty()) {
    read.text.resize(read.text.size() - unit.size());
  }
  std::erase(read.text, ',');
  if (!read.text.empty() && read.text.back() == '%') read.text.pop_back();
  const forms::Figure figure = forms::read_figure(read.text);
  return figure.kind != forms::Figure::Kind::blank && figure.kind != forms::Figure::Kind::malformed;
}

ReadFigure read_figure(const Cell& cell, const std::string& unit, const Hints& hints) {
  ReadFigure result;
  const auto ask = [&result](std::string zh, std::string en) {
    result.sure = Sure::open;
    result.written.clear();
    result.question = {std::move(zh), std::move(en)};
  };
  switch (cell.fault) {
    case Cell::Fault::none: break;
    case Cell::Fault::not_calculated:
      ask("这一格是公式，文件里没有算出来的结果。", "The cell is a formula, and the file has no result for it.");
      return result;
    case Cell::Fault::error: ask("这一格是出错的公式。", "The cell is a formula in error."); return result;
    case Cell::Fault::percent: ask("这一格是百分数。", "The cell is a percentage."); return result;
    case Cell::Fault::date: ask("这一格的格式是日期。", "The cell has the format of a date."); return result;
  }
  Read read = plain(cell.text);
  if (const std::string own = unit_at_end(read.text, hints); !own.empty()) {
    read.text.resize(read.text.size() - own.size());
    if (own == unit) {
      tell(read, fmt::format("取下了单位“{}”，与表的单位相同。", own),
           fmt::format("The unit {} was taken off: it is the form's.", own));
    } else {
      result.unit = own;
      tell(read, fmt::format("单位“{}”与数分开。", own), fmt::format("The unit {} was parted from the figure.", own));
    }
  }
  if (has_thousands_marks(read.text)) {
    std::erase(read.text, ',');
    tell(read, "去掉了千位号。", "Marks between thousands were taken off.");
  }
  const forms::Figure figure = forms::read_figure(read.text);
  if (figure.kind == forms::Figure::Kind::number) tidy(read);
  if (figure.kind == forms::Figure::Kind::malformed) {
    const bool none =
        std::find(hints.words_for_none.begin(), hints.words_for_none.end(), read.text) != hints.words_for_none.end();
    if (none) {
      ask(fmt::format("填的是“{}”：是 0 还是没有统计，须由单位说明。", cell.text),
          fmt::format("It says \"{}\": whether that is 0 or not counted, the bureau must say.", cell.text));
    } else {
      ask(fmt::format("“{}”不是数。", shortened(cell.text)), fmt::format("\"{}\" is no figure.", shortened(cell.text)));
    }
    result.unit.clear();
    return result;
  }
  if (!result.unit.empty() && !unit.empty()) {
    result.question = {
        fmt::format("单位是“{}”，表的单位是“{}”：数没有换算。", result.unit, unit),
        fmt::format("The unit is {}, the form's is {}: the figure was not converted.", result.unit, unit)};
    result.sure = Sure::open;
  } else {
    result.sure = read.told.empty() ? Sure::exact : Sure::variant;
  }
  result.written =
      figure.kind == forms::Figure::Kind::dash && read.text.find("–") != std::string::npos ? "-" : read.text;
  // The record's dash is one character.
  if (figure.kind == forms::Figure::Kind::dash && result.written != "-" && result.written != "—") {
    result.written = result.written.starts_with("-") ? "-" : "—";
  }
  result.told = std::move(read.told);
  return result;
}

}  // namespace banxin::import
