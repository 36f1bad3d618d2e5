#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "archive/catalogue.h"
#include "base/result.h"

namespace banxin::archive {

// A report that was copied out of an archive.
struct Exported {
  std::string name;  // of the file
  CataloguedPackage package;
  std::string wanted;  // what the pattern gave: another name, where that was taken or is none that a file may have
};

// A word of a pattern that stands for nothing, {yaer}, or a brace that is not closed; empty when there is none.
std::string wrong_placeholder(std::string_view pattern);

// Copies the PDFs of the newest versions that agree into a folder that is made where it is missing, in the order of
// list(). `pattern` names each: {year}, {bureau}, {form}, {title} and {version} stand for what the report has (a name
// without the suffix .pdf gets it). Each package is checked, digest by digest, before anything of it is copied. A file
// that is there already with other content is replaced only with `force`. Errors: those of list(); those of a package
// that is not sound (archive-integrity ...) or not the one in the catalogue; output-not-writable; and the others of
// writing. What is not at fault is copied all the same.
Result<std::vector<Exported>> export_reports(const std::string& folder, const Filter& filter, std::string_view pattern,
                                             const std::string& to, bool force, Findings& faults);

}  // namespace banxin::archive
