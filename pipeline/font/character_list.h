#pragma once

#include <string>

#include "base/result.h"

namespace banxin::font {

// Reads a list of characters: UTF-8; a line that begins with # is a comment, on every other line each character counts,
// including spaces of all kinds. In the file's order. Error: font-list-unusable.
Result<std::u32string> read_character_list(const std::string& file);

}  // namespace banxin::font
