// How long each stage of the line takes on one record, in a process that is warm: where the time of a render goes, and
// what a worker pays for each further record. The cold start is measured by scripts/bench.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "base/file.h"
#include "compose/compose.h"
#include "font/font_book.h"
#include "forms/page_style_reader.h"
#include "layout/layout.h"
#include "output/pdf/pdf.h"
#include "pipeline.h"
#include "record/record.h"
#include "text/text.h"
#include "validate/validate.h"
#include "xml/xml.h"

namespace banxin {
namespace {

const std::string source = BANXIN_SOURCE_DIR;
const std::string record_file = source + "/samples/ruian-commerce-bureau-2018.xml";

// A benchmark of a line that does not work says nothing.
template <class T>
T must(Result<T> result) {
  if (!result) std::abort();
  return *std::move(result);
}

// What each stage needs from those before it, made once; and the line that has them all.
struct Line {
  std::string bytes = must(read_file(record_file, xml::Limits{}.bytes));
  std::vector<Form> forms = must(record::list_forms({source + "/layouts"}));
  Record record = must(record::read(bytes, record_file, forms));
  validate::Checker checker = must(validate::Checker::load(record.form()));
  ValidatedRecord valid = must(checker.check(record));
  PageStyle style = must(
      forms::read_page_style(source + "/layouts/" + record.form().page_style, source + "/layouts/common/lexicon.xml"));
  compose::Composer composer = must(compose::Composer::load(record.form()));
  Document document = must(composer.compose(valid));
  FontBook fonts = must(FontBook::open(source + "/fonts/free.profile", {}));
  ShapedDocument shaped = must(text::shape(document, style, fonts));
  Pages pages = must(layout::lay_out(shaped, style));
  Pipeline pipeline{
      {.layout_folders = {source + "/layouts"}, .font_profile = source + "/fonts/free.profile", .font_folders = {}}};
};

Line& line() {
  static Line made = [] {
    xml::initialise();
    return Line();
  }();
  return made;
}

template <class Work>
void repeat(benchmark::State& state, Work work) {
  for ([[maybe_unused]] const auto& turn : state) benchmark::DoNotOptimize(work(line()));
}

void load_forms(benchmark::State& state) {
  repeat(state, [](Line&) { return must(record::list_forms({source + "/layouts"})); });
}
void load_rules(benchmark::State& state) {
  repeat(state, [](Line& it) { return must(validate::Checker::load(it.record.form())); });
}
void load_stylesheet(benchmark::State& state) {
  repeat(state, [](Line& it) { return must(compose::Composer::load(it.record.form())); });
}
void load_fonts(benchmark::State& state) {
  repeat(state, [](Line&) { return must(FontBook::open(source + "/fonts/free.profile", {})); });
}
void record_stage(benchmark::State& state) {
  repeat(state, [](Line& it) { return must(record::read(it.bytes, record_file, it.forms)); });
}
void validate_stage(benchmark::State& state) {
  repeat(state, [](Line& it) { return must(it.checker.check(it.record)); });
}
void compose_stage(benchmark::State& state) {
  repeat(state, [](Line& it) { return must(it.composer.compose(it.valid)); });
}
void text_stage(benchmark::State& state) {
  repeat(state, [](Line& it) { return must(text::shape(it.document, it.style, it.fonts)); });
}
void layout_stage(benchmark::State& state) {
  repeat(state, [](Line& it) { return must(layout::lay_out(it.shaped, it.style)); });
}
void pdf_stage(benchmark::State& state) {
  repeat(state, [](Line& it) {
    const pdf::Source attachment{.bytes = it.bytes,
                                 .file_name = "record.xml",
                                 .display_name = "record.xml",
                                 .description = {"记录", "the record"}};
    return must(pdf::write(it.pages, it.fonts, attachment, OutputKind::pdf_archive));
  });
}

void warm_render(benchmark::State& state) {
  repeat(state, [](Line& it) { return must(it.pipeline.render(it.bytes, record_file, {})); });
}

// Lines and pages of running text alone, by its characters: as fast for each of them however many there are.
void compose_lines(benchmark::State& state) {
  const std::string sentence =
      "2018年，我局收到政府信息公开申请291件，同比增长12.5%；其中“当面申请”3件、网络申请288件，均在《条例》规定的期限"
      "（15个工作日）内答复，做到应公开尽公开。";
  constexpr std::int64_t characters_of_sentence = 85;
  constexpr int sentences_of_paragraph = 3;
  std::string bytes = R"(<record xmlns="urn:banxin:record:1" form="disclosure-2018" year="2018"><bureau>某局</bureau>)"
                      "<title>某局2018年政府信息公开工作年度报告</title><chapter><heading>一、概述</heading>";
  std::int64_t characters = 0;
  while (characters < state.range(0)) {
    bytes += "<p>";
    for (int i = 0; i < sentences_of_paragraph; ++i) bytes += sentence;
    bytes += "</p>";
    characters += characters_of_sentence * sentences_of_paragraph;
  }
  bytes += "</chapter></record>";
  Line& it = line();
  const Document document =
      must(it.composer.compose(must(it.checker.check(must(record::read(bytes, "text.xml", it.forms))))));
  const ShapedDocument shaped = must(text::shape(document, it.style, it.fonts));
  for ([[maybe_unused]] const auto& turn : state) benchmark::DoNotOptimize(must(layout::lay_out(shaped, it.style)));
  state.SetItemsProcessed(state.iterations() * characters);
  state.SetComplexityN(characters);
}

BENCHMARK(load_forms)->Unit(benchmark::kMillisecond);
BENCHMARK(load_rules)->Unit(benchmark::kMillisecond);
BENCHMARK(load_stylesheet)->Unit(benchmark::kMillisecond);
BENCHMARK(load_fonts)->Unit(benchmark::kMillisecond);
BENCHMARK(record_stage)->Unit(benchmark::kMillisecond);
BENCHMARK(validate_stage)->Unit(benchmark::kMillisecond);
BENCHMARK(compose_stage)->Unit(benchmark::kMillisecond);
BENCHMARK(text_stage)->Unit(benchmark::kMillisecond);
BENCHMARK(layout_stage)->Unit(benchmark::kMillisecond);
BENCHMARK(pdf_stage)->Unit(benchmark::kMillisecond);
BENCHMARK(warm_render)->Unit(benchmark::kMillisecond);
BENCHMARK(compose_lines)
    ->RangeMultiplier(10)
    ->Range(1'000, 100'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);

}  // namespace
}  // namespace banxin

BENCHMARK_MAIN();
