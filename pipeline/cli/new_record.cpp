#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/guard.h"
#include "cli/previous.h"
#include "cli/reads.h"
#include "cli/usage.h"
#include "forms/blank_record.h"
#include "record/form.h"
#include "record/record.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

// A record that somebody began to fill in is not replaced by an empty one.
Findings check_place(const NewJob& job, const DataFolders& places) {
  std::error_code ignored;
  Reads reads = reads_of(places);
  if (!job.previous.empty()) reads.files.push_back(job.previous);
  if (job.force) return check_output(job.output, reads);
  if (job.output == "-" || !fs::is_regular_file(job.output, ignored)) return {};
  return {usage_error(
      {fmt::format("文件 {} 已经有了，没有覆盖它。", job.output),
       fmt::format("The file {} is there already; it was not replaced.", job.output)},
      {"用 -o 指明另一个文件；确要覆盖的，加 --force。", "Name another with -o, or add --force to replace it."})};
}

std::vector<std::string_view> names(const std::vector<Form>& forms) {
  std::vector<std::string_view> names;
  for (const Form& form : forms) {
    if (form.faults.empty()) names.push_back(form.id);
  }
  return names;
}

Result<std::string> blank_record(const Form& form, PreviousRecords& previous, const std::vector<Form>& forms,
                                 const NewJob& job) {
  const auto identify = [&](const std::string& bytes, const std::string& file) {
    return record::read_to_identify(bytes, file, forms);
  };
  auto found = previous.find(job.bureau, job.year, job.output, identify);
  if (!found) return found.take_findings();
  forms::BlankOptions options{.year = job.year, .bureau = job.bureau, .zero = job.zero, .previous = nullptr};
  if (!*found) {
    auto blank = forms::blank_record(form, options);
    if (!blank) return blank;
    return {*std::move(blank), found.take_findings()};
  }
  const auto last_year = record::read((*found)->bytes, (*found)->file, forms);
  if (!last_year) return last_year.findings();
  options.previous = &*last_year;
  return forms::blank_record(form, options);
}

}  // namespace

ExitStatus new_record(const NewJob& job, const Console& console) {
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  if (const Findings refusal = check_place(job, *places); !refusal.empty()) return console.conclude(refusal);
  auto forms = record::list_forms(places->layout_folders);
  if (!forms) return console.conclude(forms.findings());
  const auto form = std::find_if(forms->begin(), forms->end(), [&](const Form& one) { return one.id == job.form; });
  if (form == forms->end()) return console.conclude({unknown_name({"表", "form"}, job.form, names(*forms))});
  if (!form->faults.empty()) return console.conclude(form->faults);
  if (job.year != 0 && !form->serves(job.year)) {
    return console.conclude(
        {usage_error({fmt::format("{} 这种表用于 {} 的年度，不用于 {} 年度。", form->id, form->years(), job.year),
                      fmt::format("The form {} is for the years {}, not for {}.", form->id, form->years(), job.year)},
                     {"banxin forms 列出各表所用的年度。", "`banxin forms` lists which years each form is for."})});
  }
  auto previous = PreviousRecords::list(job.previous);
  if (!previous) return console.conclude(previous.findings());
  if (previous->is_many() && (job.bureau.empty() || job.year == 0)) {
    return console.conclude(
        {usage_error({"--previous 给了许多记录：要知道沿用哪一份，还要 --bureau 和 --year。",
                      "--previous names many records: --bureau and --year are needed to know which is taken over."})});
  }
  auto record = guarded(*limits, job.form, console, [&] { return blank_record(*form, *previous, *forms, job); });
  if (!record) return console.conclude(record.findings());
  console.report(record.findings());
  return console.conclude(write_file(job.output, *record));
}

}  // namespace banxin::cli
