#include "validate/rule_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "validate/not_assessable.h"
#include "validate/one_line.h"
#include "validate/rule_functions.h"

namespace banxin::validate {
namespace {

using Verdict = RuleOutcome::Verdict;

// One run of all rules over one record.
class RuleRun {
 public:
  RuleRun(const Schematron& schema, const Labels& labels, const xml::Tree& record, bool well_formed)
      : schema_(schema),
        record_(record),
        well_formed_(well_formed),
        cells_(record, labels),
        scope_{&labels, &cells_, {}},
        xpath_(record, {schema.namespaces, rule_functions(scope_)}) {
    for (const RuleText& text : schema.texts) results_.outcomes.push_back({text.id, Verdict::held});
  }

  RuleResults run() {
    bind(schema_.lets, record_.root());
    for (const Pattern& pattern : schema_.patterns) {
      bind(pattern.lets, record_.root());
      run_pattern(pattern);
      unbind(pattern.lets);
    }
    if (!missing_.empty()) results_.findings.push_back(note_not_assessable(missing_, cells_));
    return std::move(results_);
  }

  Findings try_out() {
    bind(schema_.lets, record_.root());
    for (const Pattern& pattern : schema_.patterns) {
      bind(pattern.lets, record_.root());
      for (const Rule& rule : pattern.rules) try_rule(rule);
      unbind(pattern.lets);
    }
    return std::move(results_.findings);
  }

 private:
  void run_pattern(const Pattern& pattern) {
    std::set<std::string> taken;  // a node belongs to the first rule of the pattern that it matches
    for (const Rule& rule : pattern.rules) {
      FiredRule fired{pattern.id, rule.written_context, {}};
      bool met = false;
      for (const xml::Node& node : nodes(rule.context)) {
        if (pattern.rules.size() > 1 && !taken.insert(node.xpath()).second) continue;
        met = true;
        bind(rule.lets, node);
        for (const Assertion& assertion : rule.assertions) judge(assertion, node, fired);
        unbind(rule.lets);
      }
      if (met) {
        results_.fired.push_back(std::move(fired));
      } else {
        miss_all(rule);
      }
    }
  }

  // Nothing in the record to judge: a rule that needs cells has been left without them.
  void miss_all(const Rule& rule) {
    for (const Assertion& assertion : rule.assertions) {
      if (!assertion.needs.empty()) miss(assertion, unknown_cells(assertion));
    }
  }

  void judge(const Assertion& assertion, const xml::Node& node, FiredRule& fired) {
    if (auto unknown = unknown_cells(assertion); !unknown.empty()) return miss(assertion, std::move(unknown));
    if (!well_formed_ && assertion.needs.empty()) return miss(assertion, {});
    scope_.unknown.clear();
    const auto value = evaluate(assertion.test, node);
    if (!value) return miss(assertion, {});
    if (!scope_.unknown.empty()) return miss(assertion, std::exchange(scope_.unknown, {}));
    if (xml::to_boolean(*value) != assertion.report) return;
    settle(assertion.rule, Verdict::broken);
    Diagnostic finding = finding_of(assertion, node);
    fired.failures.push_back({assertion.test.xpath, assertion.report, finding});
    results_.findings.push_back(std::move(finding));
  }

  std::vector<std::string> unknown_cells(const Assertion& assertion) const {
    std::vector<std::string> unknown;
    std::copy_if(assertion.needs.begin(), assertion.needs.end(), std::back_inserter(unknown),
                 [this](const std::string& id) { return !cells_.figure(id).known(); });
    return unknown;
  }

  void miss(const Assertion& assertion, std::vector<std::string> cells) {
    settle(assertion.rule, Verdict::not_assessable);
    auto found = std::find_if(missing_.begin(), missing_.end(),
                              [&](const NotAssessable& one) { return one.rule == assertion.rule; });
    if (found == missing_.end()) {
      missing_.push_back({assertion.rule, {}});
      found = std::prev(missing_.end());
    }
    for (std::string& cell : cells) {
      auto& known = found->cells;
      if (std::find(known.begin(), known.end(), cell) == known.end()) known.push_back(std::move(cell));
    }
  }

  // A rule of several assertions is broken when one is, and not assessable when one is and none is broken.
  void settle(const std::string& rule, Verdict verdict) {
    for (RuleOutcome& outcome : results_.outcomes) {
      if (outcome.id == rule && outcome.verdict != Verdict::broken) outcome.verdict = verdict;
    }
  }

  Diagnostic finding_of(const Assertion& assertion, const xml::Node& node) {
    Diagnostic finding{.code = assertion.rule,
                       .severity = assertion.severity,
                       .place = assertion.shows.empty() ? record_.place(node) : cells_.place(assertion.shows.front()),
                       .message = {text(assertion.zh, node), text(assertion.en, node)},
                       .hint = {text(assertion.hint_zh, node), text(assertion.hint_en, node)}};
    for (const std::string& id : assertion.shows) finding.related.push_back(cells_.related(id));
    return finding;
  }

  std::string text(const Message& message, const xml::Node& node) {
    std::string out;
    for (const Message::Part& part : message.parts) {
      out += part.expression.xpath.empty() ? part.text : value_text(part, node);
    }
    return on_one_line(out);
  }

  std::string value_text(const Message::Part& part, const xml::Node& node) {
    const auto value = evaluate(part.expression, node);
    if (!value) return "?";
    if (part.is_name) {
      const auto* found = std::get_if<std::vector<xml::Node>>(&*value);
      return found == nullptr || found->empty() ? std::string() : std::string(found->front().name());
    }
    return std::string(trimmed(xml::to_string(*value)));
  }

  std::vector<xml::Node> nodes(const Expression& context) {
    auto value = evaluate(context, record_.root());
    if (!value) return {};
    if (auto* found = std::get_if<std::vector<xml::Node>>(&*value)) return std::move(*found);
    fail(context, {"上下文应是节点。", "A context must be nodes."});
    return {};
  }

  std::optional<xml::Value> evaluate(const Expression& expression, const xml::Node& node) {
    auto value = xpath_.evaluate(expression.xpath, node);
    if (value) return *std::move(value);
    for (Diagnostic& finding : value.take_findings()) fail(expression, std::move(finding.message));
    return std::nullopt;
  }

  void fail(const Expression& expression, Bilingual message) {
    const auto& findings = results_.findings;
    const bool told = std::any_of(findings.begin(), findings.end(), [&](const Diagnostic& other) {
      return other.place.line == expression.line && other.message.en == message.en;
    });
    if (told) return;
    results_.findings.push_back({.code = "form-unusable",
                                 .severity = Severity::error,
                                 .place = {schema_.file, expression.line, {}},
                                 .message = std::move(message),
                                 .hint = {"改正 rules.sch 中的表达式。", "Mend the expression in rules.sch."}});
  }

  void bind(const std::vector<Let>& lets, const xml::Node& node) {
    for (const Let& let : lets) {
      xpath_.set_variable(let.name, evaluate(let.value, node).value_or(std::string()));
    }
  }
  void unbind(const std::vector<Let>& lets) {
    for (const Let& let : lets) xpath_.unset_variable(let.name);
  }

  void try_rule(const Rule& rule) {
    const auto found = nodes(rule.context);
    const xml::Node node = found.empty() ? record_.root() : found.front();
    bind(rule.lets, node);
    for (const Assertion& assertion : rule.assertions) {
      evaluate(assertion.test, node);
      for (const Message* message : {&assertion.zh, &assertion.en, &assertion.hint_zh, &assertion.hint_en}) {
        text(*message, node);
      }
      for (const auto* ids : {&assertion.needs, &assertion.shows}) look_up(*ids, assertion.test);
    }
    unbind(rule.lets);
  }

  void look_up(const std::vector<std::string>& ids, const Expression& at) {
    for (const std::string& id : ids) {
      if (cells_.knows(id)) continue;
      fail(at, {fmt::format("表（labels.xml）里没有代号为 {} 的行。", id),
                fmt::format("The form (labels.xml) has no row with the id {}.", id)});
    }
  }

  const Schematron& schema_;
  const xml::Tree& record_;
  bool well_formed_;
  Cells cells_;
  RuleScope scope_;
  xml::XPath xpath_;
  RuleResults results_;
  std::vector<NotAssessable> missing_;
};

}  // namespace

Findings try_out(const Schematron& schema, const Labels& labels) {
  return RuleRun(schema, labels, labels.blank_record(), true).try_out();
}

RuleResults check_rules(const Schematron& schema, const Labels& labels, const xml::Tree& record, bool well_formed) {
  return RuleRun(schema, labels, record, well_formed).run();
}

}  // namespace banxin::validate
