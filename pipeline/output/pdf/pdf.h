#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "font/font_book.h"
#include "layout/pages.h"
#include "output/output.h"

namespace banxin::pdf {

// The record that the pages were made from, attached byte for byte (ISO 19005-3, 6.8; AFRelationship Source).
struct Source {
  std::string_view bytes;
  std::string file_name;     // ASCII, with extension: record.xml. Never the name that the input happened to have
  std::string display_name;  // any Unicode: the report's title and extension
  Bilingual description;
};

// Pages as one file that is PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once. The same pages, faces and source
// give the same bytes (PA-94). A draft claims neither standard. Errors: pdf-not-conforming (a page that cannot be
// written within the standards, with the record's line), font-subset-failed. `kind` is the PDF's row of the table:
// inks, boxes, claims.
Result<Output> write(const Pages& pages, const FontBook& fonts, const Source& source, OutputKind kind);

// What a file for the press is made for.
struct Press {
  std::string profile;  // the printer's, an ICC profile of class prtr in CMYK
  std::string file;     // where it is from, for findings
  bool marks = false;   // crop marks around the page
};

// Pages as one file that is PDF/X-4 (ISO 15930-7): all in DeviceCMYK for that profile, nothing attached, no structure.
// `pages` are bound (layout::bind); a trimmed page is theirs, with 3 mm of bleed around it. The same pages, faces and
// profile give the same bytes. A draft does not claim the standard. Errors: output-condition-unusable,
// pdf-not-conforming, font-subset-failed.
Result<Output> write_for_press(const Pages& pages, const FontBook& fonts, const Press& press, OutputKind kind);

// What a reader of the file needs to know, as text: size, claims, faces, structure counts.
std::string dump(const Output& file);

// The record inside a report: the bytes of the attachment whose relationship is Source. The file may be anybody's: it
// is read in a separate process, which has 3 to 8 seconds of processor time and 160 to 320 MiB, depending on the file's
// size. Errors: pdf-unreadable, pdf-no-source; pdf-too-complex (not even tried), pdf-reader-ended (it crashed, or was
// too slow or too large); pdf-no-process, pdf-reader-waited (the machine is busy).
Result<std::string> extract_source(std::string_view pdf, const std::string& file);

}  // namespace banxin::pdf
