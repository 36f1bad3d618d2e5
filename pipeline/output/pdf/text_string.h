#pragma once

#include <string>
#include <string_view>

namespace banxin::pdf {

// UTF-16BE as upper-case hexadecimal digits, characters beyond the BMP as surrogates, no byte order mark.
std::string utf16_hex(std::string_view utf8);

// The syntax of a text string (ISO 32000-1, 7.9.2.2): a literal when all of it is printable ASCII, else UTF-16BE.
std::string text_string(std::string_view utf8);

// How many bytes a reader holds of it (the limit is 32767, ISO 19005-3, 6.1.13).
std::size_t text_string_size(std::string_view utf8);

// Bytes as a hexadecimal string: <0AFF>.
std::string byte_string(std::string_view bytes);

}  // namespace banxin::pdf
