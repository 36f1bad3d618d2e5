#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/text_map.h"
#include "forms/cells.h"
#include "forms/labels.h"
#include "forms/terms.h"
#include "words/matcher.h"
#include "xml/xml.h"

namespace banxin::validate {

inline constexpr const char* rules_namespace = "urn:banxin:rules:1";

// What the functions of rules see of one record, and what they met in one evaluation.
struct RuleScope {
  const forms::Labels* labels = nullptr;
  const forms::Cells* cells = nullptr;
  const forms::Cells* previous = nullptr;  // last year's record; null when none was given
  // Cells that were calculated with although they hold no figure: the result means nothing then.
  std::vector<forms::Missing> missing;
  // Whether a figure of last year's was asked for when no record of last year was given.
  bool no_previous = false;
  // Rows and cells that the bureau added and that were calculated with.
  forms::Terms added;
};

// Functions by {namespace URI, local name}.
using RuleFunctionTable = std::map<std::pair<std::string, std::string>, xml::Function>;

// The functions of urn:banxin:rules:1, over the scope, which must outlive them. A LIST is nodes, or words: ids of rows
// and cells (ROW/COLUMN; last-year:ROW/COLUMN of last year's record) and figures.
//   n:cells('a b c/d')  the rows or cells with these ids; a row that the record leaves out counts as blank
//   n:own(LIST)         rows of the bureau's own that follow these rows, on their level; of cells, the cells of
//                       such rows in the same column
//   n:below(LIST)       the same of rows one level or more lower: what a bureau breaks a row down to
//   n:added('t', 'c')   all rows of the bureau's own in the table t: their cells in the column c
//   n:at('a b', 'x y')  'a/x a/y b/x b/y'
//   n:has('a b')        whether the record has one of these rows, filled or not
//   n:either(LIST, LIST)  the first when the record has one of its rows, else the second
//   n:parts('a/b')      ids of the cells that the total a/b sums up
//   n:sum(LIST, ...)    exact decimal text (D-06)
//   n:least(LIST)       what is known of the sum
//   n:compare(a, b)     -1, 0, 1
//   n:equal(LIST, LIST, own)  whether the sums are equal, as balance() says; `own` may be left out
//   n:known(LIST)       whether there are any and all hold figures
//   n:lacking('t')      ids of the rows of the table t ('' where tables have no names) that the record leaves out,
//                       when it has others of the table
//   n:unsummed('t')     ids of the blank totals (total="yes") in the table t whose parts are known to make more than 0
//   n:figures(LIST)     275 + 10, in the form's order
//   n:terms(LIST)       当面申请数 3 + 传真申请数 0
//   n:equation('zh', LIST, LIST, own)  both sides, as equation() says, in this language
//   n:label(node), n:name(node), n:unit(node)  official label, short label, unit
// Where n:sum, n:compare or n:equal meets something that matters and is not a figure, the scope remembers it and the
// result means nothing.
void add_figure_functions(RuleFunctionTable& table, RuleScope& scope);

// What the functions of texts made once: expressions, for all records; texts as patterns see them, for one record.
struct TextCache {
  std::map<std::string, words::Matcher> matchers;
  TextMap<words::PlainText> texts;
  std::size_t units = 0;  // of all texts; when they are many, no more are kept

  void forget_texts();
};

// Functions of urn:banxin:rules:1 over texts, each node read as a paragraph of plain text (PlainText):
//   n:says(nodes, 'expression')   whether one of them has a match of the ICU regular expression
//   n:quote(nodes, 'expression')  the first match, as it was written; empty when there is none
//   n:part(nodes, 'expression')   what the group `part` took of the first match, as it was written
//   n:years(nodes or text)        the years that they name: 2018 2019
//   n:length(nodes)               characters of their texts, without white space
//   n:other-name(a, b)            whether neither name can be a short form of the other: 市发改委 of
//                                 云岭市发展和改革委员会 can
void add_text_functions(RuleFunctionTable& table, TextCache& cache);

}  // namespace banxin::validate
