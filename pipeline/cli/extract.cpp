#include <cstdint>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/reads.h"
#include "pdf/pdf.h"

namespace banxin::cli {

ExitStatus extract(const ExtractJob& job, const Console& console) {
  if (const Findings refusal = check_output(job.output, {.files = {job.report}, .folders = {}}); !refusal.empty()) {
    return console.conclude(refusal);
  }
  constexpr std::uint64_t most_bytes = 64U << 20U;  // the largest record makes a report of some 10 MB
  auto report = read_file(job.report, most_bytes);
  if (!report) return console.conclude(report.findings());
  auto record = pdf::extract_source(*report, job.report);
  if (!record) return console.conclude(record.findings());
  return console.conclude(write_file(job.output, *record));
}

}  // namespace banxin::cli
