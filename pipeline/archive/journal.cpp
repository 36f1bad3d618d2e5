#include "archive/journal.h"

#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <string>
#include <utility>

#include "archive/fault.h"
#include "archive/json.h"
#include "archive/packages.h"
#include "base/file.h"

namespace banxin::archive {
namespace {

constexpr std::size_t most_line_bytes = std::size_t{1} << 20U;  // an outcome's texts are cut at some thousand bytes

Diagnostic line_trouble(const std::string& file, int line, Bilingual message) {
  Diagnostic finding = fault(Property::usability, file, std::move(message));
  finding.place.line = line;
  finding.hint = {"查明是谁写的；从备份恢复这个日志。", "Find out who wrote it; restore the journal from a backup."};
  return finding;
}

// Whether a run was killed while it was writing the last line.
bool ends_within_a_line(int file) {
  char last = '\n';
  const off_t size = ::lseek(file, 0, SEEK_END);
  return size > 0 && ::pread(file, &last, 1, size - 1) == 1 && last != '\n';
}

class JournalReader {
 public:
  JournalReader(std::string file, const std::function<void(const Outcome&)>& tell)
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
    // The last line may lack its end: its run was killed, or is writing it.
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
    } else if (const auto outcome = read_outcome(line_)) {
      tell_(*outcome);
    }
    line_.clear();
    ++number_;
  }

  std::string file_;
  const std::function<void(const Outcome&)>& tell_;
  std::string line_;
  int number_ = 1;
  bool deep_ = false;  // reported once for each journal
  Findings findings_;
};

}  // namespace

Result<Journal> Journal::open(const Folder& archive, const std::string& name) {
  const auto folder = archive.make_folder(journal_folder);
  if (!folder) return folder.findings();
  for (int n = 1;; ++n) {
    const std::string file_name = n == 1 ? fmt::format("{}.ndjson", name) : fmt::format("{}.{}.ndjson", name, n);
    auto file = folder->open_to_append(file_name);
    if (!file) return file.take_findings();
    if (::flock(file->get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) continue;
    Journal journal(folder->path_of(file_name), *std::move(file));
    if (ends_within_a_line(journal.file_.get())) {
      if (Findings trouble = journal.add({}); !trouble.empty()) return trouble;
    }
    return journal;
  }
}

Findings Journal::add(const std::string& line) {
  const int error = write_all(file_.get(), line + "\n");
  return error == 0 ? Findings{} : trouble(error);
}

Findings Journal::sync() {
  return ::fsync(file_.get()) == 0 || errno == EINVAL ? Findings{} : trouble(errno);
}

Findings Journal::trouble(int error) const {
  return {write_fault(path_, error)};
}

Findings read_journals(const Folder& archive, const std::function<void(const Outcome&)>& tell) {
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
