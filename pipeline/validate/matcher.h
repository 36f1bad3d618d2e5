#pragma once

#include <unicode/regex.h>

#include <memory>
#include <string>
#include <vector>

#include "validate/narrative.h"
#include "validate/narrative_text.h"

namespace banxin::validate {

// One regular expression at work on one text after another. Where ICU gives up (time, stack) there is no match: in
// doubt nothing is said.
class Matcher {
 public:
  explicit Matcher(Regex regex);

  // The text must outlive the searches in it. Costs nothing until there is one: most expressions are never asked.
  void look_at(const icu::UnicodeString& text) {
    text_ = &text;
    stale_ = true;
  }

  // The expression sees the span alone: ^ and $ are its ends.
  bool find(Span inside);
  // Behind the last match of find(), up to the same end.
  bool find_next();
  bool starts_at(Span inside);

  // Of the last match; empty when the group took no part, or is not there. Groups by their names.
  Span span() const { return group_span(0); }
  Span group(const char* name) const;

 private:
  // ICU's matcher, over the span of the text at hand; a span that is not in it fails.
  icu::RegexMatcher& over(Span inside, UErrorCode& status);
  Span group_span(int group) const;

  Regex regex_;
  const icu::UnicodeString* text_ = nullptr;
  bool stale_ = true;  // matcher_ is not there yet, or still over another text
  std::unique_ptr<icu::RegexMatcher> matcher_;
};

// Null when the expression is wrong.
Regex compile(const std::string& expression);

using Matchers = std::vector<Matcher>;

Matchers matchers_of(const std::vector<Regex>& regexes);
bool any_finds(Matchers& matchers, Span inside);
void look_at(Matchers& matchers, const icu::UnicodeString& text);

}  // namespace banxin::validate
