#include "validate/language/language_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "record/parts.h"
#include "words/plain_text.h"

namespace banxin::validate {
namespace {

constexpr std::size_t most_places = 20;

// A text of the record, as it was written.
struct WrittenText {
  xml::Node node;
  std::u16string units;
  bool heading = false;
  int container = 0;  // paragraphs of one may share a quotation

  words::Span whole() const { return {0, static_cast<int>(units.size())}; }
};

class TextCollector {
 public:
  explicit TextCollector(const forms::Labels& labels) : labels_(labels) {}

  std::vector<WrittenText> collect(const xml::Node& root) {
    for (const xml::Node& child : root.elements()) {
      if (record::is_element(child, "title")) add(child, true);
    }
    visit(root);
    return std::move(texts_);
  }

 private:
  // Recursion is as deep as the parser's limit lets a tree be.
  void visit(const xml::Node& container) {
    const int number = ++containers_;
    const bool of_form = labels_.find_chapter(container.attribute("id").value_or("")) != nullptr;
    for (const xml::Node& child : container.elements()) {
      switch (record::part_of(child)) {
        case record::Part::paragraph: add(child, false, number); break;
        // The form's own heading is printed in its own words.
        case record::Part::heading:
          if (!of_form) add(child, true, number);
          break;
        case record::Part::container: visit(child); break;
        case record::Part::other: break;
      }
    }
  }

  void add(const xml::Node& node, bool heading, int container = 0) {
    texts_.push_back({node, words::to_utf16(node.text()), heading, container});
  }

  const forms::Labels& labels_;
  std::vector<WrittenText> texts_;
  int containers_ = 0;
};

// What one check found in a record.
class FoundPlaces {
 public:
  FoundPlaces(const LanguageCheck& check, const xml::Tree& record) : check_(check), record_(record) {}

  void add(const WrittenText& text, words::Span at) {
    if (++count_ > most_places) return;
    Place place = record_.place(text.node);
    const auto begin = static_cast<std::ptrdiff_t>(at.begin);
    place.line += static_cast<int>(std::count(text.units.begin(), text.units.begin() + begin, u'\n'));
    places_.emplace_back(std::move(place), excerpt(text, at));
  }

  void conclude(Findings& findings) && {
    if (places_.empty()) return;
    const auto& [place, example] = places_.front();
    Diagnostic note{.code = check_.id, .severity = Severity::note, .place = place, .hint = check_.hint};
    if (count_ == 1) {
      note.message = {fmt::format("{}：“{}”。", check_.message.zh, example),
                      fmt::format("{}: \"{}\".", check_.message.en, example)};
    } else {
      note.message = {fmt::format("{}：“{}”等 {} 处。", check_.message.zh, example, count_),
                      fmt::format("{}: \"{}\" and others, {} places in all.", check_.message.en, example, count_)};
      for (const auto& [where, words] : places_) note.related.push_back({where, {words, words}});
    }
    findings.push_back(std::move(note));
  }

 private:
  static std::string excerpt(const WrittenText& text, words::Span at) {
    constexpr int around = 8;
    const std::u16string& units = text.units;
    const auto is_second = [&units](int i) { return (units[static_cast<std::size_t>(i)] & 0xFC00) == 0xDC00; };
    const int size = text.whole().end;
    int begin = std::max(0, at.begin - around);
    int end = std::min({size, at.end + around, at.begin + 4 * around});
    if (begin > 0 && is_second(begin)) --begin;
    if (end < size && is_second(end)) ++end;
    const std::string shown = on_one_line(words::to_utf8(
        std::u16string_view(units).substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin))));
    return (begin > 0 ? "…" : "") + shown + (end < size ? "…" : "");
  }

  const LanguageCheck& check_;
  const xml::Tree& record_;
  std::size_t count_ = 0;
  std::vector<std::pair<Place, std::string>> places_;
};

class PatternSearch {
 public:
  PatternSearch(const LanguageCheck& check, FoundPlaces& found)
      : patterns_(words::matchers_of(check.patterns)), unless_(words::matchers_of(check.unless)), found_(found) {}

  void search(const WrittenText& text) {
    words::look_at(patterns_, text.units);
    words::look_at(unless_, text.units);
    exceptions_.reset();
    std::vector<words::Span> spans;
    for (words::Matcher& pattern : patterns_) {
      for (bool more = pattern.find(text.whole()); more; more = pattern.find_next()) {
        if (!is_excepted(text, pattern.span())) spans.push_back(pattern.span());
      }
    }
    std::sort(spans.begin(), spans.end(), [](words::Span a, words::Span b) { return a.begin < b.begin; });
    for (const words::Span span : spans) found_.add(text, span);
  }

 private:
  // Looked for only in a text where something was found.
  bool is_excepted(const WrittenText& text, words::Span at) {
    if (!exceptions_) {
      exceptions_.emplace();
      for (words::Matcher& unless : unless_) {
        for (bool more = unless.find(text.whole()); more; more = unless.find_next()) {
          exceptions_->push_back(unless.span());
        }
      }
    }
    return std::any_of(exceptions_->begin(), exceptions_->end(),
                       [at](words::Span one) { return one.begin <= at.begin && at.end <= one.end; });
  }

  words::Matchers patterns_;
  words::Matchers unless_;
  std::optional<std::vector<words::Span>> exceptions_;  // of the text that is being searched
  FoundPlaces& found_;
};

// Marks of one pair, in one text after another.
class PairSearch {
 public:
  PairSearch(MarkPair pair, FoundPlaces& found) : pair_(pair), found_(found) {}

  void search(const WrittenText& text) {
    if (!pair_.runs_on || text.heading || text.container != container_) conclude();
    container_ = text.container;
    const std::size_t first = text.units.find_first_not_of(u" \t\r\n　");
    for (std::size_t i = 0; i < text.units.size(); ++i) {
      const char16_t unit = full_width(text.units[i]);
      const words::Span at = {static_cast<int>(i), static_cast<int>(i) + 1};
      if (unit == pair_.opening) {
        // A quotation that goes on opens each of its paragraphs.
        if (i == first && !open_.empty()) open_.pop_back();
        open_.emplace_back(&text, at);
      } else if (unit == pair_.closing && !is_label(text.units, i)) {
        if (open_.empty()) {
          if (unit == text.units[i]) found_.add(text, at);
        } else {
          open_.pop_back();
        }
      }
    }
  }

  // Nothing that was open is closed any more.
  void conclude() {
    for (const auto& [text, at] : open_) {
      if (text->units[static_cast<std::size_t>(at.begin)] == pair_.opening) found_.add(*text, at);
    }
    open_.clear();
  }

 private:
  // A bracket of either width closes one of the other. Half-width ones stand alone in figures and foreign words.
  static char16_t full_width(char16_t unit) { return unit == u'(' ? u'（' : unit == u')' ? u'）' : unit; }

  // 1） a） 一）: the bracket closes nothing.
  bool is_label(const std::u16string& units, std::size_t at) const {
    constexpr std::u16string_view of_labels = u"0123456789０１２３４５６７８９abcdefghABCDEFGH一二三四五六七八九十";
    if (pair_.closing != u'）') return false;
    std::size_t begin = at;
    while (begin > 0 && at - begin < 3 && of_labels.find(units[begin - 1]) != std::u16string_view::npos) --begin;
    constexpr std::u16string_view before = u"\n 　。；：，、;:,";
    return begin < at && (begin == 0 || before.find(units[begin - 1]) != std::u16string_view::npos);
  }

  MarkPair pair_;
  FoundPlaces& found_;
  int container_ = 0;
  std::vector<std::pair<const WrittenText*, words::Span>> open_;
};

}  // namespace

Findings check_language(const Language& language, const forms::Labels& labels, const xml::Tree& record) {
  Findings findings;
  if (language.checks.empty()) return findings;
  const std::vector<WrittenText> texts = TextCollector(labels).collect(record.root());
  for (const LanguageCheck& check : language.checks) {
    FoundPlaces found(check, record);
    PatternSearch patterns(check, found);
    std::vector<PairSearch> pairs;
    for (const MarkPair& pair : check.pairs) pairs.emplace_back(pair, found);
    for (const WrittenText& text : texts) {
      if (!(text.heading ? check.headings : check.paragraphs)) continue;
      patterns.search(text);
      for (PairSearch& pair : pairs) pair.search(text);
    }
    for (PairSearch& pair : pairs) pair.conclude();
    std::move(found).conclude(findings);
  }
  return findings;
}

}  // namespace banxin::validate
