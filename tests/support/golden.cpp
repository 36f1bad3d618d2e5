#include "support/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace banxin::test {
namespace {

std::string next_line(std::istringstream& in) {
  std::string line;
  return std::getline(in, line) ? line : std::string("(end)");
}

std::string difference(const std::string& expected, const std::string& actual) {
  constexpr int most_shown = 20;
  std::istringstream want(expected);
  std::istringstream have(actual);
  std::string out;
  int shown = 0;
  for (int line = 1; (want || have) && shown < most_shown; ++line) {
    const std::string a = next_line(want);
    const std::string b = next_line(have);
    if (a == b) continue;
    out += "line " + std::to_string(line) + "\n  - " + a + "\n  + " + b + "\n";
    ++shown;
  }
  return out;
}

}  // namespace

void expect_golden(const std::string& actual, const std::string& path) {
  const std::filesystem::path file = std::filesystem::path(BANXIN_SOURCE_DIR) / "tests" / path;
  const char* update = std::getenv("BANXIN_UPDATE");  // NOLINT(concurrency-mt-unsafe): tests have one thread
  if (update != nullptr && std::string_view(update) == "1") {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
    return;
  }
  std::ifstream in(file, std::ios::binary);
  const std::string expected((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  EXPECT_TRUE(in.good()) << "no such expectation: tests/" << path << "; `scripts/test --update` writes it";
  if (expected != actual) ADD_FAILURE() << "differs from tests/" << path << "\n" << difference(expected, actual);
}

}  // namespace banxin::test
