#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/document_info.h"
#include "pdf/object_value.h"

namespace banxin::pdf {

// What names a document: `identity` is one over all its versions, `content` of this one alone. 16 bytes each or more.
struct Identity {
  std::string identity;
  std::string content;
};

// The XMP packet (ISO 19005-3, 6.6.2; ISO 14289-1, 5; PA-50 to PA-54): dates from the record, ids from digests. A draft
// claims no standard.
std::string xmp_packet(const DocumentInfo& info, const Identity& identity);

// The information dictionary: the same facts.
Dictionary information(const DocumentInfo& info);

// The standards that a file with this information claims: "PDF/A-3a", "PDF/UA-1"; none for a draft.
std::vector<std::string> claims_of(const DocumentInfo& info);

// Of 16 bytes or more a UUID as RFC 4122 shapes those made from a digest: version 5, lower-case.
std::string uuid(std::string_view digest);

}  // namespace banxin::pdf
