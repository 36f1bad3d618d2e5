#include "forms/chapter_numbers.h"

#include <algorithm>

#include "base/text.h"
#include "record/parts.h"
#include "words/heading_number.h"

namespace banxin::forms {
namespace {

using Kind = words::HeadingNumber::Kind;

// 0 when it has none, or one of the levels in brackets.
int chapter_number(const xml::Node& chapter) {
  const auto heading = record::heading_of(chapter);
  const auto number = heading ? words::read_heading_number(on_one_line(heading->text())) : std::nullopt;
  return number && (number->kind == Kind::ideographs || number->kind == Kind::digits) ? number->value : 0;
}

}  // namespace

ChapterNumbers::ChapterNumbers(const xml::Node& record) {
  int last = 0;  // 0: no numbered chapter of the bureau's own so far
  for (const xml::Node& chapter : record.elements()) {
    if (!record::is_element(chapter, "chapter")) continue;
    if (!chapter.attribute("id")) {
      last = std::max(last, chapter_number(chapter));
    } else if (last > 0) {
      least_[chapter.xpath()] = ++last;
    }
  }
}

std::string ChapterNumbers::printed(const xml::Node& chapter, std::string_view official) const {
  const auto number = words::read_heading_number(official);
  const auto least = number && !least_.empty() ? least_.find(chapter.xpath()) : least_.end();
  if (least == least_.end() || least->second <= number->value) return std::string(official);
  return words::written(number->kind, least->second) + std::string(official.substr(number->size));
}

}  // namespace banxin::forms
