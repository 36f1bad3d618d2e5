#include <fmt/format.h>

#include <utility>

#include "base/codes.h"
#include "import/import.h"

namespace banxin::import {

Result<Imported> import_file(std::string bytes, FileKind kind, const std::string& file, const std::vector<Form>& forms,
                             const Convert& convert) {
  auto found = read(bytes, file, forms, convert);
  if (!found) return found.take_findings();
  std::vector<Found> sources;
  sources.push_back(*std::move(found));
  auto draft = make_draft(std::move(sources), forms);
  if (!draft) return draft.take_findings();
  return Imported{std::move(bytes), kind, *std::move(draft)};
}

Diagnostic still_open(const Draft& draft, const std::string& file) {
  const std::size_t open = draft.findings.count(Severity::warning) + draft.findings.count(Severity::error);
  return {.code = code::import_open,
          .place = {.file = file},
          .message = {fmt::format("由这个文件得出的记录还有 {} 个待定的问题，不能作为报告。", open),
                      fmt::format("The record that this file gives has {} open {}: no report is made of it.", open,
                                  open == 1 ? "question" : "questions")},
          .hint = {"用 banxin import 得出记录，对照来源改正，再给出那份记录；或在来源里改正。",
                   "Make the record with `banxin import`, correct it beside the source and give that; or correct the "
                   "source."}};
}

}  // namespace banxin::import
