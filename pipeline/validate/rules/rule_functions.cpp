#include "validate/rules/rule_functions.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <variant>

#include "base/text.h"
#include "forms/balance.h"
#include "record/record.h"

namespace banxin::validate {
namespace {

using Arguments = std::vector<xml::Value>;
using Nodes = std::vector<xml::Node>;

constexpr const char* unknown_figure = "[ ]";

bool is_own_row(const xml::Node& node) {
  return record::is_element(node, "own-row");
}

void expect(const Arguments& arguments, std::size_t least, std::size_t most, const char* what) {
  if (arguments.size() < least || arguments.size() > most) throw std::invalid_argument(what);
}

// The functions, as members so that they share the scope.
class RuleFunctions {
 public:
  explicit RuleFunctions(RuleScope& scope) : scope_(scope) {}

  xml::Value cells(const Arguments& arguments) const {
    expect(arguments, 1, 1, "takes one list of ids");
    Nodes nodes;
    for (const std::string& id : words_of(xml::to_string(arguments.front()))) {
      if (!scope_.cells->knows(id)) throw std::invalid_argument("the form has no row " + id);
      nodes.push_back(scope_.cells->node(id));
    }
    return nodes;
  }

  xml::Value own(const Arguments& arguments) const {
    return behind(terms_of(arguments),
                  [](const std::string& level, const forms::Label& row) { return level == row.level; });
  }
  xml::Value below(const Arguments& arguments) const {
    return behind(terms_of(arguments),
                  [](const std::string& level, const forms::Label& row) { return level > row.level; });
  }

  xml::Value added(const Arguments& arguments) const {
    expect(arguments, 2, 2, "takes a table and a column");
    const std::string table = xml::to_string(arguments[0]);
    const std::string column = xml::to_string(arguments[1]);
    Nodes found;
    for (const xml::Node& row : scope_.cells->own_rows()) {
      if (row.parent().attribute("table") == table) found.push_back(cell_of(row, column));
    }
    return found;
  }

  xml::Value at(const Arguments& arguments) const {
    expect(arguments, 2, 2, "takes rows and columns");
    std::string ids;
    const auto columns = words_of(xml::to_string(arguments[1]));
    for (const std::string& row : words_of(xml::to_string(arguments[0]))) {
      for (const std::string& column : columns) add_to_row(ids, " ", row + "/" + column);
    }
    return ids;
  }

  xml::Value has(const Arguments& arguments) const {
    expect(arguments, 1, 1, "takes one list of ids");
    const auto ids = words_of(xml::to_string(arguments.front()));
    return std::any_of(ids.begin(), ids.end(),
                       [this](const std::string& id) { return scope_.cells->has_row(forms::row_of(id)); });
  }
  xml::Value either(const Arguments& arguments) const {
    expect(arguments, 2, 2, "takes two lists of ids");
    return xml::to_string(arguments[xml::to_boolean(has({arguments[0]})) ? 0 : 1]);
  }

  xml::Value sum(const Arguments& arguments) const {
    forms::Decimal total;
    bool known = true;
    for (const xml::Value& argument : arguments) {
      for (const forms::Term& term : read(argument)) {
        if (term.figure.known()) {
          total = total + term.figure.number;
        } else {
          remember(term);
          known = false;
        }
      }
    }
    return known ? total.text() : std::string();
  }

  xml::Value least(const Arguments& arguments) const { return known_sum(terms_of(arguments)).text(); }

  xml::Value compare(const Arguments& arguments) const {
    expect(arguments, 2, 2, "takes two figures");
    const auto a = single(arguments[0]);
    const auto b = single(arguments[1]);
    if (!a || !b) return std::numeric_limits<double>::quiet_NaN();
    const auto order = *a <=> *b;
    return order < 0 ? -1.0 : order > 0 ? 1.0 : 0.0;
  }

  xml::Value equal(const Arguments& arguments) const {
    expect(arguments, 2, 3, "takes two lists, and rows of the bureau's own");
    const forms::Terms left = read(arguments[0]);
    const forms::Terms right = read(arguments[1]);
    const forms::Terms perhaps = arguments.size() == 3 ? read(arguments[2]) : forms::Terms();
    scope_.added.insert(scope_.added.end(), perhaps.begin(), perhaps.end());
    const forms::Balance found = balance(left, right, perhaps);
    if (found != forms::Balance::open) return found == forms::Balance::equal;
    for (const forms::Terms* side : {&left, &right, &perhaps}) {
      for (const forms::Term& term : *side) {
        if (!term.figure.known()) remember(term);
      }
    }
    return true;
  }

  xml::Value known(const Arguments& arguments) const {
    const forms::Terms terms = terms_of(arguments);
    return !terms.empty() &&
           std::all_of(terms.begin(), terms.end(), [](const forms::Term& term) { return term.figure.known(); });
  }

  xml::Value lacking(const Arguments& arguments) const {
    expect(arguments, 1, 1, "takes a table");
    const std::string table = xml::to_string(arguments.front());
    std::string ids;
    bool some = false;
    for (const forms::Label& row : scope_.labels->all()) {
      if (row.column || row.heading || row.table != table) continue;
      // A record of an older form may fill in the heading above them instead (record-outdated).
      const std::string above = row.id.substr(0, row.id.rfind('.'));
      if (scope_.cells->has_row(row.id) || scope_.cells->has_row(above)) {
        some = true;
      } else {
        add_to_row(ids, " ", row.id);
      }
    }
    return some ? ids : std::string();
  }

  xml::Value unsummed(const Arguments& arguments) const {
    expect(arguments, 1, 1, "takes a table");
    const std::string table = xml::to_string(arguments.front());
    std::string ids;
    for (const forms::Label& row : scope_.labels->all()) {
      if (row.table != table) continue;
      for (const std::string& column : row.cells) {
        const std::string total = row.id + "/" + column;
        const std::vector<std::string> parts = scope_.cells->parts_of(total);
        if (parts.empty() || scope_.cells->cell(total).figure.kind != forms::Figure::Kind::blank) continue;
        if (known_sum(terms_for(parts)) > forms::Decimal()) add_to_row(ids, " ", total);
      }
    }
    return ids;
  }

  xml::Value parts(const Arguments& arguments) const {
    expect(arguments, 1, 1, "takes the id of a cell");
    std::string ids;
    for (const std::string& id : scope_.cells->parts_of(xml::to_string(arguments.front()))) add_to_row(ids, " ", id);
    return ids;
  }

  xml::Value figures(const Arguments& arguments) const { return joined(terms_of(arguments), false); }
  xml::Value terms(const Arguments& arguments) const { return joined(terms_of(arguments), true); }

  xml::Value equation(const Arguments& arguments) const {
    expect(arguments, 3, 4, "takes a language, two lists, and rows of the bureau's own");
    forms::Terms right = read(arguments[2]);
    if (arguments.size() == 4) {
      for (forms::Term& own : read(arguments[3])) right.push_back(std::move(own));
    }
    const Bilingual both = forms::equation(read(arguments[1]), right);
    return xml::to_string(arguments[0]) == "en" ? both.en : both.zh;
  }

  xml::Value label(const Arguments& arguments) const { return text_of(arguments, &forms::Cells::label, "label"); }
  xml::Value unit(const Arguments& arguments) const { return text_of(arguments, &forms::Cells::unit, "unit"); }
  xml::Value name(const Arguments& arguments) const {
    const forms::Terms terms = terms_of(arguments);
    return terms.empty() ? std::string() : name_of(terms.front()).zh;
  }

 private:
  static forms::Decimal known_sum(const forms::Terms& terms) {
    forms::Decimal sum;
    for (const forms::Term& term : terms) {
      if (term.figure.known()) sum = sum + term.figure.number;
    }
    return sum;
  }
  forms::Terms terms_for(const std::vector<std::string>& ids) const {
    const forms::TermReader reader(*scope_.cells, scope_.previous);
    forms::Terms terms;
    for (const std::string& id : ids) terms.push_back(reader.term(id));
    return terms;
  }
  forms::Terms read(const xml::Value& list) const {
    return forms::TermReader(*scope_.cells, scope_.previous).read(list);
  }
  forms::Terms terms_of(const Arguments& arguments) const {
    expect(arguments, 1, 1, "takes one list");
    return read(arguments.front());
  }

  void remember(const forms::Term& term) const {
    if (term.last_year && term.cells == nullptr) scope_.no_previous = true;
    scope_.missing.push_back(missing(term));
  }

  xml::Value text_of(const Arguments& arguments, std::string (forms::Cells::*of)(std::string_view) const,
                     const char* own) const {
    const forms::Terms terms = terms_of(arguments);
    if (terms.empty() || terms.front().cells == nullptr) return std::string();
    const forms::Term& first = terms.front();
    if (!first.id.empty()) return (first.cells->*of)(first.id);
    const xml::Node row = is_own_row(first.added) ? first.added : first.added.parent();
    return row.is_element() ? row.attribute(own).value_or("") : std::string();
  }

  std::optional<forms::Decimal> single(const xml::Value& argument) const {
    // An empty text is a sum that could not be made: what was missing is remembered already.
    if (const auto* text = std::get_if<std::string>(&argument); text != nullptr && trimmed(*text).empty()) {
      if (scope_.missing.empty())
        scope_.missing.push_back({{"（空）", "(nothing)"}, forms::reason_of(forms::Figure::Kind::blank), {}});
      return std::nullopt;
    }
    const forms::Terms terms = read(argument);
    if (terms.size() != 1) throw std::invalid_argument("compares one figure with one: n:sum() adds several");
    if (terms.front().figure.known()) return terms.front().figure.number;
    remember(terms.front());
    return std::nullopt;
  }

  // Sorted by the form: XPath knows only the order of the record, where rows may be in any order. A row of the bureau's
  // own comes after the row that it names.
  forms::Terms in_form_order(forms::Terms terms) const {
    const auto key = [this](const forms::Term& term) {
      const bool own = term.id.empty() && is_own_row(term.added);
      const std::string id = own ? term.added.attribute("after").value_or("") : term.id;
      return std::pair(scope_.labels->position(forms::row_of(id)).value_or(std::numeric_limits<int>::max()), own);
    };
    std::stable_sort(terms.begin(), terms.end(),
                     [&](const forms::Term& a, const forms::Term& b) { return key(a) < key(b); });
    return terms;
  }

  std::string joined(const forms::Terms& terms, bool with_names) const {
    std::string text;
    for (const forms::Term& term : in_form_order(terms)) {
      if (!text.empty()) text += " + ";
      if (with_names) text += name_of(term).zh + " ";
      text += term.written.empty() ? unknown_figure : term.written;
    }
    return text;
  }

  // Rows of the bureau's own that follow these rows and have a fitting level, or their cells in the same column. A row
  // that gives no level has that of the row before it.
  template <class Fits>
  Nodes behind(const forms::Terms& rows, Fits fits) const {
    Nodes found;
    for (const xml::Node& own : scope_.cells->own_rows()) {
      for (const forms::Term& row : rows) {
        const forms::Label* label = scope_.labels->find(forms::row_of(row.id));
        if (label == nullptr || own.attribute("after").value_or("") != forms::row_of(row.id)) continue;
        if (!fits(own.attribute("level").value_or(label->level), *label)) continue;
        found.push_back(cell_of(own, forms::column_of(row.id)));
        break;
      }
    }
    return found;
  }

  // The row itself where it lacks the column: it counts as blank.
  static xml::Node cell_of(const xml::Node& row, std::string_view column) {
    for (const xml::Node& cell : row.elements()) {
      if (!column.empty() && cell.attribute("id") == column) return cell;
    }
    return row;
  }

  RuleScope& scope_;
};

}  // namespace

void add_figure_functions(RuleFunctionTable& table, RuleScope& scope) {
  const RuleFunctions self(scope);
  const auto add = [&](const char* name, xml::Value (RuleFunctions::*function)(const Arguments&) const) {
    table[{rules_namespace, name}] = [self, function](const Arguments& arguments) {
      return (self.*function)(arguments);
    };
  };
  add("added", &RuleFunctions::added);
  add("at", &RuleFunctions::at);
  add("below", &RuleFunctions::below);
  add("cells", &RuleFunctions::cells);
  add("compare", &RuleFunctions::compare);
  add("either", &RuleFunctions::either);
  add("equal", &RuleFunctions::equal);
  add("equation", &RuleFunctions::equation);
  add("figures", &RuleFunctions::figures);
  add("has", &RuleFunctions::has);
  add("known", &RuleFunctions::known);
  add("label", &RuleFunctions::label);
  add("lacking", &RuleFunctions::lacking);
  add("least", &RuleFunctions::least);
  add("name", &RuleFunctions::name);
  add("own", &RuleFunctions::own);
  add("parts", &RuleFunctions::parts);
  add("sum", &RuleFunctions::sum);
  add("terms", &RuleFunctions::terms);
  add("unit", &RuleFunctions::unit);
  add("unsummed", &RuleFunctions::unsummed);
}

}  // namespace banxin::validate
