#include "validate/narrative/heading_numbering.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/text.h"
#include "record/parts.h"
#include "words/heading_number.h"

namespace banxin::validate {
namespace {

using Kind = words::HeadingNumber::Kind;

class NumberingCheck {
 public:
  explicit NumberingCheck(const xml::Tree& tree) : tree_(tree) {}

  Findings run() {
    visit(tree_.root());
    return std::move(findings_);
  }

 private:
  // The headings of the node's parts are one row; then come the rows inside those parts.
  void visit(const xml::Node& node) {
    std::map<Kind, int> before;
    for (const xml::Node& part : node.elements()) {
      if (!record::is_element(part, "chapter") && !record::is_element(part, "section")) continue;
      if (const auto heading = record::heading_of(part)) check(*heading, before);
      visit(part);
    }
    for (const auto& [kind, value] : before) last_[kind] = value;
  }

  void check(const xml::Node& heading, std::map<Kind, int>& before) {
    const std::string text = on_one_line(heading.text());
    const auto number = words::read_heading_number(text);
    if (!number) return;
    const auto previous = before.find(number->kind);
    const bool first = previous == before.end();
    const int expected = first ? 1 : previous->second + 1;
    const bool goes_on = first && last_.contains(number->kind) && number->value == last_[number->kind] + 1;
    if (number->value != expected && !goes_on) report(heading, text, *number, expected, first);
    before[number->kind] = number->value;
  }

  void report(const xml::Node& heading, const std::string& content, const words::HeadingNumber& number, int expected,
              bool first) {
    const std::string text = shortened(content);
    const std::string wanted = words::written(number.kind, expected);
    const std::string before = first ? "" : words::written(number.kind, expected - 1);
    findings_.push_back(
        {.code = code::narrative_numbering,
         .severity = Severity::warning,
         .place = tree_.place(heading),
         .message = {first ? fmt::format("标题“{}”的序号应从“{}”开始。", text, wanted)
                           : fmt::format("标题“{}”的序号与前面不连续：前一个是“{}”，这里应是“{}”。", text, before,
                                         wanted),
                     first ? fmt::format(R"(The heading "{}" should start its row with "{}".)", text, wanted)
                           : fmt::format("The heading \"{}\" is out of order: \"{}\" comes before it, so this should "
                                         "be \"{}\".",
                                         text, before, wanted)},
         .hint = {"核对标题的序号，看看是否漏了一部分或重了号。",
                  "Check the numbers of the headings: a part is missing, or a number is used twice."}});
  }

  const xml::Tree& tree_;
  Findings findings_;
  std::map<Kind, int> last_;  // of the row that ended last
};

}  // namespace

Findings check_heading_numbering(const xml::Tree& tree) {
  return NumberingCheck(tree).run();
}

}  // namespace banxin::validate
