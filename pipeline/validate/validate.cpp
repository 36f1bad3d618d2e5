#include "validate/validate.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "validate/cells.h"
#include "validate/figure_fault.h"
#include "validate/heading_numbering.h"
#include "validate/labels.h"
#include "validate/narrative.h"
#include "validate/narrative_check.h"
#include "validate/order.h"
#include "validate/rule_check.h"
#include "validate/schematron.h"

namespace banxin::validate {
namespace {

// The value, or nothing with its errors among all errors: the faults of all files are told at once.
template <class T>
std::optional<T> kept(Result<T> result, Findings& errors) {
  append(errors, result.take_findings());
  if (!result) return std::nullopt;
  return *std::move(result);
}

}  // namespace

struct Checker::Impl {
  xml::Schema schema;
  Labels labels;
  Schematron rules;
  Narrative narrative;
  std::vector<RuleText> texts;
};

Result<Checker> Checker::load(const Form& form) {
  Findings errors;
  auto schema = kept(xml::Schema::load(form.folder + "/record.xsd"), errors);
  auto labels = kept(Labels::load(form.folder + "/labels.xml"), errors);
  auto rules = kept(read_schematron(form.folder + "/rules.sch"), errors);
  std::optional<Narrative> narrative;
  if (labels) narrative = kept(read_narrative(form.folder + "/narrative.xml", *labels), errors);
  if (labels && rules) append(errors, try_out(*rules, *labels));
  if (has_errors(errors)) return errors;

  std::vector<RuleText> texts = rules->texts;
  texts.insert(texts.end(), narrative->texts.begin(), narrative->texts.end());
  Checker checker;
  checker.impl_ = std::make_shared<const Impl>(
      Impl{*std::move(schema), *std::move(labels), *std::move(rules), *std::move(narrative), std::move(texts)});
  return checker;
}

Report Checker::report(const Record& record) const {
  const xml::Tree& tree = record.tree();
  Report report;
  report.file = record.file();
  report.sha512 = record.sha512();
  report.form = record.form().id;
  const Cells cells(tree, impl_->labels);
  report.findings = impl_->schema.validate(tree);
  explain_figures(report.findings, tree, cells);
  RuleResults results = check_rules(impl_->rules, impl_->labels, tree, !has_errors(report.findings));
  report.rules = std::move(results.outcomes);
  report.fired = std::move(results.fired);
  append(report.findings, std::move(results.findings));
  append(report.findings, check_narrative(impl_->narrative, tree, cells));
  append(report.findings, check_heading_numbering(tree));
  sort_by_place(report.findings, tree);
  return report;
}

Result<ValidatedRecord> Checker::check(Record record, Admit admit) const {
  Report outcome = report(record);
  Findings& findings = outcome.findings;
  const bool draft = has_errors(findings);
  // A form at fault is nothing that a draft could show.
  const bool unusable = std::any_of(findings.begin(), findings.end(),
                                    [](const Diagnostic& finding) { return finding.code == "form-unusable"; });
  if (unusable || (draft && admit == Admit::valid_only)) return std::move(findings);
  return ValidatedRecord(std::move(record), std::move(findings), std::move(outcome.rules), draft);
}

const std::vector<RuleText>& Checker::rules() const {
  return impl_->texts;
}

}  // namespace banxin::validate
