#include "cli/office.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include "base/codes.h"
#include "base/file.h"
#include "base/process.h"
#include "base/stopwatch.h"
#include "import/import.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds most_time{60};  // a cold start takes 3

// Below the system's folder for such things, and gone with everything in it.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "banxin-XXXXXX").string();
    if (!error && ::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::optional<std::string> program_in_path(std::string_view name) {
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nothing changes it
  for (std::string_view rest = path == nullptr ? "" : path; !rest.empty();) {
    const std::size_t end = rest.find(':');
    std::string file = std::string(rest.substr(0, end)) + "/" + std::string(name);
    if (::access(file.c_str(), X_OK) == 0) return file;
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return std::nullopt;
}

Diagnostic office_fault(const std::string& file, Bilingual message) {
  return {.code = code::import_office,
          .place = {.file = file},
          .message = std::move(message),
          .hint = {
              "在原来的程序里另存为 .docx 或 .xlsx 再导入；或装上 libreoffice-writer-nogui 和 libreoffice-calc-nogui。",
              "Save it as .docx or .xlsx in its own program and import that, or install libreoffice-writer-nogui and "
              "libreoffice-calc-nogui."}};
}

// Runs the program in a group of processes of its own, silent; whether it ended by itself in time.
bool run_office(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words)
    arguments.push_back(const_cast<char*>(word.c_str()));  // NOLINT: execv's own type
  arguments.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) {
    ::setpgid(0, 0);
    live_with(parent);
    // Without the network, where the system lets a user have a name space.
    ::unshare(CLONE_NEWUSER | CLONE_NEWNET);
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int stream : {0, 1, 2}) ::dup2(nowhere, stream);
    ::execv(arguments.front(), arguments.data());
    ::_exit(1);
  }
  const Stopwatch watch;
  int status = 0;
  constexpr std::chrono::milliseconds pause{20};
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (watch.elapsed() > most_time) {
      ::kill(-child, SIGKILL);
      wait_for_end(child);
      return false;
    }
    std::this_thread::sleep_for(pause);
  }
  ::kill(-child, SIGKILL);  // what it may have left running
  return true;
}

}  // namespace

Result<std::string> converted_by_office(std::string_view bytes, const std::string& file, bool workbook) {
  const auto program = program_in_path("soffice");
  if (!program) {
    return office_fault(file, {"这种文件要由 LibreOffice 转换，这里没有装它。",
                               "A file of this kind has to be converted by LibreOffice, which is not installed."});
  }
  const ScratchFolder folder;
  const std::string input = folder.path() + "/input";
  const std::string type = workbook ? "xlsx" : "docx";
  if (folder.path().empty() || !write_file(input, bytes).empty()) {
    return office_fault(
        file, {"没有地方放 LibreOffice 的临时文件。", "There is no place for LibreOffice's temporary files."});
  }
  const bool ended = run_office({*program, "-env:UserInstallation=file://" + folder.path() + "/profile", "--headless",
                                 "--norestore", "--convert-to", type, "--outdir", folder.path() + "/out", input});
  auto made = read_file(folder.path() + "/out/input." + type, import::most_file_bytes);
  if (ended && made && !made->empty()) return *std::move(made);
  return office_fault(
      file, ended ? Bilingual{"LibreOffice 没有读出这个文件。", "LibreOffice could not read this file."}
                  : Bilingual{"LibreOffice 一分钟内没有转换完。", "LibreOffice did not finish within a minute."});
}

}  // namespace banxin::cli
