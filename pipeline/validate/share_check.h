#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "validate/decimal.h"
#include "validate/matcher.h"
#include "validate/narrative.h"
#include "validate/paragraph.h"

namespace banxin::validate {

// Whether a percentage can be what it says: 共答复30件，其中予以公开25件，占83.3%. Only one that no two figures of its
// paragraph make, however they are rounded, is told of.
class ShareCheck {
 public:
  explicit ShareCheck(const Share& share);

  // The paragraph whose sentences are checked next.
  void look_at(const icu::UnicodeString& text);
  void check(const Paragraph& paragraph, Span sentence, Findings& findings);

 private:
  struct Number {
    Decimal figure;
    Span span;
    double about = 0;  // the figure, near enough to pass over most pairs
  };
  const std::vector<Number>& numbers_of(const PlainText& text);
  bool is_possible(const PlainText& text, const Decimal& share, std::size_t decimals);
  Diagnostic finding(const Paragraph& paragraph, const Number& part, const Number& total,
                     const std::string& said) const;

  const Share& share_;
  Matcher pattern_;
  Matchers unless_;
  std::optional<std::vector<Number>> numbers_;  // of the paragraph at hand, once they were asked for
};

}  // namespace banxin::validate
