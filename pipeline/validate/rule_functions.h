#pragma once

#include <string>
#include <vector>

#include "validate/cells.h"
#include "validate/labels.h"
#include "xml/xml.h"

namespace banxin::validate {

inline constexpr const char* rules_namespace = "urn:banxin:rules:1";

// What the functions of rules see of one record, and what they met in one evaluation.
struct RuleScope {
  const Labels* labels = nullptr;
  const Cells* cells = nullptr;
  // Cells that were calculated with although they hold no figure: the result is worth nothing then. Ids, or the label
  // of a row of the bureau's own.
  std::vector<std::string> unknown;
};

// The functions of urn:banxin:rules:1, over the scope, which must outlive them:
//   n:cells('a b c/d')  the rows or cells with these ids; a row that the record leaves out counts as blank
//   n:own(nodes)        rows of the bureau's own that stand behind these rows, on their level
//   n:sum(nodes or texts, ...)  exact decimal text (D-06)
//   n:compare(a, b)     -1, 0, 1
//   n:known(nodes)      whether there are any and all hold figures
//   n:figures(nodes)    275 + 10, in the form's order
//   n:terms(nodes)      当面申请数 3 + 传真申请数 0
//   n:label(node), n:name(node), n:unit(node)  official label, short label, unit
// Where n:sum or n:compare meets something that is no figure, the scope remembers it and the result is empty or NaN.
std::map<std::pair<std::string, std::string>, xml::Function> rule_functions(RuleScope& scope);

// The words of a list: "a b  c".
std::vector<std::string> words_of(std::string_view text);

}  // namespace banxin::validate
