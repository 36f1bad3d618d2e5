#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "forms/figure.h"
#include "record/form_file.h"
#include "validate/rules/rule_functions.h"
#include "validate/rules/schematron.h"

namespace banxin::validate {
namespace {

constexpr const char* schematron_namespace = "http://purl.oclc.org/dsdl/schematron";
constexpr int most_nested_rules = 10;  // abstract rules that extend abstract rules

using Parameters = std::map<std::string, std::string>;

bool is_name_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || byte >= 0x80;
}

// Puts the parameters of an abstract pattern in place of $name; other variables stay.
std::string substituted(const std::string& text, const Parameters& parameters) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '$') {
      out += text[i++];
      continue;
    }
    std::size_t end = i + 1;
    while (end < text.size() && is_name_character(text[end])) ++end;
    auto found = parameters.find(text.substr(i + 1, end - i - 1));
    // A full stop may belong to a name or end it: in $hint.en the parameter is `hint` unless there is a `hint.en`.
    for (std::size_t stop = end;
         found == parameters.end() && (stop = text.rfind('.', stop - 1)) != std::string::npos && stop > i;) {
      if (found = parameters.find(text.substr(i + 1, stop - i - 1)); found != parameters.end()) end = stop;
    }
    out += found == parameters.end() ? text.substr(i, end - i) : found->second;
    i = end;
  }
  return out;
}

// XSLT's patterns as location paths: what does not start at the root may be anywhere.
std::string path_of_pattern(const std::string& pattern) {
  std::string out;
  std::string step;
  int depth = 0;
  char quote = 0;
  const auto finish = [&] {
    const std::string path(trimmed(step));
    if (!out.empty()) out += " | ";
    out += path.starts_with('/') ? path : "//" + path;
    step.clear();
  };
  for (const char c : pattern) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[' || c == '(') {
      ++depth;
    } else if (c == ']' || c == ')') {
      --depth;
    } else if (c == '|' && depth == 0) {
      finish();
      continue;
    }
    step += c;
  }
  finish();
  return out;
}

struct Diagnosis {
  Message message;
  std::string language;
  bool hint = false;
};

class SchematronReader {
 public:
  SchematronReader(xml::Tree tree, std::string common_folder)
      : files_{std::move(tree)}, common_folder_(std::move(common_folder)) {}

  Result<Schematron> read() {
    const xml::Node root = files_.front().root();
    const std::string binding = root.attribute("queryBinding").value_or("xslt");
    if (binding != "xslt" && binding != "xpath") {
      fault(root, {fmt::format("queryBinding 为 {}；这里只用 XPath 1.0（xslt）。", binding),
                   fmt::format("The queryBinding is {}; rules are in XPath 1.0 (xslt).", binding)});
    }
    const std::vector<xml::Node> all = with_extensions(root.elements());
    index(all);
    for (const xml::Node& child : all) read_top(child);
    if (!findings_.empty()) return std::move(findings_);
    return std::move(schema_);
  }

 private:
  static bool is(const xml::Node& node, std::string_view name) {
    return node.name() == name && node.namespace_uri() == schematron_namespace;
  }
  static bool foreign(const xml::Node& node) { return node.namespace_uri() != schematron_namespace; }

  // The file that an element is in.
  const xml::Tree& file_of(const xml::Node& node) const {
    xml::Node top = node;
    while (top.parent().is_element()) top = top.parent();
    return *std::find_if(files_.begin(), files_.end(), [&top](const xml::Tree& file) { return file.root() == top; });
  }

  void fault(const xml::Node& node, Bilingual message) {
    Diagnostic finding = record::form_fault(file_of(node), node, std::move(message));
    // An abstract pattern is read once for each use: one fault of it is one finding.
    const bool told = std::any_of(findings_.begin(), findings_.end(), [&](const Diagnostic& other) {
      return other.place.file == finding.place.file && other.place.line == finding.place.line &&
             other.place.xpath == finding.place.xpath && other.message.en == finding.message.en;
    });
    if (!told) findings_.push_back(std::move(finding));
  }

  void not_supported(const xml::Node& node) {
    fault(node,
          {fmt::format("不支持元素 {}。", node.name()), fmt::format("The element {} is not supported.", node.name())});
  }

  std::string attribute(const xml::Node& node, const char* name, const Parameters& parameters) {
    const auto value = node.attribute(name);
    if (value && !trimmed(*value).empty()) return substituted(*value, parameters);
    fault(node, {fmt::format("{} 缺少属性 {}。", node.name(), name),
                 fmt::format("{} lacks the attribute {}.", node.name(), name)});
    return {};
  }

  Expression written(const xml::Node& node, std::string xpath) const {
    return {std::move(xpath), file_of(node).file(), node.line()};
  }
  Expression expression(const xml::Node& node, const char* name, const Parameters& parameters) {
    return written(node, attribute(node, name, parameters));
  }

  // sch:extends of the schema (ISO/IEC 19757-3:2020) stands for the elements of the schema that it names: a file that
  // the forms share, which extends no other.
  std::vector<xml::Node> with_extensions(const std::vector<xml::Node>& elements) {
    std::vector<xml::Node> all;
    for (const xml::Node& element : elements) {
      if (!is(element, "extends")) {
        all.push_back(element);
        continue;
      }
      for (const xml::Node& its : read_shared(element)) all.push_back(its);
    }
    return all;
  }

  std::vector<xml::Node> read_shared(const xml::Node& node) {
    constexpr std::string_view shared = "../common/";
    const std::string href = attribute(node, "href", {});
    const bool plain = href.starts_with(shared) && href.ends_with(".sch") &&
                       href.find_first_of("/\\", shared.size()) == std::string::npos;
    const std::string path = common_folder_ + "/" + (plain ? href.substr(shared.size()) : href);
    const bool again = std::any_of(files_.begin(), files_.end(), [&](const auto& file) { return file.file() == path; });
    if (!plain || again) {
      fault(node, {fmt::format("href=\"{}\" 应是 ../common/ 里的一个 .sch 文件，而且只用一次。", href),
                   fmt::format("The attribute href=\"{}\" must be a .sch file in ../common/, extended once.", href)});
      return {};
    }
    auto tree = record::read_form_file(path, "schema", schematron_namespace);
    append(findings_, tree.take_findings());
    if (!tree) return {};
    return files_.emplace_back(*std::move(tree)).root().elements();
  }

  // What others refer to: abstract patterns, abstract rules, diagnostics.
  void index(const std::vector<xml::Node>& elements) {
    for (const xml::Node& child : elements) {
      if (is(child, "pattern")) {
        if (child.attribute("abstract") == "true")
          abstract_patterns_.emplace(child.attribute("id").value_or(""), child);
        for (const xml::Node& rule : child.elements()) {
          if (is(rule, "rule") && rule.attribute("abstract") == "true") {
            abstract_rules_.emplace(rule.attribute("id").value_or(""), rule);
          }
        }
      } else if (is(child, "diagnostics")) {
        for (const xml::Node& diagnostic : child.elements()) read_diagnostic(diagnostic);
      }
    }
  }

  void read_diagnostic(const xml::Node& node) {
    if (foreign(node)) return;
    if (!is(node, "diagnostic")) return not_supported(node);
    const std::string id = attribute(node, "id", {});
    const std::string language = node.attribute("xml:lang").value_or("");
    if (language != "en" && !language.starts_with("zh")) {
      fault(node,
            {"诊断应以 xml:lang 说明是 zh 还是 en。", "A diagnostic must say by xml:lang whether it is zh or en."});
    }
    diagnoses_.emplace(id, Diagnosis{read_message(node, {}), language, node.attribute("role") == "hint"});
  }

  void read_top(const xml::Node& node) {
    if (foreign(node) || is(node, "title") || is(node, "p") || is(node, "diagnostics")) return;
    if (is(node, "ns")) {
      schema_.namespaces[attribute(node, "prefix", {})] = attribute(node, "uri", {});
    } else if (is(node, "let")) {
      schema_.lets.push_back(read_let(node, {}));
    } else if (is(node, "pattern")) {
      read_pattern(node);
    } else {
      not_supported(node);
    }
  }

  Let read_let(const xml::Node& node, const Parameters& parameters) {
    std::string name = attribute(node, "name", {});
    return {std::move(name), expression(node, "value", parameters)};
  }

  void read_pattern(const xml::Node& node) {
    if (node.attribute("abstract") == "true") return;
    // Several patterns may be parts of one rule: n:rule names the rule.
    const std::string id = node.attribute("id").value_or("");
    const std::string rule = node.attribute("rule", rules_namespace).value_or(id);
    const std::size_t first_text = schema_.texts.size();
    Pattern pattern{id, {}, {}};
    const auto is_a = node.attribute("is-a");
    if (!is_a) {
      read_pattern_content(node, {}, rule, pattern);
      add_pattern(std::move(pattern), rule);
    } else if (const auto base = abstract_patterns_.find(*is_a); base != abstract_patterns_.end()) {
      for (const Parameters& parameters : read_parameters(node)) {
        Pattern filled{id, {}, {}};
        read_pattern_content(base->second, parameters, rule, filled);
        add_pattern(std::move(filled), rule);
      }
    } else {
      fault(node, {fmt::format("没有抽象模式 {}。", *is_a), fmt::format("There is no abstract pattern {}.", *is_a)});
    }
    if (!is_a && !rule.empty() && !has_rules(node)) schema_.definitions.push_back({rule, Severity::note, {}});
    explain(node, rule, first_text);
  }

  void add_pattern(Pattern pattern, const std::string& rule) {
    if (pattern.rules.empty()) return;
    if (pattern.id.empty()) pattern.id = rule;
    schema_.patterns.push_back(std::move(pattern));
  }

  // One set; for a parameter that is a list (n:each), one set for each of its words.
  std::vector<Parameters> read_parameters(const xml::Node& node) {
    std::vector<Parameters> sets(1);
    for (const xml::Node& child : node.elements()) {
      if (!is(child, "param")) continue;
      const std::string name = attribute(child, "name", {});
      const std::string value = attribute(child, "value", {});
      const bool each = child.attribute("each", rules_namespace) == "yes";
      std::vector<Parameters> filled;
      for (const Parameters& set : sets) {
        for (const std::string& one : each ? words_of(value) : std::vector<std::string>{value}) {
          filled.push_back(set);
          filled.back()[name] = one;
        }
      }
      sets = std::move(filled);
    }
    return sets;
  }

  void read_pattern_content(const xml::Node& node, const Parameters& parameters, const std::string& rule_id,
                            Pattern& pattern) {
    for (const xml::Node& child : node.elements()) {
      if (foreign(child) || is(child, "title") || is(child, "p")) continue;
      if (is(child, "let")) {
        pattern.lets.push_back(read_let(child, parameters));
      } else if (is(child, "rule")) {
        if (child.attribute("abstract") == "true") continue;
        Rule rule;
        rule.written_context = attribute(child, "context", parameters);
        rule.context = written(child, path_of_pattern(rule.written_context));
        read_rule_content(child, parameters, rule_id, child.attribute("role").value_or("error"), rule, 0);
        set_message_lets_apart(rule);
        pattern.rules.push_back(std::move(rule));
      } else {
        not_supported(child);
      }
    }
  }

  void read_rule_content(const xml::Node& node, const Parameters& parameters, const std::string& rule_id,
                         const std::string& role, Rule& rule, int depth) {
    for (const xml::Node& child : node.elements()) {
      if (foreign(child) || is(child, "p")) continue;
      if (is(child, "let")) {
        rule.lets.push_back(read_let(child, parameters));
      } else if (is(child, "assert") || is(child, "report")) {
        rule.assertions.push_back(read_assertion(child, parameters, rule_id, role));
      } else if (is(child, "extends")) {
        extend(child, parameters, rule_id, role, rule, depth);
      } else {
        not_supported(child);
      }
    }
  }

  static void set_message_lets_apart(Rule& rule) {
    std::vector<std::string> judging;  // expressions whose names must exist
    for (const Assertion& assertion : rule.assertions) {
      judging.push_back(assertion.test.xpath);
      for (const Message::Part& part : assertion.needs.parts) judging.push_back(part.expression.xpath);
    }
    // A let can be used by those after it.
    std::vector<Let> lets;
    for (; !rule.lets.empty(); rule.lets.pop_back()) {
      Let& let = rule.lets.back();
      const bool judges = std::any_of(judging.begin(), judging.end(), [&let](const std::string& xpath) {
        return xpath.find('$' + let.name) != std::string::npos;
      });
      if (judges) judging.push_back(let.value.xpath);
      (judges ? lets : rule.message_lets).push_back(std::move(let));
    }
    std::reverse(lets.begin(), lets.end());
    std::reverse(rule.message_lets.begin(), rule.message_lets.end());
    rule.lets = std::move(lets);
  }

  void extend(const xml::Node& node, const Parameters& parameters, const std::string& rule_id, const std::string& role,
              Rule& rule, int depth) {
    const std::string name = attribute(node, "rule", parameters);
    const auto base = abstract_rules_.find(name);
    if (base == abstract_rules_.end()) {
      fault(node, {fmt::format("没有抽象规则 {}。", name), fmt::format("There is no abstract rule {}.", name)});
    } else if (depth == most_nested_rules) {
      fault(node, {fmt::format("抽象规则 {} 转来转去又引用了自己。", name),
                   fmt::format("The abstract rule {} extends itself in the end.", name)});
    } else {
      read_rule_content(base->second, parameters, rule_id, role, rule, depth + 1);
    }
  }

  Severity read_severity(const xml::Node& node, const std::string& role) {
    if (role == "warning") return Severity::warning;
    if (role == "note") return Severity::note;
    if (role != "error") {
      fault(node, {fmt::format("role 为“{}”；应是 error、warning 或 note。", role),
                   fmt::format("The role is \"{}\"; it must be error, warning or note.", role)});
    }
    return Severity::error;
  }

  Assertion read_assertion(const xml::Node& node, const Parameters& parameters, const std::string& rule_id,
                           const std::string& role) {
    Assertion assertion;
    assertion.rule = substituted(node.attribute("id").value_or(rule_id), parameters);
    assertion.report = is(node, "report");
    assertion.severity = read_severity(node, substituted(node.attribute("role").value_or(role), parameters));
    assertion.test = expression(node, "test", parameters);
    assertion.needs = read_ids(node, "needs", parameters);
    assertion.shows = read_ids(node, "shows", parameters);
    assertion.zh = read_message(node, parameters);
    if (assertion.rule.empty()) {
      fault(node, {"断言没有代号：给它或它的模式写上 id。", "The assertion has no id: give it or its pattern one."});
    }
    for (const std::string& id : words_of(substituted(node.attribute("diagnostics").value_or(""), parameters))) {
      diagnose(node, id, assertion);
    }
    if (assertion.zh.empty()) assertion.zh = assertion.en;
    if (assertion.zh.empty()) {
      fault(node, {"断言没有文字：断言里的文字就是报给用户的消息。",
                   "The assertion has no text: its text is the message that users read."});
    }
    // A language that the form leaves out has the text of the other one: no message is ever empty.
    const auto fill = [](Message& a, Message& b) {
      if (a.empty()) a = b;
      if (b.empty()) b = a;
    };
    fill(assertion.zh, assertion.en);
    fill(assertion.hint_zh, assertion.hint_en);
    note_rule(assertion);
    return assertion;
  }

  // "a b/c {expression}"
  Message read_ids(const xml::Node& node, const char* name, const Parameters& parameters) {
    const std::string text = substituted(node.attribute(name, rules_namespace).value_or(""), parameters);
    Message ids;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t open = std::min(text.find('{', begin), text.size());
      const std::size_t close = text.find('}', open);
      if (open > begin) ids.parts.push_back({text.substr(begin, open - begin), written(node, {}), false});
      if (open == text.size()) break;
      if (close == std::string::npos) {
        fault(node,
              {fmt::format("n:{} 里的 {{ 没有配对的 }}。", name), fmt::format("In n:{} a {{ lacks its }}.", name)});
        break;
      }
      ids.parts.push_back({{}, written(node, text.substr(open + 1, close - open - 1)), false});
      begin = close + 1;
    }
    return ids;
  }

  void diagnose(const xml::Node& node, const std::string& id, Assertion& assertion) {
    const auto found = diagnoses_.find(id);
    if (found == diagnoses_.end()) {
      return fault(node, {fmt::format("没有诊断 {}。", id), fmt::format("There is no diagnostic {}.", id)});
    }
    const auto& [message, language, hint] = found->second;
    const bool english = language == "en";
    Message& target =
        hint ? (english ? assertion.hint_en : assertion.hint_zh) : (english ? assertion.en : assertion.zh);
    target = message;
  }

  Message read_message(const xml::Node& node, const Parameters& parameters) {
    Message message;
    bool says_something = false;
    for (const xml::Node& child : node.children()) {
      if (child.is_text()) {
        message.parts.push_back({child.text(), {}, false});
        says_something |= !trimmed(child.text()).empty();
      } else if (is(child, "value-of")) {
        message.parts.push_back({{}, expression(child, "select", parameters), false});
        says_something = true;
      } else if (is(child, "name")) {
        const std::string path = substituted(child.attribute("path").value_or("."), parameters);
        message.parts.push_back({{}, written(child, path), true});
        says_something = true;
      } else if (is(child, "emph") || is(child, "span") || is(child, "dir")) {
        message.parts.push_back({child.text(), {}, false});
        says_something = true;
      } else if (!foreign(child)) {
        not_supported(child);
      }
    }
    return says_something ? message : Message();
  }

  // The rules in the form's order, with the gravest severity that each can have.
  void note_rule(const Assertion& assertion) {
    for (RuleText& text : schema_.texts) {
      if (text.id != assertion.rule) continue;
      text.severity = std::max(text.severity, assertion.severity);
      return;
    }
    schema_.texts.push_back({assertion.rule, assertion.severity, {}});
  }

  // A pattern's paragraphs explain its rules: the one that it is part of, and those that it is the first to hold.
  void explain(const xml::Node& node, const std::string& rule, std::size_t first_text) {
    Bilingual text;
    for (const xml::Node& child : node.elements()) {
      if (!is(child, "p") && !is(child, "title")) continue;
      // The standard's schema knows no xml:lang here; a class may give the language instead.
      const std::string language = child.attribute("class").value_or(child.attribute("xml:lang").value_or("zh"));
      std::string& side = language == "en" ? text.en : text.zh;
      // The title is the explanation when there are no paragraphs.
      if (is(child, "title") && has_paragraphs(node)) continue;
      if (!side.empty()) side += language == "en" ? " " : "";
      side += on_one_line(child.text());
    }
    for (std::size_t i = 0; i < schema_.texts.size(); ++i) {
      RuleText& known = schema_.texts[i];
      if ((i >= first_text || known.id == rule) && known.text.empty()) known.text = text;
    }
    for (RuleText& known : schema_.definitions) {
      if (known.id == rule && known.text.empty()) known.text = text;
    }
  }

  static bool has_rules(const xml::Node& node) {
    const auto children = node.elements();
    return std::any_of(children.begin(), children.end(), [](const xml::Node& child) { return is(child, "rule"); });
  }

  static bool has_paragraphs(const xml::Node& node) {
    const auto children = node.elements();
    return std::any_of(children.begin(), children.end(), [](const xml::Node& child) { return is(child, "p"); });
  }

  std::vector<xml::Tree> files_;  // the form's, then those that it extends
  std::string common_folder_;
  Schematron schema_;
  Findings findings_;
  std::map<std::string, xml::Node> abstract_patterns_;
  std::map<std::string, xml::Node> abstract_rules_;
  std::map<std::string, Diagnosis> diagnoses_;
};

// A rule without an explanation is explained by its message for a broken rule, with the expressions as they are
// written.
void explain_by_message(Schematron& schema) {
  const auto written = [](const Message& message) {
    std::string text;
    for (const Message::Part& part : message.parts) text += part.expression.xpath.empty() ? part.text : "…";
    return std::string(trimmed(text));
  };
  for (const Pattern& pattern : schema.patterns) {
    for (const Rule& rule : pattern.rules) {
      for (const Assertion& assertion : rule.assertions) {
        for (RuleText& text : schema.texts) {
          if (text.id != assertion.rule) continue;
          if (text.text.zh.empty()) text.text.zh = written(assertion.zh);
          if (text.text.en.empty()) text.text.en = written(assertion.en);
        }
      }
    }
  }
}

}  // namespace

Result<Schematron> read_schematron(const std::string& path, const std::string& common_folder) {
  auto tree = record::read_form_file(path, "schema", schematron_namespace);
  if (!tree) return tree.take_findings();
  auto schema = SchematronReader(*std::move(tree), common_folder).read();
  if (schema) explain_by_message(*schema);
  return schema;
}

}  // namespace banxin::validate
