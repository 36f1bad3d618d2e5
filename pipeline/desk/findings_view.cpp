#include "desk/findings_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "forms/decimal.h"
#include "forms/figure.h"

namespace banxin::desk {

Bilingual word_of(Severity severity) {
  switch (severity) {
    case Severity::error: return {"错误", "Error"};
    case Severity::warning: return {"警告", "Warning"};
    case Severity::note: break;
  }
  return {"提示", "Note"};
}

Bilingual counted(std::size_t errors, std::size_t warnings, std::size_t notes) {
  Bilingual out;
  const auto add = [&out](std::size_t number, const char* zh, const char* one, const char* many) {
    if (number == 0) return;
    if (!out.zh.empty()) {
      out.zh += "、";
      out.en += ", ";
    }
    out.zh += fmt::format("{} 处{}", number, zh);
    out.en += fmt::format("{} {}", number, number == 1 ? one : many);
  };
  add(errors, "错误", "error", "errors");
  add(warnings, "警告", "warning", "warnings");
  add(notes, "提示", "note", "notes");
  return out;
}

std::vector<PlacedFinding> placed(const Draft& draft, const Part& part, const Findings& findings) {
  std::vector<PlacedFinding> all;
  const std::string root = draft.tree().root().xpath();
  for (const Diagnostic& finding : findings) {
    std::set<std::size_t> fields;
    // What is said of the record as a whole is no part's.
    bool here =
        finding.place.xpath != root && !finding.place.xpath.empty() && &draft.part_of(finding.place.xpath) == &part;
    if (const auto field = Draft::field_at(part, finding.place.xpath)) fields.insert(*field);
    for (const RelatedPlace& related : finding.related) {
      if (related.place.file != finding.place.file) continue;
      if (const auto field = Draft::field_at(part, related.place.xpath)) fields.insert(*field);
    }
    here = here || !fields.empty();
    if (here) all.push_back({&finding, {fields.begin(), fields.end()}});
  }
  std::stable_sort(all.begin(), all.end(), [](const PlacedFinding& a, const PlacedFinding& b) {
    return a.finding->severity > b.finding->severity;
  });
  return all;
}

std::string shape_of(Severity severity) {
  return severity == Severity::error ? "✗" : severity == Severity::warning ? "△" : "○";
}

std::string finding_markup(const Page& page, const Diagnostic& finding, const std::string& target) {
  const std::string message = page.html(finding.message);
  std::string out = fmt::format("<span class=\"shape\" aria-hidden=\"true\">{}</span> <strong>{}{}</strong>",
                                shape_of(finding.severity), page.html(word_of(finding.severity)),
                                page.language() == Language::zh ? "：" : ": ");
  out += target.empty() ? message : fmt::format("<a href=\"{}\">{}</a>", target, message);
  if (!finding.hint.empty()) out += fmt::format(" <span class=\"hint\">{}</span>", page.html(finding.hint));
  return out;
}

std::string summary_markup(const View& view, const Part& part, const std::vector<PlacedFinding>& found) {
  const Page& page = view.page;
  std::size_t counts[3] = {};
  for (const PlacedFinding& one : found) ++counts[static_cast<std::size_t>(one.finding->severity)];
  const std::size_t errors = counts[static_cast<std::size_t>(Severity::error)];
  std::string out = fmt::format(
      "<section id=\"findings\" class=\"findings{}\" tabindex=\"-1\" aria-labelledby=\"findings-head\" "
      "data-version=\"{}\" data-errors=\"{}\">\n",
      errors > 0 ? " has-errors" : "", part.version, errors);
  if (found.empty()) {
    const bool untouched = part.filled() == 0;
    out += fmt::format("<h2 id=\"findings-head\" class=\"calm\">{}</h2>\n",
                       page.html(untouched ? Bilingual{"这一页还没有填", "Nothing is filled in here yet"}
                                           : Bilingual{"✓ 这一页没有发现问题", "✓ Nothing was found on this page"}));
  } else {
    const Bilingual count = counted(errors, counts[static_cast<std::size_t>(Severity::warning)],
                                    counts[static_cast<std::size_t>(Severity::note)]);
    out += fmt::format("<h2 id=\"findings-head\">{}</h2>\n<ol>\n",
                       page.html({"这一页有" + count.zh, "On this page: " + count.en}));
    for (std::size_t i = 0; i < found.size(); ++i) {
      std::string fields;
      for (const std::size_t field : found[i].fields) fields += fmt::format(" f{}", field);
      const std::string target = found[i].fields.empty() ? std::string() : fmt::format("#f{}", found[i].fields.front());
      out += fmt::format("<li id=\"n{}\" class=\"{}\" data-for=\"{}\">{}</li>\n", i + 1,
                         name_of(found[i].finding->severity), fields.empty() ? fields : fields.substr(1),
                         finding_markup(page, *found[i].finding, target));
    }
    out += "</ol>\n";
  }
  return out + "</section>\n";
}

std::vector<PlacedFinding> shown_findings(const View& view, const Part& part) {
  // Who has written nothing yet is not told that everything is missing.
  if (part.filled() == 0) return {};
  return placed(view.draft, part, view.findings);
}

std::vector<SumOf> sums(const Draft& draft, const Part& part) {
  std::vector<SumOf> all;
  std::map<std::string, std::size_t> by_name;
  for (std::size_t i = 0; i < part.fields.size(); ++i) by_name[part.fields[i].name] = i;
  const forms::Labels& labels = draft.form().labels;
  for (const auto& [name, number] : by_name) {
    const std::size_t slash = name.rfind('/');
    const std::size_t blank = name.rfind(' ');
    if (!name.starts_with("cell ") || slash == std::string::npos || blank == std::string::npos || slash < blank)
      continue;
    const forms::Label* column = labels.find(std::string_view(name).substr(slash + 1));
    if (column == nullptr || !column->total) continue;
    std::optional<forms::Decimal> sum = forms::Decimal();
    std::size_t parts = 0;
    for (auto other = by_name.lower_bound(name.substr(0, slash + 1));
         other != by_name.end() && other->first.starts_with(name.substr(0, slash + 1)); ++other) {
      if (other->second == number || part.fields[other->second].kind != Field::Kind::figure) continue;
      const forms::Figure figure = forms::read_figure(part.fields[other->second].value);
      if (!figure.known()) sum.reset();
      if (sum) sum = *sum + figure.number;
      ++parts;
    }
    if (sum && parts > 0) all.push_back({number, sum->text()});
  }
  return all;
}

std::string live_part(const View& view, const Part& part) {
  std::string out = summary_markup(view, part, shown_findings(view, part));
  out += "<ul id=\"sums\" hidden>\n";
  for (const SumOf& one : sums(view.draft, part)) {
    out += fmt::format("<li data-for=\"f{}\">{}</li>\n", one.field, escaped(one.sum));
  }
  return out + "</ul>\n";
}

std::string address_of(const std::string& draft, const std::string& rest) {
  return "/draft/" + draft + (rest.empty() ? "" : "/" + rest);
}

std::string address_of_output(const OutputRow& row) {
  return std::string(row.name) + "-" + std::string(row.profile);
}

}  // namespace banxin::desk
