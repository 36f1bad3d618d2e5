#include "batch/kept.h"

#include <fmt/format.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/digest.h"
#include "base/unseen.h"

namespace banxin::batch {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_digits = 32;
constexpr std::uint64_t most_reason_bytes = 1U << 20U;

Findings write_into(const archive::Folder& archive, const std::string& path, const std::string& bytes) {
  const std::size_t slash = path.rfind('/');
  const auto folder = archive.make_folder(path.substr(0, slash));
  if (!folder) return folder.findings();
  return folder->replace(path.substr(slash + 1), bytes);
}

// A member that is a string; empty without it, whoever wrote the document.
std::string text_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
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

Findings keep_findings(const archive::Folder& archive, const Outcome& outcome, const std::string& document) {
  return write_into(archive, findings_path(outcome), document);
}

// The reason is written last: with it the input is in quarantine.
Findings keep_input(const archive::Folder& archive, const Outcome& outcome, const std::string& bytes) {
  const std::string folder = quarantine_path(outcome.sha512);
  if (Findings trouble = write_into(archive, folder + "/record.xml", bytes); !trouble.empty()) return trouble;
  return write_into(archive, folder + "/reason.json", reason_document(outcome));
}

bool find_quarantined(const archive::Folder& archive, Outcome& outcome) {
  const std::string folder = quarantine_path(outcome.sha512);
  const auto text = archive.read(folder + "/reason.json", most_reason_bytes);
  if (!text) return false;
  const Json json = Json::parse(*text, nullptr, false);
  if (!json.is_object() || !json.contains("reason") || !json["reason"].is_object()) return false;
  outcome.status = Status::quarantined;
  outcome.id = text_of(json, "id");
  outcome.bureau = text_of(json, "bureau");
  outcome.year = text_of(json, "year");
  outcome.form = text_of(json, "form");
  outcome.code = text_of(json, "code");
  outcome.reason = {text_of(json["reason"], "zh"), text_of(json["reason"], "en")};
  outcome.findings = folder;
  return true;
}

Findings forget(const archive::Folder& archive, const Outcome& outcome) {
  Findings findings = archive.remove_file(findings_path(outcome));
  append(findings, archive.remove_folder(quarantine_path(outcome.sha512)));
  return findings;
}

void tell(const Failure& failure, const Limits& limits, Outcome& outcome) {
  outcome.status = Status::quarantined;
  switch (failure.kind) {
    case Failure::Kind::crash:
      outcome.code = "batch-crashed";
      outcome.reason = {fmt::format("处理它的进程两次崩溃（信号 {}）。", failure.signal),
                        fmt::format("The process that worked on it crashed twice (signal {}).", failure.signal)};
      break;
    case Failure::Kind::exception:
      outcome.code = "batch-crashed";
      outcome.reason = {fmt::format("处理它的进程两次出错：{}。", failure.text),
                        fmt::format("The process that worked on it failed twice: {}.", failure.text)};
      break;
    case Failure::Kind::killed:
      outcome.status = Status::unfinished;
      outcome.code = "batch-worker-killed";
      outcome.reason = {"处理它的进程两次被外力强行终止，多半是系统内存不足。",
                        "The process that worked on it was killed twice from outside, likely for want of memory."};
      break;
    case Failure::Kind::time:
      outcome.code = "batch-too-slow";
      outcome.reason = {fmt::format("处理它两次都超过 {} 秒的时限。", static_cast<double>(limits.time.count()) / 1000),
                        fmt::format("It took more than the limit of {} seconds, twice.",
                                    static_cast<double>(limits.time.count()) / 1000)};
      break;
    case Failure::Kind::memory:
      outcome.code = "batch-out-of-memory";
      outcome.reason = {fmt::format("处理它两次都超过 {} MiB 的内存上限。", limits.memory >> 20U),
                        fmt::format("It took more than the limit of {} MiB of memory, twice.", limits.memory >> 20U)};
      break;
  }
}

}  // namespace banxin::batch
