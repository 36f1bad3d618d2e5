#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "import/draft.h"
#include "import/file_kind.h"
#include "import/found.h"
#include "record/form.h"

// The entrance: bytes → Found → Draft. What an office has (Word, Excel, web pages, text), as a record and one line of
// provenance for each of its values. Nothing is guessed without a trace (D-14).
namespace banxin::import {

constexpr std::size_t most_file_bytes = 32U << 20U;

// Makes of a file that only an office program reads (.doc, .wps, .et, .xls, .rtf, .odt) a .docx, or a .xlsx of a
// workbook. Empty where nothing can. Errors: import-office.
using Convert = std::function<Result<std::string>(std::string_view bytes, const std::string& file, bool workbook)>;

// What is wrong with the data by which reports of this form are recognised: form-unusable.
Findings check(const Form& form);

// What a file holds, judged by its bytes, never by its name (D-07). Containers are read in a process of their own,
// under limits of time and memory (D-08). `forms` say what pages look like. Errors: import-unreadable (damaged,
// encrypted, over a limit; a kind that is not read, with what to do), those of `convert`, form-unusable.
Result<Found> read(std::string_view bytes, const std::string& file, const std::vector<Form>& forms,
                   const Convert& convert);

struct Options {
  std::string form;  // an id; empty: the one whose labels are found
  int year = 0;      // 0: as the title says
};

// One report out of one or more files: of several, text in one and tables in another. Errors: import-no-report (with
// what was found), import-many (a sheet with a row for each bureau), form-unusable.
Result<Draft> make_draft(std::vector<Found> sources, const std::vector<Form>& forms, const Options& options = {});

// A file that was received where a record is expected, and what became of it.
struct Imported {
  std::string bytes;
  FileKind kind = FileKind::other;
  Draft draft;
};

// read() and make_draft() of a file of one of the kinds of kind_of_submission(). Errors: theirs.
Result<Imported> import_file(std::string bytes, FileKind kind, const std::string& file, const std::vector<Form>& forms,
                             const Convert& convert);

// Of a draft that is open: import-open, the error that no report is made before a person has decided.
Diagnostic still_open(const Draft& draft, const std::string& file);

// The same where a sheet may have a row for each bureau (汇总表): a draft for each, in the order of the rows. Else one.
Result<std::vector<Draft>> make_drafts(std::vector<Found> sources, const std::vector<Form>& forms,
                                       const Options& options = {});

// The draft for a person: source beside record, each value with its origin and how sure it is, what was not used, and
// what is open. A page of HTML 5 that needs nothing beside itself. `record`: the name of the record's file; `checked`:
// what validating the record found.
std::string page(const Draft& draft, const std::string& record, const Findings& checked);

}  // namespace banxin::import
