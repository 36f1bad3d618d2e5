#pragma once

#include "base/diagnostic.h"
#include "forms/decimal.h"
#include "validate/narrative/narrative.h"
#include "validate/narrative/paragraph.h"
#include "words/matcher.h"

namespace banxin::validate {

// Whether the parts that a sentence lists after a total add up to it.
class BreakdownCheck {
 public:
  explicit BreakdownCheck(const Breakdown& breakdown);

  // The paragraph whose sentences are checked next.
  void look_at(std::u16string_view text);
  // Whether it found something to report.
  bool check(const Paragraph& paragraph, words::Span sentence, Findings& findings);

 private:
  struct Part {
    forms::Decimal figure;
    std::string written;  // 278
    words::Span span;     // 政务动态278条
  };
  std::vector<Part> parts_of(const words::PlainText& text);
  bool is_unit(const std::string& part, const std::string& total) const;
  Diagnostic finding(const Paragraph& paragraph, words::Span sentence, const forms::Decimal& total,
                     const forms::Decimal& sum, const std::vector<Part>& parts) const;

  const Breakdown& breakdown_;
  words::Matcher pattern_, part_;
  words::Matchers unless_;
};

}  // namespace banxin::validate
