#include "base/report_size.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/codes.h"
#include "base/utf8.h"

namespace banxin {

void ReportSize::add_characters(std::string_view piece) {
  characters += static_cast<std::size_t>(
      std::count_if(piece.begin(), piece.end(), [](char c) { return !continues_character(c); }));
}

Diagnostic too_long(const ReportSize& size, Place place) {
  return {
      .code = code::text_too_long,
      .place = std::move(place),
      .message = {fmt::format("报告有 {} 个字符、{} 个段和格，没有排版：至多 {} 个字符，{} 个段和格。", size.characters,
                              size.texts, most_characters, most_texts),
                  fmt::format("The report has {} characters in {} paragraphs and cells; the most that is set are {} "
                              "characters and {} paragraphs and cells.",
                              size.characters, size.texts, most_characters, most_texts)},
      .hint = {"请确认给对了文件，或分成几份。", "Make sure that this is the right file, or divide it."}};
}

}  // namespace banxin
