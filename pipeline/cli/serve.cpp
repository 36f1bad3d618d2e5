#include <fmt/format.h>
#include <sys/random.h>

#include <array>

#include "base/codes.h"
#include "base/digest.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/feedback.h"
#include "cli/office.h"
#include "cli/serve_jobs.h"
#include "cli/usage.h"
#include "desk/desk.h"
#include "words/expected.h"

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

}  // namespace

ExitStatus serve(const ServeJob& job, const Console& console) {
  if (job.port < 0 || job.port > most_port) {
    return console.conclude({usage_error(
        {fmt::format("--port 为 0 到 {}。", most_port), fmt::format("--port is from 0 to {}.", most_port)})});
  }
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  desk::Setup setup;
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
    constexpr std::uint64_t most_list = 16U << 20U;
    auto bytes = read_file(job.expect, most_list);
    if (!bytes) return console.conclude(bytes.findings());
    auto names = words::read_expected(*bytes, job.expect);
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
    console.tell({"填报台开着。在浏览器里打开下面的地址（只能用一次）；按 Ctrl+C 结束。",
                  "The desk is open. Open this address in a browser (it works once); Ctrl+C ends it."});
    trouble = console.print(address + "\n");
  };
  Findings findings = desk::serve(setup);
  append(findings, trouble);
  return console.conclude(findings);
}

}  // namespace banxin::cli
