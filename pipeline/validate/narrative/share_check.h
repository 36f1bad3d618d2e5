#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "forms/decimal.h"
#include "validate/narrative/narrative.h"
#include "validate/narrative/paragraph.h"
#include "validate/narrative/percentage.h"
#include "words/matcher.h"

namespace banxin::validate {

// Whether a percentage can be what it says: 共答复30件，其中予以公开25件，占83.3%. Only one that no two figures of its
// paragraph make, however they are rounded, is reported; where the total is one of the table's, only one that the part
// makes neither of a total nor of figures in a row of the paragraph.
class ShareCheck {
 public:
  // A total with the name that a finding gives it.
  struct Total {
    forms::Decimal figure;
    Bilingual name;
  };
  // `totals` are those that the record's table has for the share.
  ShareCheck(const Share& share, std::vector<Total> totals);

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
  bool is_possible(const words::PlainText& text, const Percentage& share);
  bool is_of_some_total(const words::PlainText& text, const forms::Decimal& part, const Percentage& share);
  Diagnostic finding(const Paragraph& paragraph, const Number& part, const Number& total,
                     const std::string& said) const;
  Diagnostic finding(const Paragraph& paragraph, const forms::Decimal& part, words::Span said_in,
                     const std::string& said) const;

  const Share& share_;
  std::vector<Total> totals_;
  words::Matcher pattern_;
  words::Matchers unless_;
  std::optional<std::vector<Number>> numbers_;  // of the current paragraph, once they were asked for
};

}  // namespace banxin::validate
