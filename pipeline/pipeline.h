#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "base/origin.h"
#include "base/page_style.h"
#include "base/result.h"
#include "compose/compose.h"
#include "feedback/feedback.h"
#include "font/font_book.h"
#include "import/import.h"
#include "output/output.h"
#include "output/svg/svg.h"
#include "record/record.h"
#include "validate/validate.h"

namespace banxin {

// The stages of the line, by the names that README, folders, --dump and messages share; the last has that of the
// output.
enum class Stage { record, validate, compose, text, layout, output };
// The stages that an output passes, in their order.
std::vector<std::string_view> stages_of(const OutputRow& output);
std::optional<Stage> stage_named(std::string_view name, const OutputRow& output);

// What a run needs besides the record: where forms and fonts are, and who reads what the program does not. Everything
// else (clock, locale, working folder) has no influence on the output.
struct DataFolders {
  std::vector<std::string> layout_folders;  // searched in order
  std::string font_profile;                 // path of the profile file
  std::vector<std::string> font_folders;    // supplied by the user, searched before the profile's own
  import::Convert convert = {};             // reads files that only an office program reads
};

// A file's content, and its name in findings.
struct Received {
  std::string bytes;
  std::string file;
};

// The folder that holds the files which a record names (pictures); empty: there is none. Nothing: the folder of `file`,
// where that is a file.
using FolderOfRecord = std::optional<std::string>;

// The largest record makes a report of some 10 MB.
inline constexpr std::uint64_t most_report_bytes = 64U << 20U;

// What was received where a record is expected: of a report that this program made the record in it, byte for byte as
// it was; anything else as it is. A PDF is read in a process of its own. Errors: those of pdf::extract_source.
Result<std::string> record_in(std::string bytes, const std::string& file);
// The same of an input that `read` reads, up to so many bytes: a PDF may be larger than a record. What is a record and
// larger than one may be is read again, so that the reader's own error says so.
Result<std::string> record_in(const std::function<Result<std::string>(std::uint64_t)>& read, const std::string& file);

struct RenderOptions {
  OutputKind output = outputs().front().kind;
  validate::Admit admit = validate::Admit::valid_only;
  std::optional<Received> previous = {};  // last year's record, to compare with
  std::vector<std::string> links = {};    // of an HTML: where else the report can be had
  std::string output_condition = {};      // of a file for the press: the printer's profile; empty: the program's own
  bool marks = false;                     // of a file for the press: crop marks
  FolderOfRecord folder = {};
  std::optional<Stage> dump;  // stop after this stage and give its artefact as readable text
};

// What a render gives: the report and the record that it was made from, or the dump that was asked for.
struct Rendered {
  std::string dump;
  // Set when an office's file was received, which the record was imported from.
  std::optional<import::Imported> imported;
  // Both are set when no dump was asked for.
  std::optional<ValidatedRecord> record;
  std::optional<Output> output;
};

// The line with all that it works with: forms, their checkers, stylesheets and page styles, the fonts. Each is loaded
// when a record first needs it and kept for those that follow; what loading found is reported for every record that
// uses the part, so a record's result is the same whatever went before it. Belongs to one thread; a process that was
// forked from the owner's has its own copy.
//
// Bytes that are received may be a record, or a file of an office (import/file_kind.h), which is imported first. What
// is open about it is found like everything else, and one error more, import-open, when that is anything; findings
// about the record name no line then, since nobody has seen it. Errors of each function: those of import::import_file.
class Pipeline {
 public:
  explicit Pipeline(DataFolders places);
  ~Pipeline();
  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;

  // Loads everything now, for callers that fork; gives what loading found. What is wrong with a form is said of the
  // records that name it.
  Findings load_all();

  // What is wrong with the data of a form, all of it: schema, labels, rules, narrative, stylesheet, page style.
  Findings check(const Form& form);

  // The whole line: bytes -> record -> validate -> compose -> text -> layout -> output.
  Result<Rendered> render(std::string bytes, const std::string& file, const RenderOptions& options);

  // The pages of a record as pictures for a screen, also of one with errors: for whoever is filling it in. `options` is
  // asked once it is known which places of the record the pages come from. Gives no drawing where render() gives none
  // of a draft.
  Result<svg::Drawing> draw(std::string bytes, const std::string& file,
                            const std::function<svg::DrawOptions(const OriginTable&)>& options,
                            const FolderOfRecord& folder = std::nullopt);

  // What is needed to archive packages of the line's reports: its fonts and its forms, all of them. Errors:
  // form-unusable, font-unusable and what else loading found.
  Result<archive::Setup> archive_setup();

  // The files of the faces that are in use; none before fonts are first needed.
  std::vector<std::string> font_files() const;

  // Runs the first room alone, to see whose record it is: record::read_to_identify, with the files that it names. What
  // is open about an import does not matter.
  Result<Record> read_to_identify(std::string bytes, const std::string& file,
                                  const FolderOfRecord& folder = std::nullopt);

  // The line up to the pages, which nobody keeps, for `banxin validate`: it says all that render() would say.
  // `previous`: last year's record, to compare with.
  Result<validate::Report> validate(std::string bytes, const std::string& file,
                                    const std::optional<Received>& previous = std::nullopt,
                                    const FolderOfRecord& folder = std::nullopt);
  // A record that its form accepts, for adding records up; with `drafts_too`, any that can be read.
  Result<ValidatedRecord> admit(std::string bytes, const std::string& file,
                                validate::Admit admit = validate::Admit::valid_only);
  // The line up to the document of a draft, whatever is wrong with it, for those who show it otherwise than on pages.
  Result<Document> compose(std::string bytes, const std::string& file);

  // What a bureau is told of a file that it sent: the findings of validate(), or why it could not be read, in the words
  // of its form.
  feedback::Submission submission(const std::string& bytes, const std::string& file, const Findings& findings);
  // The sheet of what one bureau sent for one year, set by this same line from the form that is there for it. Errors:
  // form-unusable, also when there is no such form, and those of render().
  Result<Output> feedback_sheet(const std::vector<feedback::Submission>& submissions, const feedback::Letter& letter,
                                OutputKind output);
  // The pages of what the program writes itself: `record` is asked for a record of the form of this purpose (form.xml).
  // Errors: the same.
  Result<Output> own_page(std::string_view purpose, const std::function<std::string(const Form&)>& record,
                          OutputKind output);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace banxin
