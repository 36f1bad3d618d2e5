#pragma once

#include <string>

#include "output/pdf/object_writer.h"

namespace banxin::pdf {

// An sRGB display profile of ICC version 4: the same bytes on every day and on every machine.
std::string srgb_profile();

// The output intent that device colours are meant for (ISO 19005-3, 6.2.3): sRGB.
Ref write_output_intent(ObjectWriter& writer);

}  // namespace banxin::pdf
