#include "words/matcher.h"

#include <unicode/regex.h>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <new>
#include <stdexcept>
#include <utility>

namespace banxin::words {
namespace {

// In ICU's units of some 10,000 steps each: well below a second for one search.
constexpr int most_time = 200;

// Null when it is wrong or empty.
std::unique_ptr<icu::RegexPattern> compiled(const std::string& expression, RegexFault* fault) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  std::unique_ptr<icu::RegexPattern> pattern(
      icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(expression), 0, where, status));
  if (pattern && U_SUCCESS(status) && !expression.empty()) return pattern;
  if (fault != nullptr) *fault = {where.offset, u_errorName(status)};
  return nullptr;
}

}  // namespace

class Pattern {
 public:
  explicit Pattern(std::unique_ptr<icu::RegexPattern> of) : of_(std::move(of)) {}
  explicit Pattern(std::string expression) : expression_(std::move(expression)) {}

  const icu::RegexPattern& icu() const {
    std::call_once(once_, [this] {
      if (!of_) of_ = compiled(expression_, nullptr);
    });
    if (!of_) throw std::invalid_argument("the regular expression is wrong: " + expression_);
    return *of_;
  }

 private:
  std::string expression_;  // of one that is compiled later
  mutable std::once_flag once_;
  mutable std::unique_ptr<icu::RegexPattern> of_;
};

struct Matcher::Engine {
  icu::UnicodeString text;  // shows the current text, owns nothing
  std::unique_ptr<icu::RegexMatcher> matcher;
  UErrorCode status = U_ZERO_ERROR;  // of the last search
};

Matcher::Matcher(Regex regex) : regex_(std::move(regex)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

Matcher::Engine& Matcher::over(Span inside) {
  UErrorCode status = U_ZERO_ERROR;
  if (!engine_) {
    engine_ = std::make_unique<Engine>();
    engine_->matcher.reset(regex_->icu().matcher(status));
    if (!engine_->matcher || U_FAILURE(status)) throw std::bad_alloc();
    engine_->matcher->setTimeLimit(most_time, status);
  }
  if (std::exchange(stale_, false)) {
    engine_->text.setTo(0, text_.data(), static_cast<std::int32_t>(text_.size()));
    engine_->matcher->reset(engine_->text);
  }
  engine_->matcher->region(inside.begin, inside.end, status);
  engine_->status = status;
  return *engine_;
}

bool Matcher::find(Span inside) {
  Engine& engine = over(inside);
  return engine.matcher->find(engine.status) != 0 && U_SUCCESS(engine.status);
}

bool Matcher::find_next() {
  UErrorCode status = U_ZERO_ERROR;
  return engine_->matcher->find(status) != 0 && U_SUCCESS(status);
}

bool Matcher::starts_at(Span inside) {
  Engine& engine = over(inside);
  return engine.matcher->lookingAt(engine.status) != 0 && U_SUCCESS(engine.status);
}

Span Matcher::group(const char* name) const {
  UErrorCode status = U_ZERO_ERROR;
  const int number = regex_->icu().groupNumberFromName(name, -1, status);
  return U_SUCCESS(status) ? group_span(number) : Span{};
}

Span Matcher::group_span(int group) const {
  UErrorCode status = U_ZERO_ERROR;
  const Span span{engine_->matcher->start(group, status), engine_->matcher->end(group, status)};
  return U_SUCCESS(status) && span.begin >= 0 ? span : Span{};
}

Regex compile(const std::string& expression, RegexFault* fault) {
  std::unique_ptr<icu::RegexPattern> pattern = compiled(expression, fault);
  return pattern ? std::make_shared<const Pattern>(std::move(pattern)) : nullptr;
}

Regex compile_later(const std::string& expression) {
  return std::make_shared<const Pattern>(expression);
}

bool has_group(const Regex& regex, const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  regex->icu().groupNumberFromName(name, -1, status);
  return U_SUCCESS(status) != 0;
}

Matchers matchers_of(const std::vector<Regex>& regexes) {
  Matchers matchers;
  for (const Regex& regex : regexes) matchers.emplace_back(regex);
  return matchers;
}

bool any_finds(Matchers& matchers, Span inside) {
  return std::any_of(matchers.begin(), matchers.end(), [inside](Matcher& matcher) { return matcher.find(inside); });
}

void look_at(Matchers& matchers, std::u16string_view text) {
  for (Matcher& matcher : matchers) matcher.look_at(text);
}

}  // namespace banxin::words
