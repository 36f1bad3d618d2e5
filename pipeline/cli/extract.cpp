#include "base/file.h"
#include "cli/commands.h"
#include "cli/reads.h"
#include "output/pdf/pdf.h"

namespace banxin::cli {

ExitStatus extract(const ExtractJob& job, const Console& console) {
  if (const Findings refusal = check_output(job.output, {.files = {job.report}, .folders = {}}); !refusal.empty()) {
    return console.conclude(refusal);
  }
  auto report = read_file(job.report, most_report_bytes);
  if (!report) return console.conclude(report.findings());
  auto record = pdf::extract_source(*report, job.report);
  if (!record) return console.conclude(record.findings());
  return console.conclude(write_file(job.output, *record));
}

}  // namespace banxin::cli
