#pragma once

#include <string>
#include <string_view>

#include "base/document_info.h"
#include "output/outputs.h"
#include "output/pdf/object_value.h"

namespace banxin::pdf {

// What names a document: `identity` is one over all its versions, `content` of this one alone. 16 bytes each or more.
struct Identity {
  std::string identity;
  std::string content;
};

// The XMP packet (ISO 19005-3, 6.6.2; ISO 14289-1, 5; PA-50 to PA-54; for the press ISO 15930-7, PX-04): dates from the
// record, ids from digests. A draft claims no standard.
std::string xmp_packet(const DocumentInfo& info, const Identity& identity, OutputKind kind);

// The information dictionary: the same facts.
Dictionary information(const DocumentInfo& info, OutputKind kind);

// A UUID made from 16 bytes or more, in the way RFC 4122 makes one from a digest: version 5, lower-case.
std::string uuid(std::string_view digest);

}  // namespace banxin::pdf
