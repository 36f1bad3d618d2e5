#include "validate/narrative/copied_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/text.h"
#include "record/parts.h"
#include "validate/narrative/paragraph.h"

namespace banxin::validate {
namespace {

// A chapter with less text says only what the form requires.
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
std::string masked(const std::u16string& units, words::Span sentence) {
  std::u16string out;
  bool in_figure = false;
  for (int i = sentence.begin; i < sentence.end; ++i) {
    const char16_t c = units[static_cast<std::size_t>(i)];
    const bool figure = (c >= u'0' && c <= u'9') || (in_figure && c == u'.');
    if (!figure) out += c;
    if (figure && !in_figure) out += u'#';
    in_figure = figure;
  }
  return words::to_utf8(out);
}

class Sentences {
 public:
  explicit Sentences(const xml::Tree& record) : record_(record) {}

  // The sentences of the paragraphs below a node; headings are the form's.
  std::vector<Sentence> below(const xml::Node& node) {
    std::vector<Sentence> found;
    record::for_each_paragraph(node, [&](const xml::Node& paragraph) { read(paragraph, found); });
    return found;
  }

 private:
  void read(const xml::Node& node, std::vector<Sentence>& found) {
    if (read_ > most_copied_text) return;
    const Paragraph paragraph(record_, node);
    const words::PlainText& text = paragraph.text();
    read_ += text.whole().end;
    for (const words::Span sentence : text.sentences()) {
      const int length = sentence.end - sentence.begin;
      if (length < shortest_sentence) continue;
      found.push_back({masked(text.units(), sentence), text.excerpt(sentence), static_cast<std::size_t>(length),
                       paragraph.place_of(sentence)});
    }
  }

  const xml::Tree& record_;
  int read_ = 0;
};

using Known = std::map<std::string, Place>;

Diagnostic finding(const xml::Tree& record, const xml::Node& chapter, const std::vector<const Sentence*>& copied,
                   std::size_t sentences, std::size_t percent, const Known& known) {
  const auto title = record::heading_of(chapter);
  const std::string heading = title ? shortened(on_one_line(title->text())) : std::string();
  std::vector<RelatedPlace> related;
  for (std::size_t i = 0; i < copied.size() && i < most_shown; ++i) {
    related.push_back({copied[i]->place, {"本年：" + copied[i]->quote, "this year: " + copied[i]->quote}});
    related.push_back(
        {known.find(copied[i]->masked)->second, {"上一年度有同样的话", "last year's record says the same"}});
  }
  return {.code = code::narrative_copied,
          .severity = Severity::warning,
          .place = record.place(chapter),
          .message = {fmt::format("“{}”的 {} 句话里有 {} 句与上一年度相同（数字和年份不计），占这一章文字的 {}%。",
                                  heading, sentences, copied.size(), percent),
                      fmt::format("Of the {} sentences of \"{}\", {} are in last year's record too (figures and years "
                                  "apart): {}% of its text.",
                                  sentences, heading, copied.size(), percent)},
          .hint = {"确认写的是本年的情况；照抄上年报告会被退回。",
                   "Make sure that it describes this year: reports copied from last year's are sent back."},
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
