#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "archive/packages.h"
#include "base/digest.h"
#include "kit.h"

namespace banxin::archive::test {
namespace {

namespace fs = std::filesystem;

std::set<std::string> packages_in(const std::string& folder) {
  std::set<std::string> names;
  for (const auto& shelf : fs::directory_iterator(folder + "/packages")) {
    for (const auto& package : fs::directory_iterator(shelf.path())) names.insert(package.path().filename());
  }
  return names;
}

bool nothing_is_staged(const std::string& folder) {
  return fs::is_empty(folder + "/work");
}

TEST(Store, AR_01_06_70_79_82_APackageHasItsParts) {
  const TemporaryFolder folder;
  const Made& report = made(record_text("甲局"));
  const ArchiveEntry entry = stored(folder.path("archive"), report);
  EXPECT_TRUE(entry.stored());
  EXPECT_EQ(entry.version(), 1);
  const auto files = files_below(folder.path("archive") + "/" + entry.folder());
  const std::string form = "data/schema/" + report.record.record().form().id + "/";
  std::string names;
  for (const auto& [name, bytes] : files) {
    if (!name.starts_with(form) && !name.starts_with("data/schema/common/")) names += name + "\n";
  }
  const std::string& id = entry.id();
  EXPECT_EQ(names,
            "README.txt\nbag-info.txt\nbagit.txt\ndata/evidence/fonts.json\ndata/evidence/geometry.json\n"
            "data/evidence/validation.json\ndata/metadata/record.xml\ndata/provenance/build.json\n"
            "data/provenance/versions.json\ndata/report/" +
                id +
                "-v01.pdf\ndata/schema/document.xsd\n"
                "data/schema/gbt9704/style.xml\ndata/source/" +
                id + ".xml\ndata/source/c14n/" + id +
                ".xml\n"
                "manifest-sha512.txt\nmanifest-sm3.txt\nschemas/evidence.schema.json\n"
                "schemas/metadata.xsd\nschemas/record.md\ntagmanifest-sha512.txt\n");
  EXPECT_EQ(files.at("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  EXPECT_EQ(files.at("data/source/" + id + ".xml"), report.record.record().bytes());
  EXPECT_EQ(files.at("data/report/" + id + "-v01.pdf"), report.output.bytes());
  EXPECT_EQ(entry.sha512(), to_hex(digest(DigestKind::sha512, files.at("tagmanifest-sha512.txt"))));
  EXPECT_TRUE(nothing_is_staged(folder.path("archive")));
}

TEST(Store, D_12_TheIdOfANameAsItWasWrittenIsStillTheRecords) {
  const Record& record = made(record_text("甲 局")).record.record();
  const Identity& who = record.identity();
  const std::string written =
      to_hex(digest(DigestKind::sha256, who.bureau + "\n" + who.form + "\n" + who.year)).substr(0, 24);
  EXPECT_NE(written, id_of(record));
  EXPECT_TRUE(is_id_of(record, written));
  EXPECT_TRUE(is_id_of(record, id_of(record)));
  EXPECT_EQ(id_of(record), id_of(made(record_text("甲局")).record.record()));
  EXPECT_FALSE(is_id_of(record, std::string(24, '0')));
}

TEST(Store, D_05_ADraftIsRefused) {
  const TemporaryFolder folder;
  const Made draft = made_as_draft(bytes_of(std::string(BANXIN_SOURCE_DIR) + "/samples/bad/A-1.xml"));
  ASSERT_TRUE(draft.record.is_draft());
  const auto archive = Archive::open(folder.path("archive"));
  ASSERT_TRUE(archive);
  const auto entry = store(*archive, draft.record, draft.output, draft.findings, setup());
  ASSERT_FALSE(entry);
  ASSERT_EQ(entry.findings().size(), 1U);
  EXPECT_EQ(entry.findings().front().code, "archive-draft");
  EXPECT_EQ(entry.findings().front().place.file, "record.xml");
  EXPECT_TRUE(packages_in(folder.path("archive")).empty());
  EXPECT_TRUE(nothing_is_staged(folder.path("archive")));
}

TEST(Store, AR_72_TheFormsFilesAreThoseThatWereUsed) {
  const TemporaryFolder folder;
  const Made& report = made(record_text("甲局"));
  const ArchiveEntry entry = stored(folder.path("archive"), report);
  // With what the form shares with others: its files read it, so the folder would be of no use without.
  for (const std::string& part : {report.record.record().form().id, std::string("common")}) {
    EXPECT_EQ(files_below(folder.path("archive") + "/" + entry.folder() + "/data/schema/" + part),
              files_below(std::string(BANXIN_SOURCE_DIR) + "/layouts/" + part));
  }
}

TEST(Store, AR_85_TheSameRecordsMakeTheSameArchive) {
  const TemporaryFolder folder;
  for (const char* name : {"one", "two"}) {
    stored(folder.path(name), made(record_text("甲局"), name));
    stored(folder.path(name), made(record_text("乙局"), name));
    stored(folder.path(name), made(record_text("甲局", 3), name));
  }
  EXPECT_EQ(files_below(folder.path("one")), files_below(folder.path("two")));
}

TEST(Store, D_09_ARepeatIsRecognisedUnderAnotherName) {
  const TemporaryFolder folder;
  const ArchiveEntry first = stored(folder.path("archive"), made(record_text("甲局"), "a.xml"));
  const auto before = files_below(folder.path("archive"));
  const ArchiveEntry again = stored(folder.path("archive"), made(record_text("甲局"), "elsewhere/b.xml"));
  EXPECT_FALSE(again.stored());
  EXPECT_EQ(again.package(), first.package());
  EXPECT_EQ(again.sha512(), first.sha512());
  EXPECT_EQ(files_below(folder.path("archive")), before);

  const auto archive = Archive::open(folder.path("archive"));
  const Record& record = made(record_text("甲局")).record.record();
  const auto found = archive->find(record, record.sha512(), setup());
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->package(), first.package());
  const Record& changed = made(record_text("甲局", 9)).record.record();
  const auto other = archive->find(changed, changed.sha512(), setup());
  EXPECT_TRUE(other && !*other);
}

TEST(Store, AR_80_84_ACorrectionIsANewVersionAndTheOldOneStays) {
  const TemporaryFolder folder;
  const ArchiveEntry first = stored(folder.path("archive"), made(record_text("甲局", 1)));
  const auto before = files_below(folder.path("archive"));
  const ArchiveEntry second = stored(folder.path("archive"), made(record_text("甲局", 2)));
  EXPECT_EQ(second.package(), first.id() + "-v02");
  const std::string versions =
      bytes_of(folder.path("archive") + "/" + second.folder() + "/data/provenance/versions.json");
  EXPECT_NE(versions.find("\"correction\""), std::string::npos);
  EXPECT_NE(versions.find("\"" + first.package() + "\""), std::string::npos);
  EXPECT_NE(versions.find("\"" + first.sha512() + "\""), std::string::npos);
  auto after = files_below(folder.path("archive"));
  for (const auto& [name, bytes] : before) EXPECT_EQ(after[name], bytes) << name;
  // What came first is known still.
  EXPECT_EQ(stored(folder.path("archive"), made(record_text("甲局", 1))).package(), first.package());
  EXPECT_EQ(packages_in(folder.path("archive")).size(), 2U);
}

TEST(Store, AMarkerThatWasLeftEmptyIsWritten) {
  const TemporaryFolder folder;
  const std::string marker = folder.path("archive/banxin-archive.txt");
  ASSERT_TRUE(Archive::open(folder.path("archive")));
  const std::string whole = bytes_of(marker);
  fs::resize_file(marker, 0);
  EXPECT_TRUE(Archive::open(folder.path("archive")));
  EXPECT_EQ(bytes_of(marker), whole);
}

TEST(Store, ManyAtOnceWithTheirVersionsAndRepeats) {
  const TemporaryFolder folder;
  const auto archive = Archive::open(folder.path("archive"));
  auto writer = Writer::open(*archive);
  for (const auto& [bureau, staff] :
       std::vector<std::pair<std::string, int>>{{"甲局", 1}, {"乙局", 1}, {"甲局", 2}, {"甲局", 1}}) {
    const Made& report = made(record_text(bureau, staff));
    EXPECT_TRUE(writer->add(report.record, report.output, report.findings, setup()).empty());
  }
  EXPECT_EQ(writer->waiting(), 4U);
  EXPECT_TRUE(packages_in(folder.path("archive")).empty());
  const auto entries = writer->commit();
  ASSERT_TRUE(entries);
  std::string told;
  for (const ArchiveEntry& entry : *entries) told += std::to_string(entry.version()) + (entry.stored() ? "+ " : "  ");
  EXPECT_EQ(told, "1+ 1+ 2+ 1  ");
  EXPECT_EQ(packages_in(folder.path("archive")).size(), 3U);
  EXPECT_EQ(writer->waiting(), 0U);
}

TEST(Store, WhatIsNotCommittedIsGoneWithItsWriter) {
  const TemporaryFolder folder;
  const auto archive = Archive::open(folder.path("archive"));
  {
    auto writer = Writer::open(*archive);
    const Made& report = made(record_text("甲局"));
    EXPECT_TRUE(writer->add(report.record, report.output, report.findings, setup()).empty());
    EXPECT_FALSE(nothing_is_staged(folder.path("archive")));
  }
  EXPECT_TRUE(nothing_is_staged(folder.path("archive")));
  EXPECT_TRUE(packages_in(folder.path("archive")).empty());
}

// Runs `work` in a process of its own; what it returns is the process's status.
pid_t forked(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) std::_Exit(work());
  return child;
}

int status_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

TEST(Store, ProcessesAtOnceNeitherLoseNorDouble) {
  const TemporaryFolder folder;
  const std::string where = folder.path("archive");
  constexpr int writers = 4;
  constexpr int corrections = 3;
  setup();
  for (int staff = 0; staff < corrections; ++staff) made(record_text("甲局", staff));
  for (int n = 0; n < writers; ++n) made(record_text("局" + std::to_string(n)));
  // All store the same three versions of one record, and each a record of its own.
  std::vector<pid_t> children;
  for (int n = 0; n < writers; ++n) {
    children.push_back(forked([&] {
      for (int i = 0; i < corrections; ++i) stored(where, made(record_text("甲局", (i + n) % corrections)));
      stored(where, made(record_text("局" + std::to_string(n))));
      return 0;
    }));
  }
  for (const pid_t child : children) EXPECT_EQ(status_of(child), 0);
  EXPECT_EQ(packages_in(where).size(), static_cast<std::size_t>(corrections + writers));
  const std::string id = id_of(made(record_text("甲局", 0)).record.record());
  const auto archive = Folder::open(where);
  EXPECT_EQ(*versions_of(*archive, id), (std::vector{1, 2, 3}));
  std::set<std::string> keys;
  for (int version = 1; version <= corrections; ++version) keys.insert(read_entry(*archive, id, version)->key);
  EXPECT_EQ(keys.size(), static_cast<std::size_t>(corrections));
  EXPECT_TRUE(nothing_is_staged(where));
}

TEST(Store, D_09_AKilledWriterLeavesWholePackagesAndNothingElse) {
  const TemporaryFolder folder;
  const std::string where = folder.path("archive");
  constexpr int rounds = 25;
  constexpr int records = 6;
  setup();
  for (int n = 0; n < records; ++n) made(record_text("甲局", n));
  const auto whole = [&] {
    for (const std::string& name : packages_in(where)) {
      const auto read = read_package_name(name);
      ASSERT_TRUE(read) << name;
      const auto files = files_below(where + "/" + shelf_of(read->id) + "/" + name);
      for (const char* manifest : {"manifest-sha512.txt", "tagmanifest-sha512.txt"}) {
        const std::string& lines = files.at(manifest);
        for (std::size_t at = 0; at < lines.size(); at = lines.find('\n', at) + 1) {
          const std::string line = lines.substr(at, lines.find('\n', at) - at);
          EXPECT_EQ(to_hex(digest(DigestKind::sha512, files.at(line.substr(130)))), line.substr(0, 128)) << line;
        }
      }
    }
  };
  for (int round = 0; round < rounds; ++round) {
    const pid_t child = forked([&] {
      for (int n = 0; n < records; ++n) stored(where, made(record_text("甲局", n)));
      return 0;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(1 + round * 7));
    ::kill(child, SIGKILL);
    status_of(child);
    if (fs::exists(where + "/packages")) whole();
  }
  for (int n = 0; n < records; ++n) stored(where, made(record_text("甲局", n)));
  whole();
  EXPECT_EQ(packages_in(where).size(), static_cast<std::size_t>(records));
  EXPECT_TRUE(nothing_is_staged(where));
}

TEST(Store, TheFolderOfALivingWriterIsLeftAlone) {
  const TemporaryFolder folder;
  const auto archive = Archive::open(folder.path("archive"));
  auto writer = Writer::open(*archive);
  const Made& report = made(record_text("甲局"));
  EXPECT_TRUE(writer->add(report.record, report.output, report.findings, setup()).empty());
  EXPECT_TRUE(Archive::open(folder.path("archive")));
  EXPECT_TRUE(writer->commit());
  EXPECT_EQ(packages_in(folder.path("archive")).size(), 1U);
}

TEST(Store, AFolderWithOtherThingsIsNoArchive) {
  const TemporaryFolder folder;
  std::ofstream(folder.path("letter.txt")) << "dear\n";
  const auto archive = Archive::open(folder.path());
  ASSERT_FALSE(archive);
  EXPECT_EQ(archive.findings().front().code, "archive-unusable");
  EXPECT_EQ(files_below(folder.path()).size(), 1U);
}

// AR-07: the Chinese name is in bag-info.txt.
TEST(Store, AR_90_NamesArePlain) {
  const TemporaryFolder folder;
  const ArchiveEntry entry = stored(folder.path("archive"), made(record_text("𠅤𬱖﨩葛󠄁局")));
  for (const auto& [name, bytes] : files_below(folder.path("archive"))) {
    EXPECT_EQ(name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/"),
              std::string::npos)
        << name;
    for (const auto& part : fs::path(name)) EXPECT_LE(part.string().size(), 64U) << name;
  }
  EXPECT_NE(bytes_of(folder.path("archive") + "/" + entry.folder() + "/bag-info.txt")
                .find("Source-Organization: 𠅤𬱖﨩葛󠄁局\n"),
            std::string::npos);
}

TEST(Store, AR_75_87_91_EvidenceNamesNoFileOfThisMachine) {
  const TemporaryFolder folder;
  const Made& report = made(record_text("甲局"), "/somewhere/secret-name.xml");
  const ArchiveEntry entry = stored(folder.path("archive"), report);
  for (const auto& [name, bytes] : files_below(folder.path("archive"))) {
    EXPECT_EQ(bytes.find("secret-name"), std::string::npos) << name;
    if (name.find("/data/evidence/") == std::string::npos && name.find("/data/provenance/") == std::string::npos)
      continue;
    EXPECT_EQ(bytes.find("/usr/"), std::string::npos) << name;
    EXPECT_EQ(bytes.find(BANXIN_SOURCE_DIR), std::string::npos) << name;
    // AR-87: by its digest each says what it is about.
    EXPECT_TRUE(bytes.find(report.record.record().sha512()) != std::string::npos ||
                bytes.find(report.output.sha512()) != std::string::npos)
        << name;
  }
  EXPECT_TRUE(entry.stored());
}

}  // namespace
}  // namespace banxin::archive::test
