#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>

#include "base/unseen.h"
#include "base/xml_text.h"
#include "import/import.h"

namespace banxin::import {
namespace {

// Contrast of each colour on its ground is at least 4.5 to 1 (WCAG 2.2, 1.4.3); none of them says anything that a word
// beside it does not say (1.4.1).
constexpr const char* page_head = R"(<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>导入：{0}</title>
<style>
body {{ font: 16px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; margin: 1.5rem; color: #1a1a1a; background: #fff }}
h1 {{ font-size: 1.4rem }} h2 {{ font-size: 1.15rem; margin-top: 2rem }}
table {{ border-collapse: collapse; width: 100% }}
caption {{ text-align: left; color: #444; padding-bottom: .4rem }}
th, td {{ text-align: left; vertical-align: top; padding: .35rem .6rem; border: 1px solid #767676; overflow-wrap: anywhere; white-space: pre-wrap }}
thead th {{ background: #eef1f5 }} tbody th {{ font-weight: normal }}
.exact {{ color: #14532d }} .variant {{ color: #1d4f91 }} .near {{ background: #fff4ce; color: #5c4300 }} .open {{ background: #fde8e6; color: #8c1d12; font-weight: bold }}
small {{ color: #555; display: block }}
li {{ margin-bottom: .6rem }}
</style>
</head>
<body>
<main>
<h1>导入：{0} <small lang="en">Import</small></h1>
)";

std::string html(std::string_view text) {
  return xml_escaped(shown(text));
}

std::string both(const Bilingual& text) {
  return fmt::format("{}<small lang=\"en\">{}</small>", html(text.zh), html(text.en));
}

std::string place_in(const Draft& draft, const Spot& spot) {
  const auto source = static_cast<std::size_t>(spot.source);
  Bilingual at = where(spot);
  if (draft.sources.size() > 1 && source < draft.sources.size()) {
    at.zh = draft.sources[source].file + "，" + at.zh;
    at.en = draft.sources[source].file + ", " + at.en;
  }
  return both(at);
}

void add_findings(std::string& out, const char* zh, const char* en, const Findings& findings) {
  if (findings.empty()) return;
  out += fmt::format("<h2>{} <small lang=\"en\">{}</small></h2>\n<ul>\n", zh, en);
  for (const Diagnostic& finding : findings) {
    out += fmt::format("<li class=\"{}\"><strong>{}</strong> {}", finding.severity == Severity::note ? "exact" : "near",
                       html(finding.code), both(finding.message));
    if (!finding.hint.empty()) out += both(finding.hint);
    out += "</li>\n";
  }
  out += "</ul>\n";
}

void add_table_head(std::string& out, const char* caption_zh, const char* caption_en,
                    std::initializer_list<std::pair<const char*, const char*>> columns) {
  out +=
      fmt::format("<table>\n<caption>{} <small lang=\"en\">{}</small></caption>\n<thead><tr>", caption_zh, caption_en);
  for (const auto& [zh, en] : columns) {
    out += fmt::format("<th scope=\"col\">{}<small lang=\"en\">{}</small></th>", zh, en);
  }
  out += "</tr></thead>\n<tbody>\n";
}

void add_values(std::string& out, const Draft& draft) {
  out += "<h2>记录与来源 <small lang=\"en\">The record and its sources</small></h2>\n";
  add_table_head(out, "记录里的每个值，它的来源和把握", "each value of the record, where it is from and how sure it is",
                 {{"记录的部分", "part of the record"},
                  {"记录里的值", "value in the record"},
                  {"来源里的原文", "as the source has it"},
                  {"来源的位置", "place in the source"},
                  {"把握", "how sure"}});
  for (const Value& value : draft.values) {
    const std::string_view sure = name_of(value.sure);
    const std::string name = value.name.zh == value.name.en ? html(value.name.zh) : both(value.name);
    fmt::format_to(std::back_inserter(out),
                   "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td class=\"{}\">{}", name,
                   value.written.empty() ? "（空白）" : html(value.written),
                   value.source.empty()            ? "（空白）"
                   : value.source == value.written ? "〃"
                                                   : html(value.source),
                   place_in(draft, value.spot), sure, both(words_of(value.sure)));
    for (const Bilingual& told : value.told) out += both(told);
    out += "</td></tr>\n";
  }
  out += "</tbody>\n</table>\n";
}

void add_unused(std::string& out, const Draft& draft) {
  if (draft.unused.empty()) return;
  out += "<h2>没有用上的 <small lang=\"en\">Not used</small></h2>\n";
  add_table_head(out, "来源里有而记录里没有的", "what the sources have and the record has not",
                 {{"原文", "text"}, {"来源的位置", "place in the source"}, {"原因", "why"}});
  for (const Leftover& one : draft.unused) {
    out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", html(one.text), place_in(draft, one.spot),
                       both(one.why));
  }
  out += "</tbody>\n</table>\n";
}

// The page says the same wherever the files are (D-04).
std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

std::string page(const Draft& draft, const std::string& record, const Findings& checked) {
  std::string out = fmt::format(fmt::runtime(page_head), html(draft.title));
  out += fmt::format("<p>记录：{}。单位：{}；年度：{}；用的表：{}。</p>\n<ul>\n", html(file_name(record)),
                     html(draft.bureau), html(draft.year), html(draft.form));
  for (const Draft::Source& source : draft.sources) {
    out += fmt::format("<li>来源：{}，{}</li>\n", html(file_name(source.file)), both(source.kind));
  }
  out += "</ul>\n";
  add_findings(out, "待定的和要知道的", "Open questions and notes", draft.findings);
  add_findings(out, "记录的检查结果", "What checking the record found", checked);
  add_values(out, draft);
  add_unused(out, draft);
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace banxin::import
