#include "validate/matcher.h"

#include <algorithm>
#include <new>
#include <utility>

namespace banxin::validate {
namespace {

// In ICU's units of some 10,000 steps each: well below a second for one search.
constexpr int most_time = 200;

}  // namespace

Matcher::Matcher(Regex regex) : regex_(std::move(regex)) {}

icu::RegexMatcher& Matcher::over(Span inside, UErrorCode& status) {
  if (!matcher_) {
    matcher_.reset(regex_->matcher(status));
    if (!matcher_ || U_FAILURE(status)) throw std::bad_alloc();
    matcher_->setTimeLimit(most_time, status);
  }
  if (std::exchange(stale_, false)) matcher_->reset(*text_);
  matcher_->region(inside.begin, inside.end, status);
  return *matcher_;
}

bool Matcher::find(Span inside) {
  UErrorCode status = U_ZERO_ERROR;
  return over(inside, status).find(status) != 0 && U_SUCCESS(status);
}

bool Matcher::find_next() {
  UErrorCode status = U_ZERO_ERROR;
  return matcher_->find(status) != 0 && U_SUCCESS(status);
}

bool Matcher::starts_at(Span inside) {
  UErrorCode status = U_ZERO_ERROR;
  return over(inside, status).lookingAt(status) != 0 && U_SUCCESS(status);
}

Span Matcher::group(const char* name) const {
  UErrorCode status = U_ZERO_ERROR;
  const int number = regex_->groupNumberFromName(name, -1, status);
  return U_SUCCESS(status) ? group_span(number) : Span{};
}

Span Matcher::group_span(int group) const {
  UErrorCode status = U_ZERO_ERROR;
  const Span span{matcher_->start(group, status), matcher_->end(group, status)};
  return U_SUCCESS(status) && span.begin >= 0 ? span : Span{};
}

Regex compile(const std::string& expression) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  Regex regex(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(expression), 0, where, status));
  return U_SUCCESS(status) && !expression.empty() ? regex : nullptr;
}

Matchers matchers_of(const std::vector<Regex>& regexes) {
  Matchers matchers;
  for (const Regex& regex : regexes) matchers.emplace_back(regex);
  return matchers;
}

bool any_finds(Matchers& matchers, Span inside) {
  return std::any_of(matchers.begin(), matchers.end(), [inside](Matcher& matcher) { return matcher.find(inside); });
}

void look_at(Matchers& matchers, const icu::UnicodeString& text) {
  for (Matcher& matcher : matchers) matcher.look_at(text);
}

}  // namespace banxin::validate
