#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "desk/findings_view.h"
#include "desk/studio.h"
#include "record/record.h"

namespace banxin::desk {
namespace {

std::string where_it_is(const Page& page, const import::Draft& draft, const import::Spot& spot) {
  Bilingual at = import::where(spot);
  const auto source = static_cast<std::size_t>(spot.source);
  if (draft.sources.size() > 1 && source < draft.sources.size()) {
    at = {draft.sources[source].file + "，" + at.zh, draft.sources[source].file + ", " + at.en};
  }
  return page.html(at);
}

std::string or_blank(const Page& page, const std::string& text) {
  return text.empty() ? page.html({"（空白）", "(blank)"}) : escaped(text);
}

std::string value_row(const Page& page, const import::Draft& draft, const import::Value& value) {
  std::string out = fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}",
                                page.html(value.name), or_blank(page, value.written), or_blank(page, value.source),
                                where_it_is(page, draft, value.spot), page.html(import::words_of(value.sure)));
  for (const Bilingual& one : value.told) out += "<br><span class=\"hint\">" + page.html(one) + "</span>";
  return out + "</td></tr>\n";
}

// Each value beside what the file has; those that a person is to confirm first, the rest folded away.
std::string values(const Page& page, const import::Draft& draft, bool open) {
  std::string rows;
  for (const import::Value& value : draft.values) {
    const bool asks = value.sure == import::Sure::near || value.sure == import::Sure::open;
    if (asks == open) rows += value_row(page, draft, value);
  }
  if (rows.empty()) return {};
  const std::string caption =
      page.html(open ? Bilingual{"要您确认的", "To be confirmed"} : Bilingual{"其余各项", "All others"});
  std::string table = fmt::format(
      "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table "
      "class=\"list\"><caption>{0}</caption>\n<thead><tr>",
      caption);
  for (const Bilingual& head :
       {Bilingual{"哪一项", "What"}, Bilingual{"草稿里写的", "In the draft"}, Bilingual{"原文件里写的", "In the file"},
        Bilingual{"在原文件的哪里", "Where"}, Bilingual{"把握", "How sure"}}) {
    table += fmt::format("<th scope=\"col\">{}</th>", page.html(head));
  }
  table += "</tr></thead>\n<tbody>\n" + rows + "</tbody></table></div>\n";
  if (open) return table;
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n", caption, table);
}

std::string import_body(const Page& page, const import::Draft& draft) {
  std::string body = fmt::format("<h1>{}</h1>\n<ul>\n", page.html({"导入的结果", "What was imported"}));
  for (const import::Draft::Source& source : draft.sources) {
    body += fmt::format("<li>{}（{}）</li>\n", escaped(source.file), page.html(source.kind));
  }
  body += fmt::format(
      "</ul>\n<p>{}</p>\n",
      page.html(draft.open() ? Bilingual{"草稿已经做好。下面几处拿不准，请对照原文件核对。",
                                         "The draft is made. What follows is not sure; compare it with the file."}
                             : Bilingual{"草稿已经做好，没有拿不准的地方。", "The draft is made; nothing is unsure."}));
  std::string list;
  for (const Diagnostic& one : draft.findings) {
    list += fmt::format("<li class=\"{}\">{}</li>\n", name_of(one.severity), finding_markup(page, one, {}));
  }
  if (!list.empty()) body += "<section class=\"findings\"><ol>\n" + list + "</ol></section>\n";
  body += values(page, draft, true);
  if (!draft.unused.empty()) {
    body += fmt::format("<h2>{}</h2>\n<ul>\n", page.html({"原文件里没有用上的", "Not used"}));
    for (const import::Leftover& one : draft.unused) {
      body += fmt::format("<li>{} <span class=\"hint\">{} · {}</span></li>\n", escaped(one.text),
                          where_it_is(page, draft, one.spot), page.html(one.why));
    }
    body += "</ul>\n";
  }
  return body + values(page, draft, false);
}

// A file's name of what nobody typed.
std::string plain_name(const std::string& year, const std::string& form) {
  const bool number = year.size() == 4 && year.find_first_not_of("0123456789") == std::string::npos;
  return (number ? year + "-" : std::string()) + form;
}

}  // namespace

namespace {

Work refused(Work work, const Findings& findings) {
  work.facts = {"没有导入。", "Nothing was imported."};
  for (const Diagnostic& one : findings) {
    if (one.severity != Severity::error) continue;
    work.facts = {one.message.zh + one.hint.zh, one.message.en + " " + one.hint.en};
    break;
  }
  return work;
}

}  // namespace

Response received_findings(const View& view) {
  std::size_t counts[3] = {};
  std::string list;
  for (const Diagnostic& one : view.findings) {
    ++counts[static_cast<std::size_t>(one.severity)];
    list += fmt::format("<li class=\"{}\">{}</li>\n", name_of(one.severity), finding_markup(view.page, one, {}));
  }
  const Bilingual count =
      counted(counts[static_cast<std::size_t>(Severity::error)], counts[static_cast<std::size_t>(Severity::warning)],
              counts[static_cast<std::size_t>(Severity::note)]);
  Response response;
  response.bytes =
      list.empty()
          ? fmt::format("<p class=\"good\">{}</p>\n", view.page.html({"✓ 没有发现问题", "✓ Nothing was found"}))
          : fmt::format("<details><summary>{}</summary>\n<ol>\n{}</ol></details>\n", view.page.html(count), list);
  return response;
}

Response received_page(const Page& page, const std::vector<ReceivedFile>& files, bool keep) {
  const Bilingual title =
      keep ? Bilingual{"收进来的文件", "Files taken in"} : Bilingual{"检查的结果", "What was found"};
  std::string body = fmt::format("<h1>{}</h1>\n", page.html(title));
  if (files.empty()) body += fmt::format("<p>{}</p>\n", page.html({"没有选文件。", "No file was chosen."}));
  for (const ReceivedFile& one : files) {
    body += fmt::format("<section>\n<h2>{}</h2>\n", escaped(one.name));
    if (!one.problem.empty()) {
      body += fmt::format(
          "<p class=\"error\"><span class=\"shape\" aria-hidden=\"true\">✗</span> <strong>{}</strong></p>\n",
          page.html(one.problem));
    }
    body += one.findings;
    if (!one.draft.empty()) {
      body += fmt::format("<p><a href=\"{}\">{}<span class=\"unseen\"> {}</span></a></p>\n", one.draft,
                          page.html({"打开草稿", "Open the draft"}), escaped(one.name));
    }
    body += "</section>\n";
  }
  body += fmt::format("<p class=\"actions\"><a class=\"button\" href=\"/board\">{}</a></p>\n",
                      page.html({"回到收报情况", "Back to the board"}));
  return page.whole(title, body, {{page.say({"收报情况", "Reports received"}), "/board"}, {page.say(title), {}}});
}

Work Studio::take_record(const Upload& file) {
  Work work;
  const auto draft = open_draft(file.bytes, file.file);
  if (!draft) return refused(std::move(work), draft.findings());
  work.record = file.bytes;
  work.facts = {plain_name(draft->tree().root().attribute("year").value_or(""), draft->form().form.id), {}};
  return work;
}

Result<std::vector<import::Found>> Studio::read(const std::vector<Upload>& files, const import::Convert& convert) {
  std::vector<import::Found> sources;
  for (const Upload& file : files) {
    auto found = import::read(file.bytes, file.file, all_forms_, convert);
    if (!found) return found.take_findings();
    sources.push_back(*std::move(found));
  }
  return sources;
}

Work Studio::import(const Page& page, const std::vector<import::Found>& sources) {
  Work work;
  auto draft = import::make_draft(sources, all_forms_, {});
  if (!draft) return refused(std::move(work), draft.findings());
  work.record = draft->record;
  work.facts = {plain_name(draft->year, draft->form), import_body(page, *draft)};
  return work;
}

}  // namespace banxin::desk
