#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "output/pdf/object_writer.h"

namespace banxin::pdf {

// An sRGB display profile of ICC version 4: the same bytes on every day and on every machine.
std::string srgb_profile();

// The output intent that device colours are meant for (ISO 19005-3, 6.2.3): sRGB.
Ref write_output_intent(ObjectWriter& writer);

// What a printer's profile says of itself; nothing when it is no ICC profile of an output device (class prtr) with the
// inks CMYK.
struct OutputCondition {
  std::string identifier;   // a name of the ICC's registry of characterisations, FOGRA47; Custom: it names none
  std::string description;  // in its own words
};
std::optional<OutputCondition> output_condition(std::string_view profile);

// The output intent of a file for the press (ISO 15930-7; PX-02), the profile embedded.
Ref write_output_intent(ObjectWriter& writer, const OutputCondition& condition, std::string_view profile);

}  // namespace banxin::pdf
