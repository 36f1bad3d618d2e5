#include "validate/rules/rule_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "validate/rules/not_assessable.h"
#include "validate/rules/rule_functions.h"

namespace banxin::validate {
namespace {

using Verdict = RuleOutcome::Verdict;

// What all runs share: compiled expressions, and functions over the scope of the current run.
struct RuleEngine {
  RuleEngine(const Schematron& schema_, const forms::Labels& labels_)
      : schema(schema_), labels(labels_), xpath(labels_.blank_record(), {schema_.namespaces, functions(*this)}) {
    scope.labels = &labels_;
  }

  static RuleFunctionTable functions(RuleEngine& engine) {
    RuleFunctionTable table;
    add_figure_functions(table, engine.scope);
    add_text_functions(table, engine.texts);
    return table;
  }

  const Schematron& schema;
  const forms::Labels& labels;
  RuleScope scope;
  TextCache texts;
  xml::XPath xpath;
};

// One run of all rules over one record.
class RuleRun {
 public:
  RuleRun(RuleEngine& engine, const xml::Tree& record, const forms::Cells& cells, const forms::Cells* previous,
          bool well_formed)
      : schema_(engine.schema),
        record_(record),
        well_formed_(well_formed),
        cells_(cells),
        reader_(cells, previous),
        scope_(engine.scope),
        xpath_(engine.xpath) {
    scope_.cells = &cells;
    scope_.previous = previous;
    xpath_.look_at(record);
    engine.texts.forget_texts();
    for (const RuleText& text : schema_.texts) results_.outcomes.push_back({text.id, Verdict::held});
  }
  RuleRun(const RuleRun&) = delete;
  RuleRun& operator=(const RuleRun&) = delete;
  ~RuleRun() { unbind(schema_.lets); }

  RuleResults run() {
    bind(schema_.lets, record_.root());
    for (const Pattern& pattern : schema_.patterns) {
      bind(pattern.lets, record_.root());
      run_pattern(pattern);
      unbind(pattern.lets);
    }
    // The error that the record has is what to mend first.
    if (well_formed_) append(results_.findings, note_not_assessable(missing_, cells_));
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
        for (const Assertion& assertion : rule.assertions) judge(assertion, rule, node, fired);
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
      if (!assertion.needs.empty()) miss(assertion, unknown_of(terms(assertion.needs, record_.root())));
    }
  }

  void judge(const Assertion& assertion, const Rule& rule, const xml::Node& node, FiredRule& fired) {
    if (auto unknown = unknown_of(terms(assertion.needs, node)); !unknown.empty()) {
      return miss(assertion, std::move(unknown));
    }
    if (!well_formed_ && assertion.needs.empty() && assertion.shows.empty()) return miss(assertion, {});
    scope_.missing.clear();
    scope_.added.clear();
    scope_.no_previous = false;
    const auto value = evaluate(assertion.test, node);
    if (!value) return miss(assertion, {});
    // Nobody asked for a comparison with last year.
    if (scope_.no_previous) return settle(assertion.rule, Verdict::not_assessable);
    if (!scope_.missing.empty()) return miss(assertion, std::exchange(scope_.missing, {}));
    if (xml::to_boolean(*value) != assertion.report) return;
    settle(assertion.rule, Verdict::broken);
    if (!results_.findings.has_room(assertion.severity)) {
      return results_.findings.count_only(assertion.severity, assertion.rule);
    }
    Diagnostic finding = finding_of(assertion, rule, node);
    fired.failures.push_back({assertion.test.xpath, assertion.report, finding});
    results_.findings.push_back(std::move(finding));
  }

  static std::vector<forms::Missing> unknown_of(const forms::Terms& terms) {
    std::vector<forms::Missing> unknown;
    for (const forms::Term& term : terms) {
      if (!term.figure.known()) unknown.push_back(missing(term));
    }
    return unknown;
  }

  // The figures that a list of ids names.
  forms::Terms terms(const Message& list, const xml::Node& node) {
    forms::Terms found;
    for (const Message::Part& part : list.parts) {
      for (const std::string& id : words_of(part.expression.xpath.empty() ? part.text : value_text(part, node))) {
        if (reader_.knows(id)) {
          found.push_back(reader_.term(id));
        } else {
          unknown_id(part, id);
        }
      }
    }
    return found;
  }

  void miss(const Assertion& assertion, std::vector<forms::Missing> figures) {
    settle(assertion.rule, Verdict::not_assessable);
    auto found = std::find_if(missing_.begin(), missing_.end(),
                              [&](const NotAssessable& one) { return one.rule == assertion.rule; });
    if (found == missing_.end()) {
      missing_.push_back({assertion.rule, {}, {}});
      found = std::prev(missing_.end());
    }
    for (forms::Missing& figure : figures) {
      if (found->names.insert(figure.name.en).second) found->figures.push_back(std::move(figure));
    }
  }

  // A rule of several assertions is broken when one of them is, and not assessable when one is not assessable and no
  // other is broken.
  void settle(const std::string& rule, Verdict verdict) {
    for (RuleOutcome& outcome : results_.outcomes) {
      if (outcome.id == rule && outcome.verdict != Verdict::broken) outcome.verdict = verdict;
    }
  }

  Diagnostic finding_of(const Assertion& assertion, const Rule& rule, const xml::Node& node) {
    // Of the test alone: what the messages calculate would be added to it.
    const forms::Terms added = std::exchange(scope_.added, {});
    bind(rule.message_lets, node);
    const forms::Terms shown = terms(assertion.shows, node);
    Diagnostic finding{.code = assertion.rule,
                       .severity = assertion.severity,
                       .place = shown.empty() ? record_.place(node) : related(shown.front()).place,
                       .message = {text(assertion.zh, node), text(assertion.en, node)},
                       .hint = {text(assertion.hint_zh, node), text(assertion.hint_en, node)}};
    for (const forms::Terms* all : {&shown, &added}) {
      for (const forms::Term& term : *all) finding.related.push_back(related(term));
    }
    unbind(rule.message_lets);
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
    if (!failures_.insert({expression.file, expression.line, message.en}).second) return;
    results_.findings.push_back({.code = code::form_unusable,
                                 .severity = Severity::error,
                                 .place = {expression.file, expression.line, {}},
                                 .message = std::move(message),
                                 .hint = {"改正 rules.sch 中的表达式。", "Correct the expression in rules.sch."}});
  }

  void unknown_id(const Message::Part& part, const std::string& id) {
    fail(part.expression, {fmt::format("表（labels.xml）里没有代号为 {} 的行或格。", id),
                           fmt::format("The form (labels.xml) has no row with the id {}.", id)});
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
    bind(rule.message_lets, node);
    for (const Assertion& assertion : rule.assertions) {
      evaluate(assertion.test, node);
      for (const Message* message : {&assertion.zh, &assertion.en, &assertion.hint_zh, &assertion.hint_en}) {
        text(*message, node);
      }
      for (const Message* ids : {&assertion.needs, &assertion.shows}) terms(*ids, node);
    }
    unbind(rule.lets);
    unbind(rule.message_lets);
  }

  const Schematron& schema_;
  const xml::Tree& record_;
  bool well_formed_;
  const forms::Cells& cells_;
  forms::TermReader reader_;
  RuleScope& scope_;
  xml::XPath& xpath_;
  RuleResults results_;
  std::vector<NotAssessable> missing_;
  std::set<std::tuple<std::string, int, std::string>> failures_;  // reported: file, line, message
};

}  // namespace

struct RuleCheck::Impl {
  Impl(const Schematron& schema, const forms::Labels& labels) : engine(schema, labels) {}

  std::mutex mutex;
  RuleEngine engine;
};

RuleCheck::RuleCheck(const Schematron& schema, const forms::Labels& labels)
    : impl_(std::make_unique<Impl>(schema, labels)) {}
RuleCheck::~RuleCheck() = default;
RuleCheck::RuleCheck(RuleCheck&&) noexcept = default;
RuleCheck& RuleCheck::operator=(RuleCheck&&) noexcept = default;

Findings RuleCheck::try_out() const {
  const std::lock_guard lock(impl_->mutex);
  const xml::Tree& blank = impl_->engine.labels.blank_record();
  const forms::Cells cells(blank, impl_->engine.labels);
  return RuleRun(impl_->engine, blank, cells, nullptr, true).try_out();
}

RuleResults RuleCheck::run(const xml::Tree& record, const forms::Cells& cells, const forms::Cells* previous,
                           bool well_formed) const {
  const std::lock_guard lock(impl_->mutex);
  return RuleRun(impl_->engine, record, cells, previous, well_formed).run();
}

}  // namespace banxin::validate
