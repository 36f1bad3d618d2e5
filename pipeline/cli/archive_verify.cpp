#include <fmt/format.h>

#include <array>

#include "archive/events.h"
#include "archive/verify.h"
#include "base/file.h"
#include "base/unseen.h"
#include "cli/actor.h"
#include "cli/archive_progress.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/usage.h"
#include "validate/findings_json.h"

namespace banxin::cli {
namespace {

std::size_t count(const archive::Verification& verification, archive::Property property) {
  return verification.findings.count(archive::code_of(property));
}

std::string verification_text(const archive::Verification& verification, const Console& console) {
  std::string text;
  for (const archive::Property property : archive::properties) {
    const std::size_t faults = count(verification, property);
    const Bilingual verdict = faults == 0
                                  ? Bilingual{"通过", "pass"}
                                  : Bilingual{fmt::format("不通过，{} 处", faults),
                                              fmt::format("FAIL, {} {}", faults, faults == 1 ? "finding" : "findings")};
    const Bilingual name = archive::name_of(property);
    text += console.say({name.zh + "  " + verdict.zh, fmt::format("{:<13} {}", name.en, verdict.en)}) + "\n";
  }
  const Bilingual line = {
      fmt::format("{} 个包，{} 个文件，{} 字节", verification.packages.size(), verification.files, verification.bytes),
      fmt::format("{} packages, {} files, {} bytes", verification.packages.size(), verification.files,
                  verification.bytes)};
  return text + console.say(line) + "\n";
}

// Findings as in findings.schema.json, under the four properties.
std::string document(const archive::Verification& verification) {
  Json json = json_document("archive-verification");
  json["valid"] = !has_errors(verification.findings);
  json["sealed"] = verification.sealed;
  json["files"] = verification.files;
  json["bytes"] = verification.bytes;
  for (const archive::Property property : archive::properties) {
    const Bilingual name = archive::name_of(property);
    const std::size_t faults = count(verification, property);
    json["properties"].push_back({{"code", archive::code_of(property)},
                                  {"name", json_of_text(name)},
                                  {"verdict", faults == 0 ? "pass" : "fail"},
                                  {"findings", faults}});
  }
  json["packages"] = Json::array();
  for (const archive::VerifiedPackage& package : verification.packages) {
    json["packages"].push_back(
        {{"folder", package.folder}, {"sha512", package.sha512}, {"verdict", package.sound ? "pass" : "fail"}});
  }
  json["findings"] = Json::parse(validate::to_json(verification.findings));
  return json_text(json);
}

Findings log_check(const VerifyJob& job, const archive::Verification& verification, const Console& console) {
  const archive::Actor actor = actor_of(job.by);
  archive::Event event;
  event.what = archive::event::checked;
  event.outcome = has_errors(verification.findings) ? "fail" : "pass";
  auto logged = archive::log_event(job.archive, actor, std::move(event));
  if (!logged) return logged.take_findings();
  console.tell({fmt::format("记在 {}，经手人 {}", archive::event_file(*logged), actor.name),
                fmt::format("recorded in {}, by {}", archive::event_file(*logged), actor.name)});
  return {};
}

Result<archive::Witnesses> witnesses_of(const VerifyJob& job) {
  constexpr std::uint64_t most_list_bytes = std::uint64_t{256} << 20U;
  archive::Witnesses witnesses;
  if (!job.trust.empty()) {
    auto trust = signature::Trust::read(job.trust);
    if (!trust) return trust.take_findings();
    witnesses.trust = *std::move(trust);
  }
  if (!job.against.empty()) {
    auto list = read_file(job.against, most_list_bytes);
    if (!list) return list.take_findings();
    witnesses.list = *std::move(list);
    witnesses.list_name = job.against;
  }
  return witnesses;
}

}  // namespace

ExitStatus verify_archive(const VerifyJob& job, const Console& console) {
  if (!is_one_of(plain_formats, job.format)) {
    return console.conclude({unknown_name({"格式", "format"}, job.format, plain_formats)});
  }
  auto witnesses = witnesses_of(job);
  if (!witnesses) return console.conclude(witnesses.findings());
  auto verification = archive::verify(job.archive, *witnesses, show_progress(console));
  if (!verification) return console.conclude(verification.findings());
  if (job.log) {
    if (Findings trouble = log_check(job, *verification, console); !trouble.empty()) return console.conclude(trouble);
  }
  const bool json = job.format == "json";
  if (!json) console.report(verification->findings);
  const std::string data = json ? document(*verification) : verification_text(*verification, console);
  if (const Findings trouble = json ? write_file("-", data) : console.print(data); !trouble.empty())
    return console.conclude(trouble);
  return exit_status(verification->findings);
}

}  // namespace banxin::cli
