#include <fmt/format.h>

#include <set>
#include <utility>

#include "base/digest.h"
#include "desk/studio.h"
#include "output/svg/svg.h"

namespace banxin::desk {
namespace {

// Where a text of the page is written: its field, on the page that is open or on another.
std::string field_address(const View& view, const std::string& open_part, const std::string& path) {
  if (path.empty()) return {};
  const Part& part = view.draft.part_of(path);
  const auto field = Draft::field_at(part, path);
  const std::string anchor = field ? fmt::format("#f{}", *field) : std::string();
  if (part.key == open_part) return anchor.empty() ? "#main" : anchor;
  return address_of(view.id, part.key) + anchor;
}

// What errors and warnings are about, and all cells of an equation that does not hold.
std::set<std::string> found_at(const View& view) {
  std::set<std::string> paths;
  for (const Diagnostic& one : view.findings) {
    if (one.severity == Severity::note) continue;
    paths.insert(one.place.xpath);
    for (const RelatedPlace& related : one.related) {
      if (related.place.file == one.place.file) paths.insert(related.place.xpath);
    }
  }
  paths.erase(view.draft.tree().root().xpath());
  return paths;
}

svg::DrawOptions options_of(const View& view, const std::string& part, const OriginTable& origins) {
  svg::DrawOptions options;
  const std::set<std::string> paths = found_at(view);
  for (OriginId id = 1; id < origins.size(); ++id) {
    if (paths.contains(origins.place(id).xpath)) options.boxed.insert(id);
  }
  options.link = [&view, part, &origins](OriginId id) { return field_address(view, part, origins.place(id).xpath); };
  return options;
}

std::string not_drawn(const Page& page, const Findings& findings) {
  for (const Diagnostic& one : findings) {
    if (one.severity == Severity::error) {
      return fmt::format("<p>{}</p>\n", page.html({"现在还排不出页面：" + one.message.zh,
                                                   "No pages can be made now: " + one.message.en}));
    }
  }
  return {};
}

}  // namespace

void Studio::Seen::add(const std::vector<std::string>& facts) {
  for (std::size_t i = 0; i + 1 < facts.size(); i += 2) {
    if (facts[i].empty()) {
      outlines.insert(facts[i + 1]);
    } else {
      pages[facts[i]] = facts[i + 1];
    }
  }
}

Work Studio::pages(const OpenFile& open, const Page& page, const std::string& part, const Seen* seen) {
  Work work;
  const auto make = [&](const View& view) {
    auto drawing = pipeline_.draw(
        open.bytes, open.file.name, [&](const OriginTable& origins) { return options_of(view, part, origins); },
        open.folder);
    std::string fresh, body;
    if (!drawing) {
      body = not_drawn(page, drawing.findings());
    } else {
      std::map<std::string, std::string> outlines;
      for (auto& [id, path] : drawing->outlines) {
        if (seen != nullptr && seen->outlines.contains(id)) continue;
        work.facts.insert(work.facts.end(), {std::string(), id});
        outlines[id] = std::move(path);
      }
      body = svg::shared(outlines);
      for (std::size_t i = 0; i < drawing->pages.size(); ++i) {
        constexpr std::size_t digits = 16;
        const std::string number = std::to_string(i + 1);
        const std::string digest_now = to_hex(digest(DigestKind::sha256, drawing->pages[i])).substr(0, digits);
        const auto before =
            seen == nullptr ? std::map<std::string, std::string>::const_iterator() : seen->pages.find(number);
        if (seen != nullptr && before != seen->pages.end() && before->second == digest_now) continue;
        work.facts.insert(work.facts.end(), {number, digest_now});
        body += fmt::format("<div class=\"sheet\" data-page=\"{}\">\n{}</div>\n", number, drawing->pages[i]);
      }
      if (seen != nullptr) body += fmt::format("<p hidden id=\"page-count\">{}</p>\n", drawing->pages.size());
    }
    Response response;
    if (seen != nullptr) {
      response.bytes = body;
      return response;
    }
    const Bilingual title = {"排好的页面", "The pages"};
    const std::string& report = view.draft.parts().front().fields.at(1).value;
    return page.whole(
        title,
        fmt::format("<h1>{}</h1>\n<p class=\"hint\">{}</p>\n<div class=\"sheets\">\n{}</div>\n", page.html(title),
                    page.html({"点页面上的文字，就到填它的地方。红框是有错误或警告的地方。",
                               "A click on a text leads to where it is filled in. A red box is around what errors and "
                               "warnings are about."}),
                    body),
        {{report.empty() ? view.file : report, address_of(view.id)}, {page.say(title), {}}});
  };
  Work shown = show(open, page, false, make);
  work.response = std::move(shown.response);
  return work;
}

}  // namespace banxin::desk
