#include <fmt/format.h>

#include <filesystem>

#include "base/file.h"
#include "base/unseen.h"
#include "cli/commands.h"
#include "cli/counts.h"
#include "cli/guard.h"
#include "cli/names.h"
#include "cli/reads.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

// What the command line asks for, or what is wrong with it.
Result<RenderOptions> options_of(const RenderJob& job) {
  RenderOptions options;
  if (output_named(job.as) == nullptr) return unknown_name({"输出", "output"}, job.as, output_names());
  const OutputRow* output = output_named(job.as, job.profile);
  if (output == nullptr) return unknown_name({"输出规格", "profile"}, job.profile, profiles_of(job.as));
  options.output = output->kind;
  if (!job.dump.empty()) {
    options.dump = stage_named(job.dump, *output);
    if (!options.dump) return unknown_name({"步骤", "stage"}, job.dump, stages_of(*output));
  }
  if (job.draft) options.admit = validate::Admit::drafts_too;
  return options;
}

// Where the result goes.
Result<std::string> output_of(const RenderJob& job, OutputKind kind) {
  std::string output = job.output;
  if (output.empty() && !job.dump.empty()) output = "-";
  if (output.empty() && job.record == "-") {
    return usage_error(
        {"从标准输入读记录时，要用 -o 指明输出文件。", "With the record from standard input, -o must name the output."},
        {"例如 -o report.pdf，或 -o - 写到标准输出。", "For example -o report.pdf, or -o - for standard output."});
  }
  if (output.empty()) output = fs::path(job.record).replace_extension(row_of(kind).suffix).string();
  return output;
}

// 209,679
std::string with_separators(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

Bilingual result_line(const std::string& output, const Output& file, const Findings& findings) {
  const std::string claims = fmt::format("{}", fmt::join(file.claims(), " + "));
  const std::string size = with_separators(file.bytes().size());
  const std::size_t pages = file.pages().size();
  const Bilingual counts = counted(findings);
  Bilingual line = {fmt::format("{}：{} 页，{}，{} 字节", output, pages, claims.empty() ? "草稿" : claims, size),
                    fmt::format("{}: {} {}, {}, {} bytes", output, pages, pages == 1 ? "page" : "pages",
                                claims.empty() ? "draft" : claims, size)};
  if (!counts.empty()) {
    line.zh += "，" + counts.zh;
    line.en += ", " + counts.en;
  }
  return line;
}

}  // namespace

ExitStatus render(const RenderJob& job, const Console& console) {
  auto options = options_of(job);
  if (!options) return console.conclude(options.findings());
  auto output = output_of(job, options->output);
  if (!output) return console.conclude(output.findings());
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  Reads reads = reads_of(*places);
  reads.files.insert(reads.files.end(), {job.record, job.previous});
  if (const Findings refusal = check_output(*output, reads); !refusal.empty()) return console.conclude(refusal);
  auto bytes = read_record(job.record);
  if (!bytes) return console.conclude(bytes.findings());

  auto previous = read_previous(job.previous);
  if (!previous) return console.conclude(previous.findings());
  options->previous = *std::move(previous);

  Pipeline pipeline(*std::move(places));
  auto rendered =
      guarded(*limits, job.record, console, [&] { return pipeline.render(*std::move(bytes), job.record, *options); });
  Findings findings = rendered.take_findings();
  if (!rendered) return console.conclude(findings);
  console.report(findings);
  if (job.strict) {
    if (const Findings refusal = strict_error(findings, job.record); !refusal.empty()) return console.conclude(refusal);
  }
  if (const Findings refusal = check_output(*output, {.files = pipeline.font_files(), .folders = {}}); !refusal.empty())
    return console.conclude(refusal);
  if (const Findings trouble =
          write_file(*output, options->dump ? shown_lines(rendered->dump) : rendered->output->bytes());
      !trouble.empty())
    return console.conclude(trouble);
  if (!options->dump) console.tell(result_line(*output, *rendered->output, findings));
  // Errors that a draft was allowed to have are not a failure: a draft is what was asked for.
  return ExitStatus::done;
}

}  // namespace banxin::cli
