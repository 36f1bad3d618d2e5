#include "validate/rule_functions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>

#include "record/record.h"

namespace banxin::validate {
namespace {

using Arguments = std::vector<xml::Value>;
using Nodes = std::vector<xml::Node>;

constexpr const char* unknown_figure = "[ ]";

bool is_own_row(const xml::Node& node) {
  return node.name() == "own-row" && node.namespace_uri() == record::namespace_uri;
}

const Nodes& nodes_of(const Arguments& arguments) {
  const Nodes* nodes = arguments.size() == 1 ? std::get_if<Nodes>(&arguments.front()) : nullptr;
  if (nodes == nullptr) throw std::invalid_argument("takes one node set");
  return *nodes;
}

// The functions, as members so that they share the scope.
class RuleFunctions {
 public:
  explicit RuleFunctions(RuleScope& scope) : scope_(scope) {}

  xml::Value cells(const Arguments& arguments) const {
    if (arguments.size() != 1) throw std::invalid_argument("takes one list of ids");
    Nodes nodes;
    for (const std::string& id : words_of(xml::to_string(arguments.front()))) {
      if (!scope_.cells->knows(id)) throw std::invalid_argument("the form has no row " + id);
      nodes.push_back(scope_.cells->node(id));
    }
    return nodes;
  }

  xml::Value own(const Arguments& arguments) const {
    const Nodes& rows = nodes_of(arguments);
    Nodes found;
    for (const xml::Node& row : scope_.cells->own_rows()) {
      if (stands_behind(row, rows)) found.push_back(row);
    }
    return found;
  }

  xml::Value sum(const Arguments& arguments) const {
    Decimal total;
    bool known = true;
    for (const xml::Value& argument : arguments) known &= add(argument, total);
    return known ? total.text() : std::string();
  }

  xml::Value compare(const Arguments& arguments) const {
    if (arguments.size() != 2) throw std::invalid_argument("takes two figures");
    const auto a = single(arguments[0]);
    const auto b = single(arguments[1]);
    if (!a || !b) return std::numeric_limits<double>::quiet_NaN();
    const auto order = *a <=> *b;
    return order < 0 ? -1.0 : order > 0 ? 1.0 : 0.0;
  }

  xml::Value known(const Arguments& arguments) const {
    const Nodes& nodes = nodes_of(arguments);
    return !nodes.empty() &&
           std::all_of(nodes.begin(), nodes.end(), [this](const xml::Node& node) { return figure(node).known(); });
  }

  xml::Value figures(const Arguments& arguments) const { return joined(nodes_of(arguments), false); }
  xml::Value terms(const Arguments& arguments) const { return joined(nodes_of(arguments), true); }

  xml::Value label(const Arguments& arguments) const { return text_of(arguments, &Cells::label, "label"); }
  xml::Value name(const Arguments& arguments) const {
    const Nodes& nodes = nodes_of(arguments);
    return nodes.empty() ? std::string() : name_of(nodes.front());
  }
  xml::Value unit(const Arguments& arguments) const { return text_of(arguments, &Cells::unit, "unit"); }

 private:
  Figure figure(const xml::Node& node) const {
    const std::string id = scope_.cells->id_of(node);
    // A blank row of the form has an id too, and no cell of its own in the record.
    return id.empty() || scope_.cells->node(id) != node ? read_figure(node.text()) : scope_.cells->figure(id);
  }

  std::string name_of(const xml::Node& node) const {
    if (is_own_row(node)) return short_label(node.attribute("label").value_or(""));
    const std::string id = scope_.cells->id_of(node);
    return id.empty() ? std::string(node.name()) : scope_.cells->name(id);
  }

  xml::Value text_of(const Arguments& arguments, std::string (Cells::*of)(std::string_view) const,
                     const char* own) const {
    const Nodes& nodes = nodes_of(arguments);
    if (nodes.empty()) return std::string();
    if (is_own_row(nodes.front())) return nodes.front().attribute(own).value_or("");
    const std::string id = scope_.cells->id_of(nodes.front());
    return id.empty() ? std::string() : (scope_.cells->*of)(id);
  }

  void remember(const xml::Node& node) const {
    const std::string id = scope_.cells->id_of(node);
    scope_.unknown.push_back(id.empty() ? name_of(node) : id);
  }

  bool add(const Figure& read, Decimal& total) const {
    if (read.known()) total = total + read.number;
    return read.known();
  }

  bool add(const xml::Value& argument, Decimal& total) const {
    bool known = true;
    if (const auto* nodes = std::get_if<Nodes>(&argument)) {
      for (const xml::Node& node : *nodes) {
        if (add(figure(node), total)) continue;
        remember(node);
        known = false;
      }
      return known;
    }
    for (const std::string& word : words_of(xml::to_string(argument))) {
      if (add(read_figure(word), total)) continue;
      scope_.unknown.push_back(word);
      known = false;
    }
    return known;
  }

  std::optional<Decimal> single(const xml::Value& argument) const {
    if (const auto* nodes = std::get_if<Nodes>(&argument)) {
      if (nodes->size() != 1) throw std::invalid_argument("compares one figure with one: n:sum() adds several");
      const Figure read = figure(nodes->front());
      if (read.known()) return read.number;
      remember(nodes->front());
      return std::nullopt;
    }
    const std::string text = xml::to_string(argument);
    const Figure read = read_figure(text);
    if (read.known()) return read.number;
    // An empty text is a sum that could not be made: what was missing is remembered already.
    if (read.kind != Figure::Kind::blank || scope_.unknown.empty()) scope_.unknown.push_back(text);
    return std::nullopt;
  }

  // Sorted by the form: XPath knows only the order of the record, where rows may stand anyhow. A row of the bureau's
  // own stands behind the row that it names.
  Nodes in_form_order(Nodes nodes) const {
    const auto key = [this](const xml::Node& node) {
      const bool own = is_own_row(node);
      const std::string id = own ? node.attribute("after").value_or("") : scope_.cells->id_of(node);
      const int last = std::numeric_limits<int>::max();
      return std::pair(scope_.labels->position(id.substr(0, id.find('/'))).value_or(last), own);
    };
    std::stable_sort(nodes.begin(), nodes.end(),
                     [&](const xml::Node& a, const xml::Node& b) { return key(a) < key(b); });
    return nodes;
  }

  std::string joined(const Nodes& nodes, bool with_names) const {
    std::string text;
    for (const xml::Node& node : in_form_order(nodes)) {
      if (!text.empty()) text += " + ";
      if (with_names) text += name_of(node) + " ";
      const std::string content = node.text();
      const std::string_view figure = trimmed(content);
      text += figure.empty() ? std::string_view(unknown_figure) : figure;
    }
    return text;
  }

  bool stands_behind(const xml::Node& own, const Nodes& rows) const {
    const std::string after = own.attribute("after").value_or("");
    const bool among =
        std::any_of(rows.begin(), rows.end(), [&](const xml::Node& row) { return scope_.cells->id_of(row) == after; });
    const Label* label = scope_.labels->find(after);
    return among && label != nullptr && own.attribute("level").value_or(label->level) == label->level;
  }

  RuleScope& scope_;
};

}  // namespace

std::map<std::pair<std::string, std::string>, xml::Function> rule_functions(RuleScope& scope) {
  std::map<std::pair<std::string, std::string>, xml::Function> functions;
  const RuleFunctions self(scope);
  const auto add = [&](const char* name, xml::Value (RuleFunctions::*function)(const Arguments&) const) {
    functions[{rules_namespace, name}] = [self, function](const Arguments& arguments) {
      return (self.*function)(arguments);
    };
  };
  add("cells", &RuleFunctions::cells);
  add("sum", &RuleFunctions::sum);
  add("compare", &RuleFunctions::compare);
  add("known", &RuleFunctions::known);
  add("figures", &RuleFunctions::figures);
  add("terms", &RuleFunctions::terms);
  add("label", &RuleFunctions::label);
  add("name", &RuleFunctions::name);
  add("unit", &RuleFunctions::unit);
  add("own", &RuleFunctions::own);
  return functions;
}

std::vector<std::string> words_of(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  std::vector<std::string> words;
  for (std::size_t begin = text.find_first_not_of(blanks); begin != std::string_view::npos;
       begin = text.find_first_not_of(blanks, begin)) {
    const std::size_t end = std::min(text.find_first_of(blanks, begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

}  // namespace banxin::validate
