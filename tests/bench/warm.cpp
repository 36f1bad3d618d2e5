// A worker that stays: reads the names of records from standard input, one a line, puts each through the whole line and
// into the archive in the folder given, and answers with one line of figures, milliseconds of wall and of processor
// time for each stage. As in a batch, packages are committed by the sixteen. scripts/bench --warm sets it against
// Typst's compiler, which is kept in the same way.

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <map>
#include <string>
#include <utility>

#include "archive/archive.h"
#include "base/file.h"
#include "compose/compose.h"
#include "font/font_book.h"
#include "forms/page_style_reader.h"
#include "layout/layout.h"
#include "output/pdf/pdf.h"
#include "record/record.h"
#include "text/text.h"
#include "validate/validate.h"
#include "xml/xml.h"

namespace banxin {
namespace {

const std::string source = BANXIN_SOURCE_DIR;

// A benchmark of a line that does not work says nothing.
template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  for (const Diagnostic& d : result.take_findings()) {
    fmt::print(stderr, "{}:{}: {}: {}\n", d.place.file, d.place.line, d.code, d.message.en);
  }
  std::exit(1);
}

double processor_time() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// Milliseconds of one stage of one record.
class Stopwatch {
 public:
  void start() { wall_ = std::chrono::steady_clock::now(), processor_ = processor_time(); }
  void lap(const char* stage) {
    const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - wall_;
    fmt::format_to(std::back_inserter(out_), "{}\"{}\": [{:.4f}, {:.4f}]", out_.empty() ? "{" : ", ", stage,
                   wall.count(), processor_time() - processor_);
    start();
  }
  std::string take() { return std::exchange(out_, {}) + "}"; }

 private:
  std::chrono::steady_clock::time_point wall_;
  double processor_ = 0;
  std::string out_;
};

struct Form {
  validate::Checker checker;
  PageStyle style;
  compose::Composer composer;

  explicit Form(const banxin::Form& form)
      : checker(must(validate::Checker::load(form))),
        style(must(
            forms::read_page_style(source + "/layouts/" + form.page_style, source + "/layouts/common/lexicon.xml"))),
        composer(must(compose::Composer::load(form))) {}
};

void work(const std::string& folder) {
  constexpr std::size_t group = 16;
  xml::initialise();
  const auto forms = must(record::list_forms({source + "/layouts"}));
  const FontBook fonts = must(FontBook::open(source + "/fonts/free.profile", {}));
  archive::Setup setup = must(archive::Setup::load(fonts));
  for (const banxin::Form& form : forms) {
    if (!setup.add(form, source + "/layouts/" + form.page_style).empty()) std::abort();
  }
  archive::Writer writer = must(archive::Writer::open(must(archive::Archive::open(folder))));
  std::map<std::string, Form> loaded;
  Stopwatch watch;
  for (std::string file; std::getline(std::cin, file);) {
    watch.start();
    Record record = must(record::read(must(read_file(file, xml::Limits{}.bytes)), file, forms));
    watch.lap("record");
    const Form& form = loaded.try_emplace(record.form().id, record.form()).first->second;
    watch.start();
    const ValidatedRecord valid = must(form.checker.check(std::move(record)));
    watch.lap("validate");
    const Document document = must(form.composer.compose(valid));
    watch.lap("compose");
    const ShapedDocument shaped = must(text::shape(document, form.style, fonts));
    watch.lap("text");
    const Pages pages = must(layout::lay_out(shaped, form.style));
    watch.lap("layout");
    const pdf::Source attachment{.bytes = valid.record().bytes(),
                                 .file_name = "record.xml",
                                 .display_name = "record.xml",
                                 .description = {"记录", "the record"}};
    const Output pdf = must(pdf::write(pages, fonts, attachment, OutputKind::pdf_archive));
    watch.lap("pdf");
    if (!writer.add(valid, pdf, {}, setup).empty()) std::abort();
    watch.lap("archive");
    if (writer.waiting() == group) must(writer.commit());
    watch.lap("commit");
    std::puts(watch.take().c_str());
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace banxin

int main(int count, char** arguments) {
  if (count != 2) return 2;
  banxin::work(arguments[1]);
}
