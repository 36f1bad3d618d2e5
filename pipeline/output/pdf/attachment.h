#pragma once

#include <cstdint>

#include "output/pdf/object_writer.h"
#include "output/pdf/pdf.h"

namespace banxin::pdf {

// The source as an embedded file with its specification (ISO 19005-3, 6.8; PA-85 to PA-89): AFRelationship Source,
// the bytes as they are.
Ref write_attachment(ObjectWriter& writer, const Source& source, std::int64_t date);

}  // namespace banxin::pdf
