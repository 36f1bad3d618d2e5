#include "pipeline.h"

#include <array>
#include <filesystem>
#include <utility>

#include "layout/layout.h"
#include "pdf/pdf.h"
#include "record/record.h"
#include "text/text.h"

namespace banxin {
namespace {

constexpr std::array<std::string_view, 6> stage_names = {"record", "validate", "compose", "text", "layout", "pdf"};

// Keeps a room's findings for the end of the line and tells whether the line goes on.
template <class T>
bool passes(Result<T>& result, Findings& findings) {
  append(findings, result.take_findings());
  return static_cast<bool>(result);
}

// A page style stands beside its form or, for a form of the user's own, among the program's.
std::string page_style_folder(const Form& form, const Places& places) {
  for (const std::string& layouts : places.layout_folders) {
    std::string folder = layouts + "/" + form.page_style;
    if (std::filesystem::exists(folder + "/style.xml")) return folder;
  }
  return form.folder + "/../" + form.page_style;
}

// The attachment's name is the same for every record, whatever file it came from: same input, same bytes.
pdf::Source source_of(const Record& record, const std::string& title) {
  return {.bytes = record.bytes(),
          .file_name = "record.xml",
          .display_name = title + ".xml",
          .description = {"本报告所依据的记录，与收到时逐字节相同",
                          "The record that this report was made from, byte for byte as received"}};
}

}  // namespace

std::optional<Stage> stage_named(std::string_view name) {
  for (std::size_t i = 0; i < stage_names.size(); ++i) {
    if (name == stage_names[i]) return static_cast<Stage>(i);
  }
  return std::nullopt;
}

Result<Rendered> render(std::string bytes, const std::string& file, const Places& places,
                        const RenderOptions& options) {
  Findings findings;
  const auto dumped = [&](std::string text) { return Result<Rendered>({std::move(text), {}}, std::move(findings)); };

  auto forms = record::list_forms(places.layout_folders);
  if (!passes(forms, findings)) return findings;
  auto record = record::read(std::move(bytes), file, *forms);
  if (!passes(record, findings)) return findings;
  if (options.dump == Stage::record) return dumped(record::dump(*record));

  const Form form = record->form();
  auto checker = validate::Checker::load(form);
  if (!passes(checker, findings)) return findings;
  auto valid = checker->check(*std::move(record), options.admit);
  if (!passes(valid, findings)) return findings;
  append(findings, valid->findings());
  if (options.dump == Stage::validate) return dumped(validate::dump(*valid));

  auto style = compose::read_page_style(page_style_folder(form, places));
  if (!passes(style, findings)) return findings;
  auto composer = compose::Composer::load(form);
  if (!passes(composer, findings)) return findings;
  auto document = composer->compose(*valid);
  if (!passes(document, findings)) return findings;
  if (options.dump == Stage::compose) return dumped(compose::dump(*document));

  auto fonts = FontBook::open(places.font_profile, places.font_folders);
  if (!passes(fonts, findings)) return findings;
  auto shaped = text::shape(*document, *style, *fonts);
  if (!passes(shaped, findings)) return findings;
  if (options.dump == Stage::text) return dumped(text::dump(*shaped));

  auto pages = layout::lay_out(*shaped, *style);
  if (!passes(pages, findings)) return findings;
  if (options.dump == Stage::layout) return dumped(layout::dump(*pages));

  auto pdf = pdf::write(*pages, *fonts, source_of(valid->record(), pages->info.title), options.profile);
  if (!passes(pdf, findings)) return findings;
  if (options.dump == Stage::pdf) return dumped(pdf::dump(*pdf));
  std::string file_bytes = std::move(pdf->bytes);
  return Result<Rendered>({std::move(file_bytes), *std::move(pdf)}, std::move(findings));
}

Result<validate::Report> validate_record(std::string bytes, const std::string& file, const Places& places) {
  Findings findings;
  auto forms = record::list_forms(places.layout_folders);
  if (!passes(forms, findings)) return findings;
  auto record = record::read(std::move(bytes), file, *forms);
  if (!passes(record, findings)) return findings;
  auto checker = validate::Checker::load(record->form());
  if (!passes(checker, findings)) return findings;
  validate::Report report = checker->report(*record);
  findings.insert(findings.end(), report.findings.begin(), report.findings.end());
  report.findings = std::move(findings);
  return report;
}

}  // namespace banxin
