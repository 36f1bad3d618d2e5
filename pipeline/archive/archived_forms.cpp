#include "archive/archived_forms.h"

#include <vector>

#include "base/digest.h"

namespace banxin::archive {
namespace {

constexpr const char* schema_folder = "data/schema/";

// The digest of the paths and digests of all files of the forms in a package.
std::string digest_of_forms(const BagOnDisk& bag) {
  std::string list;
  for (auto it = bag.files.lower_bound(schema_folder); it != bag.files.end() && it->first.starts_with(schema_folder);
       ++it) {
    list += it->second.sha512 + "  " + it->first + "\n";
  }
  return digest(DigestKind::sha512, list);
}

}  // namespace

struct ArchivedForms::Shelf {
  Result<std::vector<Form>> forms;
};

ArchivedForms::ArchivedForms() = default;
ArchivedForms::~ArchivedForms() = default;

Result<Record> ArchivedForms::read(const BagOnDisk& bag, const std::string& bytes, const std::string& file) {
  std::unique_ptr<Shelf>& shelf = shelves_[digest_of_forms(bag)];
  if (!shelf) shelf = std::make_unique<Shelf>(Shelf{record::list_forms({bag.folder + "/" + schema_folder})});
  if (!shelf->forms) return shelf->forms.findings();
  return record::read(bytes, file, *shelf->forms);
}

const Result<validate::Checker>& ArchivedForms::checker(const Form& form) {
  const auto known = checkers_.find(form.folder);
  if (known != checkers_.end()) return known->second;
  return checkers_.emplace(form.folder, validate::Checker::load(form)).first->second;
}

const Result<forms::Labels>& ArchivedForms::labels(const Form& form) {
  const auto known = labels_.find(form.folder);
  if (known != labels_.end()) return known->second;
  return labels_.emplace(form.folder, forms::Labels::load(form.folder + "/labels.xml")).first->second;
}

}  // namespace banxin::archive
