#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "archive/archived_forms.h"
#include "archive/bag_reader.h"
#include "archive/database.h"
#include "archive/packages.h"
#include "forms/cells.h"

namespace banxin::archive {

// Fills a new catalogue, package by package in the order of their folders: same packages, same bytes.
class CatalogueWriter {
 public:
  // Makes the tables.
  explicit CatalogueWriter(Database& database);

  // A package whose bytes are sound. Error: archive-usability, when its record or form can no longer be read; it is not
  // in the catalogue then. Trouble of the database stays with the database.
  Findings add(const std::string& folder, const PackageName& name, const BagOnDisk& bag, bool newest);

 private:
  void add_package(const std::string& folder, const PackageName& name, const BagOnDisk& bag, const Record& record,
                   bool newest);
  void add_cells(const forms::Cells& cells, const forms::Labels& labels, const Form& form, const std::string& wording);
  void add_cell(const std::string& id, const forms::Cells& cells, const Form& form, const std::string& wording);
  void add_own_rows(const forms::Cells& cells);
  void add_findings(const BagOnDisk& bag);
  std::int64_t label_of(const std::string& id, const forms::Cells& cells, const Form& form, const std::string& wording);

  ArchivedForms forms_;
  Statement package_, label_, cell_, own_cell_, finding_;
  std::map<std::pair<std::string, std::string>, std::int64_t> labels_;  // by wording and cell
  std::int64_t number_ = 0;                                             // of the package
};

}  // namespace banxin::archive
