#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <array>
#include <chrono>
#include <ctime>
#include <optional>
#include <utility>

#include "base/codes.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/feedback.h"
#include "cli/inputs.h"
#include "cli/office.h"
#include "cli/serve_jobs.h"
#include "cli/usage.h"
#include "desk/desk.h"

namespace banxin::cli {
namespace {

constexpr int most_port = 65535;

// Random bytes of the system, in hexadecimal; empty when it gives none.
std::string secret() {
  constexpr std::size_t size = 32;
  std::array<char, size> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return {};
  return to_hex({bytes.data(), bytes.size()});
}

// 2026-03-01T08:00:00Z
std::string time_of_log() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", std::chrono::sys_seconds(std::chrono::seconds(std::time(nullptr))));
}

// What a network needs, from the files that are named. Errors: cli-usage, when one of them is missing; desk-users, when
// others may read or write the file of the users.
Result<std::optional<desk::Network>> network_of(const ServeJob& job) {
  const std::pair<const char*, const std::string*> files[] = {
      {"--users", &job.users}, {"--cert", &job.certificate}, {"--key", &job.key}, {"--log", &job.log}};
  std::string missing, given;
  for (const auto& [name, value] : files) add_to_row(value->empty() ? missing : given, ", ", name);
  if (job.listen.empty()) {
    if (given.empty()) return std::optional<desk::Network>();
    return usage_error({fmt::format("{} 只用于网络：要先有 --listen。", given),
                        fmt::format("{} {} for a network: --listen is missing.", given,
                                    given.find(',') == std::string::npos ? "is" : "are")});
  }
  if (!missing.empty()) {
    return usage_error(
        {fmt::format("填报台不在网络上打开：--listen 要同时有 --users、--cert、--key、--log，缺 {}。", missing),
         fmt::format("The desk is not opened to a network: --listen needs --users, --cert, --key and "
                     "--log; missing: {}.",
                     missing)},
        {"man banxin 的“网络上的填报台”一节说明它们。", "`man banxin`, THE DESK ON A NETWORK, says what they are."});
  }
  struct stat status {};
  constexpr unsigned of_others = 077;
  if (::stat(job.users.c_str(), &status) == 0 && (status.st_mode & of_others) != 0) {
    return Diagnostic{
        .code = code::desk_users,
        .place = {job.users, 0, {}},
        .message = {"别的用户能读或改这个文件。", "Others may read or write this file."},
        .hint = {fmt::format("运行 chmod 600 {}。", job.users), fmt::format("Run `chmod 600 {}`.", job.users)}};
  }
  desk::Network network;
  network.address = job.listen;
  network.users_file = job.users;
  network.log = job.log;
  network.secret = secret;
  network.now = time_of_log;
  constexpr std::uint64_t most_bytes = 1U << 20U;
  for (const auto& [name, text] :
       {std::pair(&job.users, &network.users), std::pair(&job.certificate, &network.certificate),
        std::pair(&job.key, &network.key)}) {
    auto bytes = read_file(*name, most_bytes);
    if (!bytes) return bytes.take_findings();
    *text = *std::move(bytes);
  }
  return std::optional(std::move(network));
}

}  // namespace

ExitStatus serve(const ServeJob& job, const Console& console) {
  if (job.port < 0 || job.port > most_port) {
    return console.conclude({usage_error(
        {fmt::format("--port 为 0 到 {}。", most_port), fmt::format("--port is from 0 to {}.", most_port)})});
  }
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  auto network = network_of(job);
  if (!network) return console.conclude(network.findings());
  desk::Setup setup;
  setup.network = *std::move(network);
  setup.folder = job.folder;
  setup.port = job.port;
  setup.language = job.language;
  setup.places = *std::move(places);
  setup.ticket = secret();
  setup.session = secret();
  setup.convert = converted_by_office;
  setup.archive = job.archive;
  auto sheets = feedback_of(job.feedback, {job.folder + "/."}, console);
  if (!sheets) return console.conclude(sheets.findings());
  const JobPlaces jobs{job.folder, job.archive, setup.places, *std::move(sheets)};
  if (jobs.sheets) setup.sheets = jobs.sheets->folder;
  setup.put = [&jobs](const std::string& record) { return archived_in_child(record, jobs); };
  setup.batch = [&jobs](const desk::Tell& tell) { return run_batch(jobs, tell); };
  setup.sum = [&jobs](const std::string& form, const std::string& year, const desk::Tell& tell) {
    return add_up(jobs, form, year, tell);
  };
  if (!job.expect.empty()) {
    const auto names = read_expect(job.expect);
    if (!names) return console.conclude(names.findings());
    setup.expected.assign(names->begin(), names->end());
  }
  if (setup.ticket.empty() || setup.session.empty()) {
    return console.conclude({{.code = code::internal_error,
                              .message = {"系统没有给出随机数。", "The system gives no random bytes."},
                              .hint = {"请报告给维护者。", "Report it."}}});
  }
  Findings trouble;
  setup.tell = [&](const std::string& address) {
    if (setup.network) {
      console.tell({"填报台在网络上开着；按 Ctrl+C 结束。", "The desk is open to the network; Ctrl+C ends it."});
    } else {
      console.tell({"填报台开着。在浏览器里打开下面的地址（只能用一次）；按 Ctrl+C 结束。",
                    "The desk is open. Open this address in a browser (it works once); Ctrl+C ends it."});
    }
    trouble = console.print(address + "\n");
  };
  Findings findings = desk::serve(setup);
  append(findings, trouble);
  return console.conclude(findings);
}

}  // namespace banxin::cli
