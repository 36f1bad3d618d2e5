#include "desk/send_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "desk/findings_view.h"
#include "output/outputs.h"

namespace banxin::desk {
namespace {

std::string downloads(const View& view, bool draft) {
  const Page& page = view.page;
  std::string out = "<ul class=\"drafts\">\n";
  for (const OutputRow& row : outputs()) {
    out += fmt::format("<li><a href=\"{}\">{}</a> <span class=\"hint\">{}</span></li>\n",
                       address_of(view.id, "output/" + address_of_output(row)),
                       page.html({std::string(row.use_zh), std::string(row.use_en)}),
                       draft ? page.html({"每页盖“草稿”", "stamped 草稿"}) : escaped(row.suffix));
  }
  out += fmt::format("<li><a href=\"{}\">{}</a> <span class=\"hint\">.xml</span></li>\n",
                     address_of(view.id, "output/record"), page.html({"记录", "The record"}));
  return out + "</ul>\n";
}

std::string what_was_sent(const Page& page, const Sendings& sendings) {
  if (sendings.versions.empty())
    return fmt::format("<p>{}</p>\n",
                       page.html({"档案库里还没有这份报告。", "The archive does not have this report yet."}));
  std::string out = fmt::format(
      "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table "
      "class=\"list\"><caption>{0}</caption>\n<thead><tr><th "
      "scope=\"col\">{1}</th><th scope=\"col\">{2}</th><th scope=\"col\">{3}</th><th "
      "scope=\"col\">{4}</th></tr></thead>\n<tbody>\n",
      page.html({"档案库里的各版", "Versions in the archive"}), page.html({"版本", "Version"}),
      page.html({"归档时间", "Archived"}), page.html({"页数", "Pages"}), page.html({"是什么", "What it is"}));
  for (const Sending& one : sendings.versions) {
    const bool same = one.record_sha512 == sendings.record_sha512;
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}{}</td></tr>\n", one.version,
                       one.time.empty() ? std::string() : fmt::format("<time datetime=\"{0}\">{0}</time>", one.time),
                       one.pages,
                       page.html(one.kind == "correction" ? Bilingual{"更正", "a correction"}
                                 : one.kind == "remake"   ? Bilingual{"重排", "made anew"}
                                                          : Bilingual{"初次报出", "the first"}),
                       same ? page.html({"（就是现在的草稿）", " (the draft as it is now)"}) : std::string());
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace

Response send_page(const View& view, const Sendings& sendings) {
  const Page& page = view.page;
  const auto errors =
      static_cast<std::size_t>(std::count_if(view.findings.begin(), view.findings.end(),
                                             [](const Diagnostic& one) { return one.severity == Severity::error; }));
  const auto warnings =
      static_cast<std::size_t>(std::count_if(view.findings.begin(), view.findings.end(),
                                             [](const Diagnostic& one) { return one.severity == Severity::warning; }));
  const Bilingual title = {"成稿和报出", "Finish and send"};
  std::string body = fmt::format("<h1>{}</h1>\n", page.html(title));
  if (!sendings.told.empty()) {
    body += fmt::format("<div class=\"{}\" role=\"{}\"><p><strong>{}</strong></p></div>\n",
                        sendings.failed ? "alert" : "told-well", sendings.failed ? "alert" : "status",
                        page.html(sendings.told));
  }
  if (errors > 0) {
    body += fmt::format("<p><strong>{}</strong> <a href=\"{}\">{}</a></p>\n",
                        page.html({fmt::format("还有 {} 处错误，改好才能报出。", errors),
                                   fmt::format("There are {} errors: the report cannot be sent yet.", errors)}),
                        address_of(view.id, "check"), page.html({"看全部检查的结果", "See all that was found"}));
  } else if (warnings > 0) {
    body += fmt::format(
        "<p>{} <a href=\"{}\">{}</a></p>\n",
        page.html(
            {fmt::format("没有错误，可以报出。有 {} 处警告，请先核对。", warnings),
             fmt::format("No errors: the report can be sent. There are {} warnings to look at first.", warnings)}),
        address_of(view.id, "check"), page.html({"看警告", "See the warnings"}));
  } else {
    body += fmt::format("<p class=\"good\"><span aria-hidden=\"true\">✓</span> {}</p>\n",
                        page.html({"没有发现问题，可以报出。", "Nothing was found; the report can be sent."}));
  }
  body += fmt::format("<section><h2>{}</h2>\n{}</section>\n",
                      page.html(errors > 0 ? Bilingual{"下载草稿", "Download a draft"} : Bilingual{"下载", "Download"}),
                      downloads(view, errors > 0));
  if (sendings.has_archive) {
    body += fmt::format("<section><h2>{}</h2>\n{}", page.html({"归档", "The archive"}), what_was_sent(page, sendings));
    const bool there = std::any_of(sendings.versions.begin(), sendings.versions.end(),
                                   [&](const Sending& one) { return one.record_sha512 == sendings.record_sha512; });
    if (errors == 0 && !there) {
      body += fmt::format(
          "<form method=\"post\" action=\"{}\"><p class=\"hint\">{}</p><p class=\"actions\"><button "
          "class=\"main\">{}</button></p></form>\n",
          address_of(view.id, "archive"),
          page.html(
              sendings.versions.empty()
                  ? Bilingual{"放进档案库的版本不再改动；以后再改，另成一版。",
                              "A version in the archive is never changed; a change makes another."}
                  : Bilingual{"档案库里已有这份报告：现在的草稿将作为更正，另成一版。",
                              "The archive has this report: the draft becomes a correction, a version of its own."}),
          page.html(sendings.versions.empty()
                        ? Bilingual{"放进档案库", "Put it into the archive"}
                        : Bilingual{"作为更正放进档案库", "Put the correction into the archive"}));
    }
    body += "</section>\n";
  }
  const std::string& report = view.draft.parts().front().fields.at(1).value;
  return page.whole(title, body, {{report.empty() ? view.file : report, address_of(view.id)}, {page.say(title), {}}});
}

}  // namespace banxin::desk
