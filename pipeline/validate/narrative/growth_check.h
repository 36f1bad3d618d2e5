#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "forms/decimal.h"
#include "validate/narrative/narrative.h"
#include "validate/narrative/paragraph.h"
#include "words/matcher.h"

namespace banxin::validate {

// How far a text says that a figure is from last year's: a percentage, a difference, or both.
struct Change {
  std::optional<std::string> rate;  // as written: 2.10
  std::optional<forms::Decimal> difference;
  bool down = false;
  std::string excerpt;
  Place place;

  // Whether it can be the change from `last` to `now`. A change from 0 has no percentage.
  bool can_be(const forms::Decimal& last, const forms::Decimal& now) const;
};

// What the change from `last` to `now` is, as far as `said` speaks of it: 增长 5.95%, 减少 20.
Bilingual true_change(const Change& said, const forms::Decimal& last, const forms::Decimal& now);

// Whether the growth that a text states follows from the figures that it names.
class GrowthCheck {
 public:
  explicit GrowthCheck(const Growth& growth);

  bool of_phrases() const { return growth_.of_phrases; }
  const std::string& id() const { return growth_.id; }

  // The paragraph whose sentences are checked next.
  void look_at(std::u16string_view text);
  // Of figures that the sentence itself names, in a report of `year`.
  void check(const Paragraph& paragraph, words::Span sentence, const std::string& year, Findings& findings);
  // What the sentence says, directly after a statement that ends there, about how far it is from last year's, in a
  // report of `year`.
  std::optional<Change> change_after(const Paragraph& paragraph, words::Span statement, words::Span sentence,
                                     const std::string& year);

 private:
  // Whether the years that the match names, if any, are the report year and the one before.
  bool is_since_last_year(const Paragraph& paragraph, const words::Matcher& match, const std::string& year) const;
  Change change_of(const Paragraph& paragraph, const words::Matcher& match) const;
  std::optional<forms::Decimal> figure(const Paragraph& paragraph, const words::Matcher& match,
                                       const char* group) const;

  const Growth& growth_;
  words::Matchers patterns_, unless_;
};

}  // namespace banxin::validate
