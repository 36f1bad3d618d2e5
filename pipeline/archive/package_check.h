#pragma once

#include <string>

#include "archive/archived_forms.h"
#include "archive/bag_reader.h"
#include "archive/packages.h"

namespace banxin::archive {

// Whether the parts of a package, whose bytes are sound (check_bag), agree with one another: the record is read and
// checked again with the forms of the package (AR-94), the PDF's attachment is the record (AR-86), every digest in
// evidence, provenance and metadata is that of the file that it is for (AR-87), and all of them give the package's
// right name. In `archive` the version before is looked up (AR-84); null for a package that stands by itself.
Findings check_package(const Folder* archive, const PackageName& name, const BagOnDisk& bag, ArchivedForms& forms);

}  // namespace banxin::archive
