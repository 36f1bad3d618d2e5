#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "support.h"

// Tables of sentences as bureaus write them, each with what must be said about it: narrative-YEAR.txt.

namespace banxin::test {
namespace {

const std::string folder = std::string(BANXIN_SOURCE_DIR) + "/tests/validate/";

// A record with the sample's tables, and this text instead of its own.
class Frame {
 public:
  explicit Frame(const std::string& sample) : sample_(read_all(std::string(BANXIN_SOURCE_DIR) + "/samples/" + sample)) {
    for (std::size_t at = sample_.find("<statistics"); at != std::string::npos; at = sample_.find("<statistics", at)) {
      const std::size_t end = sample_.find("</statistics>", at) + std::string("</statistics>").size();
      tables_ += sample_.substr(at, end - at) + "\n";
      at = end;
    }
  }

  std::string record(const std::string& bureau, const std::string& heading, const std::string& paragraph) const {
    const std::size_t root = sample_.find("<record");
    const std::string head = sample_.substr(root, sample_.find('>', root) + 1 - root);
    return head + "<bureau>" + bureau +
           "</bureau><title>报告</title><chapter><heading>一、总体情况</heading><section><heading>" + heading +
           "</heading>\n<p>" + paragraph + "</p></section></chapter><chapter><heading>二、表</heading>" + tables_ +
           "</chapter></record>";
  }

 private:
  std::string sample_, tables_;
};

// "N-44,N-46": the warnings of the narrative, in order of their ids; "-" when there are none.
std::string warnings_of(const validate::Checker& checker, const Form& form, const std::string& record) {
  std::set<std::string> ids;
  for (const Diagnostic& one : checker.report(read(record, form)).findings) {
    if (one.severity == Severity::warning && one.code.starts_with("N-")) ids.insert(one.code);
  }
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : ",") + id;
  return out.empty() ? "-" : out;
}

class NarrativeCorpus : public testing::TestWithParam<const char*> {};

TEST_P(NarrativeCorpus, N_each_sentence_raises_what_the_table_says_and_nothing_else) {
  const std::string year = GetParam();
  const Form form = form_of("disclosure-" + year);
  auto checker = validate::Checker::load(form);
  ASSERT_TRUE(checker) << listing(checker.findings());
  const Frame frame("filled-" + year + ".xml");
  std::istringstream lines(read_all(folder + "narrative-" + year + ".txt"));
  std::string bureau;
  std::string heading;
  int silent = 0;
  int raised = 0;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const auto value = [&] { return line.substr(line.find(' ') + 1, line.size() - line.find(' ') - 2); };
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("[bureau ")) {
      bureau = value();
    } else if (line.starts_with("[heading ")) {
      heading = value();
    } else {
      const std::string expected = line.substr(0, line.find(' '));
      const std::string sentence = line.substr(line.find_first_not_of(' ', expected.size()));
      EXPECT_EQ(warnings_of(*checker, form, frame.record(bureau, heading, sentence)), expected)
          << "line " << number << ": " << sentence;
      ++(expected == "-" ? silent : raised);
    }
  }
  EXPECT_GE(silent, 40);
  EXPECT_GE(raised, 40);
}

INSTANTIATE_TEST_SUITE_P(Forms, NarrativeCorpus, testing::Values("2018", "2019", "2021"),
                         [](const auto& year) { return std::string(year.param); });

}  // namespace
}  // namespace banxin::test
