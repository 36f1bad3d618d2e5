#include "desk/board_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>

#include "base/text.h"
#include "record/identity.h"

namespace banxin::desk {
namespace {

using archive::CataloguedPackage;

constexpr std::size_t rows_of_page = 100;

struct Column {
  std::string_view name;
  Bilingual words;
};
const std::vector<Column>& columns() {
  static const std::vector<Column> all = {{"bureau", {"单位", "Bureau"}}, {"year", {"年度", "Year"}},
                                          {"form", {"表", "Form"}},       {"version", {"版本", "Version"}},
                                          {"pages", {"页数", "Pages"}},   {"warnings", {"警告", "Warnings"}},
                                          {"date", {"日期", "Report of"}}};
  return all;
}

// Whether a comes before b in that column.
bool before(const CataloguedPackage& a, const CataloguedPackage& b, std::string_view column) {
  if (column == "version") return a.version < b.version;
  if (column == "pages") return a.pages < b.pages;
  if (column == "warnings") return a.warnings < b.warnings;
  if (column == "year") return a.year < b.year;
  if (column == "form") return a.form < b.form;
  if (column == "date") return a.date < b.date;
  return a.bureau < b.bureau;
}

std::vector<const CataloguedPackage*> chosen(const Board& board, const Question& question) {
  std::vector<const CataloguedPackage*> rows;
  const std::string key = record::name_key(question.q);
  for (const CataloguedPackage* row : board.rows) {
    const bool named = key.empty() || row->bureau.find(question.q) != std::string::npos ||
                       record::name_key(row->bureau).find(key) != std::string::npos ||
                       record::is_short_form(question.q, row->bureau);
    if (named) rows.push_back(row);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const CataloguedPackage* a, const CataloguedPackage* b) {
    if (question.down) std::swap(a, b);
    return before(*a, *b, question.sort);
  });
  return rows;
}

std::string missing(const Page& page, const Board& board, const std::string& year) {
  if (board.expected.empty() || year.empty()) return {};
  std::set<std::string> there;
  for (const CataloguedPackage& row : *board.all) {
    if (row.year == year) there.insert(record::name_key(row.bureau));
  }
  std::vector<std::string> names;
  for (const std::string& name : board.expected) {
    if (!there.contains(record::name_key(name))) names.push_back(name);
  }
  const Bilingual head = {fmt::format("{} 年度：应报 {} 个单位，缺报 {} 个", year, board.expected.size(), names.size()),
                          fmt::format("{}: of {} bureaus {} are missing", year, board.expected.size(), names.size())};
  std::string out = fmt::format("<section><h2>{}</h2>\n", page.html(head));
  if (!names.empty()) {
    constexpr std::size_t most_open = 40;
    std::string list = "<ul class=\"names\">\n";
    for (const std::string& name : names) list += fmt::format("<li>{}</li>\n", escaped(name));
    list += "</ul>\n";
    out += names.size() <= most_open ? list
                                     : fmt::format("<details><summary>{}</summary>\n{}</details>\n",
                                                   page.html({"缺报的单位", "Those that are missing"}), list);
  }
  return out + "</section>\n";
}

std::string by_kind(const Page& page, const Board& board, const Question& question) {
  if (board.codes.empty()) return {};
  std::string out = fmt::format("<details><summary>{}</summary>\n<ul class=\"drafts\">\n",
                                page.html({"按种类看查出的问题", "What was found, by kind"}));
  for (const archive::CataloguedCode& one : board.codes) {
    Question of_kind = question;
    of_kind.code = one.code;
    of_kind.page = 1;
    out += fmt::format(
        "<li class=\"{}\"><span><span class=\"shape\" aria-hidden=\"true\">{}</span> <a href=\"{}\">{}</a> <span "
        "class=\"hint\">{}</span></span><span>{}</span></li>\n",
        one.failed ? "error" : "warning", one.failed ? "✗" : "△",
        escaped(of_kind.address(one.failed ? "/board/failures" : "/board")), escaped(one.code), page.html(one.first),
        page.html(one.failed ? Bilingual{fmt::format("{} 份没有归档", one.reports),
                                         fmt::format("{} not archived", one.reports)}
                             : Bilingual{fmt::format("{} 份报告", one.reports),
                                         fmt::format("{} {}", one.reports, one.reports == 1 ? "report" : "reports")}));
  }
  return out + "</ul>\n</details>\n";
}

std::string head_row(const Page& page, const Question& question) {
  std::string out = "<thead><tr>";
  for (const Column& column : columns()) {
    const bool here = question.sort == column.name;
    Question other = question;
    other.sort = column.name;
    other.down = here && !question.down;
    other.page = 1;
    out += fmt::format("<th scope=\"col\"{}><a href=\"{}\">{}{}</a></th>",
                       !here           ? ""
                       : question.down ? " aria-sort=\"descending\""
                                       : " aria-sort=\"ascending\"",
                       escaped(other.address("/board")), page.html(column.words),
                       !here           ? ""
                       : question.down ? " ▼"
                                       : " ▲");
  }
  return out + fmt::format("<th scope=\"col\">{}</th></tr></thead>\n", page.html({"报告", "Report"}));
}

std::string filters(const Page& page, const Question& question, const Pairs& years, const Pairs& forms) {
  const Pairs kinds = {{"all", page.say({"各版都列", "all versions"})},
                       {"correction", page.say({"更正过的", "corrected"})},
                       {"remake", page.say({"重排过的", "made anew"})}};
  std::string out = fmt::format(
      "<form method=\"get\" action=\"/board\" class=\"filter\" role=\"search\">\n<div class=\"field\"><label "
      "for=\"q\">{}</label><input id=\"q\" name=\"q\" value=\"{}\"></div>\n",
      page.html({"单位，或其中几个字、简称", "Bureau, or some of its name"}), escaped(question.q));
  out += choice(page, "year", {"年度", "Year"}, years, question.year) +
         choice(page, "form", {"表", "Form"}, forms, question.form) +
         choice(page, "kind", {"版本", "Versions"}, kinds, question.kind, {"最新的", "The newest"});
  if (!question.code.empty()) {
    out += choice(page, "code", {"问题", "Found"}, {{question.code, question.code}}, question.code);
  }
  return out + fmt::format("<p class=\"actions\"><button class=\"main\">{}</button></p>\n</form>\n",
                           page.html({"查找", "Search"}));
}

// Files are dropped anywhere on the page, or chosen.
std::string intake(const Page& page) {
  return fmt::format(
      "<details data-drop><summary>{}</summary>\n<form method=\"post\" action=\"/board/receive\" "
      "enctype=\"multipart/form-data\">\n<div class=\"field\"><label for=\"files\">{}</label><span class=\"hint\" "
      "id=\"files-hint\">{}</span><input type=\"file\" id=\"files\" name=\"file\" multiple "
      "aria-describedby=\"files-hint\"></div>\n<p class=\"actions\"><button class=\"main\" name=\"do\" "
      "value=\"keep\">{}</button><button name=\"do\" value=\"check\">{}</button></p>\n</form>\n</details>\n",
      page.html({"收到的文件", "Files that were received"}), page.html({"文件，可以一次选多个", "Files, any number"}),
      page.html({"每个文件是一份报告；也可以拖到这一页上。",
                 "Each is a report of its own; they may be dropped on this page."}),
      page.html({"收进文件夹", "Take them in"}), page.html({"只检查，不收", "Only check them"}));
}

}  // namespace

Question::Question(const Request& request)
    : q(trimmed(request.asked("q"))),
      year(request.asked("year")),
      form(request.asked("form")),
      kind(request.asked("kind")),
      code(request.asked("code")),
      cell(request.asked("cell")),
      sort(request.asked("sort")),
      down(!request.asked("down").empty()) {
  const std::string_view text = request.asked("page");
  std::from_chars(text.data(), text.data() + text.size(), page);
  page = std::clamp<std::size_t>(page, 1, 1'000'000);
}

std::string Question::address(std::string_view place) const {
  std::string out;
  const auto add = [&out](const char* name, const std::string& value) {
    if (value.empty()) return;
    out += fmt::format("{}{}={}", out.empty() ? "?" : "&", name, percent_encoded(value, [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
                       }));
  };
  add("q", q);
  add("year", year);
  add("form", form);
  add("kind", kind);
  add("code", code);
  add("cell", cell);
  add("sort", sort);
  add("down", down ? "1" : "");
  add("page", page > 1 ? std::to_string(page) : "");
  return std::string(place) + out;
}

std::string board_links(const Page& page, std::string_view here, bool has_sheets) {
  std::vector<std::pair<std::string_view, Bilingual>> all = {{"/board", {"收到的报告", "Reports received"}},
                                                             {"/board/work", {"批处理", "Batch"}},
                                                             {"/board/failures", {"没有归档的", "Not archived"}},
                                                             {"/board/figures", {"各单位的数", "Figures compared"}},
                                                             {"/board/sum", {"汇总", "The sum"}}};
  if (has_sheets) all.push_back({"/board/sheets", {"反馈单", "Feedback sheets"}});
  std::string out = fmt::format("<nav class=\"tabs\" aria-label=\"{}\"><ul>\n", page.html({"收报", "The board"}));
  for (const auto& [address, words] : all) {
    out += fmt::format("<li><a href=\"{}\"{}>{}</a></li>\n", address, address == here ? " aria-current=\"page\"" : "",
                       page.html(words));
  }
  return out + "</ul></nav>\n";
}

std::string choice(const Page& page, const char* name, const Bilingual& label, const Pairs& options,
                   const std::string& now, const Bilingual& none) {
  std::string out = fmt::format("<div class=\"field\"><label for=\"{0}\">{1}</label><select id=\"{0}\" name=\"{0}\">\n",
                                name, page.html(label));
  if (!none.empty()) out += fmt::format("<option value=\"\">{}</option>", page.html(none));
  for (const auto& [value, words] : options) {
    out += fmt::format("<option value=\"{}\"{}>{}</option>", escaped(value), value == now ? " selected" : "",
                       escaped(words));
  }
  return out + "</select></div>\n";
}

std::string turn_pages(const Page& page, std::string_view place, Question question, std::size_t pages) {
  if (pages < 2) return {};
  const std::size_t here = question.page;
  std::string out = fmt::format("<nav class=\"pages\" aria-label=\"{}\"><p>", page.html({"翻页", "Pages"}));
  const auto link = [&](std::size_t to, const Bilingual& words) {
    question.page = to;
    out += fmt::format("<a class=\"button\" href=\"{}\">{}</a> ", escaped(question.address(place)), page.html(words));
  };
  if (here > 1) link(here - 1, {"上一页", "Back"});
  out += page.html({fmt::format("第 {} 页，共 {} 页 ", here, pages), fmt::format("page {} of {} ", here, pages)});
  if (here < pages) link(here + 1, {"下一页", "On"});
  return out + "</p></nav>\n";
}

std::string board_id(const archive::CataloguedPackage& package) {
  constexpr std::size_t digits = 24;
  return package.sha512.substr(0, digits);
}

Response board_page(const Page& page, const Board& board, const std::vector<FormData>& forms, Question question) {
  const auto known =
      std::any_of(columns().begin(), columns().end(), [&](const Column& one) { return one.name == question.sort; });
  if (!known) question.sort = "bureau";
  const Bilingual title = {"收报情况", "Reports received"};
  std::string body = board_links(page, "/board", board.has_sheets);
  body += fmt::format("<h1>{}</h1>\n", page.html(title)) + intake(page);
  if (!board.problem.empty()) body += fmt::format("<p>{}</p>\n", page.html(board.problem));
  std::set<std::string, std::greater<>> years;
  for (const CataloguedPackage& row : *board.all) years.insert(row.year);
  Pairs year_options, form_options;
  for (const std::string& year : years) year_options.emplace_back(year, year);
  for (const FormData& form : forms) form_options.emplace_back(form.form.id, page.say(form.form.name));
  body += filters(page, question, year_options, form_options);
  body += missing(page, board, !question.year.empty() ? question.year : years.empty() ? std::string() : *years.begin());
  body += by_kind(page, board, question);
  const std::vector<const CataloguedPackage*> rows = chosen(board, question);
  const std::size_t pages = std::max<std::size_t>(1, (rows.size() + rows_of_page - 1) / rows_of_page);
  question.page = std::min(question.page, pages);
  body += fmt::format("<h2>{}</h2>\n",
                      page.html({fmt::format("{} 份报告", rows.size()),
                                 fmt::format("{} {}", rows.size(), rows.size() == 1 ? "report" : "reports")}));
  if (!rows.empty()) {
    body += fmt::format(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table class=\"list\"><caption "
        "class=\"unseen\">{0}</caption>\n{1}<tbody>\n",
        page.html(title), head_row(page, question));
    const std::size_t end = std::min(rows.size(), question.page * rows_of_page);
    for (std::size_t i = (question.page - 1) * rows_of_page; i < end; ++i) {
      const CataloguedPackage& row = *rows[i];
      const std::string who =
          fmt::format("<span class=\"unseen\"> {} {}</span>", escaped(row.bureau), escaped(row.year));
      body += fmt::format(
          "<tr><th "
          "scope=\"row\">{0}</th><td>{1}</td><td>{2}</td><td>{3}</td><td>{4}</td><td>{5}</td><td>{6}</td><td><a "
          "href=\"/board/{7}\">PDF{8}</a> <a href=\"/board/{7}/years\">{9}{8}</a></td></tr>\n",
          escaped(row.bureau), escaped(row.year), escaped(row.form), row.version, row.pages,
          row.warnings == 0 ? std::string() : std::to_string(row.warnings), escaped(row.date), board_id(row), who,
          page.html({"与上年比", "beside last year"}));
    }
    body += "</tbody></table></div>\n";
  }
  return page.whole(title, body + turn_pages(page, "/board", question, pages), {{page.say(title), {}}});
}

}  // namespace banxin::desk
