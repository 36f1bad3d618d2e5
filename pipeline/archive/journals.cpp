#include "archive/journals.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <string>

#include "archive/fault.h"
#include "archive/json.h"
#include "archive/packages.h"

namespace banxin::archive {
namespace {

constexpr std::size_t most_line_bytes = std::size_t{1} << 20U;  // an outcome's texts are cut at some thousand bytes

Diagnostic line_trouble(const std::string& file, int line, Bilingual message) {
  Diagnostic finding = fault(Property::usability, file, std::move(message));
  finding.place.line = line;
  finding.hint = {"查明是谁写的；从备份恢复这个日志。", "Find out who wrote it; restore the journal from a backup."};
  return finding;
}

class JournalReader {
 public:
  JournalReader(std::string file, const std::function<void(const JournalLine&)>& tell)
      : file_(std::move(file)), tell_(tell) {}

  Findings read(int descriptor) {
    std::array<char, 1U << 16U> chunk{};
    for (;;) {
      const ssize_t got = ::read(descriptor, chunk.data(), chunk.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) findings_.push_back(fault(Property::usability, file_, read_trouble(file_, errno).message));
      if (got <= 0) break;
      if (!take({chunk.data(), static_cast<std::size_t>(got)})) break;
    }
    // The last line may lack its end: its run was killed, or is at it.
    if (!line_.empty() && line_.size() <= most_line_bytes) end_of_line();
    return std::move(findings_);
  }

 private:
  // False when a line has no end.
  bool take(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      line_ += bytes.substr(0, end);
      if (line_.size() > most_line_bytes) {
        findings_.push_back(line_trouble(
            file_, number_,
            {fmt::format("这一行超过 {} 字节，从这里起没有读。", most_line_bytes),
             fmt::format("The line has more than {} bytes; from here on the journal was not read.", most_line_bytes)}));
        return false;
      }
      if (end == std::string_view::npos) return true;
      end_of_line();
      bytes.remove_prefix(end + 1);
    }
    return true;
  }

  void end_of_line() {
    if (nests_too_deep(line_)) {
      if (!deep_) {
        findings_.push_back(line_trouble(
            file_, number_,
            {fmt::format("这一行的 JSON 嵌套超过 {} 层，没有读。", most_json_depth),
             fmt::format("The JSON of this line nests more than {} deep; it was not read.", most_json_depth)}));
      }
      deep_ = true;
    } else if (const Json json = read_object(line_); !json.is_null()) {
      const Json& why = member(json, "reason");
      tell_({.input = text_of(json, "input"),
             .status = text_of(json, "status"),
             .package = text_of(json, "package"),
             .code = text_of(json, "code"),
             .zh = text_of(why, "zh"),
             .en = text_of(why, "en")});
    }
    line_.clear();
    ++number_;
  }

  std::string file_;
  const std::function<void(const JournalLine&)>& tell_;
  std::string line_;
  int number_ = 1;
  bool deep_ = false;  // told once for each journal
  Findings findings_;
};

}  // namespace

Findings read_journals(const Folder& archive, const std::function<void(const JournalLine&)>& tell) {
  const auto folder = archive.find_folder(journal_folder);
  if (!folder) return folder.findings();
  if (!*folder) return {};
  const auto names = (*folder)->names();
  if (!names) return names.findings();
  Findings findings;
  for (const std::string& name : *names) {
    const auto file = (*folder)->open_file(name);
    append(findings, file ? JournalReader((*folder)->path_of(name), tell).read(file->get()) : file.findings());
  }
  return findings;
}

}  // namespace banxin::archive
