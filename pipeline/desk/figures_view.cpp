#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "desk/board_view.h"
#include "forms/figure.h"
#include "record/identity.h"

namespace banxin::desk {
namespace {

using archive::CataloguedCell;

constexpr std::size_t figures_of_page = 50;

struct Both {
  std::string name, unit;
  const CataloguedCell* now = nullptr;
  const CataloguedCell* before = nullptr;
};

forms::Figure figure_of(const CataloguedCell* cell) {
  return cell == nullptr ? forms::Figure() : forms::read_figure(cell->written);
}

// What was written; what is blank, or not there at all, says so: neither is 0 (D-06).
std::string as_written(const Page& page, const CataloguedCell* cell, const Bilingual& absent) {
  if (cell == nullptr) return fmt::format("<span class=\"hint\">{}</span>", page.html(absent));
  const forms::Figure figure = forms::read_figure(cell->written);
  if (figure.kind == forms::Figure::Kind::blank)
    return fmt::format("<span class=\"hint\">{}</span>", page.html({"（空白）", "(blank)"}));
  return escaped(cell->written);
}

// A bar of a thousandth of `most` and more; none for what is no figure, or not above 0.
std::string bar(const forms::Figure& figure, const forms::Decimal& most, const char* which) {
  if (!figure.known() || figure.number.is_negative() || figure.number.is_zero() || most.is_zero()) return {};
  constexpr std::size_t thousand = 3;
  return fmt::format(
      "<svg class=\"bar {}\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect "
      "width=\"{}\" height=\"10\"/></svg>",
      which, quotient(figure.number.shifted(thousand), most, 0));
}

std::string difference(const Both& both) {
  const forms::Figure now = figure_of(both.now), before = figure_of(both.before);
  if (!now.known() || !before.known()) return {};
  const std::string text = (now.number - before.number).text();
  return text.starts_with('-') || text == "0" ? text : "+" + text;
}

std::string table_row(const Page& page, const Both& both, const std::string& head, const forms::Decimal& most) {
  return fmt::format("<tr><th scope=\"row\">{}</th><td>{}{}</td><td>{}{}</td><td>{}</td></tr>\n", head,
                     as_written(page, both.now, {"（没有这一格）", "(not there)"}),
                     bar(figure_of(both.now), most, "now"),
                     as_written(page, both.before, {"（没有报告）", "(no report)"}),
                     bar(figure_of(both.before), most, "before"), difference(both));
}

forms::Decimal largest(const std::vector<const Both*>& rows) {
  forms::Decimal most;
  for (const Both* one : rows) {
    for (const CataloguedCell* cell : {one->now, one->before}) {
      const forms::Figure figure = figure_of(cell);
      if (figure.known() && figure.number > most) most = figure.number;
    }
  }
  return most;
}

// The cells of a form that hold figures: their ids and names.
Pairs cells_with_names(const FormData& form) {
  Pairs all;
  for (const forms::Label& row : form.labels.all()) {
    if (row.column || row.heading) continue;
    if (row.cells.empty() && row.texts.empty()) all.emplace_back(row.id, row.name);
    for (const std::string& id : row.cells) {
      const forms::Label* column = form.labels.find(id);
      if (column == nullptr) continue;
      all.emplace_back(row.id + "/" + id, row.name + " · " + column->name);
    }
  }
  return all;
}

std::string table_head(const Page& page, const Bilingual& first, const std::string& year) {
  const std::string before = year_before(year);
  return fmt::format(
      "<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
      "scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
      page.html(first), page.html({year + " 年度", year}), page.html({before + " 年度", before}),
      page.html({"增减", "Change"}));
}

std::string table_begin(const Page& page, const Bilingual& caption) {
  return fmt::format(
      "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table class=\"list "
      "compared\"><caption>{0}</caption>\n",
      page.html(caption));
}

}  // namespace

Response figures_page(const Page& page, const Compared& compared, const std::vector<FormData>& forms,
                      Question question) {
  const Bilingual title = {"各单位的数", "Figures compared"};
  std::string body = board_links(page, "/board/figures", compared.has_sheets);
  body +=
      fmt::format("<h1>{}</h1>\n<form method=\"get\" action=\"/board/figures\" class=\"filter\">\n", page.html(title));
  Pairs year_options, form_options, cells;
  for (const std::string& year : compared.years) year_options.emplace_back(year, year);
  for (const FormData& form : forms) {
    form_options.emplace_back(form.form.id, page.say(form.form.name));
    if (form.form.id == question.form) cells = cells_with_names(form);
  }
  const auto cell =
      std::find_if(cells.begin(), cells.end(), [&](const auto& one) { return one.first == question.cell; });
  body +=
      choice(page, "form", {"表", "Form"}, form_options, question.form, {}) +
      choice(page, "year", {"年度", "Year"}, year_options, question.year, {}) +
      choice(page, "cell", {"哪一格", "Which figure"}, cells, question.cell, {}) +
      choice(page, "sort", {"按什么排", "Sorted by"},
             {{"", page.say({"单位", "bureau"})},
              {"figure", page.say({"数，从大到小", "figure, the largest first"})},
              {"change", page.say({"增减，从大到小", "change, the largest first"})}},
             question.sort, {}) +
      fmt::format("<p class=\"actions\"><button class=\"main\">{}</button></p>\n</form>\n", page.html({"看", "Show"}));
  const auto finish = [&] { return page.whole(title, body, {{page.say(title), {}}}); };
  if (cell == cells.end()) {
    body += fmt::format("<p>{}</p>\n",
                        page.html({"档案库里还没有这种表的报告。", "The archive has no report of this form."}));
    return finish();
  }

  std::map<std::string, Both> by_bureau;
  for (const CataloguedCell& one : compared.now) {
    Both& both = by_bureau[record::name_key(one.bureau)];
    both = {one.bureau, one.unit, &one, nullptr};
  }
  // Last year's form may be another: its figure counts when it has the same name and unit.
  for (const CataloguedCell& one : compared.before) {
    const auto both = by_bureau.find(record::name_key(one.bureau));
    if (both == by_bureau.end()) continue;
    if (one.name == both->second.now->name && one.unit == both->second.now->unit) both->second.before = &one;
  }
  std::vector<const Both*> rows;
  for (const auto& [key, both] : by_bureau) rows.push_back(&both);
  std::stable_sort(rows.begin(), rows.end(), [&](const Both* a, const Both* b) {
    if (question.sort.empty()) return a->name < b->name;
    const auto value = [&](const Both* both) -> std::optional<forms::Decimal> {
      const forms::Figure now = figure_of(both->now), before = figure_of(both->before);
      if (!now.known() || (question.sort == "change" && !before.known())) return std::nullopt;
      return question.sort == "change" ? now.number - before.number : now.number;
    };
    const auto one = value(a), other = value(b);
    return one && (!other || *one > *other);
  });
  const std::size_t pages = std::max<std::size_t>(1, (rows.size() + figures_of_page - 1) / figures_of_page);
  question.page = std::min(question.page, pages);
  const std::size_t begin = (question.page - 1) * figures_of_page;
  const std::vector<const Both*> shown(
      rows.begin() + static_cast<std::ptrdiff_t>(begin),
      rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), begin + figures_of_page)));
  if (rows.empty()) {
    body += fmt::format("<p>{}</p>\n",
                        page.html({"这一年度没有这种表的报告。", "There is no report of this form and year."}));
    return finish();
  }
  const std::string unit = rows.front()->unit.empty() ? std::string() : "（" + rows.front()->unit + "）";
  body += table_begin(page, {cell->second + unit, cell->second + unit}) +
          table_head(page, {"单位", "Bureau"}, question.year);
  const forms::Decimal most = largest(rows);
  for (const Both* one : shown) body += table_row(page, *one, escaped(one->name), most);
  body += "</tbody></table></div>\n" + turn_pages(page, "/board/figures", question, pages);
  body +=
      fmt::format("<p class=\"hint\">{}</p>\n",
                  page.html({"条的长短按本表最大的数画；空白、/ 和不适用都不是 0，不画。",
                             "Bars are drawn to the largest figure of the table; what is blank, / or not applicable "
                             "is no 0 and has none."}));
  return finish();
}

Response years_page(const Page& page, const Years& years) {
  const archive::CataloguedPackage& package = years.package;
  const Bilingual title = {package.bureau + " " + package.year + " 年度与上年比",
                           package.bureau + ", " + package.year + " beside the year before"};
  std::string body = board_links(page, "", years.has_sheets) + fmt::format("<h1>{}</h1>\n", page.html(title));
  std::map<std::pair<std::string, std::string>, const CataloguedCell*> before;
  for (const CataloguedCell& one : years.before) {
    if (!one.cell.empty()) before.emplace(std::pair(one.name, one.unit), &one);
  }
  if (years.before.empty()) {
    body += fmt::format("<p>{}</p>\n",
                        page.html({"档案库里没有它上年的报告。", "The archive has no report of the year before."}));
  }
  body += table_begin(page, {"表中各格", "The cells of the tables"}) + table_head(page, {"格", "Cell"}, package.year);
  for (const CataloguedCell& one : years.now) {
    if (one.cell.empty()) continue;
    const auto last = before.find({one.name, one.unit});
    const Both both = {one.name, one.unit, &one, last == before.end() ? nullptr : last->second};
    Question of_all{Request()};
    of_all.form = package.form;
    of_all.year = package.year;
    of_all.cell = one.cell;
    const std::string head =
        fmt::format("<a href=\"{}\">{}</a> <span class=\"hint\">{}</span>", escaped(of_all.address("/board/figures")),
                    escaped(one.name), escaped(one.unit));
    body += table_row(page, both, head, forms::Decimal());
  }
  body += "</tbody></table></div>\n";
  return page.whole(title, body, {{page.say({"收报情况", "Reports received"}), "/board"}, {package.bureau, {}}});
}

}  // namespace banxin::desk
