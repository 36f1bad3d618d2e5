#include "validate/narrative/heading_numbering.h"

#include <fmt/format.h>

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/text.h"
#include "forms/chapter_numbers.h"
#include "record/parts.h"
#include "words/heading_number.h"

namespace banxin::validate {
namespace {

using Kind = words::HeadingNumber::Kind;

class NumberingCheck {
 public:
  NumberingCheck(const xml::Tree& tree, const forms::Labels& labels)
      : tree_(tree), labels_(labels), chapters_(tree.root()) {}

  Findings run() {
    visit(tree_.root());
    return std::move(findings_);
  }

 private:
  struct Heading {
    xml::Node node;
    std::string text;  // as the page has it
    int value = 0;
  };
  // The headings of one row: the last with a number of each kind, and those without that followed it.
  struct Row {
    std::map<Kind, Heading> last;
    std::vector<Heading> unnumbered;
  };

  // The headings of the node's parts are one row; then come the rows inside those parts.
  void visit(const xml::Node& node) {
    Row row;
    for (const xml::Node& part : node.elements()) {
      if (!record::is_element(part, "chapter") && !record::is_element(part, "section")) continue;
      if (const auto heading = record::heading_of(part)) check({*heading, text_of(part, *heading)}, row);
      visit(part);
    }
    for (const auto& [kind, heading] : row.last) last_[kind] = heading.value;
  }

  // A chapter of the form has the form's words on the page, whatever the record says.
  std::string text_of(const xml::Node& part, const xml::Node& heading) const {
    const forms::ChapterLabel* official = labels_.find_chapter(part.attribute("id").value_or(""));
    return official == nullptr ? on_one_line(heading.text()) : chapters_.printed(part, official->text);
  }

  void check(Heading heading, Row& row) {
    const auto number = words::read_heading_number(heading.text);
    if (!number) return row.unnumbered.push_back(std::move(heading));
    heading.value = number->value;
    const auto previous = row.last.find(number->kind);
    const bool first = previous == row.last.end();
    const int expected = first ? 1 : previous->second.value + 1;
    const bool goes_on = first && last_.contains(number->kind) && number->value == last_[number->kind] + 1;
    if (number->value != expected && !goes_on) {
      const int skipped = number->value - expected;
      if (skipped > 0 && static_cast<std::size_t>(skipped) == row.unnumbered.size()) {
        report_unnumbered(row.unnumbered.front(), heading, words::written(number->kind, expected));
      } else {
        report(heading, first ? nullptr : &previous->second, words::written(number->kind, expected));
      }
    }
    row.unnumbered.clear();
    row.last[number->kind] = std::move(heading);
  }

  // Those without a number are as many as are missing before a heading that has one: they are at fault.
  void report_unnumbered(const Heading& heading, const Heading& next, const std::string& wanted) {
    const std::string text = shortened(heading.text);
    const std::string text_of_next = shortened(next.text);
    find(heading,
         {fmt::format("标题“{}”没有序号，而后面的是“{}”；这里应是“{}”。", text, text_of_next, wanted),
          fmt::format(R"(The heading "{}" has no number, though "{}" follows it; it should have "{}".)", text,
                      text_of_next, wanted)},
         {"给它加上序号，或改正后面的序号。", "Give it its number, or correct those that follow."});
  }

  // `before` is null when it is the first of its row.
  void report(const Heading& heading, const Heading* before, const std::string& wanted) {
    const std::string text = shortened(heading.text);
    Bilingual message;
    if (before == nullptr) {
      message = {fmt::format("标题“{}”的序号应从“{}”开始。", text, wanted),
                 fmt::format(R"(The heading "{}" should start its row with "{}".)", text, wanted)};
    } else if (before->value == heading.value) {
      const std::string same = shortened(before->text);
      message = {fmt::format("标题“{}”与“{}”的序号相同；这里应是“{}”。", text, same, wanted),
                 fmt::format(R"(The headings "{}" and "{}" have the same number; the second should have "{}".)", same,
                             text, wanted)};
    } else {
      const std::string text_before = shortened(before->text);
      message = {fmt::format("标题“{}”的序号与前面不连续：前一个是“{}”，这里应是“{}”。", text, text_before, wanted),
                 fmt::format(R"(The heading "{}" is out of order: "{}" comes before it, so this should be "{}".)", text,
                             text_before, wanted)};
    }
    find(heading, std::move(message),
         {"核对标题的序号，看看是否漏了一部分或重了号。",
          "Check the numbers of the headings: a part is missing, or a number is used twice."});
  }

  void find(const Heading& at, Bilingual message, Bilingual hint) {
    findings_.push_back({.code = code::narrative_numbering,
                         .severity = Severity::warning,
                         .place = tree_.place(at.node),
                         .message = std::move(message),
                         .hint = std::move(hint)});
  }

  const xml::Tree& tree_;
  const forms::Labels& labels_;
  forms::ChapterNumbers chapters_;
  Findings findings_;
  std::map<Kind, int> last_;  // of the row that ended last
};

}  // namespace

Findings check_heading_numbering(const xml::Tree& tree, const forms::Labels& labels) {
  return NumberingCheck(tree, labels).run();
}

}  // namespace banxin::validate
