#include "cli/feedback.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "archive/folder.h"
#include "base/file_name.h"
#include "base/text.h"
#include "batch/sheets.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

bool lies_in(const std::string& file, const std::string& folder) {
  std::error_code ignored;
  const fs::path parent = fs::path(file).parent_path();
  return fs::equivalent(parent.empty() ? fs::path(".") : parent, folder, ignored);
}

// The first few, and how many there are.
Bilingual listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 10;
  Bilingual list;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) add_to_row(list, {names[i], names[i]});
  if (names.size() > most) {
    list.zh += "等";
    list.en += ", …";
  }
  return list;
}

}  // namespace

Result<std::optional<batch::FeedbackOptions>> feedback_of(const FeedbackJob& job,
                                                          const std::vector<std::string>& inputs,
                                                          const Console& console) {
  if (job.folder.empty()) {
    if (job.deadline.empty() && job.contact.empty()) return std::optional<batch::FeedbackOptions>();
    return usage_error({"--deadline 和 --contact 写在反馈单上：要先有 --feedback。",
                        "--deadline and --contact stand on feedback sheets: they need --feedback."});
  }
  for (const std::string& input : inputs) {
    if (!lies_in(input, job.folder)) continue;
    return usage_error(
        {fmt::format("反馈单的文件夹“{}”里有输入：{}。", job.folder, input),
         fmt::format("Inputs lie in the folder of the feedback sheets, {}: {}.", job.folder, input)},
        {"另指定一个文件夹，免得混在一起。", "Name another folder, so that neither replaces the other."});
  }
  return std::optional(batch::FeedbackOptions{
      .folder = job.folder,
      .letter = {.deadline = job.deadline, .contact = job.contact, .language = console.language()}});
}

Bilingual told(const FeedbackGiven& given) {
  Bilingual line = {fmt::format("校验反馈单 {} 份；全部问题：{}", given.sheets, given.table),
                    fmt::format("{} feedback {}; all findings: {}", given.sheets,
                                given.sheets == 1 ? "sheet" : "sheets", given.table)};
  if (given.without.empty()) return line;
  const Bilingual names = listed(given.without);
  line.zh += fmt::format("；没有要反馈的 {} 个：{}", given.without.size(), names.zh);
  line.en += fmt::format("; nothing to say to {}: {}", given.without.size(), names.en);
  return line;
}

void Feedback::add(feedback::Submission submission) {
  const auto [known, is_new] = by_key_.emplace(feedback::sheet_key(submission.who, submission.file), sheets_.size());
  if (is_new) sheets_.emplace_back();
  sheets_[known->second].push_back(std::move(submission));
}

Result<FeedbackGiven> Feedback::write(Pipeline& pipeline) const {
  auto folder = archive::Folder::make(options_.folder);
  if (!folder) return folder.take_findings();
  FeedbackGiven given;
  FileNames names;
  std::string table = feedback::table_head();
  for (const auto& submissions : sheets_) {
    const Identity& who = submissions.front().who;
    const std::string& file = submissions.front().file;
    for (const auto& one : submissions) table += feedback::table_lines(one, options_.letter.language);
    const std::string name = names.settle(feedback::sheet_name(who, file), feedback::sheet_key(who, file));
    if (!feedback::needs_answer(submissions)) {
      given.without.push_back(who.bureau.empty() ? file : who.bureau);
      continue;
    }
    Findings trouble = batch::write_sheet(pipeline, submissions, options_.letter, *folder, name);
    if (!trouble.empty()) return trouble;
    ++given.sheets;
  }
  given.table = folder->path_of(batch::table_name());
  Findings trouble = folder->replace(batch::table_name(), table);
  if (!trouble.empty()) return trouble;
  return given;
}

}  // namespace banxin::cli
