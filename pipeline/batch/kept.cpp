#include "batch/kept.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "base/digest.h"
#include "base/file.h"
#include "base/unseen.h"

namespace banxin::batch {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t most_digits = 32;
constexpr std::uint64_t most_reason_bytes = 1U << 20U;

Findings write_into(const std::string& folder, const std::string& name, const std::string& bytes) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return {write_fault(folder, error.value())};
  return write_file(folder + "/" + name, bytes);
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

Findings keep_findings(const std::string& archive_folder, const Outcome& outcome, const std::string& document) {
  const fs::path path = archive_folder + "/" + findings_path(outcome);
  return write_into(path.parent_path().string(), path.filename().string(), document);
}

// The reason is written last: with it the input is in quarantine.
Findings keep_input(const std::string& archive_folder, const Outcome& outcome, const std::string& bytes) {
  const std::string folder = archive_folder + "/" + quarantine_path(outcome.sha512);
  if (Findings trouble = write_into(folder, "record.xml", bytes); !trouble.empty()) return trouble;
  return write_into(folder, "reason.json", reason_document(outcome));
}

bool find_quarantined(const std::string& archive_folder, Outcome& outcome) {
  const std::string folder = quarantine_path(outcome.sha512);
  const auto text = read_file(archive_folder + "/" + folder + "/reason.json", most_reason_bytes);
  if (!text) return false;
  const Json json = Json::parse(*text, nullptr, false);
  if (!json.is_object() || !json.contains("reason") || !json["reason"].is_object()) return false;
  outcome.status = Status::quarantined;
  outcome.id = json.value("id", "");
  outcome.bureau = json.value("bureau", "");
  outcome.year = json.value("year", "");
  outcome.form = json.value("form", "");
  outcome.code = json.value("code", "");
  outcome.reason = {json["reason"].value("zh", ""), json["reason"].value("en", "")};
  outcome.findings = folder;
  return true;
}

void forget(const std::string& archive_folder, const Outcome& outcome) {
  std::error_code ignored;
  fs::remove(archive_folder + "/" + findings_path(outcome), ignored);
  fs::remove_all(archive_folder + "/" + quarantine_path(outcome.sha512), ignored);
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
