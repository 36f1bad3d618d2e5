#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "words/plain_text.h"

namespace banxin::words {

// A regular expression of ICU, compiled.
class Pattern;
using Regex = std::shared_ptr<const Pattern>;

// Where an expression is wrong, and ICU's name for the fault.
struct RegexFault {
  int offset = 0;  // in UTF-16 units
  std::string name;
};

// Null when the expression is wrong or empty; `fault`, where it is given, says why.
Regex compile(const std::string& expression, RegexFault* fault = nullptr);
// Compiled when a matcher first searches with it: for expressions that few texts ask for. A wrong one throws
// std::invalid_argument then.
Regex compile_later(const std::string& expression);
bool has_group(const Regex& regex, const char* name);

// Applies one regular expression to one text after another. Where ICU gives up (time, stack) there is no match: in
// doubt nothing is reported.
class Matcher {
 public:
  explicit Matcher(Regex regex);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  // The text must outlive the searches in it. Costs nothing until there is one: most expressions are never asked.
  void look_at(std::u16string_view text) {
    text_ = text;
    stale_ = true;
  }

  // The expression sees the span alone: ^ and $ are its ends.
  bool find(Span inside);
  // Searches after the last match of find(), up to the same end.
  bool find_next();
  bool starts_at(Span inside);

  // Of the last match; empty when the group took no part, or is not there. Groups by their names.
  Span span() const { return group_span(0); }
  Span group(const char* name) const;

 private:
  struct Engine;
  // Moves to the span of the current text; a span that is not in it finds nothing.
  Engine& over(Span inside);
  Span group_span(int group) const;

  Regex regex_;
  std::u16string_view text_;
  bool stale_ = true;  // engine_ is not there yet, or still over another text
  std::unique_ptr<Engine> engine_;
};

using Matchers = std::vector<Matcher>;

Matchers matchers_of(const std::vector<Regex>& regexes);
bool any_finds(Matchers& matchers, Span inside);
void look_at(Matchers& matchers, std::u16string_view text);

}  // namespace banxin::words
