#include "validate/validate.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "forms/cells.h"
#include "forms/labels.h"
#include "forms/vocabulary.h"
#include "validate/chart.h"
#include "validate/empty_paragraphs.h"
#include "validate/language/language.h"
#include "validate/language/language_check.h"
#include "validate/last_year.h"
#include "validate/limits.h"
#include "validate/narrative/copied_text.h"
#include "validate/narrative/heading_numbering.h"
#include "validate/narrative/narrative.h"
#include "validate/narrative/narrative_check.h"
#include "validate/order.h"
#include "validate/other_form.h"
#include "validate/prescribed.h"
#include "validate/references.h"
#include "validate/rules/rule_check.h"
#include "validate/rules/schematron.h"
#include "validate/schema_findings.h"
#include "validate/template_check.h"

namespace banxin::validate {
namespace {

// The value; or nothing, and its errors are added to all errors: the faults of all files are reported at once.
template <class T>
std::optional<T> kept(Result<T> result, Findings& errors) {
  append(errors, result.take_findings());
  if (!result) return std::nullopt;
  return *std::move(result);
}

// Whether it is a matter of the form's tables and chapters, not of what every record has.
bool is_in_form(const xml::Violation& violation) {
  const bool chapter = violation.node.is_attribute() && violation.node.parent().name() == "chapter";
  bool table = false;
  for (xml::Node node = violation.node; node.is_element() || node.is_attribute() || node.is_text();
       node = node.parent()) {
    table |= record::is_element(node, "statistics");
  }
  return table || chapter;
}

bool asks_for_heading(const xml::Violation& violation) {
  return (violation.kind == xml::Violation::Kind::element || violation.kind == xml::Violation::Kind::missing_element) &&
         violation.names.size() == 1 && violation.names.front() == "heading";
}

// Whether the finding is an error of one value, not of several that contradict each other.
bool is_wrong_value(const Diagnostic& finding) {
  return finding.severity == Severity::error && finding.related.size() <= 1 && !finding.place.xpath.empty();
}

// One cause, one finding: what is said of a figure, beside others or alone, is left out where the figure itself is
// wrong; and a reference that cannot be followed is not a fault of its attribute too.
void leave_out_consequences(Findings& findings) {
  std::set<std::string> wrong;
  std::set<std::string> references;
  for (const Diagnostic& finding : findings) {
    if (is_wrong_value(finding)) wrong.insert(finding.place.xpath);
    if (finding.code == code::reference_unknown) references.insert(finding.place.xpath);
  }
  const auto is_consequence = [&](const Diagnostic& finding) {
    if (finding.code == code::schema_invalid) {
      return references.contains(finding.place.xpath.substr(0, finding.place.xpath.find("/@")));
    }
    return !is_wrong_value(finding) &&
           std::any_of(finding.related.begin(), finding.related.end(),
                       [&](const RelatedPlace& one) { return wrong.contains(one.place.xpath); });
  };
  Findings kept;
  for (Diagnostic& finding : findings) {
    if (!is_consequence(finding)) kept.push_back(std::move(finding));
  }
  for (const auto& [what, times] : findings.not_held()) kept.count_only(what.first, what.second, times);
  findings = std::move(kept);
}

// Those failures that the report holds in full.
void keep_told(std::vector<FiredRule>& fired, const Findings& findings) {
  if (findings.not_held().empty()) return;
  std::set<std::tuple<std::string, std::string, std::string>> held;
  const auto key = [](const Diagnostic& finding) {
    return std::tuple(finding.code, finding.place.xpath, finding.message.en);
  };
  for (const Diagnostic& finding : findings) held.insert(key(finding));
  for (FiredRule& rule : fired) {
    std::erase_if(rule.failures,
                  [&](const FiredRule::Failure& failure) { return !held.contains(key(failure.finding)); });
  }
}

}  // namespace

struct Checker::Impl {
  Impl(xml::Schema of_shape, forms::Vocabulary of_names, forms::Labels of_rows, Schematron of_rules, Narrative of_text,
       Language of_language, std::vector<Form> other_forms)
      : schema(std::move(of_shape)),
        vocabulary(std::move(of_names)),
        labels(std::move(of_rows)),
        schematron(std::move(of_rules)),
        narrative(std::move(of_text)),
        language(std::move(of_language)),
        others(std::move(other_forms)),
        rules(schematron, labels) {
    for (const auto* all : {&schematron.texts, &schematron.definitions, &narrative.texts, &language.texts}) {
      texts.insert(texts.end(), all->begin(), all->end());
    }
  }

  xml::Schema schema;
  forms::Vocabulary vocabulary;
  forms::Labels labels;
  Schematron schematron;
  Narrative narrative;
  Language language;
  std::vector<Form> others;
  RuleCheck rules;
  std::vector<RuleText> texts;
};

// A record's report, and the tree that it was made on.
struct Checker::Examined {
  Report report;
  xml::Tree tree;
};

Result<Checker> Checker::load(const Form& form, std::vector<Form> others, Loading loading) {
  const bool all = loading == Loading::all;
  Findings errors;
  auto schema = kept(xml::Schema::load(form.folder + "/record.xsd", form.common_folder), errors);
  std::optional<forms::Vocabulary> vocabulary;
  if (schema) vocabulary = kept(forms::Vocabulary::load(form.folder + "/record.xsd", form.common_folder), errors);
  auto labels = kept(forms::Labels::load(form.folder + "/labels.xml"), errors);
  auto rules = kept(read_schematron(form.folder + "/rules.sch", form.common_folder), errors);
  std::optional<Narrative> narrative;
  if (labels) narrative = kept(read_narrative(form.folder, form.common_folder, *labels, all), errors);
  auto language = kept(read_language(form.common_folder), errors);
  if (labels && rules && all) append(errors, RuleCheck(*rules, *labels).try_out());
  if (has_errors(errors)) return errors;
  Checker checker;
  checker.impl_ =
      std::make_shared<const Impl>(*std::move(schema), *std::move(vocabulary), *std::move(labels), *std::move(rules),
                                   *std::move(narrative), *std::move(language), std::move(others));
  return checker;
}

Checker::Examined Checker::examine(const Record& record, const Record* previous) const {
  Report report;
  report.file = record.file();
  report.sha512 = record.sha512();
  report.form = record.form().id;
  const LastYear last_year(record, previous, impl_->labels);
  report.findings = last_year.findings();

  auto violations = impl_->schema.validate(record.tree());
  Resolved resolved = resolve_references(record.tree(), impl_->labels, last_year.cells());
  const xml::Tree& tree = resolved.tree;
  const forms::Cells cells(tree, impl_->labels);
  const bool well_formed = violations && violations->held.empty();
  // The numbers before and after it would not follow each other.
  const bool lacks_heading =
      violations && std::any_of(violations->held.begin(), violations->held.end(), asks_for_heading);
  append(report.findings, violations.take_findings());
  append(report.findings, std::move(resolved.findings));
  if (well_formed) append(report.findings, check_charts(tree));

  // A record that the schema refuses would lack whatever has a wrong name.
  if (well_formed) append(report.findings, check_prescribed(tree, impl_->labels));
  if (violations && !well_formed) append(report.findings, explain(*violations, record, cells));
  RuleResults results = impl_->rules.run(tree, cells, last_year.cells(), well_formed);
  report.rules = std::move(results.outcomes);
  report.fired = std::move(results.fired);
  append(report.findings, std::move(results.findings));
  // What the program itself wrote quotes faults of others.
  if (record.form().purpose.empty()) {
    append(report.findings, check_narrative(impl_->narrative, record.identity(), tree, cells, last_year.cells()));
    if (!lacks_heading) append(report.findings, check_heading_numbering(tree, impl_->labels));
    append(report.findings, check_language(impl_->language, impl_->labels, tree));
    if (last_year.tree() != nullptr) append(report.findings, check_copied_text(tree, *last_year.tree()));
    append(report.findings, check_empty_paragraphs(tree));
    append(report.findings, check_template(tree));
  }
  append(report.findings, check_limits(tree));
  append(report.findings, check_size(tree));
  leave_out_consequences(report.findings);
  sort_by_place(report.findings, tree);
  keep_told(report.fired, report.findings);
  return {std::move(report), tree};
}

// What the schema refuses. Tables of another form are one finding, whatever the schema says of them.
Findings Checker::explain(xml::Violations violations, const Record& record, const forms::Cells& cells) const {
  Findings misfit = check_other_form(record.tree(), record.form(), impl_->labels, impl_->others);
  if (!misfit.empty()) std::erase_if(violations.held, is_in_form);
  if (!misfit.empty()) violations.more = 0;
  append(misfit, schema_findings(violations, record.tree(), record.form(), impl_->labels, cells, impl_->vocabulary));
  return misfit;
}

namespace {

std::string digest_of(const Record* record) {
  return record == nullptr ? std::string() : record->sha512();
}

}  // namespace

Report Checker::report(const Record& record, const Record* previous) const {
  return examine(record, previous).report;
}

Checker::Judged Checker::judge(Record record, const Record* previous) const {
  Examined examined = examine(record, previous);
  Judged judged{std::move(examined.report), std::nullopt};
  if (!has_errors(judged.report.findings)) {
    judged.valid = ValidatedRecord(std::move(record), std::move(examined.tree), judged.report.findings,
                                   judged.report.rules, false, digest_of(previous));
  }
  return judged;
}

Result<ValidatedRecord> Checker::check(Record record, Admit admit, const Record* previous) const {
  Examined examined = examine(record, previous);
  Findings& findings = examined.report.findings;
  const bool draft = has_errors(findings);
  // A draft cannot show a faulty form, and text beyond the limits cannot be set.
  const bool unusable = findings.count(code::form_unusable) + findings.count(limit_code) > 0;
  if (unusable || (draft && admit == Admit::valid_only)) return std::move(findings);
  return ValidatedRecord(std::move(record), std::move(examined.tree), std::move(findings),
                         std::move(examined.report.rules), draft, digest_of(previous));
}

const std::vector<RuleText>& Checker::rules() const {
  return impl_->texts;
}

const forms::Labels& Checker::labels() const {
  return impl_->labels;
}

const forms::Vocabulary& Checker::vocabulary() const {
  return impl_->vocabulary;
}

}  // namespace banxin::validate
