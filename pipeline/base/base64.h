#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace banxin {

// RFC 4648, 4: without line breaks.
std::string to_base64(std::string_view bytes);

// The bytes; white space between the characters counts for nothing. Nothing for what is no base64.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace banxin
