#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::words {

// Places in a PlainText, in UTF-16 units: [begin, end).
struct Span {
  int begin = 0;
  int end = 0;
};

// A paragraph as patterns see it, so that one pattern fits all ways of typing: no white space but between two ASCII
// words or figures, digits ASCII, thousands without separators, punctuation full-width, years in Arabic digits. Each
// unit knows where it comes from, so that a finding quotes the text as it was written.
class PlainText {
 public:
  explicit PlainText(std::string utf8);

  const std::u16string& units() const { return units_; }
  Span whole() const { return {0, static_cast<int>(units_.size())}; }
  std::string utf8(Span span) const;
  // As it was written, on one line; of a long text, the beginning and the end.
  std::string excerpt(Span span) const;
  // Where it begins, in bytes of the original.
  std::size_t offset(int unit) const { return offsets_[static_cast<std::size_t>(unit)]; }

  // Between 。 ！ ？ ；
  std::vector<Span> sentences() const;
  // Pieces of a sentence between ， ： （ ）
  std::vector<Span> clauses(Span sentence) const;
  bool has_digit(Span span) const;
  // Years named in the span: 2018年, 2017—2018年; 〔2018〕 is not one.
  std::vector<int> years(Span span) const;

 private:
  char16_t unit(int at) const { return units_[static_cast<std::size_t>(at)]; }
  std::vector<Span> split(Span whole, const char16_t* marks) const;

  std::string original_;
  std::u16string units_;
  std::vector<std::size_t> offsets_;  // one for each unit, and the end
};

std::string to_utf8(std::u16string_view units);
std::u16string to_utf16(std::string_view utf8);

}  // namespace banxin::words
