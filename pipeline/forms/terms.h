#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "forms/cells.h"
#include "xml/xml.h"

namespace banxin::forms {

// Ids that begin with it are those of last year's record: last-year:carried-over/total.
inline constexpr std::string_view last_year_prefix = "last-year:";

// One figure that a rule or a sentence refers to: a cell of the form, a row or cell that the bureau added, or a figure
// that the rule writes itself.
struct Term {
  const Cells* cells =
      nullptr;          // of its record; null for a written figure, and for last year's when that record is missing
  std::string id = {};  // empty when the bureau added it, and for a written figure
  bool last_year = false;
  xml::Node added = {};
  Figure figure = {};
  std::string written = {};  // as the record has it

  bool is_written_by_rule() const { return cells == nullptr && !last_year; }
};
using Terms = std::vector<Term>;

// A figure that was needed but is not a number.
struct Missing {
  Bilingual name;
  Bilingual reason;
  Place place;
};

// Short names of its row and of its column; the latter is empty where rows have a single cell.
std::string row_name(const Term& term);
std::string column_name(const Term& term);
// 自然人／总计, 上一年度的…
Bilingual name_of(const Term& term);
Missing missing(const Term& term);
RelatedPlace related(const Term& term);

// What lists of figures mean in one record: words are ids, or figures that the rule writes; nodes are rows and cells.
class TermReader {
 public:
  TermReader(const Cells& cells, const Cells* previous) : cells_(cells), previous_(previous) {}

  // Throws std::invalid_argument for an id that the form does not have.
  Terms read(const xml::Value& list) const;
  // Every id of last year's counts as known: which form that record follows is not known here.
  bool knows(std::string_view id) const { return id.starts_with(last_year_prefix) || cells_.knows(id); }
  // The form must have the id.
  Term term(std::string_view id) const;
  Term term(const xml::Node& node) const;

 private:
  const Cells& cells_;
  const Cells* previous_;
};

}  // namespace banxin::forms
