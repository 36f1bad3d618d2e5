// veraPDF's verdict on good files, and on files with one fault each: a judge that passes those would prove nothing. All
// files are judged in one go, for each start of the judge costs seconds.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "command.h"
#include "output/pdf/pdf.h"
#include "page_builder.h"

namespace banxin::pdf {
namespace {

// The clause and test that a file breaks; empty: it passes.
struct Expected {
  std::string archive;     // of 3a
  std::string accessible;  // of ua1
};

struct Replacement {
  std::string from, to;  // of the same length
};

class Judgement {
 public:
  explicit Judgement(const FontBook& fonts) : fonts_(fonts), folder_(test::scratch()) {}

  void add(const std::string& name, const Pages& pages, Expected expected = {}) {
    const Source source{
        .bytes = "<record/>", .file_name = "record.xml", .display_name = "记录.xml", .description = {"记录", "record"}};
    const Result<Output> file = write(pages, fonts_, source, OutputKind::pdf_archive);
    ASSERT_TRUE(file) << name << ": " << file.findings()[0].message.en;
    test::write_bytes(path(name), file->bytes());
    expected_[name] = std::move(expected);
  }

  // The file of `pages` with something replaced wherever it stands.
  void add_spoiled(const std::string& name, const Pages& pages, const std::vector<Replacement>& replacements,
                   Expected expected) {
    add(name, pages, std::move(expected));
    const std::string plain = path(name) + ".unpacked";
    const std::string made = test::quoted(path(name));
    ASSERT_EQ(test::run("qpdf --qdf --object-streams=disable " + made + " " + test::quoted(plain)).status, 0);
    std::string bytes = test::read_bytes(plain);
    for (const Replacement& r : replacements) {
      ASSERT_EQ(r.from.size(), r.to.size());
      int replaced = 0;
      for (std::size_t at = 0; (at = bytes.find(r.from, at)) != std::string::npos; at += r.to.size()) {
        bytes.replace(at, r.from.size(), r.to);
        ++replaced;
      }
      ASSERT_GT(replaced, 0) << name << ": no " << r.from << " to spoil";
    }
    test::write_bytes(plain, bytes);
    const test::Ran packed = test::run("qpdf --newline-before-endstream " + test::quoted(plain) + " " + made);
    ASSERT_EQ(packed.status, 0) << packed.output;
  }

  void judge() {
    std::string command = test::quoted(BANXIN_SOURCE_DIR "/scripts/verapdf");
    for (const auto& [name, expected] : expected_) command += " " + test::quoted(path(name));
    const test::Ran ran = test::run(command);
    EXPECT_EQ(ran.status, 1) << "some files have faults, so the whole is a failure\n" << ran.output;
    for (const auto& [name, expected] : expected_) {
      EXPECT_EQ(verdict(ran.output, name, "3a"), expected.archive) << name << " as 3a";
      EXPECT_EQ(verdict(ran.output, name, "ua1"), expected.accessible) << name << " as ua1";
    }
  }

 private:
  std::string path(const std::string& name) const { return folder_ + "/" + name + ".pdf"; }

  // The clauses broken, sorted as text: the judge's own order is another on every machine. Empty for a pass.
  std::string verdict(const std::string& output, const std::string& name, const std::string& flavour) const {
    std::istringstream lines(output);
    std::string line;
    const std::string subject = " " + path(name) + " " + flavour;
    while (std::getline(lines, line)) {
      if (line == "PASS" + subject) return "";
      if (line == "FAIL" + subject) break;
    }
    if (!lines) return "no verdict";
    std::set<std::string> broken;
    while (std::getline(lines, line) && line.starts_with("  FAIL ")) broken.insert(line.substr(7));
    std::string clauses;
    for (const std::string& clause : broken) clauses += (clauses.empty() ? "" : " ") + clause;
    return clauses;
  }

  const FontBook& fonts_;
  std::string folder_;
  std::map<std::string, Expected> expected_;
};

TEST(VeraPdf, PassesReportsAndFailsSpoiledOnes) {
  const std::string missing = test::missing({"qpdf", "java"});
  if (!missing.empty()) GTEST_SKIP() << missing;
  const std::optional<FontBook> fonts = test::debian_fonts();
  if (!fonts) GTEST_SKIP() << "needs fonts-noto-cjk, fonts-lxgw-wenkai and fonts-liberation2";
  if (!std::filesystem::exists(BANXIN_SOURCE_DIR "/build/judges/verapdf/lib")) {
    GTEST_SKIP() << "veraPDF is not installed: run scripts/install-verapdf";
  }
  Judgement judgement(*fonts);
  const test::PageBuilder report = test::sample_report(*fonts);
  const Pages pages = report.build();
  judgement.add("report", pages);

  test::PageBuilder small(*fonts);
  small.page();
  small.text(small.node(NodeRole::title), "版心", {Length::mm(28), Length::mm(40)});
  judgement.add("small", small.build());

  test::PageBuilder draft = report;
  draft.info.draft = true;
  judgement.add("draft", draft.build(), {.archive = "6.6.4-1", .accessible = "5-1"});

  judgement.add_spoiled("unspoiled", pages, {}, {});
  const auto spoil = [&](const std::string& name, const std::vector<Replacement>& replacements, Expected expected) {
    judgement.add_spoiled(name, pages, replacements, std::move(expected));
  };
  spoil("claims-another-part", {{"<pdfaid:part>3<", "<pdfaid:part>9<"}}, {.archive = "6.6.4-2", .accessible = ""});
  spoil("claims-another-ua", {{"<pdfuaid:part>1<", "<pdfuaid:part>7<"}}, {.archive = "", .accessible = "5-2"});
  spoil("unknown-element", {{"/S /Caption", "/S /Katpion"}}, {.archive = "6.7.3.4-1", .accessible = "7.1-5"});
  spoil("untagged-content", {{"/Artifact<</Type/Layout>>BDC", "/Artificially   <<  >>   BDC"}},
        {.archive = "", .accessible = "7.1-3"});
  spoil("heading-skipped", {{"/S /H2", "/S /H5"}}, {.archive = "", .accessible = "7.4.2-1"});
  spoil("irregular-table", {{"/ColSpan 2", "/ColSpan 3"}}, {.archive = "", .accessible = "7.2-43"});
  spoil("no-headers", {{"/Headers", "/Haeders"}, {"/Scope", "/Scoop"}}, {.archive = "", .accessible = "7.5-1"});
  spoil("no-relationship", {{"/AFRelationship", "/AFRelationchip"}}, {.archive = "6.8-3", .accessible = ""});
  spoil("no-title-shown", {{"/DisplayDocTitle true", "/DisplayDocTitle null"}},
        {.archive = "", .accessible = "7.1-10"});
  spoil("no-language", {{"/Lang (zh-Hans)", "/Long (zh-Hans)"}},
        {.archive = "", .accessible = "7.2-2 7.2-24 7.2-33 7.2-34"});
  spoil("wrong-widths", {{"/W [", "/V ["}}, {.archive = "6.2.11.5-1", .accessible = "7.21.5-1"});
  spoil("no-reading", {{"/ToUnicode", "/NoUnicode"}}, {.archive = "6.2.11.7.2-1", .accessible = "7.21.7-1"});
  judgement.judge();
}

}  // namespace
}  // namespace banxin::pdf
