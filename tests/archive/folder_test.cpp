#include "archive/folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "support/temporary_folder.h"

namespace banxin::archive {
namespace {

namespace fs = std::filesystem;
using banxin::test::TemporaryFolder;
using Kind = Folder::Kind;

// inside/ is the folder, outside/ holds what may not be touched.
class FolderTest : public ::testing::Test {
 protected:
  FolderTest() {
    fs::create_directories(path("inside/shelf"));
    fs::create_directories(path("outside"));
    std::ofstream(path("outside/precious")) << "kept";
    std::ofstream(path("inside/shelf/file")) << "words";
    fs::create_directory_symlink(path("outside"), path("inside/away"));
    fs::create_symlink(path("outside/precious"), path("inside/link"));
    EXPECT_EQ(::mkfifo(path("inside/pipe").c_str(), 0600), 0);
  }
  ~FolderTest() override {
    std::ifstream file(path("outside/precious"));
    std::string words;
    file >> words;
    EXPECT_EQ(words, "kept");
    EXPECT_EQ(std::distance(fs::directory_iterator(path("outside")), fs::directory_iterator()), 1);
  }
  std::string path(const std::string& name) const { return folder_.path(name); }
  Folder folder() const { return *Folder::open(path("inside")); }

  template <class T>
  static std::string code(const Result<T>& result) {
    return result ? "" : result.findings().front().code;
  }
  static std::string code(const Findings& findings) { return findings.empty() ? "" : findings.front().code; }

 private:
  TemporaryFolder folder_;
};

TEST_F(FolderTest, KindsAreThoseOfTheNamesThemselves) {
  EXPECT_EQ(*folder().kind_of("shelf"), Kind::folder);
  EXPECT_EQ(*folder().kind_of("shelf/file"), Kind::file);
  EXPECT_EQ(*folder().kind_of("shelf/other"), Kind::nothing);
  EXPECT_EQ(*folder().kind_of("away"), Kind::link);
  EXPECT_EQ(*folder().kind_of("link"), Kind::link);
  EXPECT_EQ(*folder().kind_of("pipe"), Kind::special);
  EXPECT_EQ(code(folder().kind_of("away/precious")), "archive-safety");
}

TEST_F(FolderTest, NoLinkIsFollowedByAnyDoor) {
  EXPECT_EQ(code(folder().read("link", 100)), "archive-safety");
  EXPECT_EQ(code(folder().read("away/precious", 100)), "archive-safety");
  EXPECT_EQ(code(folder().folder("away")), "archive-safety");
  EXPECT_EQ(code(folder().find_folder("away")), "archive-safety");
  EXPECT_EQ(code(folder().make_folder("away/new")), "archive-safety");
  EXPECT_EQ(code(folder().open_to_append("link")), "archive-safety");
  EXPECT_EQ(code(folder().write_over("link", "spoilt")), "archive-safety");
  EXPECT_EQ(code(folder().write_new("away/new", "spoilt")), "archive-safety");
  EXPECT_EQ(code(folder().replace("away/precious", "spoilt")), "archive-safety");
  EXPECT_EQ(code(folder().remove_file("away/precious")), "archive-safety");
  EXPECT_EQ(code(folder().remove_folder("away")), "archive-safety");
}

TEST_F(FolderTest, NoPathLeadsOut) {
  for (const char* name : {"..", "../outside/precious", "shelf/../../outside/precious", ".", "", "/", "shelf//file"}) {
    EXPECT_FALSE(folder().read(name, 100)) << name;
    EXPECT_FALSE(folder().remove_folder(name).empty()) << name;
    EXPECT_FALSE(folder().make_folder(name)) << name;
  }
}

TEST_F(FolderTest, AReplacedLinkIsAFileAndWhatItLedToStays) {
  EXPECT_TRUE(folder().replace("link", "new").empty());
  EXPECT_EQ(*folder().kind_of("link"), Kind::file);
  EXPECT_EQ(*folder().read("link", 100), "new");
}

TEST_F(FolderTest, APipeIsNamedAndNotOpened) {
  EXPECT_EQ(code(folder().read("pipe", 100)), "archive-safety");
  EXPECT_EQ(code(folder().open_file("pipe")), "archive-safety");
  EXPECT_EQ(code(folder().open_to_append("pipe")), "archive-safety");
}

TEST_F(FolderTest, AFolderIsRemovedWithItsLinksButNotWhatTheyLeadTo) {
  fs::create_directory_symlink(path("outside"), path("inside/shelf/away"));
  EXPECT_TRUE(folder().remove_folder("shelf").empty());
  EXPECT_EQ(*folder().kind_of("shelf"), Kind::nothing);
}

TEST_F(FolderTest, FoldersTooDeepAreLeft) {
  std::string deep = "shelf";
  for (int n = 0; n < 40; ++n) deep += "/d";
  fs::create_directories(path("inside/" + deep));
  EXPECT_EQ(code(folder().remove_folder("shelf")), "archive-safety");
  const Findings findings = folder().walk([](const std::string&, Kind) { return true; });
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, "archive-safety");
}

TEST_F(FolderTest, TheFolderIsTheOneThatWasOpenedWhateverItsPathIsNow) {
  const Folder before = folder();
  fs::rename(path("inside"), path("moved"));
  fs::create_directory_symlink(path("outside"), path("inside"));
  EXPECT_TRUE(before.write_new("note", "x").empty());
  EXPECT_TRUE(fs::exists(path("moved/note")));
  EXPECT_EQ(*before.read("shelf/file", 100), "words");
  EXPECT_TRUE(before.remove_folder("shelf").empty());
}

TEST_F(FolderTest, WalkVisitsAllSorted) {
  std::map<std::string, Kind> seen;
  std::vector<std::string> order;
  EXPECT_TRUE(folder()
                  .walk([&](const std::string& name, Kind kind) {
                    seen.emplace(name, kind);
                    order.push_back(name);
                    return true;
                  })
                  .empty());
  EXPECT_EQ(order, (std::vector<std::string>{"away", "link", "pipe", "shelf", "shelf/file"}));
  EXPECT_EQ(seen.at("away"), Kind::link);
}

}  // namespace
}  // namespace banxin::archive
