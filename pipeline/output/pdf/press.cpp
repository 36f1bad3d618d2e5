#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/digest.h"
#include "output/pdf/conformance.h"
#include "output/pdf/decimal.h"
#include "output/pdf/images.h"
#include "output/pdf/object_writer.h"
#include "output/pdf/output_intent.h"
#include "output/pdf/pdf.h"
#include "output/pdf/prepared_pages.h"

namespace banxin::pdf {
namespace {

// What stays around the trimmed page (PX-08). Nothing is printed into the bleed: no page has ink at its edge.
constexpr Length bleed = Length::mm(3);
constexpr Length margin_of_marks = Length::mm(10);
// Crop marks stand clear of the bleed.
constexpr Length mark_begin = Length::mm(4);
constexpr Length mark_end = Length::mm(9);

std::string number(Length length) {
  constexpr int places = 4;
  return decimal(in_points(length, places), places);
}

std::string numbers(const std::vector<Length>& lengths) {
  std::string out;
  for (const Length length : lengths) out += (out.empty() ? "" : " ") + number(length);
  return out;
}

Diagnostic unusable(const std::string& file) {
  return {.code = code::output_condition_unusable,
          .place = {file, 0, {}},
          .message = {"印刷条件的文件不能用：不是印刷机（prtr 类）的 CMYK ICC 特性文件。",
                      "The output condition cannot be used: it is no ICC profile of a press (class prtr) in CMYK."},
          .hint = {"请印刷厂提供，或省去 --output-condition：用胶版纸的 FOGRA47。",
                   "Ask the printer for it, or leave --output-condition out: FOGRA47, uncoated paper, is used then."}};
}

class PressWriter {
 public:
  PressWriter(const Pages& pages, const Press& press, const Separations& separations, OutputKind kind)
      : pages_(pages),
        press_(press),
        kind_(kind),
        margin_(press.marks ? margin_of_marks : bleed),
        images_(writer_, pages.pictures(), &separations) {}

  // Places on a page count from the trimmed page's corner.
  std::string opening() const {
    return "1 0 0 1 " + numbers({margin_, margin_}) + " cm\n" + std::string(row_of(kind_).inks.black) + "\n";
  }

  ObjectWriter::File write(const PreparedPages& prepared, const OutputCondition& condition) {
    Identity identity = identity_of(pages_.info(), prepared.contents, press_.profile);
    // Another rendition of the report than the archive's.
    identity.identity = digest(DigestKind::sha256, identity.identity + "print");
    const Ref root = writer_.reserve();
    const Ref page_tree = writer_.reserve();
    const std::vector<Ref> fonts = prepared.plan.write(writer_);
    write_shared();
    Array kids;
    for (std::size_t i = 0; i < pages_.pages().size(); ++i) {
      kids.emplace_back(write_page(pages_.pages()[i], prepared.contents[i], fonts, page_tree));
    }
    writer_.put(page_tree, {{"Type", Name{"Pages"}}, {"Count", kids.size()}, {"Kids", kids}});
    const Ref intent = write_output_intent(writer_, condition, press_.profile);
    const Ref metadata = writer_.add_stream({{"Type", Name{"Metadata"}}, {"Subtype", Name{"XML"}}},
                                            xmp_packet(pages_.info(), identity, kind_), Packing::plain);
    writer_.put(root, {{"Type", Name{"Catalog"}},
                       {"Pages", page_tree},
                       {"Lang", Text{pages_.info().language}},
                       {"ViewerPreferences", Dictionary{{"DisplayDocTitle", true}}},
                       {"OutputIntents", Array{intent}},
                       {"Metadata", metadata}});
    const Ref info = writer_.add(information(pages_.info(), kind_));
    return writer_.finish(root, info, std::string_view(identity.identity).substr(0, 16));
  }

 private:
  // The graphics states that the inks of the table name (ISO 32000-1, 8.6.7): with OPM 1 an ink of none leaves what is
  // below it. They say nothing of halftones and transfer functions (PX-07). Registration: ink on every plate.
  void write_shared() {
    over_ = writer_.add({{"Type", Name{"ExtGState"}}, {"OP", true}, {"op", true}, {"OPM", 1}});
    out_ = writer_.add({{"Type", Name{"ExtGState"}}, {"OP", false}, {"op", false}, {"OPM", 0}});
    if (!press_.marks) return;
    tint_ = writer_.add(
        {{"FunctionType", 2}, {"Domain", Array{0, 1}}, {"C0", Array{0, 0, 0, 0}}, {"C1", Array{1, 1, 1, 1}}, {"N", 1}});
  }

  // Links are not written: no annotation may lie on the page (PX-05).
  Ref write_page(const Page& page, const PageContent& content, const std::vector<Ref>& fonts, Ref page_tree) {
    Dictionary used;
    for (const std::uint16_t font : content.fonts) used.push_back({fmt::format("F{}", font), fonts[font]});
    Dictionary resources = {{"ExtGState", Dictionary{{"Over", over_}, {"Out", out_}}}};
    if (!used.empty()) resources.push_back({"Font", std::move(used)});
    if (!content.pictures.empty()) resources.push_back({"XObject", images_.resources(content.pictures)});
    if (press_.marks) {
      resources.push_back({"ColorSpace", Dictionary{{"Registration", Array{Name{"Separation"}, Name{"All"},
                                                                           Name{"DeviceCMYK"}, tint_}}}});
    }
    const std::string marks = press_.marks ? crop_marks(page) : std::string();
    Dictionary out = {{"Type", Name{"Page"}}, {"Parent", page_tree}};
    for (const std::string_view name : row_of(kind_).boxes) out.push_back({std::string(name), box(page, name)});
    out.push_back({"Resources", std::move(resources)});
    out.push_back({"Contents", writer_.add_stream({}, content.operators + marks, Packing::text)});
    return writer_.add(out);
  }

  // PX-03.
  Raw box(const Page& page, std::string_view name) const {
    const Length outside = name == "MediaBox" ? margin_ : name == "BleedBox" ? bleed : Length();
    const Length begin = margin_ - outside;
    return {"[" + numbers({begin, begin, margin_ + page.width + outside, margin_ + page.height + outside}) + "]"};
  }

  // Two lines at each corner, in the directions of its edges.
  static std::string crop_marks(const Page& page) {
    std::string out = "/Registration CS 1 SCN 0.25 w\n";
    for (const bool right : {false, true}) {
      for (const bool top : {false, true}) {
        const Length x = right ? page.width : Length();
        const Length y = top ? page.height : Length();
        const auto across = [right, x](Length way) { return right ? x + way : x - way; };
        const auto along = [top, y](Length way) { return top ? y + way : y - way; };
        out += numbers({across(mark_begin), y}) + " m " + numbers({across(mark_end), y}) + " l S\n";
        out += numbers({x, along(mark_begin)}) + " m " + numbers({x, along(mark_end)}) + " l S\n";
      }
    }
    return out;
  }

  const Pages& pages_;
  const Press& press_;
  const OutputKind kind_;
  const Length margin_;         // from the sheet's edge to the trimmed page
  ObjectWriter writer_{"1.6"};  // PX-01
  ImageWriter images_;
  Ref over_, out_, tint_;
};

}  // namespace

Result<Output> write_for_press(const Pages& pages, const FontBook& fonts, const Press& press, OutputKind kind) {
  const std::optional<OutputCondition> condition = output_condition(press.profile);
  if (!condition) return unusable(press.file);
  Findings findings = check_for_press(pages);
  if (has_errors(findings)) return findings;
  auto separations = separate(pages, press.profile);
  append(findings, separations.take_findings());
  if (!separations) return findings;
  PressWriter writer(pages, press, *separations, kind);
  Result<PreparedPages> prepared = prepare(
      pages, fonts, {.inks = row_of(kind).inks, .opening = writer.opening(), .images = "/Out gs\n", .tagged = false});
  append(findings, prepared.take_findings());
  if (!prepared) return findings;
  return {sealed(pages, *prepared, writer.write(*prepared, *condition), kind), std::move(findings)};
}

}  // namespace banxin::pdf
