#include <fmt/format.h>

#include <optional>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "feedback/feedback.h"
#include "feedback/path.h"

namespace banxin::feedback {
namespace {

constexpr std::size_t most_related = 12;
constexpr std::size_t most_value = 80;

Bilingual place_of(const xml::Tree* tree, const FormWords& words, const Place& place) {
  if (tree != nullptr && words.vocabulary != nullptr && !place.xpath.empty()) {
    return place_in_words(*tree, words, place.xpath);
  }
  if (place.line == 0) return {"整个文件", "the file as a whole"};
  return {fmt::format("文件的第 {} 行", place.line), fmt::format("line {} of the file", place.line)};
}

// What the finding compares, or the value that it is about. Nothing of what holds other elements: it is all of them.
Bilingual standing_at(const xml::Tree* tree, const Diagnostic& finding) {
  Bilingual values;
  for (const RelatedPlace& related : finding.related) {
    if (related.note.empty()) continue;
    if (&related - finding.related.data() >= static_cast<std::ptrdiff_t>(most_related)) {
      values.zh += "……";
      values.en += " …";
      break;
    }
    add_to_row(values.zh, "；", related.note.zh);
    add_to_row(values.en, "; ", related.note.en);
  }
  if (!values.empty() || tree == nullptr || finding.place.xpath.empty()) return values;
  const auto node = node_at(*tree, finding.place.xpath);
  if (!node || !node->elements().empty()) return values;
  const std::string text = shortened(on_one_line(node->text()), most_value);
  if (text.empty()) return {"（空白）", "(blank)"};
  return {text, text};
}

}  // namespace

Submission submission_of(const std::string& file, Identity who, const xml::Tree* tree, const Form* form,
                         const FormWords& words, const Findings& findings) {
  Submission submission;
  submission.file = file;
  submission.who = std::move(who);
  if (form != nullptr) submission.form_name = {form->title_name(), form->name.en.substr(0, form->name.en.find(" ("))};
  submission.errors = findings.count(Severity::error);
  submission.warnings = findings.count(Severity::warning);
  for (const Diagnostic& finding : findings) {
    if (finding.code == code::findings_more) {
      submission.more = finding.message;
      continue;
    }
    if (finding.place.file != file) {
      if (finding.severity == Severity::error) --submission.errors;
      if (finding.severity == Severity::warning) --submission.warnings;
      continue;
    }
    submission.remarks.push_back({.severity = finding.severity,
                                  .code = finding.code,
                                  .line = finding.place.line,
                                  .place = place_of(tree, words, finding.place),
                                  .problem = finding.message,
                                  .stands = standing_at(tree, finding),
                                  .expected = finding.hint});
  }
  return submission;
}

bool needs_answer(const std::vector<Submission>& submissions) {
  for (const Submission& submission : submissions) {
    if (submission.errors + submission.warnings > 0) return true;
  }
  return false;
}

}  // namespace banxin::feedback
