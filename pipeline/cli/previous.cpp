#include "cli/previous.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "base/codes.h"
#include "cli/usage.h"
#include "record/identity.h"

namespace banxin::cli {
namespace {

bool holds_many(const std::string& argument, const Inputs& inputs) {
  std::error_code ignored;
  return inputs.all().size() > 1 || inputs.all().front().member || std::filesystem::is_directory(argument, ignored);
}

Diagnostic not_found(const std::string& argument, const std::string& bureau, int year, const std::string& file,
                     bool unclear) {
  Bilingual message =
      unclear
          ? Bilingual{fmt::format("{} 里有两份“{}”{} 年的记录，日期相同，没有与它们比较。", argument, bureau, year),
                      fmt::format("{} has two records of {} for {} with the same date, so nothing was compared with "
                                  "them.",
                                  argument, bureau, year)}
          : Bilingual{fmt::format("{} 里没有“{}”{} 年的记录，没有与上年比较。", argument, bureau, year),
                      fmt::format("{} has no record of {} for {}, so nothing was compared with last year.", argument,
                                  bureau, year)};
  return {.code = code::previous_not_found,
          .severity = Severity::note,
          .place = {file, 0, {}},
          .message = std::move(message),
          .hint = {"用 --previous 指明那一份文件。", "Name that one file with --previous."}};
}

}  // namespace

Result<PreviousRecords> PreviousRecords::list(const std::string& argument) {
  PreviousRecords previous;
  if (argument.empty()) return previous;
  auto inputs = Inputs::list({argument});
  if (!inputs) return inputs.take_findings();
  previous.argument_ = argument;
  previous.many_ = holds_many(argument, *inputs);
  previous.inputs_ = *std::move(inputs);
  return previous;
}

void PreviousRecords::prepare(const Identify& identify) {
  if (many_ && !found_) identify_all(identify);
}

Result<std::optional<Received>> PreviousRecords::find(const std::string& bureau, int year, const std::string& file,
                                                      const Identify& identify) {
  if (!inputs_) return std::optional<Received>();
  if (!many_) return read(inputs_->all().front());
  prepare(identify);
  const auto found = found_->find({record::name_key(bureau), year - 1});
  const bool none = found == found_->end();
  if (none || found->second.unclear) {
    return {std::optional<Received>(), {not_found(argument_, bureau, year - 1, file, !none)}};
  }
  return read(inputs_->all()[found->second.input]);
}

Result<std::optional<Received>> PreviousRecords::find_for(const std::string& bytes, const std::string& file,
                                                          const Identify& identify) {
  if (!inputs_ || !many_) return find({}, 0, file, identify);
  const auto record = identify(bytes, file);
  if (!record) return std::optional<Received>();
  return find(record->identity().bureau, record->identity().year_number(), file, identify);
}

Findings check_previous(const PreviousRecords& previous, std::size_t records) {
  if (!previous.is_one() || records <= 1) return {};
  return {usage_error({"--previous 只给了一份记录，不能与多份比较。",
                       "--previous names one record, which cannot be last year's of several."},
                      {"用 --previous 指明放着上一年度各份记录的文件夹、压缩包或档案库。",
                       "Name a folder, a zip file or an archive with last year's records."})};
}

PreviousRecords::Identify identified_by(Pipeline& pipeline) {
  return
      [&pipeline](const std::string& bytes, const std::string& file) { return pipeline.read_to_identify(bytes, file); };
}

Result<validate::Report> validated(Pipeline& pipeline, std::string bytes, const std::string& file,
                                   PreviousRecords& previous) {
  auto last_year = previous.find_for(bytes, file, identified_by(pipeline));
  if (!last_year) return last_year.take_findings();
  auto report = pipeline.validate(std::move(bytes), file, *last_year);
  if (!report) return report;
  append(report->findings, last_year.take_findings());
  report->findings.close(file);
  return report;
}

void PreviousRecords::identify_all(const Identify& identify) {
  auto& all = found_.emplace();
  for (std::size_t i = 0; i < inputs_->all().size(); ++i) {
    const batch::Input& input = inputs_->all()[i];
    const auto bytes = inputs_->read(input);
    if (!bytes) continue;
    const auto record = identify(*bytes, input.name);
    if (!record) continue;
    const Identity& who = record->identity();
    const auto [place, is_new] = all.try_emplace({record::name_key(who.bureau), who.year_number()}, Found{i, who.date});
    Found& known = place->second;
    if (is_new || who.date < known.date) continue;
    known = {i, who.date, who.date == known.date};
  }
}

Result<std::optional<Received>> PreviousRecords::read(const batch::Input& input) {
  auto bytes = inputs_->read(input);
  if (!bytes) return bytes.take_findings();
  return std::optional(Received{*std::move(bytes), input.name});
}

}  // namespace banxin::cli
