#include "batch/outcome.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/unseen.h"

namespace banxin::batch {
namespace {

using Json = nlohmann::ordered_json;

// Raised when a reader of the old lines could misread the new ones; members may be added without.
constexpr std::string_view schema_name = "urn:banxin:outcome:1";

constexpr std::array<std::string_view, 6> status_names = {"archived", "known",       "duplicate",
                                                          "failed",   "quarantined", "unfinished"};

void add(Json& json, const char* name, const std::string& value) {
  if (!value.empty()) json[name] = value;
}
void add(Json& json, const char* name, int value) {
  if (value != 0) json[name] = value;
}

}  // namespace

std::string_view name_of(Status status) {
  return status_names.at(static_cast<std::size_t>(status));
}

std::string identity_of(const Outcome& outcome, const std::string& input) {
  if (!outcome.id.empty()) return outcome.id;
  return outcome.sha512.empty() || outcome.status == Status::quarantined ? input : outcome.sha512;
}

std::string to_json(const Outcome& outcome) {
  Json json = {{"schema", schema_name}, {"input", outcome.input}, {"status", name_of(outcome.status)}};
  add(json, "sha512", outcome.sha512);
  add(json, "id", outcome.id);
  add(json, "bureau", outcome.bureau);
  add(json, "year", outcome.year);
  add(json, "form", outcome.form);
  add(json, "version", outcome.version);
  add(json, "package", outcome.package);
  add(json, "report", outcome.report);
  add(json, "pages", outcome.pages);
  add(json, "errors", outcome.errors);
  add(json, "warnings", outcome.warnings);
  add(json, "code", outcome.code);
  add(json, "line", outcome.line);
  if (!outcome.reason.empty()) json["reason"] = {{"zh", outcome.reason.zh}, {"en", outcome.reason.en}};
  add(json, "findings", outcome.findings);
  // A file's name need not be UTF-8; JSON must be.
  return shown_json(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::optional<Outcome> read_outcome(std::string_view text) try {
  const Json json = Json::parse(text);
  const auto* const status = std::find(status_names.begin(), status_names.end(), json.at("status").get<std::string>());
  if (status == status_names.end()) return std::nullopt;
  Outcome outcome;
  outcome.input = json.at("input");
  outcome.status = static_cast<Status>(std::distance(status_names.begin(), status));
  outcome.sha512 = json.value("sha512", "");
  outcome.id = json.value("id", "");
  outcome.bureau = json.value("bureau", "");
  outcome.year = json.value("year", "");
  outcome.form = json.value("form", "");
  outcome.version = json.value("version", 0);
  outcome.package = json.value("package", "");
  outcome.report = json.value("report", "");
  outcome.pages = json.value("pages", 0);
  outcome.errors = json.value("errors", 0);
  outcome.warnings = json.value("warnings", 0);
  outcome.code = json.value("code", "");
  outcome.line = json.value("line", 0);
  if (json.contains("reason")) outcome.reason = {json["reason"].at("zh"), json["reason"].at("en")};
  outcome.findings = json.value("findings", "");
  return outcome;
} catch (const Json::exception&) {
  return std::nullopt;
}

Counts count(const std::vector<Outcome>& outcomes) {
  Counts counts;
  for (const Outcome& outcome : outcomes) {
    switch (outcome.status) {
      case Status::archived: ++counts.archived; break;
      case Status::known: ++counts.known; break;
      case Status::duplicate: ++counts.duplicate; break;
      case Status::failed: ++counts.failed; break;
      case Status::quarantined: ++counts.quarantined; break;
      case Status::unfinished: ++counts.unfinished; break;
    }
  }
  return counts;
}

}  // namespace banxin::batch
