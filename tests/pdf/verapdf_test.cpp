// veraPDF's verdict on good files, and on files with one fault each: a judge that passes those would prove nothing. All
// files are judged in one go, for each start of the judge costs seconds.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "command.h"
#include "page_builder.h"
#include "pdf/pdf.h"

namespace banxin::pdf {
namespace {

struct Expected {
  bool archive = true;     // passes 3a
  bool accessible = true;  // passes ua1
};

class Judgement {
 public:
  explicit Judgement(const FontBook& fonts) : fonts_(fonts), folder_(test::scratch("verapdf")) {}

  void add(const std::string& name, const Pages& pages, Expected expected = {}) {
    const Source source{
        .bytes = "<record/>", .file_name = "record.xml", .display_name = "记录.xml", .description = {"记录", "record"}};
    const Result<PdfFile> file = write(pages, fonts_, source, Profile::archive);
    ASSERT_TRUE(file) << name << ": " << file.findings()[0].message.en;
    add_bytes(name, (*file).bytes, expected);
  }

  // The file of `pages` with `from` replaced by `to`, of the same length, wherever it stands in the unpacked file.
  void add_spoiled(const std::string& name, const Pages& pages, const std::string& from, const std::string& to,
                   Expected expected) {
    ASSERT_EQ(from.size(), to.size());
    add(name, pages, expected);
    const std::string plain = path(name) + ".unpacked";
    ASSERT_EQ(test::run("qpdf --qdf --object-streams=disable --no-original-object-ids " + test::quoted(path(name)) +
                        " " + test::quoted(plain))
                  .status,
              0);
    std::string bytes = test::read_bytes(plain);
    int replaced = 0;
    for (std::size_t at = 0; (at = bytes.find(from, at)) != std::string::npos; at += to.size()) {
      bytes.replace(at, from.size(), to);
      ++replaced;
    }
    ASSERT_GT(replaced, 0) << name << ": nothing to spoil";
    add_bytes(name, bytes, expected);
  }

  void judge() {
    std::string command = test::quoted(BANXIN_SOURCE_DIR "/scripts/verapdf");
    for (const auto& [name, expected] : expected_) command += " " + test::quoted(path(name));
    const test::Ran ran = test::run(command);
    EXPECT_EQ(ran.status, 1) << "some files have faults, so the whole is a failure\n" << ran.output;
    for (const auto& [name, expected] : expected_) {
      check(ran.output, name, "3a", expected.archive);
      check(ran.output, name, "ua1", expected.accessible);
    }
  }

 private:
  std::string path(const std::string& name) const { return folder_ + "/" + name + ".pdf"; }

  void add_bytes(const std::string& name, const std::string& bytes, Expected expected) {
    test::write_bytes(path(name), bytes);
    expected_[name] = expected;
  }

  void check(const std::string& output, const std::string& name, const std::string& flavour, bool passes) const {
    const std::string verdict = std::string(passes ? "PASS " : "FAIL ") + path(name) + " " + flavour;
    EXPECT_NE(("\n" + output).find("\n" + verdict + "\n"), std::string::npos) << "expected: " << verdict << "\n"
                                                                              << output;
  }

  const FontBook& fonts_;
  std::string folder_;
  std::map<std::string, Expected> expected_;
};

TEST(VeraPdf, PassesReportsAndFailsSpoiledOnes) {
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
  judgement.add("draft", draft.build(), {.archive = false, .accessible = false});

  const Expected not_archive{.archive = false, .accessible = true};
  const Expected not_accessible{.archive = true, .accessible = false};
  const Expected neither{.archive = false, .accessible = false};
  judgement.add_spoiled("claims-another-part", pages, "<pdfaid:part>3<", "<pdfaid:part>9<", not_archive);
  judgement.add_spoiled("claims-no-ua", pages, "<pdfuaid:part>1<", "<pdfuaid:tarp>1<", neither);
  judgement.add_spoiled("unknown-element", pages, "/S /Caption", "/S /Katpion", neither);
  judgement.add_spoiled("untagged-content", pages, "/Artifact<</Type/Layout>>BDC", "                        q   ",
                        neither);
  judgement.add_spoiled("heading-skipped", pages, "/S /H2", "/S /H5", not_accessible);
  judgement.add_spoiled("irregular-table", pages, "/ColSpan 2", "/ColSpan 3", not_accessible);
  judgement.add_spoiled("no-header-association", pages, "/Headers", "/Hraders", {});
  judgement.add_spoiled("no-relationship", pages, "/AFRelationship", "/AFrelationship", not_archive);
  judgement.add_spoiled("no-title-shown", pages, "/DisplayDocTitle true", "/DisplayDocTitle null", not_accessible);
  judgement.add_spoiled("notdef", pages, "/MCID 0>>BDC", "/MCID 0>>BDC", {});
  judgement.judge();
}

}  // namespace
}  // namespace banxin::pdf
