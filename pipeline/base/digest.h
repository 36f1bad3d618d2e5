#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace banxin {

enum class DigestKind { md5, sha256, sha512, sm3 };

// The digest's bytes: 16, 32, 64 or 32 of them.
std::string digest(DigestKind kind, std::string_view bytes);

// Lower-case hexadecimal.
std::string to_hex(std::string_view bytes);

}  // namespace banxin
