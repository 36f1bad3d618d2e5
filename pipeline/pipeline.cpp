#include "pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <utility>

#include "base/codes.h"
#include "base/digest.h"
#include "base/file.h"
#include "entrance.h"
#include "forms/page_style_reader.h"
#include "layout/layout.h"
#include "output/docx/docx.h"
#include "output/html/html.h"
#include "output/pdf/pdf.h"
#include "output/svg/svg.h"
#include "record/file_kind.h"
#include "record/record.h"
#include "text/text.h"

namespace banxin {
namespace {

// Profiles of printers have one or two megabytes.
constexpr std::uint64_t most_profile_bytes = 16U << 20U;

constexpr std::array<std::string_view, 5> stages = {"record", "validate", "compose", "text", "layout"};

// A part of the line that is loaded at its first use.
template <class T>
class Part {
 public:
  template <class Load>
  const Result<T>& get(Load load) {
    if (!loaded_) loaded_.emplace(load());
    return *loaded_;
  }
  // Null before its first use, or when it could not be loaded.
  const T* loaded() const { return loaded_ && *loaded_ ? &**loaded_ : nullptr; }

 private:
  std::optional<Result<T>> loaded_;
};

// The attachment's name is the same for every record, whatever file it came from: same input, same bytes.
pdf::Source source_of(const Record& record, const std::string& title, bool imported) {
  return {.bytes = record.bytes(),
          .file_name = "record.xml",
          .display_name = title + ".xml",
          .description = imported ? Bilingual{"本报告所依据的记录，由收到的文件导入",
                                              "The record that this report was made from, imported from the file "
                                              "received"}
                                  : Bilingual{"本报告所依据的记录，与收到时逐字节相同",
                                              "The record that this report was made from, byte for byte as received"}};
}

// What an output made from the Document may hold besides.
struct Beside {
  const std::vector<std::string>* links = nullptr;
  std::string_view record;  // its bytes
};

// What an output made from Pages may hold besides, or be made for.
struct Purpose {
  pdf::Source source;
  const PageStyle* style = nullptr;
  pdf::Press press;  // of a file for the press
};

// What the room of a kind of output does.
struct OutputRoom {
  // By what the output is made from, one of the two.
  Output (*write_document)(const Document& document, const PageStyle& style, const Beside& beside,
                           OutputKind kind) = {};
  Result<Output> (*write)(const Pages& pages, const FontBook& fonts, const Purpose& purpose, OutputKind kind) = {};
  std::string (*dump)(const Output& file) = {};
};

OutputRoom room_of(OutputKind kind) {
  switch (kind) {
    case OutputKind::pdf_archive:
      return {nullptr,
              [](const Pages& pages, const FontBook& fonts, const Purpose& purpose, OutputKind its_kind) {
                return pdf::write(pages, fonts, purpose.source, its_kind);
              },
              pdf::dump};
    case OutputKind::pdf_print:
      return {nullptr,
              [](const Pages& pages, const FontBook& fonts, const Purpose& purpose, OutputKind its_kind) {
                return pdf::write_for_press(layout::bind(pages, *purpose.style), fonts, purpose.press, its_kind);
              },
              pdf::dump};
    case OutputKind::html_page:
    case OutputKind::html_fragment:
      return {[](const Document& document, const PageStyle& style, const Beside& beside, OutputKind its_kind) {
                return html::write(document, style, *beside.links, its_kind);
              },
              nullptr, html::dump};
    case OutputKind::docx:
      return {[](const Document& document, const PageStyle& style, const Beside& beside, OutputKind its_kind) {
                return docx::write(document, style, beside.record, its_kind);
              },
              nullptr, docx::dump};
    case OutputKind::svg:
      return {nullptr,
              [](const Pages& pages, const FontBook& fonts, const Purpose& /*purpose*/, OutputKind its_kind) {
                return Result<Output>(svg::write(pages, fonts, its_kind));
              },
              svg::dump};
  }
  return {};
}

// Last year's record; nothing when none was given.
Result<std::optional<Record>> read_previous(const std::optional<Received>& previous, const Entrance& entrance) {
  if (!previous) return std::optional<Record>();
  return made_of<std::optional<Record>>(previous->bytes, previous->file, entrance, Open::refused,
                                        [&](const Arrival& arrival) -> Result<std::optional<Record>> {
                                          auto record = record::read(arrival.record, previous->file, *entrance.forms);
                                          if (!record) return record.take_findings();
                                          Findings findings = record.take_findings();
                                          return {std::optional(*std::move(record)), std::move(findings)};
                                        });
}

// Releases what the following rooms do not need, so that a long table is not in memory once for each of them.
template <class T>
void let_go(Result<T>& used) {
  [[maybe_unused]] const T gone = *std::move(used);
}

// The end of a report on a record: a note says when not all findings are held in full.
template <class T>
Result<T> closed(Result<T> result, const std::string& file) {
  Findings findings = result.take_findings();
  findings.close(file);
  if (!result) return findings;
  return {*std::move(result), std::move(findings)};
}

std::string folder_for(const FolderOfRecord& folder, const std::string& file) {
  return folder ? *folder : folder_of_record(file);
}

const Record* pointer_to(const std::optional<Record>& record) {
  return record ? &*record : nullptr;
}

}  // namespace

Result<std::string> record_in(std::string bytes, const std::string& file) {
  if (!bytes.starts_with("%PDF-")) return bytes;
  return pdf::extract_source(bytes, file);
}

Result<std::string> record_in(const std::function<Result<std::string>(std::uint64_t)>& read, const std::string& file) {
  auto bytes = read(most_report_bytes);
  if (!bytes) return bytes;
  const std::uint64_t most = xml::Limits{}.bytes;
  if (bytes->size() > most && !record::other_kind_of_file(*bytes, file)) return read(most);
  return record_in(*std::move(bytes), file);
}

std::vector<std::string_view> stages_of(const OutputRow& output) {
  const auto* const end = std::find(stages.begin(), stages.end(), output.made_from == MadeFrom::document ? "text" : "");
  std::vector<std::string_view> names(stages.begin(), end);
  names.push_back(output.name);
  return names;
}

std::optional<Stage> stage_named(std::string_view name, const OutputRow& output) {
  const std::vector<std::string_view> names = stages_of(output);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (name == names[i]) return i + 1 == names.size() ? Stage::output : static_cast<Stage>(i);
  }
  return std::nullopt;
}

struct Pipeline::Parts {
  explicit Parts(DataFolders where) : places(std::move(where)) {}

  const Result<std::vector<Form>>& forms() {
    return forms_.get([this] { return record::list_forms(places.layout_folders); });
  }
  Entrance entrance() { return {forms(), places.convert}; }
  // Those that the program fills in itself.
  const Result<std::vector<Form>>& sheets() {
    return sheets_.get([this] { return record::list_sheets(places.layout_folders); });
  }
  const Result<validate::Checker>& checker(const Form& form) {
    return checkers_[form.id].get(
        [this, &form] { return validate::Checker::load(form, *forms(), validate::Loading::as_asked); });
  }
  const Result<compose::Composer>& composer(const Form& form) {
    return composers_[form.id].get([&form] { return compose::Composer::load(form); });
  }
  const Result<PageStyle>& page_style(const Form& form) {
    const std::string folder = page_style_folder(form);
    return page_styles_[folder].get([this, &folder] { return forms::read_page_style(folder, lexicon_file()); });
  }
  // A page style is beside its form or, for a user's own form, among the program's.
  std::string page_style_folder(const Form& form) const {
    for (const std::string& layouts : places.layout_folders) {
      std::string folder = layouts + "/" + form.page_style;
      if (std::filesystem::exists(folder + "/style.xml")) return folder;
    }
    return form.folder + "/../" + form.page_style;
  }
  std::string lexicon_file() const { return shared_file("common/lexicon.xml"); }
  // In the first of the folders that has one; when none has, in the last one, where it is then reported as missing.
  std::string shared_file(std::string_view name) const {
    std::string file;
    for (const std::string& layouts : places.layout_folders) {
      file = fmt::format("{}/{}", layouts, name);
      if (std::filesystem::exists(file)) break;
    }
    return file;
  }
  // Of a file for the press: the profile that was named, or the one in the first of the folders that has one.
  Result<pdf::Press> press_for(const RenderOptions& options) const {
    if (options.output != OutputKind::pdf_print) return pdf::Press();
    const std::string file = options.output_condition.empty() ? usual_output_condition() : options.output_condition;
    auto bytes = read_file(file, most_profile_bytes);
    if (!bytes) return bytes.take_findings();
    return pdf::Press{.profile = *std::move(bytes), .file = file, .marks = options.marks};
  }
  std::string usual_output_condition() const { return shared_file("print/FOGRA47L_uncoated.icc"); }
  const Result<FontBook>& fonts() {
    return fonts_.get([this] { return FontBook::open(places.font_profile, places.font_folders); });
  }
  // Null before fonts() was called, or when they cannot be loaded.
  const FontBook* fonts_in_use() const { return fonts_.loaded(); }

  // What the line makes of what was received, before its findings are closed.
  Result<Rendered> render(std::string bytes, const std::string& file, const RenderOptions& options);
  // The same of a record of one of these forms.
  Result<Rendered> render_record(std::string bytes, const std::string& file, const RenderOptions& options,
                                 bool imported, const Result<std::vector<Form>>& forms);
  Result<validate::Report> validate(std::string bytes, const std::string& file, const std::optional<Received>& previous,
                                    const FolderOfRecord& folder);
  Result<ValidatedRecord> admit(std::string bytes, const std::string& file, validate::Admit admit);
  Result<Record> read_to_identify(std::string bytes, const std::string& file, const FolderOfRecord& folder);
  Result<svg::Drawing> draw(std::string bytes, const std::string& file,
                            const std::function<svg::DrawOptions(const OriginTable&)>& options,
                            const FolderOfRecord& folder);

 private:
  // The same of a record.
  Result<validate::Report> validate_record(std::string bytes, const std::string& file,
                                           const std::optional<Received>& previous, const FolderOfRecord& folder);
  Result<ValidatedRecord> admit_record(std::string bytes, const std::string& file, validate::Admit admit);
  // The rest of the line up to the pages, for those who keep no file.
  Result<Pages> set(const ValidatedRecord& valid, const SharedPictures& pictures);

  DataFolders places;
  Part<std::vector<Form>> forms_;
  Part<std::vector<Form>> sheets_;
  std::map<std::string, Part<validate::Checker>> checkers_;   // by the form's id
  std::map<std::string, Part<compose::Composer>> composers_;  // by the form's id
  std::map<std::string, Part<PageStyle>> page_styles_;        // by folder
  Part<FontBook> fonts_;
};

Pipeline::Pipeline(DataFolders places) : parts_(std::make_unique<Parts>(std::move(places))) {}
Pipeline::~Pipeline() = default;
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;

Findings Pipeline::check(const Form& form) {
  Findings findings = form.faults;
  if (!findings.empty()) return findings;
  append(findings, validate::Checker::load(form, *parts_->forms()).take_findings());
  append(findings, import::check(form));
  passes(parts_->composer(form), findings);
  passes(parts_->page_style(form), findings);
  return findings;
}

Findings Pipeline::load_all() {
  Findings findings;
  if (const auto& forms = parts_->forms(); passes(forms, findings)) {
    for (const Form& form : *forms) {
      if (!form.faults.empty()) continue;
      parts_->checker(form);
      parts_->composer(form);
      parts_->page_style(form);
    }
  }
  passes(parts_->fonts(), findings);
  return findings;
}

Result<Rendered> Pipeline::Parts::render(std::string bytes, const std::string& file, const RenderOptions& options) {
  // A dump is no report.
  return made_of<Rendered>(std::move(bytes), file, entrance(), options.dump ? Open::tolerated : Open::refused,
                           [&](Arrival& arrival) -> Result<Rendered> {
                             auto rendered = render_record(std::move(arrival.record), file, options,
                                                           arrival.imported.has_value(), forms());
                             if (rendered && !arrival.open()) rendered->imported = std::move(arrival.imported);
                             return rendered;
                           });
}

Result<Rendered> Pipeline::Parts::render_record(std::string bytes, const std::string& file,
                                                const RenderOptions& options, bool imported,
                                                const Result<std::vector<Form>>& forms) {
  Findings findings;
  const auto dumped = [&](std::string text) {
    return Result<Rendered>({.dump = std::move(text), .imported = {}, .record = {}, .output = {}}, std::move(findings));
  };

  if (!passes(forms, findings)) return findings;
  auto record = record::read(std::move(bytes), file, *forms);
  if (!passes(record, findings)) return findings;
  if (options.dump == Stage::record) return dumped(record::dump(*record));

  auto previous = read_previous(options.previous, entrance());
  if (!passes(previous, findings)) return findings;
  const Form form = record->form();
  const auto& checker = this->checker(form);
  if (!passes(checker, findings)) return findings;
  auto [whole, pictures, about_pictures] = accompanied(*std::move(record), folder_for(options.folder, file));
  append(findings, std::move(about_pictures));
  auto valid = checker->check(std::move(whole), options.admit, pointer_to(*previous));
  if (!passes(valid, findings)) return findings;
  if (has_errors(findings) && options.admit == validate::Admit::valid_only) return findings;
  append(findings, valid->findings());
  if (options.dump == Stage::validate) return dumped(validate::dump(*valid));

  const auto& style = this->page_style(form);
  if (!passes(style, findings)) return findings;
  const auto& composer = this->composer(form);
  if (!passes(composer, findings)) return findings;
  auto document = composer->compose(*valid, pictures);
  if (!passes(document, findings)) return findings;
  if (options.dump == Stage::compose) return dumped(compose::dump(*document));

  const OutputRoom room = room_of(options.output);
  const auto finished = [&](Output output) {
    if (options.dump == Stage::output) return dumped(room.dump(output));
    return Result<Rendered>({.dump = {}, .imported = {}, .record = *std::move(valid), .output = std::move(output)},
                            std::move(findings));
  };
  if (row_of(options.output).made_from == MadeFrom::document) {
    return finished(room.write_document(*document, *style, {&options.links, valid->record().bytes()}, options.output));
  }

  const auto& fonts = this->fonts();
  if (!passes(fonts, findings)) return findings;
  auto shaped = text::shape(*document, *style, *fonts);
  if (!passes(shaped, findings)) return findings;
  if (options.dump == Stage::text) return dumped(text::dump(*shaped));
  let_go(document);

  auto pages = layout::lay_out(*shaped, *style);
  if (!passes(pages, findings)) return findings;
  if (options.dump == Stage::layout) return dumped(layout::dump(*pages));
  let_go(shaped);

  auto press = press_for(options);
  if (!passes(press, findings)) return findings;
  const Purpose purpose{source_of(valid->record(), pages->info().title, imported), &*style, *std::move(press)};
  auto output = room.write(*pages, *fonts, purpose, options.output);
  if (!passes(output, findings)) return findings;
  return finished(*std::move(output));
}

Result<archive::Setup> Pipeline::archive_setup() {
  Findings findings;
  const auto& forms = parts_->forms();
  const auto& fonts = parts_->fonts();
  if (!passes(forms, findings) || !passes(fonts, findings)) return findings;
  auto setup = archive::Setup::load(*fonts);
  if (!passes(setup, findings)) return findings;
  for (const Form& form : *forms) {
    if (form.faults.empty()) append(findings, setup->add(form, parts_->page_style_folder(form)));
  }
  if (has_errors(findings)) return findings;
  return {*std::move(setup), std::move(findings)};
}

std::vector<std::string> Pipeline::font_files() const {
  std::vector<std::string> files;
  if (const FontBook* fonts = parts_->fonts_in_use(); fonts != nullptr) {
    for (const RoleFaces& role : fonts->roles()) {
      for (const FaceId face : role.faces) files.push_back(fonts->info(face).file);
    }
  }
  return files;
}

Result<Record> Pipeline::Parts::read_to_identify(std::string bytes, const std::string& file,
                                                 const FolderOfRecord& folder) {
  return made_of<Record>(std::move(bytes), file, entrance(), Open::tolerated,
                         [&](const Arrival& arrival) -> Result<Record> {
                           auto record = record::read_to_identify(arrival.record, file, *forms());
                           if (!record) return record;
                           Findings findings = record.take_findings();
                           return {with_its_files(*std::move(record), folder_for(folder, file)), std::move(findings)};
                         });
}

Result<validate::Report> Pipeline::Parts::validate(std::string bytes, const std::string& file,
                                                   const std::optional<Received>& previous,
                                                   const FolderOfRecord& folder) {
  return made_of<validate::Report>(std::move(bytes), file, entrance(), Open::tolerated,
                                   [&](Arrival& arrival) -> Result<validate::Report> {
                                     auto report = validate_record(std::move(arrival.record), file, previous, folder);
                                     if (!report || !arrival.imported) return report;
                                     Findings findings = arrival.imported->draft.findings;
                                     if (arrival.open())
                                       findings.push_back(import::still_open(arrival.imported->draft, file));
                                     append(findings, about(arrival, std::move(report->findings), file));
                                     report->findings = std::move(findings);
                                     report->sha512 = to_hex(digest(DigestKind::sha512, arrival.imported->bytes));
                                     return report;
                                   });
}

Result<validate::Report> Pipeline::Parts::validate_record(std::string bytes, const std::string& file,
                                                          const std::optional<Received>& previous,
                                                          const FolderOfRecord& folder) {
  Findings findings;
  const auto& forms = this->forms();
  if (!passes(forms, findings)) return findings;
  auto record = record::read(std::move(bytes), file, *forms);
  if (!passes(record, findings)) return findings;
  auto last_year = read_previous(previous, entrance());
  if (!passes(last_year, findings)) return findings;
  const auto& checker = this->checker(record->form());
  if (!passes(checker, findings)) return findings;
  auto [whole, pictures, about_pictures] = accompanied(*std::move(record), folder_for(folder, file));
  const bool pictures_serve = !has_errors(about_pictures);
  append(findings, std::move(about_pictures));
  auto [report, valid] = checker->judge(std::move(whole), pointer_to(*last_year));
  append(findings, std::move(report.findings));
  // What the rest of the line has to say of a record that its form accepts (D-03).
  if (valid && pictures_serve) append(findings, set(*valid, pictures).take_findings());
  report.findings = std::move(findings);
  return std::move(report);
}

Result<Pages> Pipeline::Parts::set(const ValidatedRecord& valid, const SharedPictures& pictures) {
  Findings findings;
  const Form& form = valid.record().form();
  const auto& style = page_style(form);
  const auto& composer = this->composer(form);
  const auto& fonts = this->fonts();
  if (!passes(style, findings) || !passes(composer, findings) || !passes(fonts, findings)) return findings;
  auto document = composer->compose(valid, pictures);
  if (!passes(document, findings)) return findings;
  auto shaped = text::shape(*document, *style, *fonts);
  if (!passes(shaped, findings)) return findings;
  auto pages = layout::lay_out(*shaped, *style);
  if (!passes(pages, findings)) return findings;
  return {*std::move(pages), std::move(findings)};
}

Result<svg::Drawing> Pipeline::Parts::draw(std::string bytes, const std::string& file,
                                           const std::function<svg::DrawOptions(const OriginTable&)>& options,
                                           const FolderOfRecord& folder) {
  auto valid = admit(std::move(bytes), file, validate::Admit::drafts_too);
  if (!valid) return valid.take_findings();
  Findings findings = valid.take_findings();
  Accompanied whole = accompanied(valid->record(), folder_for(folder, file));
  append(findings, std::move(whole.findings));
  auto pages = set(*valid, whole.pictures);
  if (!passes(pages, findings)) return findings;
  return {svg::draw(*pages, *fonts(), options(*pages->origins())), std::move(findings)};
}

Result<ValidatedRecord> Pipeline::Parts::admit(std::string bytes, const std::string& file, validate::Admit admit) {
  return made_of<ValidatedRecord>(std::move(bytes), file, entrance(), Open::refused, [&](Arrival& arrival) {
    return admit_record(std::move(arrival.record), file, admit);
  });
}

Result<ValidatedRecord> Pipeline::Parts::admit_record(std::string bytes, const std::string& file,
                                                      validate::Admit admit) {
  Findings findings;
  const auto& forms = this->forms();
  if (!passes(forms, findings)) return findings;
  auto record = record::read(std::move(bytes), file, *forms);
  if (!passes(record, findings)) return findings;
  const auto& checker = this->checker(record->form());
  if (!passes(checker, findings)) return findings;
  auto valid = checker->check(*std::move(record), admit);
  if (!passes(valid, findings)) return findings;
  append(findings, valid->findings());
  return {*std::move(valid), std::move(findings)};
}

Result<Record> Pipeline::read_to_identify(std::string bytes, const std::string& file, const FolderOfRecord& folder) {
  return parts_->read_to_identify(std::move(bytes), file, folder);
}

Result<Document> Pipeline::compose(std::string bytes, const std::string& file) {
  auto draft = parts_->admit(std::move(bytes), file, validate::Admit::drafts_too);
  if (!draft) return draft.take_findings();
  const auto& composer = parts_->composer(draft->record().form());
  if (!composer) return composer.findings();
  return composer->compose(*draft);
}

Result<Rendered> Pipeline::render(std::string bytes, const std::string& file, const RenderOptions& options) {
  return closed(parts_->render(std::move(bytes), file, options), file);
}

Result<validate::Report> Pipeline::validate(std::string bytes, const std::string& file,
                                            const std::optional<Received>& previous, const FolderOfRecord& folder) {
  auto report = closed(parts_->validate(std::move(bytes), file, previous, folder), file);
  if (report) report->findings.close(file);
  return report;
}

Result<ValidatedRecord> Pipeline::admit(std::string bytes, const std::string& file, validate::Admit admit) {
  return closed(parts_->admit(std::move(bytes), file, admit), file);
}

feedback::Submission Pipeline::submission(const std::string& bytes, const std::string& file, const Findings& findings) {
  // Of an office's file, what can be told is told of the record in it.
  std::optional<Arrival> arrival;
  if (parts_->forms()) {
    if (auto arrived = arrive(bytes, file, parts_->entrance()); arrived) arrival = *std::move(arrived);
  }
  const std::string& content = arrival ? arrival->record : bytes;
  Identity who = record::identity_in(content, file);
  const Form* form = nullptr;
  feedback::FormWords words;
  if (const auto& forms = parts_->forms(); forms) {
    const auto found =
        std::find_if(forms->begin(), forms->end(), [&who](const Form& one) { return one.id == who.form; });
    if (found != forms->end() && found->faults.empty()) form = &*found;
  }
  if (form != nullptr) {
    if (const auto& checker = parts_->checker(*form); checker) words = {&checker->labels(), &checker->vocabulary()};
  }
  const auto tree = xml::Tree::parse(content, file);
  return feedback::submission_of(file, std::move(who), tree ? &*tree : nullptr, form, words, findings);
}

Result<Output> Pipeline::feedback_sheet(const std::vector<feedback::Submission>& submissions,
                                        const feedback::Letter& letter, OutputKind output) {
  const auto& fonts = parts_->fonts();
  if (!fonts) return fonts.findings();
  const std::vector<FaceId> faces = fonts->chain(FontRole::fangsong);
  const auto can_print = [&](char32_t character) {
    return std::any_of(faces.begin(), faces.end(), [&](FaceId face) { return fonts->has_glyph(face, character); });
  };
  return own_page(
      "feedback", [&](const Form& sheet) { return feedback::sheet_record(submissions, letter, sheet, can_print); },
      output);
}

Result<Output> Pipeline::own_page(std::string_view purpose, const std::function<std::string(const Form&)>& record,
                                  OutputKind output) {
  const auto& sheets = parts_->sheets();
  if (!sheets) return sheets.findings();
  const auto sheet =
      std::find_if(sheets->begin(), sheets->end(), [&](const Form& form) { return form.purpose == purpose; });
  if (sheet == sheets->end()) {
    return Diagnostic{.code = code::form_unusable,
                      .message = {fmt::format("没有 purpose=\"{}\" 的表（form.xml）。", purpose),
                                  fmt::format("There is no form with purpose=\"{}\" (form.xml).", purpose)},
                      .hint = {"恢复随程序安装的文件。", "Restore the files that came with the program."}};
  }
  RenderOptions options;
  options.output = output;
  auto rendered = closed(parts_->render_record(record(*sheet), sheet->id, options, false, sheets), sheet->id);
  if (!rendered) return rendered.take_findings();
  return *std::move(rendered->output);
}

Result<svg::Drawing> Pipeline::draw(std::string bytes, const std::string& file,
                                    const std::function<svg::DrawOptions(const OriginTable&)>& options,
                                    const FolderOfRecord& folder) {
  return closed(parts_->draw(std::move(bytes), file, options, folder), file);
}

}  // namespace banxin
