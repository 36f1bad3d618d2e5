#include "pdf/conformance.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pdf/text_string.h"

namespace banxin::pdf {
namespace {

bool ascii_file_name(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c > ' ' && c <= '~' && std::string_view("/\\:*?\"<>|()").find(c) == std::string_view::npos;
  });
}

void check_text(Findings& findings, const Pages& pages, const std::string& text, const Bilingual& what) {
  if (text_string_size(text) <= longest_text) return;
  findings.push_back(not_conforming(Severity::error, pages.origins->place(0),
                                    {fmt::format(FMT_STRING("{}超过 32767 字节"), what.zh),
                                     fmt::format(FMT_STRING("{} is longer than 32767 bytes"), what.en)},
                                    {"缩短它", "shorten it"}));
}

Findings check_facts(const Pages& pages, const Source& source) {
  Findings findings;
  const DocumentInfo& info = pages.info;
  const Place place = pages.origins->place(0);
  if (info.title.empty()) {
    findings.push_back(not_conforming(Severity::error, place, {"报告没有标题", "the report has no title"},
                                      {"在记录里写上标题", "give the record a title"}));
  }
  if (!is_language_tag(info.language)) {
    findings.push_back(
        not_conforming(Severity::error, place,
                       {fmt::format(FMT_STRING("报告的语言标记“{}”不合 BCP 47"), info.language),
                        fmt::format(FMT_STRING("the report's language \"{}\" is no tag of BCP 47"), info.language)},
                       {"改正版式的 document.xsl，例如 zh-Hans", "correct the form's document.xsl: zh-Hans, say"}));
  }
  if (!ascii_file_name(source.file_name) || source.display_name.empty()) {
    findings.push_back(not_conforming(Severity::error, place,
                                      {"附件的文件名不可用", "the attachment's file name cannot be used"},
                                      {"用 ASCII 字母、数字和扩展名", "use ASCII letters, digits and an extension"}));
  }
  if (pages.pages.empty()) {
    findings.push_back(not_conforming(Severity::error, place, {"报告没有页", "the report has no pages"},
                                      {"记录是空的：补上内容", "the record is empty: fill it"}));
  }
  check_text(findings, pages, info.title, {"标题", "the title"});
  check_text(findings, pages, info.author, {"机关名称", "the bureau's name"});
  check_text(findings, pages, info.subject, {"版式名称", "the form's name"});
  check_text(findings, pages, source.display_name, {"附件的名称", "the attachment's name"});
  check_text(findings, pages, source.description.zh, {"附件的说明", "the attachment's description"});
  for (const Bookmark& bookmark : pages.bookmarks) {
    check_text(findings, pages, bookmark.title, {"书签", "a bookmark"});
    if (bookmark.page >= 0 && static_cast<std::size_t>(bookmark.page) < pages.pages.size()) continue;
    findings.push_back(not_conforming(
        Severity::error, place,
        {fmt::format(FMT_STRING("书签指向不存在的第 {} 页"), bookmark.page + 1),
         fmt::format(FMT_STRING("a bookmark points to page {}, which does not exist"), bookmark.page + 1)},
        {"这是程序的错误，请报告", "this is a fault of the program: please report it"}));
  }
  return findings;
}

bool is_tree(const NodeTree& nodes) {
  if (nodes.empty() || nodes[0].role != NodeRole::document) return false;
  for (NodeId id = 1; id < nodes.size(); ++id) {
    if (nodes[id].parent >= id) return false;
  }
  return true;
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
  return {.code = "pdf-not-conforming",
          .severity = severity,
          .place = std::move(place),
          .message = std::move(message),
          .hint = std::move(hint)};
}

Findings check_conformance(const Pages& pages, const Source& source) {
  Findings findings = check_facts(pages, source);
  if (!is_tree(*pages.nodes)) {
    findings.push_back(not_conforming(Severity::error, pages.origins->place(0),
                                      {"结构树没有文档根，或有子节点在父节点之前",
                                       "the structure tree has no document at its root, or a child before its parent"},
                                      {"改正版式的 document.xsl", "correct the form's document.xsl"}));
    return findings;
  }
  const Severity severity = pages.info.draft ? Severity::warning : Severity::error;
  append(findings, check_structure(*pages.nodes, *pages.origins, severity));
  append(findings, check_tables(*pages.nodes, *pages.origins, severity));
  append(findings, check_marks(pages, severity));
  return findings;
}

}  // namespace banxin::pdf
