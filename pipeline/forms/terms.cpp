#include "forms/terms.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/text.h"
#include "record/record.h"

namespace banxin::forms {
namespace {

// The row that the bureau added: the node itself, or the row around a cell.
xml::Node added_row(const Term& term) {
  return record::is_element(term.added, "cell") ? term.added.parent() : term.added;
}

bool is_figure(std::string_view word) {
  return Decimal::parse(word).has_value();
}

}  // namespace

std::string row_name(const Term& term) {
  if (!term.id.empty()) return term.cells == nullptr ? std::string(row_of(term.id)) : term.cells->name(row_of(term.id));
  if (term.is_written_by_rule()) return {};
  const auto label = added_row(term).attribute("label");
  return label ? shortened(short_label(*label)) : std::string(added_row(term).name());
}

std::string column_name(const Term& term) {
  const bool cell = term.id.empty() && record::is_element(term.added, "cell");
  const std::string column = cell ? term.added.attribute("id").value_or("") : std::string(column_of(term.id));
  return column.empty() || term.cells == nullptr ? column : term.cells->name(column);
}

Bilingual name_of(const Term& term) {
  const std::string column = column_name(term);
  const std::string name = row_name(term) + (column.empty() ? "" : "／" + column);
  if (term.last_year) return {"上一年度的" + name, "last year's " + name};
  return {name, name};
}

Missing missing(const Term& term) {
  if (term.is_written_by_rule()) return {{term.written, term.written}, reason_of(term.figure.kind), {}};
  if (term.cells == nullptr) return {name_of(term), {"没有上一年度的记录", "no record of last year"}, {}};
  if (term.id.empty()) return {name_of(term), reason_of(term.figure.kind), term.cells->place_of(term.added)};
  if (term.last_year && !term.cells->knows(term.id)) {
    const Bilingual name = {"上一年度的 " + term.id, "last year's " + term.id};
    return {name, {"那一年的表没有这一格", "that year's form has no such cell"}, term.cells->place_of_table()};
  }
  return {name_of(term), reason_of(term.figure.kind), term.cells->place(term.id)};
}

RelatedPlace related(const Term& term) {
  if (term.id.empty()) {
    const Bilingual name = name_of(term);
    const Bilingual shown =
        term.figure.known() ? Bilingual{shortened(term.written), shortened(term.written)} : reason_of(term.figure.kind);
    return {term.cells->place_of(term.added), {name.zh + "：" + shown.zh, name.en + ": " + shown.en}};
  }
  RelatedPlace place = term.cells->related(term.id);
  if (term.last_year) place.note = {"上一年度的" + place.note.zh, "last year's " + place.note.en};
  return place;
}

Terms TermReader::read(const xml::Value& list) const {
  Terms terms;
  if (const auto* nodes = std::get_if<std::vector<xml::Node>>(&list)) {
    terms.reserve(nodes->size());
    for (const xml::Node& node : *nodes) terms.push_back(term(node));
    return terms;
  }
  const std::vector<std::string> words = words_of(xml::to_string(list));
  terms.reserve(words.size());
  for (const std::string& word : words) {
    if (is_figure(word)) {
      terms.push_back({.figure = read_figure(word), .written = word});
    } else if (knows(word)) {
      terms.push_back(term(word));
    } else {
      throw std::invalid_argument("the form has no row " + word);
    }
  }
  return terms;
}

Term TermReader::term(std::string_view id) const {
  Term term;
  term.last_year = id.starts_with(last_year_prefix);
  if (term.last_year) id.remove_prefix(last_year_prefix.size());
  term.cells = term.last_year ? previous_ : &cells_;
  term.id = id;
  if (term.cells == nullptr) return term;
  const Cells::Cell& cell = term.cells->cell(id);
  term.figure = cell.figure;
  term.written = cell.written;
  return term;
}

Term TermReader::term(const xml::Node& node) const {
  if (std::string id = cells_.id_of(node); !id.empty() && cells_.knows(id)) return term(id);
  const std::string content = node.text();
  // A row with cells has no figure besides theirs.
  const bool single = node.elements().empty();
  return {.cells = &cells_,
          .added = node,
          .figure = single ? read_figure(content) : Figure(),
          .written = single ? std::string(trimmed(content)) : std::string()};
}

}  // namespace banxin::forms
