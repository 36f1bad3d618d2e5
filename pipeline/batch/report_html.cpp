#include <fmt/format.h>

#include <iterator>
#include <string>

#include "base/text.h"
#include "base/unseen.h"
#include "base/xml_text.h"
#include "batch/report.h"

namespace banxin::batch {
namespace {

constexpr const char* head = R"(<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>版心 · 批处理结果</title>
<style>
body { font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; margin: 1.5rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.4rem; margin: 0 0 .8rem }
.filters { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: 1rem }
button, input { font: inherit; border: 1px solid #bbb; border-radius: .4rem; padding: .25rem .7rem; background: #fff; color: inherit }
button[aria-pressed=true] { background: #1d4f91; border-color: #1d4f91; color: #fff }
input { flex: 1; min-width: 12rem }
.rows { overflow: auto; max-height: calc(100vh - 9rem) }
@media print { .rows { max-height: none; overflow: visible } }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #ddd }
th { position: sticky; top: 0; background: #f2f4f7; white-space: nowrap }
th button { border: 0; padding: 0; background: none; font-weight: bold; text-align: inherit }
th small { display: block; font-weight: normal }
th[aria-sort=ascending] small::after { content: " ▲" }
th[aria-sort=descending] small::after { content: " ▼" }
.number { text-align: right }
td:nth-child(2), td:nth-child(4) { white-space: nowrap }
td:nth-child(3) { min-width: 9rem }
td:nth-child(9) { min-width: 11rem }
td:nth-child(n+9) { overflow-wrap: anywhere }
.archived, .known, .duplicate, .ready { color: #1a6b2f } .failed, .missing { color: #a5271c } .quarantined { color: #8a1f6b } .unfinished { color: #6b5900 }
small { color: #595959 }
</style>
</head>
<body>
<main>
)";

constexpr const char* script = R"(<script>
"use strict";
const body = document.querySelector("tbody"), rows = [...body.rows], heads = [...document.querySelectorAll("th")];
const filters = [...document.querySelectorAll(".filters button")], search = document.querySelector("input");
const order = new Intl.Collator("zh", { numeric: true });
function show() {
  const status = filters.find(it => it.getAttribute("aria-pressed") === "true").dataset.status;
  const text = search.value.trim().toLowerCase();
  for (const row of rows)
    row.hidden = (status && row.cells[1].className !== status) || (text && !row.textContent.toLowerCase().includes(text));
}
filters.forEach(button => button.onclick = () => {
  filters.forEach(it => it.setAttribute("aria-pressed", it === button));
  show();
});
search.oninput = show;
heads.forEach((head, column) => head.firstChild.onclick = () => {
  const up = head.getAttribute("aria-sort") !== "ascending";
  heads.forEach(it => it.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const keyed = rows.map((row, index) => [row.cells[column].textContent, index, row]);
  keyed.sort((a, b) => (up ? 1 : -1) * order.compare(a[0], b[0]) || a[1] - b[1]);
  body.append(...keyed.map(it => it[2]));
});
</script>
)";

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
  fmt::format_to(to, "<tr><td class=\"number\">{}</td><td class=\"{}\">{}</td><td>{}</td><td>{}</td>", position,
                 name_of(it.status), both(it.status), page_text(it.bureau), page_text(it.year));
  for (const int value : {it.version, it.pages, it.errors, it.warnings}) {
    fmt::format_to(to, "<td class=\"number\">{}</td>", count_or_blank(value));
  }
  fmt::format_to(to, "<td>{}</td><td>", page_text(it.input));
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
  std::string out = head;
  out += "<h1>批处理结果 <small>Results of the batch</small></h1>\n";
  add_filters(out, count(outcomes), outcomes.size());
  // Wider than a telephone: moved sideways by itself, by the keyboard too (WCAG 2.2, 1.4.10 and 2.1.1).
  out += "<div class=\"rows\" tabindex=\"0\" role=\"region\" aria-label=\"各份记录 records\">\n<table>\n<thead><tr>";
  for (const Column& column : columns) {
    out += fmt::format("<th scope=\"col\"{}><button>{}<small>{}</small></button></th>",
                       column.number ? " class=\"number\"" : "", column.zh, column.en);
  }
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < outcomes.size(); ++i) add_row(out, i + 1, outcomes[i], to_archive);
  return out + "</tbody>\n</table>\n</div>\n</main>\n" + script + "</body>\n</html>\n";
}

}  // namespace banxin::batch
