#pragma once

#include <string>
#include <string_view>

namespace banxin::pdf {

// `data` in the format that FlateDecode takes (zlib, RFC 1950). `level` 1 to 12; the same level gives the same bytes.
std::string deflate(std::string_view data, int level);

}  // namespace banxin::pdf
