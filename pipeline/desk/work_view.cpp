#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "desk/board_view.h"
#include "record/identity.h"

namespace banxin::desk {
namespace {

std::string reports_link(const archive::CataloguedPackage& one, const Page& page) {
  return fmt::format("<a href=\"/board/{}\">{}</a> <span class=\"hint\">{}</span>", board_id(one), escaped(one.bureau),
                     page.html({fmt::format("第 {} 版", one.version), fmt::format("version {}", one.version)}));
}

std::string running(const Page& page, const Job& job) {
  const Progress& now = job.progress();
  const bool sum = job.kind() == Job::Kind::sum;
  const Bilingual what = job.stopping()
                             ? Bilingual{"正在停下，手上的先做完", "Stopping; what is in hand is finished first"}
                         : sum          ? Bilingual{"正在汇总", "Adding up"}
                         : now.reading  ? Bilingual{"正在读", "Reading"}
                         : now.all == 0 ? Bilingual{"正在准备", "Preparing"}
                                        : Bilingual{"正在做报告", "Making reports"};
  std::string out = fmt::format("<p role=\"status\"><strong>{}</strong> ", page.html(what));
  if (now.all > 0) {
    out += page.html({fmt::format("{}／{}，有错误 {}", now.done, now.all, now.failed),
                      fmt::format("{} of {}, {} failed", now.done, now.all, now.failed)});
    out += fmt::format("</p>\n<p><progress max=\"{}\" value=\"{}\" aria-label=\"{}\"></progress>", now.all, now.done,
                       page.html({"进度", "Progress"}));
  }
  return out + "</p>\n";
}

}  // namespace

std::string work_state(const Page& page, const WorkShown& shown) {
  const Job& job = shown.job;
  std::string out = fmt::format("<div id=\"work\" data-running=\"{}\">\n", job.running() ? "1" : "");
  if (job.running()) {
    out += running(page, job);
    out += fmt::format(
        "<form method=\"post\" action=\"/board/work\"><p class=\"actions\"><button name=\"do\" "
        "value=\"stop\">{}</button> <a class=\"button\" href=\"/board/work\">{}</a></p></form>\n",
        page.html(job.stopping() ? Bilingual{"马上停", "Stop at once"} : Bilingual{"停下", "Stop"}),
        page.html({"看进度", "See how far it is"}));
  } else if (job.kind() != Job::Kind::none) {
    const JobEnd& end = job.end();
    out += fmt::format("<div class=\"{}\" role=\"status\"><p><strong>{}</strong></p>\n",
                       end.well ? "told-well" : "alert", page.html(end.told));
    if (!end.remarks.empty()) {
      out += "<ul>\n";
      for (const Bilingual& remark : end.remarks) out += fmt::format("<li>{}</li>\n", page.html(remark));
      out += "</ul>\n";
    }
    if (!shown.draft.empty()) {
      out += fmt::format("<p><a class=\"button\" href=\"{}\">{}</a></p>\n", shown.draft,
                         page.html({"打开汇总的草稿", "Open the draft of the sum"}));
    }
    out += "</div>\n";
  }
  return out + "</div>\n";
}

Response work_page(const Page& page, const WorkShown& shown) {
  const Bilingual title = {"批处理", "Batch"};
  std::string body = board_links(page, "/board/work", shown.has_sheets);
  body += fmt::format(
      "<h1>{}</h1>\n<p>{}</p>\n", page.html(title),
      page.html({"把文件夹里的记录和收到的文件都检查一遍，没有错误的做成报告放进档案库。已经在档案库里的不再做，"
                 "所以停下以后再开始，只做剩下的。",
                 "Checks all records and received files of the folder, and makes reports in the archive of "
                 "those without errors. What is there already is not made again: started anew after a "
                 "stop, it does what is left."}));
  body += work_state(page, shown);
  if (!shown.job.running()) {
    const Bilingual start = {fmt::format("开始（文件夹里有 {} 份记录）", shown.inputs),
                             fmt::format("Begin ({} records in the folder)", shown.inputs)};
    body += fmt::format(
        "<form method=\"post\" action=\"/board/work\"><p class=\"actions\"><button class=\"main\" name=\"do\" "
        "value=\"batch\">{}</button></p></form>\n",
        page.html(start));
  }
  return page.whole(title, body, {{page.say({"收报情况", "Reports received"}), "/board"}, {page.say(title), {}}});
}

Response sum_page(const Page& page, const SumShown& shown, const std::vector<FormData>& forms,
                  const Question& question) {
  const Bilingual title = {"汇总", "The sum"};
  std::string body = board_links(page, "/board/sum", shown.has_sheets);
  body += fmt::format("<h1>{}</h1>\n<form method=\"get\" action=\"/board/sum\" class=\"filter\">\n", page.html(title));
  Pairs form_options;
  for (const FormData& form : forms) form_options.emplace_back(form.form.id, page.say(form.form.name));
  body += choice(page, "form", {"表", "Form"}, form_options, question.form, {}) +
          choice(page, "year", {"年度", "Year"}, shown.years, question.year, {}) +
          fmt::format("<p class=\"actions\"><button>{}</button></p>\n</form>\n", page.html({"看", "Show"}));
  if (shown.sources.empty()) {
    body += fmt::format("<p>{}</p>\n",
                        page.html({"没有这种表、这一年度的报告。", "There is no report of this form and year."}));
    return page.whole(title, body, {{page.say({"收报情况", "Reports received"}), "/board"}, {page.say(title), {}}});
  }
  std::set<std::string> there;
  for (const auto* one : shown.sources) there.insert(record::name_key(one->bureau));
  std::string missing;
  for (const std::string& name : shown.expected) {
    if (!there.contains(record::name_key(name))) missing += fmt::format("<li>{}</li>\n", escaped(name));
  }
  body += fmt::format(
      "<form method=\"post\" action=\"/board/sum\"><input type=\"hidden\" name=\"form\" value=\"{}\"><input "
      "type=\"hidden\" name=\"year\" value=\"{}\"><p class=\"actions\"><button "
      "class=\"main\">{}</button></p></form>\n",
      escaped(question.form), escaped(question.year),
      page.html({fmt::format("把这 {} 份加起来，存成一份草稿", shown.sources.size()),
                 fmt::format("Add up these {} and keep the sum as a draft", shown.sources.size())}));
  if (!missing.empty()) {
    body += fmt::format("<section><h2>{}</h2>\n<ul class=\"names\">\n{}</ul></section>\n",
                        page.html({"缺报的单位，没有加进去", "Bureaus without a report, which it lacks"}), missing);
  }
  body += fmt::format("<section><h2>{}</h2>\n<ul class=\"names\">\n",
                      page.html({"加进去的报告", "The reports that it adds up"}));
  constexpr std::size_t most_shown = 500;
  const std::size_t shown_ones = std::min(most_shown, shown.sources.size());
  for (std::size_t i = 0; i < shown_ones; ++i) {
    body += fmt::format("<li>{}</li>\n", reports_link(*shown.sources[i], page));
  }
  if (shown_ones < shown.sources.size()) {
    const std::size_t rest = shown.sources.size() - shown_ones;
    body += fmt::format("<li>{}</li>\n",
                        page.html({fmt::format("……还有 {} 份", rest), fmt::format("… and {} more", rest)}));
  }
  body += "</ul></section>\n";
  return page.whole(title, body, {{page.say({"收报情况", "Reports received"}), "/board"}, {page.say(title), {}}});
}

Response failures_page(const Page& page, const std::vector<archive::CataloguedFailure>& failures, Question question,
                       bool has_sheets) {
  constexpr std::size_t rows_of_page = 100;
  const Bilingual title = {"没有归档的", "Not archived"};
  std::string body = board_links(page, "/board/failures", has_sheets);
  body += fmt::format("<h1>{}</h1>\n", page.html(title));
  if (!question.code.empty()) {
    Question all = question;
    all.code.clear();
    body += fmt::format("<p>{} <a href=\"{}\">{}</a></p>\n", escaped(question.code),
                        escaped(all.address("/board/failures")), page.html({"看全部", "See all"}));
  }
  if (failures.empty()) {
    body += fmt::format("<p class=\"good\">✓ {}</p>\n",
                        page.html({"没有。上次合并目录时，收到的都归档了。",
                                   "Nothing: all that was received was archived at the last merge."}));
  } else {
    const std::size_t pages = (failures.size() + rows_of_page - 1) / rows_of_page;
    question.page = std::min(question.page, pages);
    body += fmt::format(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table class=\"list\"><caption>{1}"
        "</caption>\n<thead><tr><th scope=\"col\">{2}</th><th scope=\"col\">{3}</th><th scope=\"col\">{4}</th><th "
        "scope=\"col\">{5}</th></tr></thead>\n<tbody>\n",
        page.html(title), page.html({fmt::format("{} 份", failures.size()), fmt::format("{} inputs", failures.size())}),
        page.html({"单位", "Bureau"}), page.html({"年度", "Year"}), page.html({"文件", "File"}),
        page.html({"为什么", "Why"}));
    const std::size_t end = std::min(failures.size(), question.page * rows_of_page);
    for (std::size_t i = (question.page - 1) * rows_of_page; i < end; ++i) {
      const archive::CataloguedFailure& one = failures[i];
      body += fmt::format(
          "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"error\"><span class=\"shape\" "
          "aria-hidden=\"true\">✗</span> <strong>{}</strong> {}</td></tr>\n",
          escaped(one.bureau), escaped(one.year), escaped(one.input), escaped(one.code), page.html(one.reason));
    }
    body += "</tbody></table></div>\n" + turn_pages(page, "/board/failures", question, pages);
  }
  return page.whole(title, body, {{page.say({"收报情况", "Reports received"}), "/board"}, {page.say(title), {}}});
}

Response sheets_page(const Page& page, const Pairs& files) {
  const Bilingual title = {"反馈单", "Feedback sheets"};
  std::string body = board_links(page, "/board/sheets", true) + fmt::format("<h1>{}</h1>\n", page.html(title));
  if (files.empty()) {
    body += fmt::format("<p>{}</p>\n",
                        page.html({"还没有。批处理做完时，有问题的单位各有一份。",
                                   "None yet. At its end a batch writes one for each bureau with findings."}));
  } else {
    body += "<ul class=\"drafts\">\n";
    for (const auto& [name, id] : files) {
      body += fmt::format("<li><a href=\"/board/sheets/{}\">{}</a></li>\n", id, escaped(name));
    }
    body += "</ul>\n";
  }
  return page.whole(title, body, {{page.say({"收报情况", "Reports received"}), "/board"}, {page.say(title), {}}});
}

}  // namespace banxin::desk
