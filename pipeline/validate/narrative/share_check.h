#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "forms/decimal.h"
#include "validate/narrative/narrative.h"
#include "validate/narrative/paragraph.h"
#include "words/matcher.h"

namespace banxin::validate {

// Whether a percentage can be what it says: 共答复30件，其中予以公开25件，占83.3%. Only one that no two figures of its
// paragraph make, however they are rounded, is reported.
class ShareCheck {
 public:
  explicit ShareCheck(const Share& share);

  // The paragraph whose sentences are checked next.
  void look_at(std::u16string_view text);
  void check(const Paragraph& paragraph, words::Span sentence, Findings& findings);

 private:
  struct Number {
    forms::Decimal figure;
    words::Span span;
    double about = 0;  // the figure, near enough to pass over most pairs
  };
  const std::vector<Number>& numbers_of(const words::PlainText& text);
  bool is_possible(const words::PlainText& text, const forms::Decimal& share, std::size_t decimals);
  Diagnostic finding(const Paragraph& paragraph, const Number& part, const Number& total,
                     const std::string& said) const;

  const Share& share_;
  words::Matcher pattern_;
  words::Matchers unless_;
  std::optional<std::vector<Number>> numbers_;  // of the current paragraph, once they were asked for
};

}  // namespace banxin::validate
