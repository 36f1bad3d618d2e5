#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "desk/send_view.h"
#include "record/identity.h"

namespace banxin::desk {
namespace {

constexpr std::size_t rows_of_page = 100;

struct Column {
  std::string_view name;
  Bilingual words;
  bool number = false;
};
const std::vector<Column>& columns() {
  static const std::vector<Column> all = {{"bureau", {"单位", "Bureau"}},   {"year", {"年度", "Year"}},
                                          {"form", {"表", "Form"}},         {"version", {"版本", "Version"}, true},
                                          {"pages", {"页", "Pages"}, true}, {"warnings", {"警告", "Warnings"}, true}};
  return all;
}

int number_in(const BoardRow& row, std::string_view column) {
  return column == "version" ? row.version : column == "pages" ? row.pages : row.warnings;
}
const std::string& text_in(const BoardRow& row, std::string_view column) {
  return column == "year" ? row.year : column == "form" ? row.form : row.bureau;
}

// What is asked for, and addresses that ask for nearly the same.
struct Question {
  std::string q, year, form, sort, down;
  std::size_t page = 1;

  explicit Question(const Request& request)
      : q(trimmed(request.asked("q"))),
        year(request.asked("year")),
        form(request.asked("form")),
        sort(request.asked("sort")),
        down(request.asked("down")) {
    const auto known =
        std::any_of(columns().begin(), columns().end(), [this](const Column& one) { return one.name == sort; });
    if (!known) sort = "bureau";
    const std::string_view text = request.asked("page");
    std::from_chars(text.data(), text.data() + text.size(), page);
    page = std::clamp<std::size_t>(page, 1, 1'000'000);
  }
  std::string address(const std::string& by, bool descending, std::size_t to) const {
    const auto encoded = [](const std::string& text) {
      return percent_encoded(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      });
    };
    return fmt::format("/board?q={}&year={}&form={}&sort={}&down={}&page={}", encoded(q), encoded(year), encoded(form),
                       by, descending ? "1" : "", to);
  }
};

std::vector<const BoardRow*> chosen(const Board& board, const Question& question) {
  std::vector<const BoardRow*> rows;
  for (const BoardRow& row : board.rows) {
    const bool named = question.q.empty() || row.bureau.find(question.q) != std::string::npos ||
                       record::is_short_form(question.q, row.bureau);
    if (named && (question.year.empty() || row.year == question.year) &&
        (question.form.empty() || row.form == question.form))
      rows.push_back(&row);
  }
  const auto column =
      std::find_if(columns().begin(), columns().end(), [&](const Column& one) { return one.name == question.sort; });
  std::stable_sort(rows.begin(), rows.end(), [&](const BoardRow* a, const BoardRow* b) {
    if (!question.down.empty()) std::swap(a, b);
    return column->number ? number_in(*a, column->name) < number_in(*b, column->name)
                          : text_in(*a, column->name) < text_in(*b, column->name);
  });
  return rows;
}

std::string choice(const Page& page, const char* name, const Bilingual& label,
                   const std::vector<std::pair<std::string, std::string>>& options, const std::string& now) {
  std::string out = fmt::format(
      "<div class=\"field\"><label for=\"{0}\">{1}</label><select id=\"{0}\" name=\"{0}\"><option "
      "value=\"\">{2}</option>",
      name, page.html(label), page.html({"全部", "All"}));
  for (const auto& [value, words] : options) {
    out += fmt::format("<option value=\"{}\"{}>{}</option>", escaped(value), value == now ? " selected" : "",
                       escaped(words));
  }
  return out + "</select></div>\n";
}

std::string missing(const Page& page, const Board& board, const std::string& year) {
  if (!board.has_list || year.empty()) return {};
  std::set<std::string> there;
  for (const BoardRow& row : board.rows) {
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
    out += "<ul class=\"names\">\n";
    for (const std::string& name : names) out += fmt::format("<li>{}</li>\n", escaped(name));
    out += "</ul>\n";
  }
  return out + "</section>\n";
}

std::string head_row(const Page& page, const Question& question) {
  std::string out = "<thead><tr>";
  for (const Column& column : columns()) {
    const bool here = question.sort == column.name;
    const bool down = !question.down.empty();
    out += fmt::format("<th scope=\"col\"{}><a href=\"{}\">{}{}</a></th>",
                       here ? (down ? " aria-sort=\"descending\"" : " aria-sort=\"ascending\"") : "",
                       escaped(question.address(std::string(column.name), here && !down, 1)), page.html(column.words),
                       here ? (down ? " ▼" : " ▲") : "");
  }
  return out + fmt::format("<th scope=\"col\">{}</th></tr></thead>\n", page.html({"报告", "Report"}));
}

std::string turn_pages(const Page& page, const Question& question, std::size_t all) {
  const std::size_t pages = (all + rows_of_page - 1) / rows_of_page;
  if (pages < 2) return {};
  std::string out = fmt::format("<nav class=\"pages\" aria-label=\"{}\"><p>", page.html({"翻页", "Pages"}));
  const auto link = [&](std::size_t to, const Bilingual& words) {
    out += fmt::format("<a class=\"button\" href=\"{}\">{}</a> ",
                       escaped(question.address(question.sort, !question.down.empty(), to)), page.html(words));
  };
  if (question.page > 1) link(question.page - 1, {"上一页", "Back"});
  out += page.html(
      {fmt::format("第 {} 页，共 {} 页 ", question.page, pages), fmt::format("page {} of {} ", question.page, pages)});
  if (question.page < pages) link(question.page + 1, {"下一页", "On"});
  return out + "</p></nav>\n";
}

}  // namespace

Response board_page(const Page& page, const Board& board, const std::vector<FormData>& forms, const Request& request) {
  Question question(request);
  const Bilingual title = {"收报情况", "Reports received"};
  std::string body = fmt::format("<h1>{}</h1>\n", page.html(title));
  if (!board.problem.empty()) body += fmt::format("<p>{}</p>\n", page.html(board.problem));
  std::set<std::string, std::greater<>> years;
  for (const BoardRow& row : board.rows) years.insert(row.year);
  std::vector<std::pair<std::string, std::string>> year_options, form_options;
  for (const std::string& year : years) year_options.emplace_back(year, year);
  for (const FormData& form : forms) form_options.emplace_back(form.form.id, page.say(form.form.name));
  body += fmt::format(
      "<form method=\"get\" action=\"/board\" class=\"filter\" role=\"search\">\n<div class=\"field\"><label "
      "for=\"q\">{}</label><input id=\"q\" name=\"q\" value=\"{}\"></div>\n",
      page.html({"单位（可以只写几个字，或简称）", "Bureau, or some of its name"}), escaped(question.q));
  body += choice(page, "year", {"年度", "Year"}, year_options, question.year) +
          choice(page, "form", {"表", "Form"}, form_options, question.form);
  body += fmt::format("<p class=\"actions\"><button class=\"main\">{}</button></p>\n</form>\n",
                      page.html({"查找", "Search"}));
  body += missing(page, board, !question.year.empty() ? question.year : years.empty() ? std::string() : *years.begin());
  const std::vector<const BoardRow*> rows = chosen(board, question);
  const std::size_t pages = std::max<std::size_t>(1, (rows.size() + rows_of_page - 1) / rows_of_page);
  question.page = std::min(question.page, pages);
  body += fmt::format("<h2>{}</h2>\n",
                      page.html({fmt::format("{} 份报告", rows.size()), fmt::format("{} reports", rows.size())}));
  if (!rows.empty()) {
    body += fmt::format(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table class=\"list\"><caption "
        "class=\"unseen\">{0}</caption>\n{1}<tbody>\n",
        page.html(title), head_row(page, question));
    for (std::size_t i = (question.page - 1) * rows_of_page; i < std::min(rows.size(), question.page * rows_of_page);
         ++i) {
      const BoardRow& row = *rows[i];
      body += fmt::format(
          "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td><a "
          "href=\"/board/{}\">PDF<span class=\"unseen\"> {} {}</span></a></td></tr>\n",
          escaped(row.bureau), escaped(row.year), escaped(row.form), row.version, row.pages,
          row.warnings == 0 ? std::string() : std::to_string(row.warnings), row.id, escaped(row.bureau),
          escaped(row.year));
    }
    body += "</tbody></table></div>\n";
  }
  return page.whole(title, body + turn_pages(page, question, rows.size()), {{page.say(title), {}}});
}

}  // namespace banxin::desk
