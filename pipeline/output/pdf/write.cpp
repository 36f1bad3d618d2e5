#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "output/pdf/attachment.h"
#include "output/pdf/conformance.h"
#include "output/pdf/decimal.h"
#include "output/pdf/font_plan.h"
#include "output/pdf/images.h"
#include "output/pdf/links.h"
#include "output/pdf/metadata.h"
#include "output/pdf/navigation.h"
#include "output/pdf/object_writer.h"
#include "output/pdf/output_intent.h"
#include "output/pdf/pdf.h"
#include "output/pdf/prepared_pages.h"
#include "output/pdf/structure_tree.h"

namespace banxin::pdf {
namespace {

constexpr int box_places = 4;  // of page boxes: 595.2756 by 841.8898 is A4

class FileWriter {
 public:
  FileWriter(const Pages& pages, const Source& source, OutputKind kind) : pages_(pages), source_(source), kind_(kind) {}

  ObjectWriter::File write(const FontPlan& plan, const std::vector<PageContent>& contents) {
    const Identity identity = identity_of(pages_.info(), contents, source_.bytes);
    const Ref root = writer_.reserve();
    const Ref page_tree = writer_.reserve();
    for (std::size_t i = 0; i < pages_.pages().size(); ++i) page_refs_.push_back(writer_.reserve());
    fonts_ = plan.write(writer_);
    write_links();
    Array kids;
    for (std::size_t i = 0; i < pages_.pages().size(); ++i) {
      write_page(i, contents[i], page_tree);
      kids.emplace_back(page_refs_[i]);
    }
    writer_.put(page_tree, {{"Type", Name{"Pages"}}, {"Count", pages_.pages().size()}, {"Kids", std::move(kids)}});
    write_catalogue(root, page_tree, contents, identity);
    const Ref info = writer_.add(information(pages_.info(), kind_));
    return writer_.finish(root, info, std::string_view(identity.identity).substr(0, 16));
  }

 private:
  // Links follow their text: ISO 14289-1, 7.18.5 wants each in a Link element and described (PA-70).
  void write_links() {
    links_ = link_areas(pages_);
    page_annotations_.resize(pages_.pages().size());
    for (std::size_t i = 0; i < links_.size(); ++i) {
      const LinkArea& area = links_[i];
      const Node& node = (*pages_.nodes())[area.node];
      Array rectangle;
      for (const std::int64_t v : {area.left, area.bottom, area.right, area.top})
        rectangle.emplace_back(Raw{decimal(v, 3)});
      constexpr int print = 4;
      annotations_.push_back(
          writer_.add({{"Type", Name{"Annot"}},
                       {"Subtype", Name{"Link"}},
                       {"Rect", std::move(rectangle)},
                       {"F", print},
                       {"Border", Array{0, 0, 0}},
                       {"P", page_refs_[static_cast<std::size_t>(area.page)]},
                       {"Contents", Text{node.alternative.empty() ? node.target : node.alternative}},
                       {"StructParent", link_key(pages_.pages().size(), i)},
                       {"A", Dictionary{{"S", Name{"URI"}}, {"URI", Text{ascii_uri(node.target)}}}}}));
      page_annotations_[static_cast<std::size_t>(area.page)].emplace_back(annotations_.back());
    }
  }

  void write_page(std::size_t index, const PageContent& content, Ref page_tree) {
    const Page& page = pages_.pages()[index];
    const Raw box{"[0 0 " + decimal(in_points(page.width, box_places), box_places) + ' ' +
                  decimal(in_points(page.height, box_places), box_places) + ']'};
    const Ref stream = writer_.add_stream({}, content.operators, Packing::text);
    Dictionary fonts;
    for (const std::uint16_t font : content.fonts) {
      fonts.push_back({fmt::format(FMT_STRING("F{}"), font), fonts_[font]});
    }
    Dictionary out = {{"Type", Name{"Page"}}, {"Parent", page_tree}};
    for (const std::string_view name : row_of(kind_).boxes) out.push_back({std::string(name), box});
    Dictionary resources = {{"Font", std::move(fonts)}};
    if (!content.pictures.empty()) resources.push_back({"XObject", images_.resources(content.pictures)});
    out.push_back({"Resources", std::move(resources)});
    out.push_back({"Contents", stream});
    out.push_back({"StructParents", page_key(index)});
    out.push_back({"Tabs", Name{"S"}});
    if (!page_annotations_[index].empty()) out.push_back({"Annots", std::move(page_annotations_[index])});
    writer_.put(page_refs_[index], out);
  }

  // PA-55, PA-56, PA-60.
  void write_catalogue(Ref root, Ref page_tree, const std::vector<PageContent>& contents, const Identity& identity) {
    const DocumentInfo& info = pages_.info();
    TaggedPages tagged{.pages = page_refs_, .contents = {}, .links = links_, .annotations = annotations_};
    for (const PageContent& content : contents) tagged.contents.push_back(&content);
    const Ref structure = write_structure(writer_, pages_, tagged);
    const std::optional<Ref> outline = write_outline(writer_, pages_, page_refs_);
    const Ref attachment = write_attachment(writer_, source_, info.date);
    const Ref intent = write_output_intent(writer_);
    const Ref metadata = writer_.add_stream({{"Type", Name{"Metadata"}}, {"Subtype", Name{"XML"}}},
                                            xmp_packet(info, identity, kind_), Packing::plain);
    Dictionary out = {
        {"Type", Name{"Catalog"}},
        {"Version", Name{"1.7"}},
        {"Pages", page_tree},
        {"Lang", Text{info.language}},
        {"MarkInfo", Dictionary{{"Marked", true}}},
        {"ViewerPreferences", Dictionary{{"DisplayDocTitle", true}}},
        {"StructTreeRoot", structure},
        {"PageLabels", page_labels(pages_.pages())},
        {"Names", Dictionary{{"EmbeddedFiles", Dictionary{{"Names", Array{Text{source_.file_name}, attachment}}}}}},
        {"AF", Array{attachment}},
        {"OutputIntents", Array{intent}},
        {"Metadata", metadata}};
    if (outline) {
      out.push_back({"Outlines", *outline});
      out.push_back({"PageMode", Name{"UseOutlines"}});
    }
    writer_.put(root, out);
  }

  const Pages& pages_;
  const Source& source_;
  const OutputKind kind_;
  ObjectWriter writer_;
  std::vector<Ref> page_refs_, fonts_, annotations_;
  std::vector<Array> page_annotations_;
  std::vector<LinkArea> links_;
  ImageWriter images_{writer_, pages_.pictures()};
};

}  // namespace

Result<Output> write(const Pages& pages, const FontBook& fonts, const Source& source, OutputKind kind) {
  Findings findings = check_conformance(pages, source);
  if (has_errors(findings)) return findings;

  Result<PreparedPages> prepared = prepare(pages, fonts, {.inks = row_of(kind).inks, .tagged = true});
  append(findings, prepared.take_findings());
  if (!prepared) return findings;

  ObjectWriter::File written = FileWriter(pages, source, kind).write(prepared->plan, prepared->contents);
  return {sealed(pages, *prepared, std::move(written), kind), std::move(findings)};
}

}  // namespace banxin::pdf
