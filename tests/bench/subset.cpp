// What the cutter of glyphs (pipeline/font: cff_glyphs, truetype_subset) gains over hb-subset: the faces of the free
// profile, the glyphs of the real report in each. Three states:
//
//   cold   the first report of a process
//   next   a worker whose one report before was another bureau's
//   warm   a worker that has cut all these glyphs before
//
// Rivals: hb-subset with the same flags on the tables that outlines need, which are all that the cutter reads; the same
// on a face that hb_subset_preprocess() has prepared once; and the latter with subroutines left in. All get less to do
// than a report needs: none makes half forms, which are left out for all, nor CIDs that are a glyph's place in the
// program. Medians, taken by turns.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/file.h"
#include "compose/compose.h"
#include "font/face.h"
#include "font/font_book.h"
#include "forms/page_style_reader.h"
#include "layout/layout.h"
#include "output/pdf/deflate.h"
#include "output/pdf/shown_run.h"
#include "pipeline.h"
#include "record/record.h"
#include "text/text.h"
#include "validate/validate.h"
#include "xml/xml.h"

namespace banxin {
namespace {

const std::string source = BANXIN_SOURCE_DIR;
const std::string profile = source + "/fonts/free.profile";
const std::string measured_record = source + "/samples/ruian-commerce-bureau-2018.xml";
const std::string earlier_record = source + "/samples/filled-2018.xml";

// A benchmark of a line that does not work says nothing.
template <class T>
T must(Result<T> result) {
  if (!result) std::abort();
  return *std::move(result);
}
template <class T>
T must(std::optional<T> result) {
  if (!result) std::abort();
  return *std::move(result);
}

using GlyphsOfFaces = std::map<FaceId, std::vector<UsedGlyph>>;

// The glyphs that a report shows, as a PDF's fonts are given them.
GlyphsOfFaces glyphs_of(const std::string& file, const FontBook& fonts) {
  const std::vector<Form> forms = must(record::list_forms({source + "/layouts"}));
  Record record = must(record::read(must(read_file(file, xml::Limits{}.bytes)), file, forms));
  const Form form = record.form();
  const ValidatedRecord valid = must(must(validate::Checker::load(form)).check(std::move(record)));
  const PageStyle style =
      must(forms::read_page_style(source + "/layouts/" + form.page_style, source + "/layouts/common/lexicon.xml"));
  const Document document = must(must(compose::Composer::load(form)).compose(valid));
  const Pages pages = must(layout::lay_out(must(text::shape(document, style, fonts)), style));
  std::map<FaceId, std::set<UsedGlyph>> found;
  pdf::RunReader reader(fonts);
  for (const Page& page : pages.pages()) {
    for (const PageItem& item : page.items) {
      const auto* run = std::get_if<GlyphRun>(&item.what);
      if (run == nullptr) continue;
      for (const pdf::ShownGlyph& g : reader.read(*run)) found[run->face].insert({g.glyph, g.form});
    }
  }
  GlyphsOfFaces out;
  for (const auto& [face, glyphs] : found) out[face].assign(glyphs.begin(), glyphs.end());
  return out;
}

// A face of a file that nobody has looked into through this mapping.
struct Opened {
  font::BlobPtr file;
  font::FacePtr face;

  explicit Opened(const FaceInfo& info)
      : file(font::map_file(info.file)), face(hb_face_create(file.get(), info.index)) {}
};

hb_blob_t* table_of_outlines(hb_face_t* /*asking*/, hb_tag_t tag, void* face) {
  constexpr std::array kept = {HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'), HB_TAG('h', 'e', 'a', 'd'),
                               HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('l', 'o', 'c', 'a'),
                               HB_TAG('m', 'a', 'x', 'p')};
  if (std::find(kept.begin(), kept.end(), tag) == kept.end()) return nullptr;
  return hb_face_reference_table(static_cast<hb_face_t*>(face), tag);
}
// `face` outlives it.
font::FacePtr face_of_outlines(hb_face_t* face) {
  return font::FacePtr(hb_face_create_for_tables(table_of_outlines, face, nullptr));
}

FontSubset cut_by_hb(hb_face_t* face, OutlineKind kind, const std::vector<UsedGlyph>& glyphs, unsigned flags) {
  const font::SubsetInputPtr input(hb_subset_input_create_or_fail());
  hb_subset_input_set_flags(input.get(), flags);
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  for (const UsedGlyph& g : glyphs) hb_set_add(wanted, g.glyph);
  const font::SubsetPlanPtr plan(hb_subset_plan_create_or_fail(face, input.get()));
  if (!plan) std::abort();
  const font::FacePtr made(hb_subset_plan_execute_or_fail(plan.get()));
  if (!made) std::abort();
  FontSubset out;
  const font::BlobPtr bytes(kind == OutlineKind::cff ? hb_face_reference_table(made.get(), HB_TAG('C', 'F', 'F', ' '))
                                                     : hb_face_reference_blob(made.get()));
  out.program = font::bytes_of(bytes.get());
  const hb_map_t* numbers = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
  for (const UsedGlyph& g : glyphs) out.codes.push_back(static_cast<std::uint16_t>(hb_map_get(numbers, g.glyph)));
  return out;
}

double milliseconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> times) {
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return times[times.size() / 2];
}

// Memory of its own that this process has, MiB.
double memory() {
  constexpr std::string_view field = "RssAnon:";
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field)) return std::stod(line.substr(field.size())) / 1024;
  }
  return 0;
}

// Milliseconds of each state, bytes of the program and of it as embedded.
struct Figures {
  double cold = 0, next = 0, warm = 0;
  std::size_t plain = 0, packed = 0;

  void add(const Figures& other) {
    cold += other.cold, next += other.next, warm += other.warm;
    plain += other.plain, packed += other.packed;
  }
  void set_size(const std::string& program) {
    plain = program.size();
    packed = pdf::deflate_bytewise(program).size();
  }
};

struct Compared {
  Figures ours, hb, prepared, calling;  // zero where there is nothing to be measured
  double preparing = 0;                 // milliseconds, once
  double keeping = 0;                   // MiB of the prepared face

  void add(const Compared& other) {
    ours.add(other.ours), hb.add(other.hb), prepared.add(other.prepared), calling.add(other.calling);
    preparing += other.preparing, keeping += other.keeping;
  }
};

Compared compare(const FaceInfo& info, const std::vector<UsedGlyph>& glyphs, const std::vector<UsedGlyph>& earlier) {
  constexpr int cold_turns = 50, warm_turns = 201;
  constexpr unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE;
  const OutlineKind kind = info.outlines;
  Compared out;
  std::vector<double> ours, hb;
  for (int turn = 0; turn < cold_turns; ++turn) {
    const Opened mine(info), theirs(info);
    const auto cut = [&] {
      ours.push_back(milliseconds([&] { must(font::Outlines(mine.face.get(), kind).subset(glyphs)); }));
    };
    if (turn % 2 == 0) cut();  // what comes second finds some of the file in the processor's caches
    hb.push_back(milliseconds([&] { cut_by_hb(face_of_outlines(theirs.face.get()).get(), kind, glyphs, flags); }));
    if (turn % 2 != 0) cut();
  }
  out.ours.cold = median(ours);
  out.hb.cold = median(hb);

  const Opened opened(info);
  const font::Outlines outlines(opened.face.get(), kind);
  const font::FacePtr kept = face_of_outlines(opened.face.get());
  font::FacePtr ready;
  const double before = memory();
  out.preparing = milliseconds([&] { ready.reset(hb_subset_preprocess(kept.get())); });
  out.keeping = memory() - before;
  out.ours.set_size(must(outlines.subset(glyphs)).program);
  out.hb.set_size(cut_by_hb(kept.get(), kind, glyphs, flags).program);
  out.prepared.set_size(cut_by_hb(ready.get(), kind, glyphs, flags).program);
  const bool calls = kind == OutlineKind::cff;
  if (calls) out.calling.set_size(cut_by_hb(ready.get(), kind, glyphs, HB_SUBSET_FLAGS_NO_HINTING).program);
  ours.clear();
  hb.clear();
  std::vector<double> next, prepared, calling;
  for (int turn = 0; turn < warm_turns; ++turn) {
    const font::Outlines young(opened.face.get(), kind);
    if (!earlier.empty()) must(young.subset(earlier));
    next.push_back(milliseconds([&] { must(young.subset(glyphs)); }));
    hb.push_back(milliseconds([&] { cut_by_hb(kept.get(), kind, glyphs, flags); }));
    ours.push_back(milliseconds([&] { must(outlines.subset(glyphs)); }));
    prepared.push_back(milliseconds([&] { cut_by_hb(ready.get(), kind, glyphs, flags); }));
    if (!calls) continue;
    calling.push_back(milliseconds([&] { cut_by_hb(ready.get(), kind, glyphs, HB_SUBSET_FLAGS_NO_HINTING); }));
  }
  out.ours.next = median(next);
  out.ours.warm = median(ours);
  out.hb.next = out.hb.warm = median(hb);  // it keeps nothing from one subset to the next
  out.prepared.next = out.prepared.warm = median(prepared);
  if (calls) out.calling.next = out.calling.warm = median(calling);
  return out;
}

void print(const Compared& it) {
  const auto time = [&](const char* state, double Figures::*of) {
    fmt::print("  {:<10}{:>9.3f} ms", state, it.ours.*of);
    for (const Figures* rival : {&it.hb, &it.prepared, &it.calling}) {
      if (rival->*of == 0) {
        fmt::print("{:>22}", "-");
      } else {
        fmt::print("{:>10.3f} ms {:>6.2f} x", rival->*of, rival->*of / (it.ours.*of));
      }
    }
    fmt::print("\n");
  };
  const auto size = [&](const char* what, std::size_t Figures::*of) {
    fmt::print("  {:<10}{:>10}  ", what, it.ours.*of);
    for (const Figures* rival : {&it.hb, &it.prepared, &it.calling}) {
      if (rival->*of == 0) {
        fmt::print("{:>22}", "-");
        continue;
      }
      fmt::print("{:>11}   {:>6.3f} x", rival->*of, static_cast<double>(rival->*of) / static_cast<double>(it.ours.*of));
    }
    fmt::print("\n");
  };
  time("cold", &Figures::cold);
  time("next", &Figures::next);
  time("warm", &Figures::warm);
  size("bytes", &Figures::plain);
  size("packed", &Figures::packed);
  fmt::print("  prepared once in {:.0f} ms and {:.0f} MiB\n", it.preparing, it.keeping);
}

double warm_report() {
  Pipeline pipeline({.layout_folders = {source + "/layouts"}, .font_profile = profile, .font_folders = {}});
  const std::string bytes = must(read_file(measured_record, xml::Limits{}.bytes));
  std::vector<double> times;
  for (int turn = 0; turn < 41; ++turn) {
    times.push_back(milliseconds([&] { must(pipeline.render(bytes, measured_record, {})); }));
  }
  return median(times);
}

void run() {
  xml::initialise();
  const FontBook fonts = must(FontBook::open(profile, {}));
  const GlyphsOfFaces used = glyphs_of(measured_record, fonts);
  GlyphsOfFaces earlier = glyphs_of(earlier_record, fonts);
  std::map<OutlineKind, Compared> sums;
  fmt::print("{:<12}{:>12}{:>22}{:>22}{:>22}\n", "", "the cutter", "hb-subset", "on a prepared face",
             "with subroutines");
  for (const auto& [face, glyphs] : used) {
    const FaceInfo& info = fonts.info(face);
    std::vector<UsedGlyph> plain;  // each glyph once: its half forms, which hb-subset does not have, are left out
    for (const UsedGlyph& g : glyphs) {
      if (plain.empty() || plain.back().glyph != g.glyph) plain.push_back({g.glyph, GlyphForm::plain});
    }
    std::vector<UsedGlyph> before = earlier[face];
    const auto known = std::count_if(plain.begin(), plain.end(), [&](const UsedGlyph& g) {
      return std::any_of(before.begin(), before.end(), [&](const UsedGlyph& b) { return b.glyph == g.glyph; });
    });
    fmt::print(
        "{}, {}: {} glyphs, {} of them in the report before; {} half forms left out\n", info.postscript_name,
        info.outlines == OutlineKind::cff ? "CFF" : "TrueType", plain.size(), known,
        std::count_if(glyphs.begin(), glyphs.end(), [](const UsedGlyph& g) { return g.form != GlyphForm::plain; }));
    const Compared compared = compare(info, plain, before);
    print(compared);
    sums[info.outlines].add(compared);
  }
  const double report = warm_report();
  for (const auto& [kind, sum] : sums) {
    fmt::print("all {} faces\n", kind == OutlineKind::cff ? "CFF" : "TrueType");
    print(sum);
    const auto gain = [&](double rival, double own) {
      return fmt::format("{:.2f} ms, {:.1f} %", rival - own, 100 * (rival - own) / report);
    };
    fmt::print("  of a warm report of {:.2f} ms hb-subset would take more: {} (next: {}); on prepared faces {}\n",
               report, gain(sum.hb.warm, sum.ours.warm), gain(sum.hb.next, sum.ours.next),
               gain(sum.prepared.warm, sum.ours.warm));
  }
}

}  // namespace
}  // namespace banxin

int main() {
  banxin::run();
}
