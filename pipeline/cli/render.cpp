#include <fmt/format.h>

#include <filesystem>

#include "base/file.h"
#include "base/unseen.h"
#include "cli/commands.h"
#include "cli/counts.h"
#include "cli/guard.h"
#include "cli/reads.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

// What the command line asks of the line, or what is wrong with it.
Result<RenderOptions> options_of(const RenderJob& job) {
  RenderOptions options;
  if (job.profile != "archive") {
    if (job.profile == "print") {
      return usage_error({"印刷用的 PDF/X-4（--profile print）本版尚未提供。",
                          "PDF/X-4 for the printer (--profile print) is not offered by this version."},
                         {"省去 --profile，得到归档用的 PDF/A-3a + PDF/UA-1。",
                          "Leave --profile out: the archive's PDF/A-3a + PDF/UA-1 is the default."});
    }
    return usage_error({fmt::format("没有名为 {} 的输出规格。", job.profile),
                        fmt::format("There is no profile named {}.", job.profile)},
                       {"可用：archive。", "There is: archive."});
  }
  if (!job.dump.empty()) {
    options.dump = stage_named(job.dump);
    if (!options.dump) {
      return usage_error(
          {fmt::format("没有名为 {} 的步骤。", job.dump), fmt::format("There is no stage named {}.", job.dump)},
          {"可用：record、validate、compose、text、layout、pdf。",
           "There are: record, validate, compose, text, layout, pdf."});
    }
  }
  if (job.draft) options.admit = validate::Admit::drafts_too;
  return options;
}

// Where the result goes.
Result<std::string> output_of(const RenderJob& job) {
  std::string output = job.output;
  if (output.empty() && !job.dump.empty()) output = "-";
  if (output.empty() && job.record == "-") {
    return usage_error(
        {"从标准输入读记录时，要用 -o 指明输出文件。", "With the record from standard input, -o must name the output."},
        {"例如 -o report.pdf，或 -o - 写到标准输出。", "For example -o report.pdf, or -o - for standard output."});
  }
  if (output.empty()) output = fs::path(job.record).replace_extension(".pdf").string();
  return output;
}

// 209,679
std::string with_separators(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

Bilingual result_line(const std::string& output, const Rendered& rendered, const Findings& findings) {
  const PdfFile& pdf = rendered.pdf;
  const std::string claims = fmt::format("{}", fmt::join(pdf.claims, " + "));
  const std::string size = with_separators(pdf.bytes.size());
  const Bilingual counts = counted(findings);
  Bilingual line = {fmt::format("{}：{} 页，{}，{} 字节", output, pdf.pages, claims.empty() ? "草稿" : claims, size),
                    fmt::format("{}: {} {}, {}, {} bytes", output, pdf.pages, pdf.pages == 1 ? "page" : "pages",
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
  auto output = output_of(job);
  if (!output) return console.conclude(output.findings());
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  auto places = find_places(job.places);
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
  if (const Findings trouble = write_file(*output, options->dump ? shown_lines(rendered->dump) : rendered->pdf.bytes);
      !trouble.empty())
    return console.conclude(trouble);
  if (!options->dump) console.tell(result_line(*output, *rendered, findings));
  // Errors that a draft was allowed to have are no failure: a draft is what was asked for.
  return ExitStatus::done;
}

}  // namespace banxin::cli
