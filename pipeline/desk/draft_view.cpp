#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "desk/findings_view.h"
#include "desk/views.h"

namespace banxin::desk {
namespace {

// How far a part is, in a word, a sentence and a shape.
struct State {
  std::string_view name;  // empty, open, wrong, told, done
  const char* shape;
  Bilingual words;
};

State state_of(const View& view, const Part& part) {
  if (part.filled() == 0) return {"empty", "○", {"还没有填", "not begun"}};
  std::size_t errors = 0, warnings = 0;
  for (const PlacedFinding& one : placed(view.draft, part, view.findings)) {
    errors += one.finding->severity == Severity::error ? 1 : 0;
    warnings += one.finding->severity == Severity::warning ? 1 : 0;
  }
  const auto blank =
      static_cast<std::size_t>(std::count_if(part.fields.begin(), part.fields.end(), [](const Field& one) {
        return one.kind == Field::Kind::figure && is_blank(one.value);
      }));
  if (errors > 0) return {"wrong", "✗", counted(errors, warnings, 0)};
  if (blank > 0) {
    return {"open", "◐", {fmt::format("还有 {} 格空着", blank), fmt::format("{} cells are blank", blank)}};
  }
  if (warnings > 0) return {"told", "△", counted(0, warnings, 0)};
  return {"done", "✓", {"填好了", "done"}};
}

std::string title_of(const View& view) {
  const std::string& title = view.draft.parts().front().fields.at(1).value;
  if (!title.empty()) return title;
  const std::string& bureau = view.draft.parts().front().fields.at(0).value;
  return bureau.empty() ? view.file : bureau;
}

std::string links_of(const View& view) {
  const Page& page = view.page;
  return fmt::format(
      "<p class=\"actions\"><a class=\"button\" href=\"{}\">{}</a> <a class=\"button\" href=\"{}\">{}</a> <a "
      "class=\"button main\" href=\"{}\">{}</a></p>\n",
      address_of(view.id, "check"), page.html({"全部检查", "Check all"}), address_of(view.id, "pages"),
      page.html({"看排好的页面", "See the pages"}), address_of(view.id, "send"),
      page.html({"成稿和报出", "Finish and send"}));
}

}  // namespace

Response draft_page(const View& view) {
  const Page& page = view.page;
  const std::string title = title_of(view);
  const FormData& form = view.draft.form();
  std::string body = fmt::format("<h1>{}</h1>\n<p class=\"hint\">{}</p>\n<ol class=\"tasks\">\n", escaped(title),
                                 page.html(form.form.name));
  std::size_t done = 0;
  for (const Part& part : view.draft.parts()) {
    const State state = state_of(view, part);
    if (state.name == "done" || state.name == "told") ++done;
    body += fmt::format(
        "<li class=\"{}\"><a href=\"{}\">{}</a> <span class=\"state\"><span class=\"shape\" "
        "aria-hidden=\"true\">{}</span> {}</span></li>\n",
        state.name, address_of(view.id, part.key), page.html(part.title), state.shape, page.html(state.words));
  }
  body += "</ol>\n";
  const std::size_t all = view.draft.parts().size();
  body += fmt::format("<p>{}</p>\n", page.html({fmt::format("{} 页里填好了 {} 页。", all, done),
                                                fmt::format("{} of {} pages are done.", done, all)}));
  body += links_of(view);
  body += fmt::format(
      "<form method=\"post\" action=\"{}\"><p><button class=\"quiet\" name=\"do\" "
      "value=\"chapter\">{}</button></p></form>\n",
      address_of(view.id, "chapter"), page.html({"＋ 加一章", "+ Add a chapter"}));
  body += fmt::format("<p class=\"hint\">{}</p>\n",
                      page.html({"草稿文件：" + view.file + "。每次保存都写进这个文件。",
                                 "The draft is the file " + view.file + "; every save is written to it."}));
  return page.whole({title, title}, body, {{title, {}}});
}

Response check_page(const View& view) {
  const Page& page = view.page;
  std::size_t counts[3] = {};
  for (const Diagnostic& one : view.findings) ++counts[static_cast<std::size_t>(one.severity)];
  const std::size_t errors = counts[static_cast<std::size_t>(Severity::error)];
  const Bilingual count = counted(errors, counts[static_cast<std::size_t>(Severity::warning)],
                                  counts[static_cast<std::size_t>(Severity::note)]);
  std::string body = fmt::format("<h1>{}</h1>\n", page.html({"全部检查", "Check all"}));
  if (view.findings.empty()) {
    body += fmt::format("<p class=\"good\"><span aria-hidden=\"true\">✓</span> {}</p>\n",
                        page.html({"没有发现问题，可以报出。", "Nothing was found; the report can be sent."}));
  } else {
    body += fmt::format(
        "<p>{}</p>\n",
        page.html(errors > 0 ? Bilingual{"共 " + count.zh + "。有错误的报告不能报出；警告和提示请核对。",
                                         count.en + ". A report with errors cannot be sent."}
                             : Bilingual{"没有错误，可以报出。另有 " + count.zh + "，请核对。",
                                         "No errors: the report can be sent. " + count.en + " to look at."}));
  }
  std::set<const Diagnostic*> said;
  for (const Part& part : view.draft.parts()) {
    std::string list;
    for (const PlacedFinding& one : placed(view.draft, part, view.findings)) {
      if (!said.insert(one.finding).second) continue;
      const std::string target = address_of(view.id, part.key) +
                                 (one.fields.empty() ? std::string() : fmt::format("#f{}", one.fields.front()));
      list += fmt::format("<li class=\"{}\">{}</li>\n", name_of(one.finding->severity),
                          finding_markup(page, *one.finding, target));
    }
    if (list.empty()) continue;
    body +=
        fmt::format("<section class=\"findings\"><h2>{}</h2>\n<ol>\n{}</ol></section>\n", page.html(part.title), list);
  }
  std::string rest;
  for (const Diagnostic& one : view.findings) {
    if (said.contains(&one)) continue;
    rest += fmt::format("<li class=\"{}\">{}</li>\n", name_of(one.severity), finding_markup(page, one, {}));
  }
  if (!rest.empty()) {
    body += fmt::format("<section class=\"findings\"><h2>{}</h2>\n<ol>\n{}</ol></section>\n",
                        page.html({"整份报告", "The report as a whole"}), rest);
  }
  body += links_of(view);
  Bilingual title = {"全部检查", "Check all"};
  if (errors > 0) title = {"错误：" + title.zh, "Error: " + title.en};
  return page.whole(title, body, {{title_of(view), address_of(view.id)}, {page.say({"全部检查", "Check all"}), {}}});
}

}  // namespace banxin::desk
