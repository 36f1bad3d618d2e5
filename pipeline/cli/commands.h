#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/codes.h"
#include "base/result.h"
#include "batch/batch.h"
#include "cli/console.h"
#include "cli/data_folders.h"
#include "cli/limits.h"
#include "cli/names.h"
#include "output/outputs.h"
#include "pipeline.h"

// One function for each command: it prints what there is to print and returns the exit status.
namespace banxin::cli {

struct RenderJob {
  std::string record;
  std::string output;  // empty: the record's path with the output's suffix, or standard output for a dump
  std::string as = std::string(outputs().front().name);
  std::string profile;                                      // empty: the first of that kind
  std::vector<std::string> links;                           // of an HTML
  std::string dump;                                         // a stage's name; empty: the output
  std::string previous;                                     // last year's record; empty: none
  std::string format = std::string(plain_formats.front());  // of what is said of the run
  std::string output_condition;  // of a file for the press: the printer's profile; empty: the program's own
  bool marks = false;            // of a file for the press
  bool draft = false;
  bool watch = false;  // again whenever the record is saved
  bool strict = false;
  LimitOptions limits;
  PlaceOptions places;
};
ExitStatus render(const RenderJob& job, const Console& console);

// The sheets that bureaus get back.
struct FeedbackJob {
  std::string folder;  // empty: none
  std::string deadline, contact;
};

struct ValidateJob {
  std::vector<std::string> inputs;
  std::string format = std::string(validate_formats.front());
  std::string previous;  // last year's record; empty: none
  FeedbackJob feedback;
  bool strict = false;
  LimitOptions limits;
  PlaceOptions places;
};
ExitStatus validate(const ValidateJob& job, const Console& console);

struct BatchJob {
  std::vector<std::string> inputs;
  std::string archive;
  std::string report;    // empty: in the archive
  std::string shard;     // "2/5"; empty: what the environment says
  std::string previous;  // last year's records; empty: none
  int jobs = 0;          // 0: one for each processor
  FeedbackJob feedback;
  LimitOptions limits;
  std::string format = std::string(plain_formats.front());
  bool retry = false;
  bool strict = false;
  std::string expect;  // a list of bureaus; empty: none
  bool newest = false;
  bool dry_run = false;
  PlaceOptions places;
};
ExitStatus batch(const BatchJob& job, const Console& console);
// What became of the records of a run: 12 份记录：归档 10，有错误 2.
Bilingual outcome_in_words(const BatchReport& report);

// Who signs an archive's seals: PEM files. Without a key nothing is signed.
struct SignOptions {
  std::string key, certificate;
  std::string password;  // a file; empty: the key is not encrypted
  std::string timestamp_url;
};

struct MergeJob {
  std::string archive;
  SignOptions sign;
};
ExitStatus merge(const MergeJob& job, const Console& console);

struct SignJob {
  std::string archive;
  SignOptions sign;
  std::string timestamp;  // a file with the answer of a time-stamp authority
};
ExitStatus sign_archive(const SignJob& job, const Console& console);
// The end of a merge with a key: its exit status.
ExitStatus sign_merged(const std::string& archive, const SignOptions& options, const Console& console);

struct VerifyJob {
  std::string archive;
  std::string trust, against;  // files; empty: none
  std::string format = std::string(plain_formats.front());
};
ExitStatus verify_archive(const VerifyJob& job, const Console& console);

struct ListJob {
  std::string archive;
  std::string bureau, year, form, kind, code;  // empty: all
  std::string format = std::string(list_formats.front());
  bool all_versions = false;
  bool cells = false;
};
ExitStatus list_archive(const ListJob& job, const Console& console);

struct ExportJob {
  std::string archive;
  std::string output;              // a folder
  std::string bureau, year, form;  // empty: all
  std::string as = "{year}-{bureau}.pdf";
  bool force = false;  // over files that exist
};
ExitStatus export_archive(const ExportJob& job, const Console& console);

struct FormsJob {
  bool check = false;  // all their data
  std::string format = std::string(plain_formats.front());
  PlaceOptions places;
};
ExitStatus forms(const FormsJob& job, const Console& console);

struct NewJob {
  std::string form;
  std::string output = "-";
  int year = 0;          // 0: of the form's choice
  std::string bureau;    // empty: a placeholder, or the bureau of the previous record
  std::string previous;  // last year's record or its report's PDF; empty: none
  bool zero = false;
  bool force = false;  // over a file that exists
  LimitOptions limits;
  PlaceOptions places;
};
ExitStatus new_record(const NewJob& job, const Console& console);

struct ServeJob {
  std::string folder = ".";                  // of the drafts
  std::string archive;                       // empty: none
  std::string expect;                        // a list of bureaus; empty: none
  FeedbackJob feedback;                      // of a batch that is started on the board
  std::string listen;                        // a name or an address of this machine; empty: the loopback
  std::string users, certificate, key, log;  // files; for a network, all of them
  int port = 0;                              // 0: a free one
  std::string language;                      // empty: as each browser asks
  PlaceOptions places;
};
ExitStatus serve(const ServeJob& job, const Console& console);

struct ImportJob {
  std::vector<std::string> files;
  std::string output;    // empty: beside the first file, as .xml; a folder for the records of a sheet of bureaus
  std::string form;      // empty: the one whose labels are found
  int year = 0;          // 0: as the title says
  std::string previous;  // last year's record; empty: none
  std::string format = std::string(plain_formats.front());
  bool learn = false;  // print the elements that would make near wordings known
  bool force = false;  // over a file that exists
  LimitOptions limits;
  PlaceOptions places;
};
ExitStatus import_files(const ImportJob& job, const Console& console);

struct ExplainJob {
  std::vector<std::string> codes;  // in any case; empty: list them all
  std::string format = std::string(plain_formats.front());
  LimitOptions limits;
  PlaceOptions places;
};
ExitStatus explain(const ExplainJob& job, const Console& console);

struct FontsJob {
  std::string record;  // empty: none
  std::string format = std::string(plain_formats.front());
  LimitOptions limits;
  PlaceOptions places;
};
ExitStatus fonts(const FontsJob& job, const Console& console);

struct ExtractJob {
  std::string report;
  std::string output = "-";
};
ExitStatus extract(const ExtractJob& job, const Console& console);

struct SummarizeJob {
  std::vector<std::string> inputs;
  std::string output = "-";  // a file, or a folder for a sum of each form and year
  std::string check;         // a total to compare with; empty: write the sum
  std::string expect;        // a list of bureaus; empty: none
  std::string bureau, title;
  bool strict = false;
  LimitOptions limits;
  PlaceOptions places;
};
ExitStatus summarize(const SummarizeJob& job, const Console& console);

// The bytes of a record, from its file or from the PDF of its report. A record may have as many as the XML room allows.
Result<std::string> read_record(const std::string& path);

// With --strict a warning is an error. Empty when there is no warning, or an error anyway.
Findings strict_error(const Findings& findings, const std::string& file);

}  // namespace banxin::cli
