#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "forms/figure.h"
#include "summarize/impl.h"

namespace banxin::summarize {
namespace {

constexpr std::size_t most_parts = 5;

std::size_t decimals_of(std::string_view written) {
  const std::size_t point = written.find('.');
  return point == std::string_view::npos ? 0 : written.size() - point - 1;
}

bool not_applicable(forms::Figure::Kind kind) {
  return kind == forms::Figure::Kind::slash || kind == forms::Figure::Kind::not_applicable;
}

bool is_share(std::string_view unit) {
  return unit == "%" || unit == "％" || unit == "‰" || unit == "百分比";
}

// A row is below a heading that comes before it with a lower level.
bool below(const forms::Label& row, const forms::Label& heading) {
  return row.table == heading.table && row.level > heading.level;
}

}  // namespace

std::string Total::text() const {
  if (units_differ || share) return {};
  if (known == 0) return marks_differ ? std::string() : mark;
  std::string text = sum.text();
  if (decimals > 0) {
    const std::size_t has = decimals_of(text);
    if (has == 0) text += '.';
    text.append(decimals - has, '0');
  }
  return text;
}

Sum::Impl::Impl(Form of_form, std::string of_year, forms::Labels of_rows)
    : form(std::move(of_form)), year(std::move(of_year)), labels(std::move(of_rows)) {
  for (const forms::Label& label : labels.all()) {
    if (!label.column) rows.push_back({.label = &label, .cells = {}, .columns = label.cells, .headings = {}});
  }
  // A heading has the columns of the rows below it, and may hold their sums in place of them.
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (!rows[at].label->heading) continue;
    for (std::size_t next = at + 1; next < rows.size() && below(*rows[next].label, *rows[at].label); ++next) {
      if (rows[next].label->heading) continue;
      if (rows[at].columns.empty()) rows[at].columns = rows[next].columns;
      rows[next].headings.push_back(at);
    }
  }
  for (Row& row : rows) {
    const auto add = [&](std::string id) {
      row.cells.push_back(ids.size());
      ids.push_back(std::move(id));
    };
    if (row.columns.empty()) add(row.label->id);
    for (const std::string& column : row.columns) add(row.label->id + "/" + column);
  }
  totals.resize(ids.size());
  const forms::Cells blank(labels.blank_record(), labels);
  for (std::size_t cell = 0; cell < ids.size(); ++cell) totals[cell].share = is_share(blank.unit(ids[cell]));
}

bool Sum::Impl::stands(const Row& row) const {
  if (row.label->heading) return row.records > 0;
  return std::none_of(row.headings.begin(), row.headings.end(),
                      [this](std::size_t heading) { return rows[heading].records > 0; });
}

std::string Sum::Impl::name(std::size_t cell) const {
  return forms::Cells(labels.blank_record(), labels).name(ids[cell]);
}

void Sum::Impl::add_figure(std::size_t cell, const forms::Cells& cells, Source& source) {
  const std::string& id = ids[cell];
  Total& total = totals[cell];
  const forms::Figure& figure = cells.cell(id).figure;
  const std::string written = cells.cell(id).written;
  if (!figure.known()) {
    if (total.known + total.without == 0) total.mark = written;
    total.marks_differ = total.marks_differ || total.mark != written;
    ++total.without;
    if (not_applicable(figure.kind)) return;
    ++total.blank;
    source.blanks.push_back(static_cast<std::uint16_t>(cell));
    return;
  }
  ++total.known;
  total.decimals = std::max(total.decimals, decimals_of(written));
  if (figure.number.is_zero()) return;
  total.sum = total.sum + figure.number;
  const std::string unit = cells.node(id).attribute("unit").value_or("");
  total.share = total.share || is_share(unit);
  total.units_differ = total.units_differ || (total.unit && *total.unit != unit);
  if (!total.unit) total.unit = unit;
  if (total.parts.size() == most_parts) return;
  total.parts.push_back({cells.place(id), {source.bureau + "：" + written, source.bureau + ": " + written}});
}

Sum::Sum(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Sum::~Sum() = default;
Sum::Sum(Sum&&) noexcept = default;
Sum& Sum::operator=(Sum&&) noexcept = default;

Result<Sum> Sum::begin(const Record& first) {
  auto labels = forms::Labels::load(first.form().folder + "/labels.xml");
  if (!labels) return labels.take_findings();
  return Sum(std::make_unique<Impl>(first.form(), first.identity().year, *std::move(labels)));
}

void Sum::add_unusable() {
  ++impl_->unusable;
}

Findings Sum::add(const ValidatedRecord& validated) {
  const Record& record = validated.record();
  const std::string& bureau = record.identity().bureau;
  const Place place = record.tree().place(record.tree().root());
  if (const auto [first, fresh] = impl_->places.emplace(record::name_key(bureau), Named{bureau, place}); !fresh) {
    add_unusable();
    return {{.code = code::summary_duplicate,
             .place = place,
             .message = {fmt::format("{}已有一份记录，不能再加一次。", bureau),
                         fmt::format("There is a record of {} already; it cannot be added twice.", bureau)},
             .hint = {"只留下应当计入的那一份。", "Keep the one that counts."},
             .related = {{first->second.place, {"前一份记录", "the record before it"}}}}};
  }

  const forms::Cells cells(record.tree(), impl_->labels);
  Source source = {bureau, record.sha512(), {}};
  for (Row& row : impl_->rows) {
    const bool has = cells.has_row(row.label->id);
    const bool replaced = std::any_of(row.headings.begin(), row.headings.end(), [&](std::size_t heading) {
      return cells.has_row(impl_->rows[heading].label->id);
    });
    row.records += has ? 1 : 0;
    if (replaced || (row.label->heading && !has)) continue;
    for (const std::size_t cell : row.cells) impl_->add_figure(cell, cells, source);
  }
  for (const xml::Node& own : cells.own_rows()) {
    const std::string label = own.attribute("label").value_or("");
    const auto [known, fresh] = impl_->own_rows.try_emplace(label);
    ++known->second.records;
    if (fresh) known->second.first = {record.tree().place(own), {label, label}};
  }
  impl_->sources.push_back(std::move(source));
  return {};
}

}  // namespace banxin::summarize
