#include "validate/empty_paragraphs.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/codes.h"
#include "base/text.h"
#include "base/unseen.h"
#include "record/parts.h"

namespace banxin::validate {

Findings check_empty_paragraphs(const xml::Tree& record) {
  constexpr std::size_t most_lines = 20;
  std::vector<xml::Node> empty;
  record::for_each_paragraph(record.root(), [&empty](const xml::Node& paragraph) {
    if (is_all_white(paragraph.text())) empty.push_back(paragraph);
  });
  if (empty.empty()) return {};
  Bilingual lines;
  std::size_t named = 0;
  int before = 0;
  for (const xml::Node& paragraph : empty) {
    if (paragraph.line() == before || named == most_lines) continue;
    before = paragraph.line();
    add_to_row(lines, {std::to_string(before), std::to_string(before)});
    ++named;
  }
  if (named == most_lines) lines = {lines.zh + "等", lines.en + " …"};
  const char* of_lines = named == 1 ? "line" : "lines";
  return {Diagnostic{
      .code = code::record_empty_paragraph,
      .severity = Severity::note,
      .place = record.place(empty.front()),
      .message = {fmt::format("有 {} 个段落没有文字（第 {} 行），不印。", empty.size(), lines.zh),
                  fmt::format("{} no text ({} {}), and nothing is printed for {}.",
                              empty.size() == 1 ? "A paragraph has" : fmt::format("{} paragraphs have", empty.size()),
                              of_lines, lines.en, empty.size() == 1 ? "it" : "them")},
      .hint = {"可以不改；要写内容的，请补上。", "They may stay; where something was to be said, add it."}}};
}

}  // namespace banxin::validate
