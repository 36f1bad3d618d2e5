#include <fmt/format.h>

#include <utility>

#include "base/codes.h"
#include "base/file.h"
#include "base/text.h"
#include "record/form_file.h"
#include "validate/language/language.h"

namespace banxin::validate {
namespace {

constexpr const char* language_namespace = "urn:banxin:language:1";

class LanguageReader {
 public:
  explicit LanguageReader(const xml::Tree& tree) : tree_(tree) {}

  Result<Language> read() {
    for (const xml::Node& node : tree_.root().elements()) {
      if (node.name() == "check") {
        read_check(node);
      } else {
        refuse(node);
      }
    }
    if (!findings_.empty()) return std::move(findings_);
    return std::move(language_);
  }

 private:
  void fault(const xml::Node& node, Bilingual message) {
    findings_.push_back(record::form_fault(tree_, node, std::move(message)));
  }
  void refuse(const xml::Node& node) {
    fault(node, {fmt::format("这里不能有元素 {}。", node.name()),
                 fmt::format("There is no place for an element {} here.", node.name())});
  }

  void read_check(const xml::Node& node) {
    LanguageCheck check;
    check.id = node.attribute("id").value_or("");
    const std::string where = node.attribute("in").value_or("text");
    check.paragraphs = where != "headings";
    check.headings = where != "paragraphs";
    Bilingual text;
    for (const xml::Node& child : node.elements()) {
      if (child.name() == "text") {
        take(child, text);
      } else if (child.name() == "message") {
        take(child, check.message);
      } else if (child.name() == "hint") {
        take(child, check.hint);
      } else if (child.name() == "pattern") {
        add(child, check.patterns);
      } else if (child.name() == "unless") {
        add(child, check.unless);
      } else if (child.name() == "pairs") {
        add_pairs(child, check.pairs);
      } else {
        refuse(child);
      }
    }
    const bool known_place = where == "text" || where == "headings" || where == "paragraphs";
    const bool said = !text.zh.empty() && !text.en.empty() && !check.message.zh.empty() && !check.message.en.empty();
    if (check.id.empty() || !known_place || !said || check.patterns.empty() == check.pairs.empty()) {
      fault(node, {"check 应有 id，text 和 message 各两种语言，pattern 或 pairs；in 是 text、headings 或 paragraphs。",
                   "A check has an id, text and message in two languages each, and patterns or pairs; `in` is text, "
                   "headings or paragraphs."});
    }
    language_.texts.push_back({check.id, Severity::note, std::move(text)});
    language_.checks.push_back(std::move(check));
  }

  static void take(const xml::Node& node, Bilingual& to) {
    (node.attribute("xml:lang") == "en" ? to.en : to.zh) = on_one_line(node.text());
  }

  // White space is only for people: a blank is \x20.
  void add(const xml::Node& node, std::vector<words::Regex>& to) {
    std::string text;
    for (const std::string& word : words_of(node.text())) text += word;
    words::RegexFault wrong;
    to.push_back(words::compile(text, &wrong));
    if (to.back()) return;
    fault(node,
          {fmt::format("正则表达式 {} 有误（第 {} 个字符，{}）。", text, wrong.offset, wrong.name),
           fmt::format("The regular expression {} is wrong (character {}, {}).", text, wrong.offset, wrong.name)});
  }

  // “” 《》
  void add_pairs(const xml::Node& node, std::vector<MarkPair>& to) {
    for (const std::string& word : words_of(node.text())) {
      const std::u16string marks = words::to_utf16(word);
      if (marks.size() == 2) {
        to.push_back({marks[0], marks[1], node.attribute("runs-on") == "true"});
      } else {
        fault(node, {fmt::format("“{}”不是一对标点。", word), fmt::format("\"{}\" is not a pair of marks.", word)});
      }
    }
  }

  const xml::Tree& tree_;
  Language language_;
  Findings findings_;
};

}  // namespace

Result<Language> read_language(const std::string& common_folder) {
  const std::string path = common_folder + "/language.xml";
  auto there = exists(path);
  if (!there) {
    Findings findings = there.take_findings();
    for (Diagnostic& finding : findings) finding.code = code::form_unusable;
    return findings;
  }
  if (!*there) return Language{};
  auto tree = record::read_form_file(path, "language", language_namespace);
  if (!tree) return tree.take_findings();
  return LanguageReader(*tree).read();
}

}  // namespace banxin::validate
