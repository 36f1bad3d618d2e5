#include "cli/findings_json.h"

#include <nlohmann/json.hpp>

#include "base/unseen.h"

namespace banxin::cli {
namespace {

using Json = nlohmann::ordered_json;

// Raised when a reader of the old documents could misread the new ones; members may be added without.
constexpr int schema_version = 1;

Json json_of(const Bilingual& text) {
  return {{"zh", text.zh}, {"en", text.en}};
}

Json json_of(const Place& place) {
  Json json = {{"file", place.file}};
  if (place.line > 0) json["line"] = place.line;
  if (!place.xpath.empty()) json["xpath"] = place.xpath;
  return json;
}

Json json_of(const Diagnostic& finding) {
  Json json = {{"code", finding.code},
               {"severity", name_of(finding.severity)},
               {"place", json_of(finding.place)},
               {"message", json_of(finding.message)}};
  if (!finding.hint.empty()) json["hint"] = json_of(finding.hint);
  Json related = Json::array();
  for (const RelatedPlace& place : finding.related) {
    related.push_back({{"place", json_of(place.place)}, {"note", json_of(place.note)}});
  }
  if (!related.empty()) json["related"] = std::move(related);
  return json;
}

Json json_of(const validate::Report& report) {
  Json json = {{"file", report.file}};
  if (!report.form.empty()) json["form"] = report.form;
  if (!report.sha512.empty()) json["sha512"] = report.sha512;
  json["valid"] = !has_errors(report.findings);
  json["errors"] = report.findings.count(Severity::error);
  json["warnings"] = report.findings.count(Severity::warning);
  json["notes"] = report.findings.count(Severity::note);
  json["findings"] = to_json(report.findings);
  json["rules"] = Json::array();
  for (const validate::RuleOutcome& rule : report.rules) {
    json["rules"].push_back({{"id", rule.id}, {"verdict", name_of(rule.verdict)}});
  }
  return json;
}

}  // namespace

Json to_json(const Findings& findings) {
  Json list = Json::array();
  for (const Diagnostic& finding : findings) list.push_back(json_of(finding));
  return list;
}

std::string to_json(const std::vector<validate::Report>& reports) {
  Json json = {{"schema", "urn:banxin:findings"},
               {"version", schema_version},
               {"program", {{"name", "banxin"}, {"version", BANXIN_VERSION}}},
               {"records", Json::array()}};
  for (const validate::Report& report : reports) json["records"].push_back(json_of(report));
  // A file's name need not be UTF-8; JSON must be.
  return shown_json(json.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace banxin::cli
