#include "archive/quarantine.h"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

#include "archive/json.h"
#include "base/digest.h"
#include "base/unseen.h"
#include "import/file_kind.h"

namespace banxin::archive {
namespace {

constexpr std::size_t most_digits = 32;
constexpr std::uint64_t most_reason_bytes = 1U << 20U;

Findings write_into(const Folder& archive, const std::string& path, const std::string& bytes) {
  const std::size_t slash = path.rfind('/');
  const auto folder = archive.make_folder(path.substr(0, slash));
  if (!folder) return folder.findings();
  return folder->replace(path.substr(slash + 1), bytes);
}

std::string reason_document(const Outcome& outcome) {
  const Json json = {{"schema", "urn:banxin:quarantine:1"},
                     {"input", outcome.input},
                     {"sha512", outcome.sha512},
                     {"id", outcome.id},
                     {"bureau", outcome.bureau},
                     {"year", outcome.year},
                     {"form", outcome.form},
                     {"code", outcome.code},
                     {"reason", {{"zh", outcome.reason.zh}, {"en", outcome.reason.en}}}};
  return shown_json(json.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace

std::string findings_path(const Outcome& outcome) {
  const std::string name = (outcome.sha512.empty() ? to_hex(digest(DigestKind::sha512, outcome.input)) : outcome.sha512)
                               .substr(0, most_digits);
  return fmt::format("findings/{}/{}.json", name.substr(0, 2), name);
}

std::string quarantine_path(const std::string& sha512) {
  return "quarantine/" + sha512.substr(0, most_digits);
}

Findings keep_findings(const Folder& archive, const Outcome& outcome, const std::string& document) {
  return write_into(archive, findings_path(outcome), document);
}

// The reason is written last: with it the input is in quarantine.
Findings quarantine(const Folder& archive, const Outcome& outcome, const std::string& bytes) {
  const std::string folder = quarantine_path(outcome.sha512);
  const auto imported = import::kind_of_submission(bytes);
  const std::string name = imported ? "received" + std::string(import::facts_of(*imported).suffix) : "record.xml";
  if (Findings trouble = write_into(archive, folder + "/" + name, bytes); !trouble.empty()) return trouble;
  return write_into(archive, folder + "/reason.json", reason_document(outcome));
}

bool find_quarantined(const Folder& archive, Outcome& outcome) {
  const std::string folder = quarantine_path(outcome.sha512);
  const auto text = archive.read(folder + "/reason.json", most_reason_bytes);
  if (!text) return false;
  const Json json = read_object(*text);
  const Json& reason = member(json, "reason");
  if (!reason.is_object()) return false;
  outcome.status = Status::quarantined;
  outcome.id = text_of(json, "id");
  outcome.bureau = text_of(json, "bureau");
  outcome.year = text_of(json, "year");
  outcome.form = text_of(json, "form");
  outcome.code = text_of(json, "code");
  outcome.reason = {text_of(reason, "zh"), text_of(reason, "en")};
  outcome.findings = folder;
  return true;
}

Findings forget(const Folder& archive, const Outcome& outcome) {
  Findings findings = archive.remove_file(findings_path(outcome));
  append(findings, archive.remove_folder(quarantine_path(outcome.sha512)));
  return findings;
}

}  // namespace banxin::archive
