#include <fmt/format.h>

#include "archive/catalogue.h"
#include "base/codes.h"
#include "cli/actor.h"
#include "cli/archive_progress.h"
#include "cli/commands.h"

namespace banxin::cli {

ExitStatus merge(const MergeJob& job, const Console& console) {
  const archive::Actor actor = actor_of(job.by);
  auto merged = archive::merge(job.archive, show_progress(console), &actor);
  if (!merged) return console.conclude(merged.findings());
  console.report(merged->findings);
  std::size_t gaps = 0;
  for (const Diagnostic& finding : merged->findings) gaps += finding.code == code::archive_gap ? 1 : 0;
  Bilingual line = {fmt::format("目录：{} 份报告，{} 个包", merged->reports, merged->packages),
                    fmt::format("catalogue: {} reports, {} packages", merged->reports, merged->packages)};
  if (merged->inputs > 0) {
    line.zh += fmt::format("；日志记有 {} 个输入，{} 个没有归档", merged->inputs, gaps);
    line.en += fmt::format("; journals tell of {} inputs, {} of them not archived", merged->inputs, gaps);
  }
  console.tell(line);
  const ExitStatus status = exit_status(merged->findings);
  return job.sign.key.empty() || has_errors(merged->findings) ? status : sign_merged(job.archive, job.sign, console);
}

}  // namespace banxin::cli
