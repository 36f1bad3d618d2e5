#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "sample_record.h"

// Tables of sentences as bureaus write them, each with what must be said about it: narrative-YEAR.txt.

namespace banxin::test {
namespace {

const std::string folder = std::string(BANXIN_SOURCE_DIR) + "/tests/validate/";

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

std::string report_year(const std::string& form) {
  const std::map<std::string, std::string> years = {{"2018", "2018"}, {"2019", "2020"}, {"2021", "2023"}};
  return years.at(form);
}

class NarrativeCorpus : public testing::TestWithParam<const char*> {};

// C-13: N-1 to N-29, N-39 to N-69 and N-79 to N-92.
TEST_P(NarrativeCorpus, N_each_sentence_raises_what_the_table_says_and_nothing_else) {
  const std::string year = GetParam();
  const Form form = form_of("disclosure-" + year);
  const validate::Checker& checker = checker_of(form.id);
  std::istringstream lines(read_all(folder + "narrative-" + year + ".txt"));
  std::string bureau;
  std::string heading;
  int silent = 0;
  int raised = 0;
  std::string all;  // what the lines expect
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
      const std::string text = "<section><heading>" + heading + "</heading><p>" + sentence + "</p></section>";
      const std::string introduction = "<p>本报告反映" + report_year(year) + "年的情况。</p>";
      const std::string record =
          sample_record("filled-" + year + ".xml", {.bureau = bureau,
                                                    .title = bureau + report_year(year) + "年政府信息公开工作年度报告",
                                                    .introduction = introduction,
                                                    .text = {{"overview", text}, {"1", text}}});
      EXPECT_EQ(warnings_of(checker, form, record), expected) << "line " << number << ": " << sentence;
      ++(expected == "-" ? silent : raised);
      all += "," + expected + ",";
    }
  }
  const validate::Report filled = checker.report(read(sample_record("filled-" + year + ".xml"), form));
  for (const auto& rule : checker.rules()) {
    const bool of_narrative = rule.id.starts_with("N-") && verdict(filled, rule.id) == "no such rule";
    if (!of_narrative || rule.id == "N-28") continue;  // which asks for last year's record
    EXPECT_NE(all.find("," + rule.id + ","), std::string::npos) << rule.id << " has no sentence";
  }
  EXPECT_GE(silent, 40);
  EXPECT_GE(raised, 40);
}

INSTANTIATE_TEST_SUITE_P(Forms, NarrativeCorpus, testing::Values("2018", "2019", "2021"),
                         [](const auto& year) { return std::string(year.param); });

}  // namespace
}  // namespace banxin::test
