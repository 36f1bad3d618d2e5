#pragma once

#include <string>
#include <string_view>

namespace banxin::validate {

// Text that is written over several lines for the eye: a line break between two Chinese characters or marks is nothing,
// all other white space one blank, and none stands at the ends.
std::string on_one_line(std::string_view text);

}  // namespace banxin::validate
