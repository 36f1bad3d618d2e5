#include "validate/copied_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "record/record.h"
#include "validate/one_line.h"
#include "validate/paragraph.h"

namespace banxin::validate {
namespace {

// A chapter with less text of its own says what the form makes it say.
constexpr std::size_t least_characters = 200;
constexpr std::size_t least_sentences = 4;
// Shorter ones are turns of phrase.
constexpr int shortest_sentence = 10;
constexpr std::size_t copied_percent = 80;
constexpr std::size_t most_shown = 3;
constexpr int most_copied_text = 2'000'000;  // UTF-16 units of one record; a report has a hundredth of it

struct Sentence {
  std::string masked;
  std::string quote;
  std::size_t characters = 0;
  Place place;
};

// The sentence with each figure, however long, as one #: years, counts and shares change from year to year.
std::string masked(const icu::UnicodeString& units, Span sentence) {
  icu::UnicodeString out;
  bool in_figure = false;
  for (int i = sentence.begin; i < sentence.end; ++i) {
    const char16_t c = units.charAt(i);
    const bool figure = (c >= u'0' && c <= u'9') || (in_figure && c == u'.');
    if (!figure) out.append(c);
    if (figure && !in_figure) out.append(u'#');
    in_figure = figure;
  }
  std::string text;
  out.toUTF8String(text);
  return text;
}

class Sentences {
 public:
  explicit Sentences(const xml::Tree& record) : record_(record) {}

  // Of the paragraphs below a node; headings are the form's.
  std::vector<Sentence> below(const xml::Node& node) {
    std::vector<Sentence> found;
    visit(node, found);
    return found;
  }

 private:
  void visit(const xml::Node& node, std::vector<Sentence>& found) {
    for (const xml::Node& child : node.elements()) {
      if (record::is_element(child, "p") || record::is_element(child, "item")) {
        read(child, found);
      } else if (record::is_element(child, "chapter") || record::is_element(child, "section") ||
                 record::is_element(child, "list")) {
        visit(child, found);
      }
    }
  }

  void read(const xml::Node& node, std::vector<Sentence>& found) {
    if (read_ > most_copied_text) return;
    const Paragraph paragraph(record_, node);
    const PlainText& text = paragraph.text();
    read_ += text.units().length();
    for (const Span sentence : text.sentences()) {
      const int length = sentence.end - sentence.begin;
      if (length < shortest_sentence) continue;
      found.push_back({masked(text.units(), sentence), text.excerpt(sentence), static_cast<std::size_t>(length),
                       paragraph.place_of(sentence)});
    }
  }

  const xml::Tree& record_;
  int read_ = 0;
};

std::string heading_of(const xml::Node& chapter) {
  for (const xml::Node& child : chapter.elements()) {
    if (record::is_element(child, "heading")) return shortened(on_one_line(child.text()));
  }
  return {};
}

using Known = std::map<std::string, Place>;

Diagnostic finding(const xml::Tree& record, const xml::Node& chapter, const std::vector<const Sentence*>& copied,
                   std::size_t sentences, std::size_t percent, const Known& known) {
  const std::string heading = heading_of(chapter);
  std::vector<RelatedPlace> related;
  for (std::size_t i = 0; i < copied.size() && i < most_shown; ++i) {
    related.push_back({copied[i]->place, {"本年：" + copied[i]->quote, "this year: " + copied[i]->quote}});
    related.push_back(
        {known.find(copied[i]->masked)->second, {"上一年度有同样的话", "last year's record says the same"}});
  }
  return {
      .code = "narrative-copied",
      .severity = Severity::warning,
      .place = record.place(chapter),
      .message = {fmt::format("“{}”的 {} 句话里有 {} 句与上一年度相同（数字和年份不计），占这一章文字的 {}%。", heading,
                              sentences, copied.size(), percent),
                  fmt::format("Of the {} sentences of \"{}\", {} stand in last year's record too (figures and years "
                              "apart): {}% of its text.",
                              sentences, heading, copied.size(), percent)},
      .hint = {"确认写的是本年的情况；照抄上年报告会被退回。",
               "Make sure that it tells of this year: reports copied from last year's are sent back."},
      .related = std::move(related)};
}

}  // namespace

Findings check_copied_text(const xml::Tree& record, const xml::Tree& previous) {
  Known known;
  for (Sentence& sentence : Sentences(previous).below(previous.root())) {
    known.emplace(std::move(sentence.masked), std::move(sentence.place));
  }
  Findings findings;
  Sentences own(record);
  for (const xml::Node& chapter : record.root().elements()) {
    if (!record::is_element(chapter, "chapter")) continue;
    const std::vector<Sentence> sentences = own.below(chapter);
    std::vector<const Sentence*> copied;
    std::size_t characters = 0;
    std::size_t same = 0;
    for (const Sentence& sentence : sentences) {
      characters += sentence.characters;
      if (!known.contains(sentence.masked)) continue;
      same += sentence.characters;
      copied.push_back(&sentence);
    }
    if (sentences.size() < least_sentences || characters < least_characters) continue;
    const std::size_t percent = same * 100 / characters;
    if (percent >= copied_percent) {
      findings.push_back(finding(record, chapter, copied, sentences.size(), percent, known));
    }
  }
  return findings;
}

}  // namespace banxin::validate
