#include "import/found.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/utf8.h"

namespace banxin::import {
namespace {

// A1, AA27.
std::string cell_name(int row, int column) {
  constexpr int letters = 26;
  std::string name;
  for (int rest = column; rest > 0; rest = (rest - 1) / letters) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % letters));
  }
  return name + std::to_string(row);
}

// One function says what is written and in which order, for both ways.
template <class To>
void go(To& to, Spot& spot) {
  to(spot.source)(spot.sheet)(spot.line)(spot.paragraph)(spot.table)(spot.row)(spot.column);
}
template <class To>
void go(To& to, Cell& cell) {
  to(cell.text)(cell.row)(cell.column)(cell.row_span)(cell.column_span)(cell.head)(cell.fault);
  go(to, cell.spot);
}
template <class To>
void go(To& to, Block& block) {
  to(block.kind)(block.level)(block.text)(block.grid.rows)(block.grid.columns)(block.grid.spans_known);
  to.list(block.grid.cells);
  go(to, block.spot);
}
template <class To>
void go(To& to, Remark& remark) {
  to(remark.kind)(remark.detail);
  go(to, remark.spot);
}
template <class To>
void go(To& to, Found& found) {
  to(found.file)(found.kind.zh)(found.kind.en);
  to.list(found.blocks);
  to.list(found.remarks);
}

class Packer {
 public:
  Packer& operator()(const std::string& text) {
    number(static_cast<std::int64_t>(text.size()));
    out_ += text;
    return *this;
  }
  template <class Number>
  Packer& operator()(Number value) {
    number(static_cast<std::int64_t>(value));
    return *this;
  }
  template <class Item>
  void list(std::vector<Item>& items) {
    number(static_cast<std::int64_t>(items.size()));
    for (Item& item : items) go(*this, item);
  }
  std::string take() && { return std::move(out_); }

 private:
  void number(std::int64_t value) { out_ += std::to_string(value) + ' '; }
  std::string out_;
};

// Whoever packed what it reads may have been taken over by the file that it read: nothing is believed.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  Unpacker& operator()(std::string& text) {
    const std::int64_t size = number(0, static_cast<std::int64_t>(rest_.size()));
    if (size > static_cast<std::int64_t>(rest_.size())) return fail();
    text = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(static_cast<std::size_t>(size));
    return valid_utf8_prefix(text) == text.size() ? *this : fail();
  }
  template <class Number>
  Unpacker& operator()(Number& value) {
    constexpr std::int64_t most = 10'000'000;
    value = static_cast<Number>(number(0, most));
    return *this;
  }
  template <class Item>
  void list(std::vector<Item>& items) {
    const std::int64_t size = number(0, static_cast<std::int64_t>(rest_.size()));
    for (std::int64_t i = 0; i < size && good_; ++i) go(*this, items.emplace_back());
  }
  bool whole() const { return good_ && rest_.empty(); }

 private:
  Unpacker& fail() {
    good_ = false;
    rest_ = {};
    return *this;
  }
  std::int64_t number(std::int64_t least, std::int64_t most) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    const auto taken = static_cast<std::size_t>(end - rest_.data());
    if (error != std::errc() || taken >= rest_.size() || rest_[taken] != ' ' || value < least || value > most) {
      fail();
      return least;
    }
    rest_.remove_prefix(taken + 1);
    return value;
  }

  std::string_view rest_;
  bool good_ = true;
};

bool within_limits(const Found& found) {
  if (found.blocks.size() > most_blocks) return false;
  for (const Remark& remark : found.remarks) {
    if (remark.kind > Remark::Kind::joined_lines) return false;
  }
  std::size_t places = 0;
  for (const Block& block : found.blocks) {
    const Grid& grid = block.grid;
    if (block.kind > Block::Kind::chart || grid.columns > most_columns) return false;
    places += static_cast<std::size_t>(grid.rows) * static_cast<std::size_t>(grid.columns);
    if (places > most_cells) return false;
    for (const Cell& cell : grid.cells) {
      const bool inside = cell.row_span >= 1 && cell.column_span >= 1 && cell.row < grid.rows &&
                          cell.column < grid.columns && cell.row_span <= grid.rows - cell.row &&
                          cell.column_span <= grid.columns - cell.column;
      if (!inside || cell.fault > Cell::Fault::date) return false;
    }
  }
  return true;
}

const char* kind_name(Block::Kind kind) {
  switch (kind) {
    case Block::Kind::paragraph: return "paragraph";
    case Block::Kind::heading: return "heading";
    case Block::Kind::item: return "item";
    case Block::Kind::caption: return "caption";
    case Block::Kind::table: return "table";
    case Block::Kind::picture: return "picture";
    case Block::Kind::chart: break;
  }
  return "chart";
}

}  // namespace

Bilingual where(const Spot& spot) {
  if (!spot.sheet.empty()) {
    const std::string cell = spot.row == 0 ? std::string() : cell_name(spot.row, spot.column);
    return {fmt::format("工作表“{}”{}", spot.sheet, cell),
            cell.empty() ? fmt::format("sheet \"{}\"", spot.sheet) : fmt::format("sheet \"{}\", {}", spot.sheet, cell)};
  }
  if (spot.line != 0) {
    if (spot.column == 0) return {fmt::format("第{}行", spot.line), fmt::format("line {}", spot.line)};
    return {fmt::format("第{}行第{}格", spot.line, spot.column),
            fmt::format("line {}, cell {}", spot.line, spot.column)};
  }
  if (spot.table != 0) {
    if (spot.row == 0) return {fmt::format("第{}张表", spot.table), fmt::format("table {}", spot.table)};
    return {fmt::format("第{}张表第{}行第{}格", spot.table, spot.row, spot.column),
            fmt::format("table {}, row {}, cell {}", spot.table, spot.row, spot.column)};
  }
  if (spot.paragraph != 0) {
    return {fmt::format("第{}段", spot.paragraph), fmt::format("paragraph {}", spot.paragraph)};
  }
  return {"文件", "the file"};
}

std::string dump(const Found& found) {
  std::string out;
  for (const Block& block : found.blocks) {
    out += fmt::format("{}{}  {}  {}\n", kind_name(block.kind), block.level > 0 ? std::to_string(block.level) : "",
                       where(block.spot).en, block.text);
    for (const Cell& cell : block.grid.cells) {
      out += fmt::format("  {},{} {}x{}{}  {}  {}\n", cell.row, cell.column, cell.row_span, cell.column_span,
                         cell.head ? " head" : "", where(cell.spot).en, cell.text);
    }
  }
  for (const Remark& remark : found.remarks) {
    out += fmt::format("remark {}  {}  {}\n", static_cast<int>(remark.kind), where(remark.spot).en, remark.detail);
  }
  return out;
}

std::string packed(const Found& found) {
  Packer packer;
  Found copy = found;
  go(packer, copy);
  return std::move(packer).take();
}

std::optional<Found> unpacked(std::string_view bytes) {
  Unpacker unpacker(bytes);
  Found found;
  go(unpacker, found);
  if (!unpacker.whole() || !within_limits(found)) return std::nullopt;
  return found;
}

}  // namespace banxin::import
