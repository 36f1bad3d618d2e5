#include <fmt/format.h>

#include <algorithm>

#include "desk/views.h"

namespace banxin::desk {
namespace {

std::string typed_or(const Pairs& typed, std::string_view name, const std::string& other = {}) {
  for (const auto& [key, value] : typed) {
    if (key == name) return value;
  }
  return other;
}

std::string drafts_list(const Page& page, const std::vector<Summary>& drafts) {
  if (drafts.empty()) {
    return fmt::format("<p>{}</p>\n",
                       page.html({"这个文件夹里还没有草稿。从下面新写一份，或导入已有的文件。",
                                  "There is no draft in this folder yet. Begin one below, or import a file."}));
  }
  std::string out = "<ul class=\"drafts\">\n";
  for (const Summary& one : drafts) {
    if (!one.problem.empty()) {
      out += fmt::format("<li class=\"bad\"><strong>{}</strong> <span class=\"hint\">✗ {}</span></li>\n",
                         escaped(one.file), page.html(one.problem));
      continue;
    }
    const std::string bureau = one.bureau.empty() ? page.say({"（单位还没有填）", "(no bureau yet)"}) : one.bureau;
    out += fmt::format("<li><a href=\"/draft/{}\">{}</a> <span class=\"hint\">{} · {}</span></li>\n", one.id,
                       escaped(bureau), escaped(page.say({one.year + " 年度", "report of " + one.year})),
                       escaped(one.file));
  }
  return out + "</ul>\n";
}

std::string form_choice(const Page& page, const std::vector<FormData>& forms, const std::string& chosen) {
  std::string out =
      fmt::format("<div class=\"field\"><label for=\"form\">{}</label><select id=\"form\" name=\"form\">\n",
                  page.html({"用哪种表", "Form"}));
  // The one in force first.
  for (auto form = forms.rbegin(); form != forms.rend(); ++form) {  // NOLINT(modernize-loop-convert): backwards
    out += fmt::format("<option value=\"{}\"{}>{}</option>\n", escaped(form->form.id),
                       chosen == form->form.id ? " selected" : "", page.html(form->form.name));
  }
  return out + "</select></div>\n";
}

}  // namespace

Response start_page(const Page& page, const Start& start, const std::vector<FormData>& forms) {
  const auto& [drafts, has_archive, problem, typed] = start;
  std::string body = fmt::format("<h1>{}</h1>\n", page.html({"填报台", "The desk"}));
  if (!problem.empty()) {
    body += fmt::format("<div class=\"alert\" role=\"alert\"><p><strong>{}</strong></p></div>\n",
                        page.html({"错误：" + problem.zh, "Error: " + problem.en}));
  }
  if (has_archive) {
    body += fmt::format("<p><a class=\"button\" href=\"/board\">{}</a></p>\n",
                        page.html({"收报情况（档案库）", "Reports received (the archive)"}));
  }
  body += fmt::format("<section>\n<h2>{}</h2>\n{}</section>\n", page.html({"接着写", "Go on writing"}),
                      drafts_list(page, drafts));
  body +=
      fmt::format("<section>\n<h2>{}</h2>\n<form method=\"post\" action=\"/new\" enctype=\"multipart/form-data\">\n",
                  page.html({"新写一份", "Begin a report"}));
  body += form_choice(page, forms, typed_or(typed, "form"));
  body += fmt::format(
      "<div class=\"field\"><label for=\"year\">{}</label><span class=\"hint\" id=\"year-hint\">{}</span><input "
      "id=\"year\" "
      "name=\"year\" inputmode=\"numeric\" size=\"6\" value=\"{}\" aria-describedby=\"year-hint\"></div>\n",
      page.html({"统计的年度", "Year reported on"}), page.html({"四位数字，如 2025", "four digits, as 2025"}),
      escaped(typed_or(typed, "year")));
  body += fmt::format(
      "<div class=\"field\"><label for=\"bureau\">{}</label><span class=\"hint\" id=\"bureau-hint\">{}</span><input "
      "id=\"bureau\" name=\"bureau\" value=\"{}\" aria-describedby=\"bureau-hint\"></div>\n",
      page.html({"单位全称", "Full name of the bureau"}),
      page.html({"给了上年的，可以空着", "may be blank where last year's report is given"}),
      escaped(typed_or(typed, "bureau")));
  body += fmt::format(
      "<div class=\"field\"><label for=\"last\">{}</label><span class=\"hint\" id=\"last-hint\">{}</span><select "
      "id=\"last\" name=\"last\" aria-describedby=\"last-hint\">\n<option value=\"\">{}</option>\n",
      page.html({"沿用上年的", "Last year's report"}),
      page.html({"带来单位、联系方式、结转的数和各格上年的数",
                 "brings the bureau, how to reach it, what was carried over and last year's figures"}),
      page.html({"不沿用，或用下面的文件", "none, or the file below"}));
  for (const Summary& one : drafts) {
    if (!one.problem.empty()) continue;
    body += fmt::format("<option value=\"{}\">{} {}</option>\n", one.id, escaped(one.bureau), escaped(one.year));
  }
  body += fmt::format(
      "</select></div>\n<div class=\"field\"><label for=\"last-file\">{}</label><input type=\"file\" id=\"last-file\" "
      "name=\"last-file\" accept=\".xml,.pdf\"></div>\n<p class=\"actions\"><button "
      "class=\"main\">{}</button></p>\n</form>\n</section>\n",
      page.html({"上年的记录（.xml）或报告（.pdf），可不给", "Last year's record (.xml) or report (.pdf), if any"}),
      page.html({"开始填写", "Begin"}));
  body += fmt::format(
      "<section>\n<h2>{}</h2>\n<p class=\"hint\">{}</p>\n<form method=\"post\" action=\"/import\" "
      "enctype=\"multipart/form-data\">\n<div class=\"field\"><label for=\"file\">{}</label><input type=\"file\" "
      "id=\"file\" "
      "name=\"file\" multiple></div>\n<p class=\"actions\"><button>{}</button></p>\n</form>\n</section>\n",
      page.html({"导入已有的文件", "Import what there is"}),
      page.html({"Word、Excel、网页、文本、记录（.xml）或版心的报告（.pdf）。一份报告分成几个文件的，一起选。",
                 "Word, Excel, a web page, text, a record (.xml) or a report of Banxin's (.pdf). Choose the files of "
                 "one report together."}),
      page.html({"文件", "Files"}), page.html({"导入", "Import"}));
  return page.whole({"填报台", "The desk"}, body);
}

}  // namespace banxin::desk
