#include "archive/terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "archive/packages.h"
#include "base/codes.h"
#include "base/csv.h"
#include "base/text.h"
#include "record/identity.h"

namespace banxin::archive {
namespace {

Diagnostic terms_fault(const std::string& file, int line, Bilingual message) {
  return {.code = code::terms_unusable,
          .place = {file, line, {}},
          .message = std::move(message),
          .hint = {"由 banxin archive list --format csv 得到表，填好“保管期限”“密级”“档号”三栏，存成 UTF-8 的 CSV。",
                   "Get the table from `banxin archive list --format csv`, fill in retention, secrecy and number, and "
                   "save it as CSV in UTF-8."}};
}

// A bureau's report of a form and year.
std::string key_of(const std::string& bureau, const std::string& year, const std::string& form) {
  return record::name_key(bureau) + "\n" + year + "\n" + form;
}

Result<std::size_t> put(const std::string& folder, std::vector<EventItem> items, const Actor& actor) {
  const auto archive = open_archive(folder);
  if (!archive) return archive.findings();
  Event event;
  event.what = event::described;
  event.items = std::move(items);
  const std::size_t reports = event.items.size();
  auto logged = log_event(*archive, actor, std::move(event));
  if (!logged) return logged.take_findings();
  return reports;
}

EventItem item_of(const CataloguedPackage& package, const Terms& terms) {
  EventItem item;
  item.id = id_of_package(package.folder);
  item.bureau = package.bureau;
  item.year = package.year;
  item.form = package.form;
  item.retention = terms.retention;
  item.secrecy = terms.secrecy;
  item.number = terms.number;
  return item;
}

enum class Column : std::uint8_t { bureau, year, form, retention, secrecy, number };
constexpr std::size_t term_columns = 6;
constexpr std::array<std::pair<std::string_view, std::string_view>, term_columns> term_heads = {
    {{"单位", "bureau"},
     {"年度", "year"},
     {"表", "form"},
     {"保管期限", "retention"},
     {"密级", "secrecy"},
     {"档号", "number"}}};
using Places = std::array<std::size_t, term_columns>;
std::size_t place_of(const Places& places, Column column) {
  return places.at(static_cast<std::size_t>(column));
}
constexpr std::size_t no_column = static_cast<std::size_t>(-1);

// "单位 bureau", "单位" or "bureau".
Places places_of(const std::vector<std::string>& head) {
  Places places;
  places.fill(no_column);
  for (std::size_t i = 0; i < head.size(); ++i) {
    for (std::size_t column = 0; column < term_columns; ++column) {
      const auto& [zh, en] = term_heads.at(column);
      const std::string_view text = trimmed(head[i]);
      if (text == zh || text == en || text == std::string(zh) + " " + std::string(en)) places.at(column) = i;
    }
  }
  return places;
}

}  // namespace

std::string id_of_package(std::string_view folder) {
  const auto name = read_package_name(folder.substr(folder.rfind('/') + 1));
  return name ? name->id : std::string();
}

std::map<std::string, Terms> terms_of(const EventLog& log) {
  std::map<std::string, Terms> all;
  for (const Event& event : log.events) {
    if (event.what != event::described) continue;
    for (const EventItem& item : event.items) {
      Terms& terms = all[item.id];
      if (!item.retention.empty()) terms.retention = item.retention;
      if (!item.secrecy.empty()) terms.secrecy = item.secrecy;
      if (!item.number.empty()) terms.number = item.number;
    }
  }
  return all;
}

Result<std::size_t> describe(const std::string& folder, const Filter& filter, const Terms& terms, const Actor& actor) {
  auto packages = list(folder, filter);
  if (!packages) return packages.take_findings();
  if (packages->empty()) {
    return terms_fault(folder, 0, {"没有这样的报告。", "There is no such report."});
  }
  if (!terms.number.empty() && packages->size() > 1) {
    return terms_fault(folder, 0,
                       {fmt::format("档号只能给一份报告，这里有 {} 份。", packages->size()),
                        fmt::format("A number is of one report; {} agree.", packages->size())});
  }
  std::vector<EventItem> items;
  for (const CataloguedPackage& package : *packages) items.push_back(item_of(package, terms));
  return put(folder, std::move(items), actor);
}

Result<std::size_t> describe_by_table(const std::string& folder, std::string_view table, const std::string& name,
                                      const Actor& actor) {
  auto packages = list(folder, {});
  if (!packages) return packages.take_findings();
  std::map<std::string, const CataloguedPackage*> known;
  for (const CataloguedPackage& package : *packages) {
    known.emplace(key_of(package.bureau, package.year, package.form), &package);
  }
  const std::vector<std::vector<std::string>> rows = read_csv(table);
  const Places places = rows.empty() ? places_of({}) : places_of(rows.front());
  const bool has_terms = place_of(places, Column::retention) != no_column ||
                         place_of(places, Column::secrecy) != no_column ||
                         place_of(places, Column::number) != no_column;
  if (place_of(places, Column::bureau) == no_column || place_of(places, Column::year) == no_column ||
      place_of(places, Column::form) == no_column || !has_terms) {
    return terms_fault(name, 1,
                       {"第一行没有这些栏：单位、年度、表，以及保管期限、密级、档号之一。",
                        "Its first row lacks a column: bureau, year, form, and one of retention, secrecy, number."});
  }
  Findings wrong;
  std::vector<EventItem> items;
  std::map<std::string, int> numbers;  // the row of each
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto field = [&](Column column) {
      const std::size_t place = place_of(places, column);
      return place < rows[i].size() ? std::string(trimmed(rows[i][place])) : std::string();
    };
    const Terms terms{field(Column::retention), field(Column::secrecy), field(Column::number)};
    if (terms.retention.empty() && terms.secrecy.empty() && terms.number.empty()) continue;
    const int line = static_cast<int>(i) + 1;
    const auto found = known.find(key_of(field(Column::bureau), field(Column::year), field(Column::form)));
    if (found == known.end()) {
      wrong.push_back(terms_fault(name, line,
                                  {fmt::format("档案库里没有 {} {} 的报告（{}）。", field(Column::bureau),
                                               field(Column::year), field(Column::form)),
                                   fmt::format("The archive has no report of {} for {} ({}).", field(Column::bureau),
                                               field(Column::year), field(Column::form))}));
      continue;
    }
    if (!terms.number.empty() && !numbers.emplace(terms.number, line).second) {
      wrong.push_back(
          terms_fault(name, line,
                      {fmt::format("档号 {} 与第 {} 行的相同。", terms.number, numbers[terms.number]),
                       fmt::format("The number {} is that of row {} too.", terms.number, numbers[terms.number])}));
    }
    items.push_back(item_of(*found->second, terms));
  }
  if (!wrong.empty()) return wrong;
  if (items.empty()) return terms_fault(name, 0, {"没有一行填了。", "No row is filled in."});
  return put(folder, std::move(items), actor);
}

bool for_ever(const std::string& retention) {
  return retention == "永久" || retention == "permanent";
}

int last_year_of(const std::string& retention, const std::string& year) {
  const auto read = [](const std::string& text, std::string_view rest_a, std::string_view rest_b) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view rest =
        trimmed(std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end)));
    return error == std::errc() && number > 0 && number < 10000 && (rest == rest_a || rest == rest_b) ? number : 0;
  };
  const int years = read(retention, "年", "years");
  const int from = read(year, "", "");
  return years > 0 && from > 0 ? from + years : 0;
}

}  // namespace banxin::archive
