#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <optional>

#include "archive/catalogue.h"
#include "base/codes.h"
#include "base/descriptor.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/process.h"
#include "batch/batch.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/office.h"
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

// What the child that archives has to say: nothing, or why not.
class Silent : public batch::Observer {
 public:
  void progress(bool, std::size_t, std::size_t, std::size_t) override {}
  void outcome(const archive::Outcome&, const batch::Input&) override {}
};

Bilingual first_error(const Findings& findings) {
  for (const Diagnostic& one : findings) {
    if (one.severity == Severity::error) return {one.message.zh + one.hint.zh, one.message.en + " " + one.hint.en};
  }
  return {};
}

// A batch of one record, and the catalogue made anew.
Bilingual archived(const std::string& record, const std::string& archive, const DataFolders& places) {
  const auto inputs = batch::list_inputs({record}, std::nullopt);
  if (!inputs) return first_error(inputs.findings());
  Pipeline pipeline(places);
  batch::Options options;
  options.archive_folder = archive;
  options.limits.jobs = 1;
  Silent silent;
  const auto report = batch::run(*inputs, pipeline, options, silent);
  if (!report) return first_error(report.findings());
  if (has_errors(report->trouble)) return first_error(report->trouble);
  for (const archive::Outcome& one : report->outcomes) {
    if (!one.reason.empty()) return one.reason;
  }
  if (batch::exit_status(*report) != ExitStatus::done) return {"检查没有通过。", "It did not pass its checks."};
  const auto merged = archive::merge(archive);
  return merged ? Bilingual() : first_error(merged.findings());
}

// The same in a process of its own: what goes wrong there ends that process alone. It writes to the archive, so it is
// not confined.
Bilingual archived_in_child(const std::string& record, const std::string& archive, const DataFolders& places) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {"系统没有给出管道。", "The system gives no pipe."};
  const Descriptor mine(ends[0]);
  Descriptor theirs(ends[1]);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return {"系统没有给出新的进程。", "The system gives no process."};
  if (child == 0) {
    live_with(parent);
    const Bilingual why = archived(record, archive, places);
    const int trouble = write_all(theirs.get(), why.empty() ? "ok" : why.zh + "\n" + why.en);
    ::_exit(trouble == 0 ? 0 : 1);
  }
  theirs.close();
  constexpr std::uint64_t most = 1U << 16U;
  const auto said = read_descriptor(mine.get(), archive, most);
  const int status = wait_for_end(child);
  if (status != 0 || !said) return {"归档的进程没有做完。", "The process that archives did not finish."};
  if (*said == "ok") return {};
  const std::size_t line = said->find('\n');
  return {said->substr(0, line), line == std::string::npos ? *said : said->substr(line + 1)};
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
  setup.put = [&](const std::string& record) { return archived_in_child(record, job.archive, setup.places); };
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
    console.tell({"填报台开着。在浏览器里打开下面的地址（只能用一次）；按 Ctrl+C 结束。",
                  "The desk is open. Open this address in a browser (it works once); Ctrl+C ends it."});
    trouble = console.print(address + "\n");
  };
  Findings findings = desk::serve(setup);
  append(findings, trouble);
  return console.conclude(findings);
}

}  // namespace banxin::cli
