#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/page_style.h"
#include "base/result.h"
#include "compose/compose.h"
#include "font/font_book.h"
#include "pdf/pdf_file.h"
#include "record/form.h"
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

struct RenderOptions {
  Profile profile = Profile::archive;
  validate::Admit admit = validate::Admit::valid_only;
  std::optional<Stage> dump;  // stop behind this stage and give its artefact as readable text
};

// What a render gives: the PDF, or the dump that was asked for.
struct Rendered {
  std::string bytes;
  PdfFile pdf;  // the file's facts: its `bytes` have moved to the member above; of a dump nothing is set
};

// The whole line: bytes -> record -> validate -> compose -> text -> layout -> pdf.
Result<Rendered> render(std::string bytes, const std::string& file, const Places& places, const RenderOptions& options);

// The front of the line, for `banxin validate`.
Result<validate::Report> validate_record(std::string bytes, const std::string& file, const Places& places);

}  // namespace banxin
