#pragma once

#include <memory>
#include <string>

#include "base/picture.h"
#include "base/result.h"
#include "compose/document.h"
#include "xml/xml.h"

namespace banxin::compose {

// What the document vocabulary (layouts/document.xsd) says, as a Document. `stylesheet` names the file that is at fault
// for anything outside the vocabulary; the finding's related place is in the record. `pictures` are those that it may
// show. `draft`: from a record with errors.
Result<Document> read_document(const xml::Tree& tree, std::shared_ptr<const OriginTable> origins,
                               SharedPictures pictures, const std::string& stylesheet, bool draft);

}  // namespace banxin::compose
