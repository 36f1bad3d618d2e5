#include "validate/findings_json.h"

#include <nlohmann/json.hpp>

#include "base/file_name.h"
#include "base/unseen.h"

namespace banxin::validate {
namespace {

using Json = nlohmann::ordered_json;

// Raised when a reader of the old documents could misread the new ones; adding members does not need it.
constexpr int schema_version = 1;

Json json_of(const Bilingual& text) {
  return {{"zh", text.zh}, {"en", text.en}};
}

Json json_of(const Place& place) {
  Json json = {{"file", name_in_utf8(place.file)}};
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

Json list_of(const Findings& findings) {
  Json list = Json::array();
  for (const Diagnostic& finding : findings) list.push_back(json_of(finding));
  return list;
}

Json json_of(const Report& report) {
  Json json = {{"file", name_in_utf8(report.file)}};
  if (!report.form.empty()) json["form"] = report.form;
  if (!report.sha512.empty()) json["sha512"] = report.sha512;
  json["valid"] = !has_errors(report.findings);
  json["errors"] = report.findings.count(Severity::error);
  json["warnings"] = report.findings.count(Severity::warning);
  json["notes"] = report.findings.count(Severity::note);
  json["findings"] = list_of(report.findings);
  json["rules"] = Json::array();
  for (const RuleOutcome& rule : report.rules) {
    json["rules"].push_back({{"id", rule.id}, {"verdict", name_of(rule.verdict)}});
  }
  return json;
}

// JSON must be UTF-8.
std::string written(const Json& json) {
  return shown_json(json.dump(2, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

std::string to_json(const Findings& findings) {
  return written(list_of(findings));
}

std::string to_json(const std::vector<Report>& reports) {
  Json json = {{"schema", "urn:banxin:findings"},
               {"version", schema_version},
               {"program", {{"name", "banxin"}, {"version", BANXIN_VERSION}}},
               {"records", Json::array()}};
  for (const Report& report : reports) json["records"].push_back(json_of(report));
  return written(json) + "\n";
}

}  // namespace banxin::validate
