#include "output/pdf/prepared_pages.h"

#include <string>
#include <utility>
#include <variant>

#include "base/digest.h"
#include "base/overloaded.h"
#include "layout/page_facts.h"
#include "output/seal.h"

namespace banxin::pdf {
namespace {

// The runs of all pages as they are shown, and the fonts that show them.
struct ShownPages {
  std::vector<std::vector<ShownRun>> runs;  // of each page
  std::vector<std::size_t> first_run;       // of each page, counted over the document
};

ShownPages read_runs(const Pages& pages, const FontBook& fonts, std::vector<FaceId>& faces) {
  ShownPages out;
  RunReader reader(fonts);
  for (const Page& page : pages.pages()) {
    out.first_run.push_back(faces.size());
    std::vector<ShownRun>& runs = out.runs.emplace_back();
    const auto read = [&](const GlyphRun& run) {
      runs.push_back(reader.read(run));
      faces.push_back(run.face);
    };
    for (const PageItem& item : page.items) {
      std::visit(
          overloaded{read, [](const Area& /*area*/) {}, [](const Image& /*image*/) {}, [](const Path& /*path*/) {}},
          item.what);
    }
  }
  return out;
}

Result<FontPlan> plan_fonts(const ShownPages& shown, const std::vector<FaceId>& faces, const FontBook& fonts) {
  std::vector<const ShownRun*> runs;
  for (const std::vector<ShownRun>& page : shown.runs) {
    for (const ShownRun& run : page) runs.push_back(&run);
  }
  return FontPlan::make(fonts, faces, runs);
}

}  // namespace

Result<PreparedPages> prepare(const Pages& pages, const FontBook& fonts, const ContentDress& dress) {
  std::vector<FaceId> faces;
  ShownPages shown = read_runs(pages, fonts, faces);
  Result<FontPlan> plan = plan_fonts(shown, faces, fonts);
  Findings findings = plan.take_findings();
  if (!plan) return findings;
  std::vector<PageContent> contents;
  for (std::size_t i = 0; i < pages.pages().size(); ++i) {
    contents.push_back(
        write_content(pages.pages()[i], *pages.nodes(), shown.runs[i], *plan, shown.first_run[i], dress));
    shown.runs[i] = {};  // a long table has a hundred thousand of them
  }
  return {PreparedPages{*std::move(plan), std::move(contents)}, std::move(findings)};
}

Output sealed(const Pages& pages, const PreparedPages& prepared, ObjectWriter::File written, OutputKind kind) {
  OutputParts file{.kind = kind,
                   .bytes = std::move(written.bytes),
                   .sha512 = to_hex(written.sha512),
                   .info = pages.info(),
                   .faces = prepared.plan.faces(),
                   .pages = {}};
  for (const Page& page : pages.pages()) file.pages.push_back(layout::measure(page));
  return output::Seal::seal(std::move(file));
}

Identity identity_of(const DocumentInfo& info, const std::vector<PageContent>& contents, std::string_view attached) {
  constexpr char mark = '\x1F';
  const std::string name = "urn:banxin:document" + (mark + info.author) + mark + info.subject + mark + info.title;
  std::string version = name + mark + std::to_string(info.date) + mark + (info.draft ? "draft" : "final") + mark;
  for (const PageContent& content : contents) version += digest(DigestKind::sha256, content.operators);
  version += digest(DigestKind::sha256, attached);
  return {digest(DigestKind::sha256, name), digest(DigestKind::sha256, version)};
}

}  // namespace banxin::pdf
