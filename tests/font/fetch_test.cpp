#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>

#include "font/support.h"

// scripts/fetch-fangsong where it needs no network.
namespace banxin {
namespace {

using test::TemporaryFolder;

struct Outcome {
  int status = -1;
  std::string said;
};

Outcome fetch(const std::string& folder, const std::string& environment = {}) {
  const std::string command =
      fmt::format("{} /bin/bash '{}/scripts/fetch-fangsong' '{}' 2>&1", environment, BANXIN_SOURCE_DIR, folder);
  std::FILE* pipe = ::popen(command.c_str(), "r");
  Outcome outcome;
  std::array<char, 1024> chunk{};
  while (const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), pipe))
    outcome.said.append(chunk.data(), got);
  const int status = ::pclose(pipe);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

// A PATH that has what the script's shell needs, and no apt.
std::string path_without_apt(const TemporaryFolder& folder) {
  for (const char* tool : {"dirname", "mktemp", "mkdir", "rm", "sed", "tar"}) {
    std::filesystem::create_directories(folder.path("bin"));
    std::filesystem::create_symlink(fmt::format("/usr/bin/{}", tool), folder.path(fmt::format("bin/{}", tool)));
  }
  return fmt::format("PATH='{}'", folder.path("bin"));
}

TEST(FetchFangsong, nothing_is_done_or_said_when_the_face_is_there) {
  const TemporaryFolder folder;
  folder.write("LXGWZhuqueFangsong-Regular.ttf", "x");
  const Outcome outcome = fetch(folder.path(), path_without_apt(folder));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.said, "");
}

TEST(FetchFangsong, the_second_face_is_not_fetched_again) {
  const TemporaryFolder folder;
  folder.write("FandolFang-Regular.otf", "x");
  const Outcome outcome = fetch(folder.path(), path_without_apt(folder));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(
      outcome.said,
      "fetch-fangsong: FandolFang-Regular.otf is there; LXGWZhuqueFangsong-Regular.ttf was not found before (delete "
      "FandolFang-Regular.otf to try again)\n");
}

TEST(FetchFangsong, without_apt_it_says_what_serves_instead_and_succeeds) {
  const TemporaryFolder folder;
  const Outcome outcome = fetch(folder.path("fonts"), path_without_apt(folder));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(
      outcome.said,
      "fetch-fangsong: apt-get is not installed; no FangSong face was fetched, the next face of the profile serves "
      "instead\n");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path("fonts"))) << "nothing is left behind";
}

TEST(FetchFangsong, a_folder_that_cannot_be_made_is_told) {
  const TemporaryFolder folder;
  const Outcome outcome = fetch(folder.write("file", "x") + "/fonts", path_without_apt(folder));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.said.find("cannot write to"), std::string::npos) << outcome.said;
}

}  // namespace
}  // namespace banxin
