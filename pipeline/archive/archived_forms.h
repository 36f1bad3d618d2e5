#pragma once

#include <map>
#include <memory>
#include <string>

#include "archive/bag_reader.h"
#include "forms/labels.h"
#include "record/record.h"
#include "validate/validate.h"

namespace banxin::archive {

// The forms in packages (data/schema/), each loaded once however many packages hold the same files. They are read from
// the folder of the first such package, which must stay until this is gone.
class ArchivedForms {
 public:
  ArchivedForms();
  ~ArchivedForms();
  ArchivedForms(const ArchivedForms&) = delete;
  ArchivedForms& operator=(const ArchivedForms&) = delete;

  // The record of a package, read again. `file`: its name in findings. Errors: those of record::read, form-unusable.
  Result<Record> read(const BagOnDisk& bag, const std::string& bytes, const std::string& file);

  // What checks a record that read() gave.
  const Result<validate::Checker>& checker(const Form& form);
  // Error: form-unusable, also for a form without a checker.
  const Result<forms::Labels>& labels(const Form& form);

 private:
  struct Shelf;
  std::map<std::string, std::unique_ptr<Shelf>> shelves_;      // by the digest of their files
  std::map<std::string, Result<validate::Checker>> checkers_;  // by the form's folder
  std::map<std::string, Result<forms::Labels>> labels_;        // by the form's folder
};

}  // namespace banxin::archive
