#include "batch/input.h"

#include <fmt/format.h>
#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "archive/catalogue.h"
#include "base/codes.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/file_name.h"
#include "base/unseen.h"
#include "import/file_kind.h"

namespace banxin::batch {
namespace {

namespace fs = std::filesystem;

// A folder that has it is an archive: the records in there have been received already.
constexpr const char* archive_marker = "banxin-archive.txt";

bool has_extension(std::string_view name, std::string_view extension) {
  if (name.size() < extension.size()) return false;
  const std::string_view end = name.substr(name.size() - extension.size());
  return std::equal(end.begin(), end.end(), extension.begin(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// macOS puts one beside each file of a zip file or a foreign disk: attributes under the file's own name, not a record.
bool is_apple_double(std::string_view path) {
  return last_part(path).starts_with("._");
}

// Put into folders by systems that show them: nobody's file.
bool is_of_the_system(std::string_view path) {
  const std::string_view name = last_part(path);
  return name == ".DS_Store" || name == "Thumbs.db" || name == "desktop.ini";
}

// Left by an office program that has the file beside it open.
bool is_lock_file(std::string_view path) {
  const std::string_view name = last_part(path);
  return name.starts_with("~$") || (name.starts_with(".~lock.") && name.ends_with('#'));
}

bool is_record(std::string_view path) {
  return has_extension(path, ".xml");
}

Diagnostic missing(const std::string& name) {
  return {.code = code::input_missing,
          .place = {name, 0, {}},
          .message = {"找不到输入，或没有文件与它相符。", "The input was not found, or no file matches it."},
          .hint = {"请检查路径。什么也没有做。", "Check the path. Nothing was done."}};
}

Diagnostic unreadable_folder(const std::string& name) {
  return {.code = code::input_unreadable,
          .place = {name, 0, {}},
          .message = {"文件夹读不出来。", "The folder cannot be read."},
          .hint = {"请检查权限。什么也没有做。", "Check its permissions. Nothing was done."}};
}

Diagnostic beside_records(const std::string& name, const std::vector<std::string>& passed_over) {
  return {
      .code = code::batch_beside_record,
      .severity = Severity::note,
      .place = {name, 0, {}},
      .message = {fmt::format("{} 个文件旁边有同名的记录，没有读，如 {}。", passed_over.size(), passed_over.front()),
                  fmt::format("{} {} not read: a record of the same name is beside it. The first is {}.",
                              passed_over.size(), passed_over.size() == 1 ? "file was" : "files were",
                              passed_over.front())},
      .hint = {"记录代表它们；要读那份文件的，直接写出它的名字。",
               "The record stands for it; to have the file read, name the file itself."}};
}

// Nobody would notice that what it holds is missing.
Diagnostic zip_in_zip(const std::string& name) {
  return {.code = code::batch_zip_in_zip,
          .severity = Severity::warning,
          .place = {name, 0, {}},
          .message = {"压缩包里还有压缩包，里面的一个没有打开。", "A zip file within a zip file was not opened."},
          .hint = {"先解开外面的一个，再给出里面的。", "Unpack the outer one and name the inner one."}};
}

// Files or folders of one kind, told of once: the first of them by name.
Diagnostic told_once(const char* code, Severity severity, const std::string& in, const std::vector<std::string>& names,
                     const Bilingual& kind, Bilingual message, Bilingual hint) {
  constexpr std::size_t most = 20;
  Diagnostic finding{
      .code = code, .severity = severity, .place = {in, 0, {}}, .message = std::move(message), .hint = std::move(hint)};
  for (std::size_t i = 0; i < names.size() && i < most; ++i) finding.related.push_back({{names[i], 0, {}}, kind});
  return finding;
}

// How much of an absolute path is not recorded: everything before the folder that was given, or before the one around a
// file; in a pattern, everything before its last folder without a wildcard.
std::size_t left_off_of(const std::string& given) {
  if (!given.starts_with('/')) return 0;
  std::error_code ignored;
  std::string_view kept = given;
  while (kept.size() > 1 && kept.ends_with('/')) kept.remove_suffix(1);
  if (!fs::is_directory(given, ignored)) kept = kept.substr(0, kept.rfind('/', kept.find_first_of("*?[")));
  const std::size_t slash = kept.rfind('/');
  return slash == std::string_view::npos ? 1 : slash + 1;
}

struct GlobResult : glob_t {
  GlobResult() : glob_t() {}
  ~GlobResult() { ::globfree(this); }
  GlobResult(const GlobResult&) = delete;
  GlobResult& operator=(const GlobResult&) = delete;
};

class Lister {
 public:
  Result<std::vector<Input>> list(const std::vector<std::string>& arguments, const std::optional<std::string>& listed,
                                  Absent absent) {
    for (const std::string& argument : arguments) {
      if (argument == "-" && listed) {
        add_listed(*listed);
      } else if (argument == "-") {
        add_input(argument);
      } else {
        add_given(argument, absent == Absent::refused);
      }
    }
    tell_apart();
    if (has_errors(findings_)) return std::move(findings_);
    return {std::move(inputs_), std::move(findings_)};
  }

 private:
  void add_given(const std::string& name, bool must_exist) {
    left_off_ = left_off_of(name);
    add(name, must_exist);
    tell_passed_over(name);
  }

  // Whether the file is none that anybody meant to send; it is told of.
  bool passes_over(const std::string& path) {
    if (is_lock_file(path)) {
      locks_.push_back(path);
    } else if (is_apple_double(path)) {
      apple_doubles_.push_back(path);
    } else {
      return false;
    }
    return true;
  }

  void tell_passed_over(const std::string& given) {
    if (const auto locks = in_order(locks_); !locks.empty()) {
      findings_.push_back(
          told_once(code::batch_passed_over, Severity::warning, given, locks, {"锁文件", "a lock file"},
                    {fmt::format("{} 个锁文件没有当作输入：有人正开着这些文件。", locks.size()),
                     fmt::format("Lock files passed over: {}. Somebody has these files open.", locks.size())},
                    {"请对方存盘、关闭后再送一次。", "Have them saved, closed and sent again."}));
    }
    if (const auto doubles = in_order(apple_doubles_); !doubles.empty()) {
      findings_.push_back(
          told_once(code::batch_passed_over, Severity::note, given, doubles, {"附加文件", "of macOS"},
                    {fmt::format("{} 个 ._ 文件没有当作输入：是 macOS 附加的，不含内容。", doubles.size()),
                     fmt::format("Files of macOS (._) passed over: {}. They have no content.", doubles.size())},
                    {}));
    }
    if (const auto folders = in_order(empty_folders_); !folders.empty()) {
      findings_.push_back(told_once(
          code::batch_empty_folder, Severity::warning, given, folders, {"空文件夹", "empty"},
          {fmt::format("{} 个文件夹是空的。", folders.size()), fmt::format("Empty folders: {}.", folders.size())},
          {"核对该交的是否放进去了。", "See whether something should be in there."}));
    }
  }
  // In one order, whatever the disk's is.
  static std::vector<std::string> in_order(std::vector<std::string>& names) {
    std::sort(names.begin(), names.end());
    return std::exchange(names, {});
  }

  void add(const std::string& name, bool must_exist) {
    std::error_code ignored;
    const fs::file_status status = fs::status(name, ignored);
    if (fs::is_directory(status) && fs::exists(fs::path(name) / archive_marker, ignored)) {
      add_archive(name);
    } else if (fs::is_directory(status)) {
      add_folder(name);
    } else if (fs::exists(status) && has_extension(name, ".zip")) {
      add_zip(name);
    } else if (fs::exists(status) || !fs::status_known(status)) {  // NOLINT(bugprone-branch-clone)
      add_input(name);
    } else if (name.find_first_of("*?[") != std::string::npos) {
      add_matches(name, must_exist);
    } else if (must_exist) {
      findings_.push_back(missing(name));
    } else {
      add_input(name);  // one of thousands: it fails alone
    }
  }

  void add_listed(std::string_view lines) {
    while (!lines.empty()) {
      const std::size_t end = std::min(lines.find('\n'), lines.size());
      std::string_view line = lines.substr(0, end);
      lines.remove_prefix(std::min(end + 1, lines.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      // Here "-" is a file name like any other; one that begins with # is written ./#.
      if (!line.empty() && !line.starts_with('#')) add_given(line == "-" ? "./-" : std::string(line), false);
    }
  }

  // What of a folder or a zip file is an input: records, and what is imported unless a record of its name is beside it.
  std::vector<bool> chosen(const std::string& container, const std::vector<std::string>& names) {
    const auto stem = [](const std::string& name) { return name.substr(0, name.rfind('.')); };
    std::set<std::string> records;
    for (const std::string& name : names) {
      if (is_record(name)) records.insert(stem(name));
    }
    std::vector<bool> taken;
    std::vector<std::string> passed_over;
    for (const std::string& name : names) {
      const bool submission = import::has_name_of_submission(name);
      const bool beside = submission && records.contains(stem(name));
      if (beside) passed_over.push_back(name);
      taken.push_back(is_record(name) || (submission && !beside));
    }
    if (!passed_over.empty()) findings_.push_back(beside_records(container, passed_over));
    return taken;
  }

  void add_folder(const std::string& folder) {
    std::vector<std::string> files;
    std::set<std::string> empty = {folder};  // until something is seen in them
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      std::error_code ignored;
      const std::string path = entry->path().string();
      if (is_of_the_system(path)) continue;
      empty.erase(fs::path(path).parent_path().string());
      empty.erase(folder);
      if (entry->is_directory(ignored)) {
        const bool archive = fs::exists(entry->path() / archive_marker, ignored);
        if (archive) entry.disable_recursion_pending();
        if (!archive && !entry->is_symlink(ignored)) empty.insert(path);
      } else if (!passes_over(path)) {
        files.push_back(path);
      }
    }
    if (error) {
      findings_.push_back(unreadable_folder(folder));
      return;
    }
    std::sort(files.begin(), files.end());
    const std::vector<bool> taken = chosen(folder, files);
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (taken[i]) add_input(files[i]);
    }
    empty_folders_.insert(empty_folders_.end(), empty.begin(), empty.end());
  }

  void add_archive(const std::string& folder) {
    auto packages = archive::list(folder, {});
    if (!packages) {
      append(findings_, packages.take_findings());
      return;
    }
    for (const archive::CataloguedPackage& package : *packages) {
      add_input((fs::path(folder) / package.source).string());
    }
  }

  void add_zip(const std::string& path) {
    auto file = zip::ZipFile::open(path);
    if (!file) {
      append(findings_, file.take_findings());
      return;
    }
    std::vector<zip::Member> members = file->members();
    std::stable_sort(members.begin(), members.end(),
                     [](const zip::Member& a, const zip::Member& b) { return a.name < b.name; });
    std::erase_if(members, [&](const zip::Member& member) { return passes_over(path + "/" + member.name); });
    std::vector<std::string> names;
    for (const zip::Member& member : members) names.push_back(member.name);
    const std::vector<bool> taken = chosen(path, names);
    for (std::size_t i = 0; i < members.size(); ++i) {
      const zip::Member& member = members[i];
      if (taken[i]) add_input(path + "/" + member.name, path, member.index);
      if (has_extension(member.name, ".zip")) {
        findings_.push_back(zip_in_zip(path + "/" + member.name));
      }
    }
  }

  void add_matches(const std::string& pattern, bool must_exist) {
    GlobResult found;
    if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) != 0) {
      if (must_exist) {
        findings_.push_back(missing(pattern));
      } else {
        add_input(pattern);
      }
      return;
    }
    std::vector<std::string> names(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      if (!passes_over(name)) add(name, true);
    }
  }

  void add_input(const std::string& name) {
    if (names_.insert(name).second) add_input(name, name, std::nullopt);
  }
  // Two members of a zip file may have one name; two files cannot.
  void add_input(const std::string& name, const std::string& file, std::optional<std::uint64_t> member) {
    inputs_.push_back({name, shown(name_in_utf8(std::string_view(name).substr(left_off_))), file, member});
    left_off_of_.push_back(left_off_);
  }

  void tell_apart() {
    std::map<std::string, std::set<std::string>> sharing;
    for (const Input& input : inputs_) sharing[input.recorded].insert(input.name);
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      Input& input = inputs_[i];
      if (sharing[input.recorded].size() == 1) continue;
      constexpr std::size_t digits = 8;
      const std::string left_off = input.name.substr(0, left_off_of_[i]);
      input.recorded += "~" + to_hex(digest(DigestKind::sha256, left_off)).substr(0, digits);
    }
  }

  std::vector<Input> inputs_;
  std::vector<std::size_t> left_off_of_;  // by input: how much of its name is not recorded
  std::size_t left_off_ = 0;              // of what is being added
  std::set<std::string> names_;
  std::vector<std::string> locks_, apple_doubles_, empty_folders_;  // of what is being added
  Findings findings_;
};

}  // namespace

Result<std::vector<Input>> list_inputs(const std::vector<std::string>& arguments,
                                       const std::optional<std::string>& listed, Absent absent) {
  return Lister().list(arguments, listed, absent);
}

std::string folder_of(const Input& input) {
  if (input.member || input.file == "-") return {};
  const std::string folder = std::filesystem::path(input.file).parent_path().string();
  return folder.empty() ? "." : folder;
}

Result<std::string> InputReader::read(const Input& input, std::uint64_t most_bytes) {
  if (!input.member) return read_file(input.file, most_bytes);
  if (!open_ || open_path_ != input.file) {
    auto file = zip::ZipFile::open(input.file);
    if (!file) return file.take_findings();
    open_ = *std::move(file);
    open_path_ = input.file;
  }
  return open_->read(*input.member, input.name, most_bytes);
}

}  // namespace banxin::batch
