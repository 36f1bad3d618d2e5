#pragma once

#include <string>
#include <vector>

#include "forms/labels.h"
#include "import/draft.h"
#include "import/hints.h"

namespace banxin::import {

// What a cell's text says as a figure of the form.
struct ReadFigure {
  std::string written;  // for the record: a number, a mark, or blank
  std::string unit;     // that the text has and the form has not
  Sure sure = Sure::exact;
  std::vector<Bilingual> told;
  Bilingual question;  // why it is open; a sentence
};

// `unit`: the form's, of the row or column; may be empty. A blank stays blank and a mark stays a mark (D-06); digits
// are folded, marks between thousands and a unit are taken off, and told. All else is a question, and blank in the
// record.
ReadFigure read_figure(const Cell& cell, const std::string& unit, const Hints& hints);

// Whether the text can only be a figure or a mark in place of one.
bool looks_like_figure(std::string_view text, const Hints& hints);

}  // namespace banxin::import
