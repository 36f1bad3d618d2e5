#include "output/pdf/conformance.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/codes.h"
#include "layout/page_check.h"
#include "output/pdf/text_string.h"

namespace banxin::pdf {
namespace {

bool ascii_file_name(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c > ' ' && c <= '~' && std::string_view("/\\:*?\"<>|()").find(c) == std::string_view::npos;
  });
}

void check_text(Findings& findings, const Pages& pages, const std::string& text, const Bilingual& what) {
  if (text_string_size(text) <= longest_text) return;
  findings.push_back(not_conforming(Severity::error, pages.origins()->place(0),
                                    {fmt::format(FMT_STRING("{}超过 32767 字节。"), what.zh),
                                     fmt::format(FMT_STRING("{} is longer than 32767 bytes."), what.en)},
                                    {"缩短它。", "Shorten it."}));
}

Findings check_facts(const Pages& pages) {
  Findings findings;
  const DocumentInfo& info = pages.info();
  const Place place = pages.origins()->place(0);
  if (info.title.empty()) {
    findings.push_back(not_conforming(Severity::error, place, {"报告没有标题。", "The report has no title."},
                                      {"在记录里写上标题。", "Give the record a title."}));
  }
  if (!is_language_tag(info.language)) {
    findings.push_back(not_conforming(
        Severity::error, place,
        {fmt::format(FMT_STRING("报告的语言标记“{}”不合 BCP 47。"), info.language),
         fmt::format(FMT_STRING("The report's language \"{}\" is not a tag of BCP 47."), info.language)},
        {"改正版式的 document.xsl，例如 zh-Hans。", "Correct the form's document.xsl: for example zh-Hans."}));
  }
  if (pages.pages().empty()) {
    findings.push_back(not_conforming(Severity::error, place, {"报告没有页。", "The report has no pages."},
                                      {"记录是空的：补上内容。", "The record is empty: fill it in."}));
  }
  check_text(findings, pages, info.title, {"标题", "The title"});
  check_text(findings, pages, info.author, {"机关名称", "The bureau's name"});
  check_text(findings, pages, info.subject, {"版式名称", "The form's name"});
  for (const Bookmark& bookmark : pages.bookmarks()) {
    check_text(findings, pages, bookmark.title, {"书签", "A bookmark"});
  }
  return findings;
}

Findings check_source(const Pages& pages, const Source& source) {
  Findings findings;
  if (!ascii_file_name(source.file_name) || source.display_name.empty()) {
    findings.push_back(
        not_conforming(Severity::error, pages.origins()->place(0),
                       {"附件的文件名不可用。", "The attachment's file name cannot be used."},
                       {"用 ASCII 字母、数字和扩展名。", "Use ASCII letters, digits and an extension."}));
  }
  check_text(findings, pages, source.display_name, {"附件的名称", "The attachment's name"});
  check_text(findings, pages, source.description.zh, {"附件的说明", "The attachment's description"});
  return findings;
}

Findings as_findings(layout::PageFaults faults, const Pages& pages, Severity severity) {
  Findings findings;
  for (layout::PageFault& fault : faults) {
    findings.push_back(not_conforming(fault.always ? Severity::error : severity, pages.origins()->place(fault.origin),
                                      std::move(fault.message), std::move(fault.hint)));
  }
  return findings;
}

}  // namespace

bool is_language_tag(std::string_view tag) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  bool first = true;
  for (;;) {
    const std::size_t dash = tag.find('-');
    const std::string_view part = tag.substr(0, dash);
    if (part.empty() || part.size() > 8) return false;
    for (const char c : part) {
      if (!letter(c) && (first || c < '0' || c > '9')) return false;
    }
    if (dash == std::string_view::npos) return true;
    tag.remove_prefix(dash + 1);
    first = false;
  }
}

Diagnostic not_conforming(Severity severity, Place place, Bilingual message, Bilingual hint) {
  return {.code = code::pdf_not_conforming,
          .severity = severity,
          .place = std::move(place),
          .message = std::move(message),
          .hint = std::move(hint)};
}

Findings check_conformance(const Pages& pages, const Source& source) {
  Findings findings = check_facts(pages);
  append(findings, check_source(pages, source));
  const Severity severity = pages.info().draft ? Severity::warning : Severity::error;
  append(findings, check_structure(*pages.nodes(), *pages.origins(), severity));
  append(findings, as_findings(layout::check_tables(*pages.nodes()), pages, severity));
  append(findings, as_findings(layout::check_marks(pages), pages, severity));
  return findings;
}

Findings check_for_press(const Pages& pages) {
  Findings findings = check_facts(pages);
  const Severity severity = pages.info().draft ? Severity::warning : Severity::error;
  append(findings, as_findings(layout::check_marks(pages), pages, severity));
  return findings;
}

}  // namespace banxin::pdf
