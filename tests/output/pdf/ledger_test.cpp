// The ledger of clauses names the tests that prove them: each of them exists.

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include "command.h"

namespace banxin::pdf {
namespace {

std::set<std::string> tests_in(const std::filesystem::path& folder) {
  std::set<std::string> names;
  const std::regex test(R"(TEST(?:_F)?\((\w+), (\w+)\))");
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = test::read_bytes(entry.path().string());
    for (auto at = std::sregex_iterator(text.begin(), text.end(), test); at != std::sregex_iterator(); ++at) {
      names.insert((*at)[1].str() + "." + (*at)[2].str());
    }
  }
  return names;
}

TEST(Ledger, NamesTestsAndFilesThatExist) {
  const std::filesystem::path root = BANXIN_SOURCE_DIR;
  const std::string ledger = test::read_bytes((root / "pipeline/output/pdf/PDFA.md").string());
  const std::set<std::string> tests = tests_in(root / "tests/output/pdf");
  const std::regex name(R"(`([A-Z]\w+\.[A-Z]\w+)`)");
  int named = 0;
  for (auto at = std::sregex_iterator(ledger.begin(), ledger.end(), name); at != std::sregex_iterator(); ++at) {
    ++named;
    EXPECT_EQ(tests.count((*at)[1].str()), 1U) << "PDFA.md names a test that does not exist: " << (*at)[1];
  }
  EXPECT_GT(named, 20);
  const std::regex file(R"(`([a-z_./]+\.(?:cpp|h))`)");
  for (auto at = std::sregex_iterator(ledger.begin(), ledger.end(), file); at != std::sregex_iterator(); ++at) {
    EXPECT_TRUE(std::filesystem::exists(root / "pipeline/output/pdf" / (*at)[1].str()))
        << "PDFA.md names a missing file: " << (*at)[1];
  }
}

}  // namespace
}  // namespace banxin::pdf
