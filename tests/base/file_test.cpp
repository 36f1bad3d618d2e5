#include "base/file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support/temporary_folder.h"

namespace banxin::test {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
 protected:
  const std::string& folder() const { return folder_.path(); }
  std::string path(const std::string& name) const { return folder_.path(name); }
  std::string make(const std::string& name, const std::string& bytes) const { return folder_.write(name, bytes); }
  static std::string content(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  static std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }
  static std::string code(const Findings& findings) {
    EXPECT_EQ(findings.size(), 1U);
    if (findings.empty()) return "(none)";
    EXPECT_EQ(findings[0].severity, Severity::error);
    EXPECT_FALSE(findings[0].message.zh.empty());
    EXPECT_FALSE(findings[0].message.en.empty());
    return findings[0].code;
  }

  TemporaryFolder folder_;
};

using Names = std::vector<std::string>;

TEST_F(FileTest, ReadsAllBytes) {
  const std::string bytes = std::string("a\0b\r\n\xFF", 6) + std::string(200'000, 'x');
  EXPECT_EQ(*read_file(make("a", bytes), 1U << 20U), bytes);
  EXPECT_EQ(*read_file(make("empty", ""), 0), "");
}

TEST_F(FileTest, SizeLimitIsExact) {
  make("a", "12345");
  EXPECT_TRUE(read_file(path("a"), 5));
  EXPECT_EQ(code(read_file(path("a"), 4).findings()), "input-too-large");
}

// The file is sparse: reading its terabyte would fail or take hours.
TEST_F(FileTest, LargeFilesAreRefusedUnread) {
  make("large", "");
  if (::truncate(path("large").c_str(), off_t{1} << 40U) != 0) GTEST_SKIP() << "no sparse files here";
  const auto result = read_file(path("large"), 32U << 20U);
  EXPECT_EQ(code(result.findings()), "input-too-large");
  EXPECT_NE(result.findings()[0].message.zh.find("1099511627776"), std::string::npos) << "the size is named";
  EXPECT_NE(result.findings()[0].message.en.find("1099511627776"), std::string::npos);
}

TEST_F(FileTest, MissingFilesAndFolders) {
  make("file", "");
  const auto absent = read_file(path("absent"), 10);
  EXPECT_EQ(code(absent.findings()), "input-missing");
  EXPECT_EQ(absent.findings()[0].place.file, path("absent"));
  EXPECT_EQ(code(read_file(path("file/below"), 10).findings()), "input-missing");
  EXPECT_EQ(code(read_file(path(""), 10).findings()), "input-unreadable") << "a folder";
  EXPECT_EQ(code(read_file("", 10).findings()), "input-missing");
}

// What opens one would wait for somebody to write, or set a device in motion.
TEST_F(FileTest, WhatIsNoRegularFileIsNamedAndNotOpened) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  const int silent = ::open(path("pipe").c_str(), O_RDWR);  // a writer that writes nothing
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  path("socket").copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  fs::create_symlink("pipe", path("link"));
  for (const auto& [name, kind] :
       {std::pair{path("pipe"), "a pipe"}, std::pair{path("link"), "a pipe"}, std::pair{path("socket"), "a socket"},
        std::pair{std::string("/dev/zero"), "a device"}, std::pair{folder(), "a folder"}}) {
    const auto result = read_file(name, 1U << 20U);
    EXPECT_EQ(code(result.findings()), "input-unreadable");
    EXPECT_EQ(result.findings()[0].place.file, name);
    EXPECT_NE(result.findings()[0].message.en.find(kind), std::string::npos) << result.findings()[0].message.en;
  }
  ::close(socket);
  ::close(silent);
}

TEST_F(FileTest, StandardInputMayBeAPipe) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const int saved = ::dup(STDIN_FILENO);
  ::dup2(ends[0], STDIN_FILENO);
  ::close(ends[0]);
  const std::string bytes(300'000, 'p');
  std::thread writer([&] {
    std::size_t at = 0;
    while (at < bytes.size()) at += static_cast<std::size_t>(::write(ends[1], bytes.data() + at, bytes.size() - at));
    ::close(ends[1]);
  });
  const auto result = read_file("-", 1U << 20U);
  writer.join();
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, bytes);
}

TEST_F(FileTest, StandardInputIsCapped) {
  const int saved = ::dup(STDIN_FILENO);
  for (const auto& [most, expected] : {std::pair{5U, "12345"}, std::pair{4U, ""}}) {
    const int file = ::open(make("in", "12345").c_str(), O_RDONLY);
    ::dup2(file, STDIN_FILENO);
    ::close(file);
    const auto result = read_file("-", most);
    if (result) {
      EXPECT_EQ(*result, expected);
    } else {
      EXPECT_EQ(code(result.findings()), "input-too-large");
      EXPECT_EQ(most, 4U);
    }
  }
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
}

TEST_F(FileTest, WritesANewFileAndNothingElse) {
  EXPECT_TRUE(write_file(path("a.pdf"), "one").empty());
  EXPECT_EQ(content(path("a.pdf")), "one");
  EXPECT_EQ(names_in(folder()), Names{"a.pdf"});
}

TEST_F(FileTest, ReplacesAFileAndKeepsItsMode) {
  make("a.pdf", "old and longer");
  ASSERT_EQ(::chmod(path("a.pdf").c_str(), 0640), 0);
  EXPECT_TRUE(write_file(path("a.pdf"), "new").empty());
  EXPECT_EQ(content(path("a.pdf")), "new");
  struct stat about {};
  ASSERT_EQ(::stat(path("a.pdf").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0640U);
  EXPECT_EQ(names_in(folder()), Names{"a.pdf"});
}

// Who has the old file open goes on seeing it whole: it is replaced, never overwritten.
TEST_F(FileTest, ReplacingIsAtomic) {
  std::ifstream reader(make("a.pdf", "old"), std::ios::binary);
  EXPECT_TRUE(write_file(path("a.pdf"), "newer").empty());
  std::string seen;
  reader >> seen;
  EXPECT_EQ(seen, "old");
}

TEST_F(FileTest, WritesBehindASymbolicLink) {
  make("real.pdf", "old");
  fs::create_symlink("real.pdf", path("link.pdf"));
  EXPECT_TRUE(write_file(path("link.pdf"), "new").empty());
  EXPECT_TRUE(fs::is_symlink(path("link.pdf")));
  EXPECT_EQ(content(path("real.pdf")), "new");
}

TEST_F(FileTest, LongNamesAndRelativePathsWork) {
  const std::string name(255, 'n');
  EXPECT_TRUE(write_file(path(name), "x").empty());
  const fs::path before = fs::current_path();
  fs::current_path(folder());
  EXPECT_TRUE(write_file("plain.pdf", "x").empty());
  fs::current_path(before);
  EXPECT_EQ(names_in(folder()), (Names{name, "plain.pdf"}));
}

TEST_F(FileTest, UnwritableTargetsAreRefused) {
  make("file", "x");
  EXPECT_EQ(code(write_file(path("absent/a.pdf"), "x")), "output-not-writable");
  EXPECT_EQ(code(write_file(path("file/a.pdf"), "x")), "output-not-writable");
  EXPECT_EQ(code(write_file(folder(), "x")), "output-not-writable");
  EXPECT_EQ(code(write_file("", "x")), "output-not-writable");
  EXPECT_EQ(names_in(folder()), Names{"file"});
}

// Runs `act` in a process of its own that is not root, and gives its exit status.
int as_nobody(const std::function<int()>& act) {
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    if (::geteuid() == 0 && ::setuid(nobody) != 0) ::_exit(77);
    ::_exit(act());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(FileTest, FoldersAndFilesWithoutPermissionAreRefused) {
  make("secret", "x");
  ASSERT_EQ(::chmod(path("secret").c_str(), 0400), 0);
  ASSERT_EQ(::chmod(folder().c_str(), 0555), 0);
  const int status = as_nobody([this] {
    const bool refused = code(write_file(path("a.pdf"), "x")) == "output-not-writable" &&
                         code(write_file(path("secret"), "x")) == "output-not-writable" &&
                         (::geteuid() != 65534 || code(read_file(path("secret"), 9).findings()) == "input-unreadable");
    return refused ? 0 : 1;
  });
  ASSERT_EQ(::chmod(folder().c_str(), 0755), 0);
  if (status == 77) GTEST_SKIP() << "cannot become another user here";
  EXPECT_EQ(status, 0);
  EXPECT_EQ(content(path("secret")), "x");
  EXPECT_EQ(names_in(folder()), Names{"secret"});
}

TEST_F(FileTest, DevicesAreWrittenNotReplaced) {
  EXPECT_TRUE(write_file("/dev/null", "x").empty());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(FileTest, FullDeviceIsNoSpace) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full here";
  EXPECT_EQ(code(write_file("/dev/full", "x")), "no-space");
}

TEST_F(FileTest, StandardOutputTakesAllOrSaysWhy) {
  const int saved = ::dup(STDOUT_FILENO);
  const int file = ::open(path("out").c_str(), O_WRONLY | O_CREAT, 0600);
  ::dup2(file, STDOUT_FILENO);
  const Findings written = write_file("-", "12345");
  Findings full;
  const int device = ::open("/dev/full", O_WRONLY);
  if (device >= 0) {
    ::dup2(device, STDOUT_FILENO);
    full = write_file("-", "12345");
    ::close(device);
  }
  ::dup2(saved, STDOUT_FILENO);
  ::close(saved);
  ::close(file);
  EXPECT_TRUE(written.empty());
  EXPECT_EQ(content(path("out")), "12345");
  if (device >= 0) {
    EXPECT_EQ(code(full), "no-space");
  }
}

// A disk of 64 KB, for as long as it lives.
class SmallDisk {
 public:
  explicit SmallDisk(std::string folder) : folder_(std::move(folder)) {
    fs::create_directory(folder_);
    error_ = ::mount("banxin-test", folder_.c_str(), "tmpfs", 0, "size=64k") == 0 ? 0 : errno;
  }
  ~SmallDisk() {
    if (error_ == 0) ::umount(folder_.c_str());
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  int error() const { return error_; }

 private:
  std::string folder_;
  int error_ = 0;
};

TEST_F(FileTest, FullDiskLeavesTheOldFileAndNoTemporaryOne) {
  const SmallDisk disk(path("disk"));
  if (disk.error() != 0)
    GTEST_SKIP() << "FullDiskLeavesTheOldFileAndNoTemporaryOne: mount: " << std::strerror(disk.error());
  ASSERT_TRUE(write_file(path("disk/a.pdf"), "old").empty());
  EXPECT_EQ(code(write_file(path("disk/a.pdf"), std::string(200'000, 'x'))), "no-space");
  EXPECT_EQ(content(path("disk/a.pdf")), "old");
  EXPECT_EQ(names_in(path("disk")), Names{"a.pdf"});
  EXPECT_EQ(code(write_file(path("disk/b.pdf"), std::string(200'000, 'x'))), "no-space");
  EXPECT_EQ(names_in(path("disk")), Names{"a.pdf"});
  EXPECT_TRUE(write_file(path("disk/a.pdf"), "new").empty());
}

}  // namespace
}  // namespace banxin::test
