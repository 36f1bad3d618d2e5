#pragma once

#include <memory>
#include <string>

#include "base/picture.h"
#include "base/result.h"
#include "compose/document.h"
#include "validate/validated_record.h"

namespace banxin::compose {

// A form's document.xsl, loaded once; composes any number of records.
class Composer {
 public:
  // Error: form-unusable.
  static Result<Composer> load(const Form& form);

  // Error: form-unusable when the stylesheet gives something outside the document vocabulary, or a table whose cells do
  // not cover its grid exactly once; the message names the element and the record's line. `pictures`: those that the
  // record names; a draft's may lack some.
  Result<Document> compose(const ValidatedRecord& record, const SharedPictures& pictures = nullptr) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

// One line per block, row, cell and inline: node, role, style, origin, text.
std::string dump(const Document& document);

}  // namespace banxin::compose
