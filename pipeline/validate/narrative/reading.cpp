#include "validate/narrative/reading.h"

#include <algorithm>
#include <utility>

#include "forms/balance.h"

namespace banxin::validate {
namespace {

Reading reading_of(const std::vector<std::string>& ids, const forms::Cells& cells) {
  const forms::TermReader reader(cells, nullptr);
  Reading reading;
  bool sound = true;
  const auto add = [&](const std::string& id) {
    forms::Term term = reader.term(id);
    sound &= term.figure.kind != forms::Figure::Kind::malformed;
    if (term.figure.known()) reading.sum = reading.sum.value_or(forms::Decimal()) + term.figure.number;
    reading.terms.push_back(std::move(term));
  };
  for (const std::string& id : ids) {
    const std::vector<std::string> parts = cells.parts_of(id);
    const bool by_parts =
        cells.cell(id).figure.kind == forms::Figure::Kind::blank &&
        std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return cells.cell(part).figure.known(); });
    if (!by_parts) {
      add(id);
      continue;
    }
    for (const std::string& part : parts) add(part);
  }
  if (!sound) reading.sum.reset();
  return reading;
}

}  // namespace

std::vector<Reading> readings_of(const std::vector<std::vector<std::string>>& all, const forms::Cells& cells) {
  std::vector<Reading> readings;
  for (const auto& ids : all) readings.push_back(reading_of(ids, cells));
  return readings;
}

Bilingual shown(const Reading& reading) {
  const Bilingual sum = forms::sum_in_words(reading.terms);
  if (reading.terms.size() > 1) return {"却是 " + sum.zh, sum.en};
  const forms::Term& term = reading.terms.front();
  const std::string unit = term.cells->unit(term.id);
  const Bilingual name = name_of(term);
  const std::string figure = term.figure.number.text();
  return {"的“" + name.zh + "”却是 " + figure + unit,
          figure + (unit.empty() ? "" : " " + unit) + " for \"" + name.en + "\""};
}

}  // namespace banxin::validate
