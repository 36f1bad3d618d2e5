#include "archive/outcome.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "archive/json.h"
#include "base/unseen.h"

namespace banxin::archive {
namespace {

// Raised when a reader of the old lines could misread the new ones; adding members does not need it.
constexpr std::string_view schema_name = "urn:banxin:outcome:1";

constexpr std::array<std::string_view, 8> status_names = {"archived",    "known",      "duplicate", "failed",
                                                          "quarantined", "unfinished", "ready",     "missing"};

// The members of the document that are left out when they are empty, in its order.
constexpr std::array<std::pair<const char*, std::string Outcome::*>, 10> texts = {{{"sha512", &Outcome::sha512},
                                                                                   {"id", &Outcome::id},
                                                                                   {"bureau", &Outcome::bureau},
                                                                                   {"year", &Outcome::year},
                                                                                   {"form", &Outcome::form},
                                                                                   {"date", &Outcome::date},
                                                                                   {"package", &Outcome::package},
                                                                                   {"report", &Outcome::report},
                                                                                   {"code", &Outcome::code},
                                                                                   {"findings", &Outcome::findings}}};
constexpr std::array<std::pair<const char*, int Outcome::*>, 5> numbers = {{{"version", &Outcome::version},
                                                                            {"pages", &Outcome::pages},
                                                                            {"errors", &Outcome::errors},
                                                                            {"warnings", &Outcome::warnings},
                                                                            {"line", &Outcome::line}}};

// Whether the members that are there have the types that they should have.
bool is_outcome(const Json& json) {
  const auto absent_or = [&json](const char* name, bool (*sound)(const Json&)) {
    const Json& found = member(json, name);
    return found.is_null() || sound(found);
  };
  const auto is_text = [](const Json& value) { return value.is_string(); };
  const auto is_number = [](const Json& value) { return value.is_number_integer(); };
  const auto is_reason = [](const Json& value) {
    return member(value, "zh").is_string() && member(value, "en").is_string();
  };
  return member(json, "input").is_string() && absent_or("reason", is_reason) &&
         std::all_of(texts.begin(), texts.end(), [&](const auto& one) { return absent_or(one.first, is_text); }) &&
         std::all_of(numbers.begin(), numbers.end(), [&](const auto& one) { return absent_or(one.first, is_number); });
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
  for (const auto& [name, member_of] : texts) {
    if (const std::string& value = outcome.*member_of; !value.empty()) json[name] = value;
  }
  for (const auto& [name, member_of] : numbers) {
    if (const int value = outcome.*member_of; value != 0) json[name] = value;
  }
  if (!outcome.reason.empty()) json["reason"] = {{"zh", outcome.reason.zh}, {"en", outcome.reason.en}};
  // A file's name need not be UTF-8; JSON must be.
  return shown_json(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::optional<Outcome> read_outcome(std::string_view text) {
  const Json json = read_object(text);
  const auto* const status = std::find(status_names.begin(), status_names.end(), text_of(json, "status"));
  if (status == status_names.end() || !is_outcome(json)) return std::nullopt;
  const auto number = [&json](const char* name) { return static_cast<int>(number_of(json, name)); };
  const Json& why = member(json, "reason");
  Outcome outcome;
  outcome.input = text_of(json, "input");
  outcome.status = static_cast<Status>(std::distance(status_names.begin(), status));
  for (const auto& [name, member_of] : texts) outcome.*member_of = text_of(json, name);
  for (const auto& [name, member_of] : numbers) outcome.*member_of = number(name);
  outcome.reason = {text_of(why, "zh"), text_of(why, "en")};
  return outcome;
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
      case Status::ready: ++counts.ready; break;
      case Status::missing: ++counts.missing; break;
    }
  }
  return counts;
}

}  // namespace banxin::archive
