#pragma once

#include "base/diagnostic.h"
#include "validate/decimal.h"
#include "validate/matcher.h"
#include "validate/narrative.h"
#include "validate/paragraph.h"

namespace banxin::validate {

// Whether the parts that a sentence lists behind a total make it up.
class BreakdownCheck {
 public:
  explicit BreakdownCheck(const Breakdown& breakdown);

  // The paragraph whose sentences are checked next.
  void look_at(const icu::UnicodeString& text);
  void check(const Paragraph& paragraph, Span sentence, Findings& findings);

 private:
  struct Part {
    Decimal figure;
    std::string written;  // 278
    Span span;            // 政务动态278条
  };
  std::vector<Part> parts_of(const PlainText& text);
  Diagnostic finding(const Paragraph& paragraph, Span sentence, const Decimal& total, const Decimal& sum,
                     const std::vector<Part>& parts) const;

  const Breakdown& breakdown_;
  Matcher pattern_, part_;
  Matchers unless_;
};

}  // namespace banxin::validate
