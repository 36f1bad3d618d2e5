#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "base/page_style.h"
#include "base/result.h"
#include "compose/compose.h"
#include "font/font_book.h"
#include "pdf/pdf_file.h"
#include "record/record.h"
#include "validate/validate.h"

namespace banxin {

// The stages of the line, by the names that README, folders, --dump and messages share.
enum class Stage { record, validate, compose, text, layout, pdf };
std::optional<Stage> stage_named(std::string_view name);

// What a run needs besides the record: where forms and fonts are. Everything else (clock, locale, working folder) has
// no influence on the output.
struct Places {
  std::vector<std::string> layout_folders;  // searched in order
  std::string font_profile;                 // path of the profile file
  std::vector<std::string> font_folders;    // supplied by the user, searched before the profile's own
};

// A file's content, and the name that findings call it by.
struct Input {
  std::string bytes;
  std::string file;
};

struct RenderOptions {
  Profile profile = Profile::archive;
  validate::Admit admit = validate::Admit::valid_only;
  std::optional<Input> previous = {};  // last year's record, to compare with
  std::optional<Stage> dump;           // stop behind this stage and give its artefact as readable text
};

// What a render gives: the report and the record that it was made from, or the dump that was asked for.
struct Rendered {
  std::string dump;
  std::optional<ValidatedRecord> record;  // set without a dump
  PdfFile pdf;
};

// The line with all that it works with: forms, their checkers, stylesheets and page styles, the fonts. Each is loaded
// when a record first needs it and kept for those that follow; what loading found is told to every record that uses
// the part, so a record's result is the same whatever went before it. Belongs to one thread; a process that was forked
// from the owner's has a line of its own.
class Pipeline {
 public:
  explicit Pipeline(Places places);
  ~Pipeline();
  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;

  // Loads everything now, for those who fork; what loading found. A form that cannot be used stops only the records
  // that name it.
  Findings load_all();

  // The whole line: bytes -> record -> validate -> compose -> text -> layout -> pdf.
  Result<Rendered> render(std::string bytes, const std::string& file, const RenderOptions& options);

  // What archives packages of the line's reports: its fonts and its forms, all of them. Errors: form-unusable,
  // font-unusable and what else loading found.
  Result<archive::Setup> archive_setup();

  // The files of the faces that are in use; none before fonts are first needed.
  std::vector<std::string> font_files() const;

  // The first room alone, to see whose a record is: record::read_to_identify.
  Result<Record> read_to_identify(const std::string& bytes, const std::string& file);

  // The front of the line, for `banxin validate`. `previous`: last year's record, to compare with.
  Result<validate::Report> validate(std::string bytes, const std::string& file,
                                    const std::optional<Input>& previous = std::nullopt);
  // A record that its form accepts, for those who add records up.
  Result<ValidatedRecord> admit(std::string bytes, const std::string& file);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace banxin
