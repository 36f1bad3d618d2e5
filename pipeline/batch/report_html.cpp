#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/unseen.h"
#include "base/xml_text.h"
#include "batch/report.h"

namespace banxin::batch {
namespace {

struct Column {
  const char* zh;
  const char* en;
  bool number = false;
};
constexpr Column columns[] = {{"序号", "No.", true},     {"结果", "Status"},
                              {"单位", "Bureau"},        {"年度", "Year"},
                              {"版本", "Version", true}, {"页", "Pages", true},
                              {"错误", "Errors", true},  {"警告", "Warnings", true},
                              {"输入", "Input"},         {"报告与问题", "Report, findings"}};

// Both languages, as the page has them.
std::string both(archive::Status status) {
  const Bilingual words = words_of(status);
  return words.zh + " " + words.en;
}

// A path, as the address of a link.
std::string address(const std::string& path) {
  return percent_encoded(path, [](char c) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    return plain.find(c) != std::string_view::npos;
  });
}

std::string link(const std::string& to_archive, const std::string& path, const std::string& words) {
  return fmt::format("<a href=\"{}\">{}</a>", address(to_archive + "/" + path), words);
}

void add_row(std::string& out, std::size_t position, const archive::Outcome& it, const std::string& to_archive) {
  auto to = std::back_inserter(out);
  fmt::format_to(to, "<tr class=\"{}\">", name_of(it.status));
  std::size_t column = 0;
  // On a telephone the column's name stands before each, and what is empty is left out.
  const auto cell = [&](const std::string& text, std::string_view kind = {}) {
    fmt::format_to(to, "<td{}{} data-name=\"{}\">{}</td>", kind.empty() ? "" : " class=", kind, columns[column++].zh,
                   text);
  };
  cell(std::to_string(position), "number");
  cell(both(it.status), "state");
  cell(page_text(it.bureau));
  cell(page_text(it.year));
  for (const int value : {it.version, it.pages, it.errors, it.warnings}) cell(count_or_blank(value), "number");
  cell(page_text(it.input));
  fmt::format_to(to, "<td data-name=\"{}\">", columns[column].zh);
  if (!it.report.empty()) out += link(to_archive, it.report, "PDF") + " ";
  if (!it.findings.empty())
    out += link(to_archive, it.findings, it.code.empty() ? "警告 warnings" : page_text(it.code)) + " ";
  if (!it.reason.empty()) {
    fmt::format_to(to, "{}<br><small>{}</small>", page_text(it.reason.zh), page_text(it.reason.en));
  }
  out += "</td></tr>\n";
}

void add_filters(std::string& out, const archive::Counts& counts, std::size_t all) {
  auto to = std::back_inserter(out);
  fmt::format_to(to, "<div class=\"filters\">\n<button data-status=\"\" aria-pressed=\"true\">全部 all {}</button>\n",
                 all);
  const std::pair<archive::Status, std::size_t> parts[] = {{archive::Status::archived, counts.archived},
                                                           {archive::Status::known, counts.known},
                                                           {archive::Status::duplicate, counts.duplicate},
                                                           {archive::Status::failed, counts.failed},
                                                           {archive::Status::quarantined, counts.quarantined},
                                                           {archive::Status::unfinished, counts.unfinished},
                                                           {archive::Status::ready, counts.ready},
                                                           {archive::Status::missing, counts.missing}};
  for (const auto& [status, number] : parts) {
    if (number == 0) continue;
    fmt::format_to(to, "<button data-status=\"{}\" aria-pressed=\"false\">{} {}</button>\n", name_of(status),
                   both(status), number);
  }
  out += "<input type=\"search\" placeholder=\"查找 search\" aria-label=\"查找 search\">\n</div>\n";
}

bool has_failed(const archive::Outcome& it) {
  return it.status == archive::Status::failed || it.status == archive::Status::quarantined ||
         it.status == archive::Status::unfinished || it.status == archive::Status::missing;
}

// What there is to do, in a sentence; and of those that failed how many of each code.
void add_summary(std::string& out, const std::vector<archive::Outcome>& outcomes) {
  std::size_t failed = 0, missing = 0, warnings = 0;
  std::map<std::string, std::pair<std::size_t, const archive::Outcome*>> codes;
  for (const archive::Outcome& it : outcomes) {
    warnings += static_cast<std::size_t>(std::max(0, it.warnings));
    if (!has_failed(it)) continue;
    if (it.status == archive::Status::missing) {
      ++missing;
      continue;
    }
    ++failed;
    ++codes.try_emplace(it.code.empty() ? std::string(name_of(it.status)) : it.code, 0, &it).first->second.first;
  }
  auto to = std::back_inserter(out);
  if (missing > 0) {
    fmt::format_to(to, "<p class=\"error\"><strong>✗ 缺报 {0} 个单位。</strong><br><small>Missing: {0}.</small></p>\n",
                   missing);
  }
  if (failed == 0 && missing > 0) return;
  if (failed == 0 && warnings == 0) {
    out +=
        "<p class=\"good\">✓ 没有发现问题：没有错误，也没有警告。<br><small>Nothing was found: no error and no "
        "warning.</small></p>\n";
    return;
  }
  if (failed == 0) {
    fmt::format_to(to,
                   "<p class=\"good\">✓ 没有做不成的；警告 {0} 条。<br><small>None failed; warnings: "
                   "{0}.</small></p>\n",
                   warnings);
    return;
  }
  fmt::format_to(
      to, "<p class=\"error\"><strong>✗ {0} 份没有归档。</strong><br><small>Not archived: {0}.</small></p>\n", failed);
  out +=
      "<section>\n<h2>按代码 <small>By code</small></h2>\n<table class=\"list codes\">\n<thead><tr><th "
      "scope=\"col\">代码 code</th><th scope=\"col\" class=\"number\">份数 count</th><th scope=\"col\">如 for "
      "example</th></tr></thead>\n<tbody>\n";
  for (const auto& [code, found] : codes) {
    fmt::format_to(to,
                   "<tr><td><button data-code=\"{0}\">{0}</button></td><td "
                   "class=\"number\">{1}</td><td>{2}<br><small>{3}</small></td></tr>\n",
                   page_text(code), found.first, page_text(found.second->reason.zh),
                   page_text(found.second->reason.en));
  }
  out += "</tbody>\n</table>\n</section>\n";
}

}  // namespace

Bilingual words_of(archive::Status status) {
  switch (status) {
    case archive::Status::archived: return {"已归档", "archived"};
    case archive::Status::known: return {"早已归档", "known"};
    case archive::Status::duplicate: return {"重复", "duplicate"};
    case archive::Status::failed: return {"有错误", "failed"};
    case archive::Status::quarantined: return {"已隔离", "quarantined"};
    case archive::Status::ready: return {"可以归档", "ready"};
    case archive::Status::missing: return {"缺报", "missing"};
    case archive::Status::unfinished: break;
  }
  return {"未做", "unfinished"};
}

std::string page_text(const std::string& text) {
  return xml_escaped(shown(text));
}

std::string count_or_blank(int value) {
  return value == 0 ? std::string() : std::to_string(value);
}

std::string to_html(const std::vector<archive::Outcome>& outcomes, const std::string& to_archive) {
  const bool nothing_failed = std::none_of(outcomes.begin(), outcomes.end(), has_failed);
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"zh-Hans\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<title>版心 · 批处理结果</title>\n<style>\n{}</style>\n</head>\n<body{}>\n<header><span "
      "class=\"home\">版心</span></header>\n<main>\n<h1>批处理结果 <small>Results of the batch</small></h1>\n",
      report_style(), nothing_failed ? " class=\"nothing-failed\"" : "");
  add_summary(out, outcomes);
  add_filters(out, count(outcomes), outcomes.size());
  if (nothing_failed) {
    out +=
        "<p class=\"on-paper\">没有要处理的，各份的结果不印。 Nothing has to be done; the records are not "
        "printed.</p>\n";
  }
  // Wider than a small window: moved sideways by itself, by the keyboard too (WCAG 2.2, 1.4.10 and 2.1.1).
  out +=
      "<div class=\"rows wide\" tabindex=\"0\" role=\"region\" aria-label=\"各份记录 "
      "records\">\n<table>\n<thead><tr>";
  for (const Column& column : columns) {
    out += fmt::format("<th scope=\"col\"{} data-name=\"{}\"><button>{}<small>{}</small></button></th>",
                       column.number ? " class=\"number\"" : "", column.zh, column.zh, column.en);
  }
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < outcomes.size(); ++i) add_row(out, i + 1, outcomes[i], to_archive);
  return out +
         fmt::format("</tbody>\n</table>\n</div>\n</main>\n<script>\n{}</script>\n</body>\n</html>\n", report_script());
}

}  // namespace banxin::batch
