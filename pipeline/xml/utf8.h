#pragma once

#include "base/utf8.h"

// The rooms that read XML know the one UTF-8 reader by this name.
namespace banxin::xml {

using banxin::append_utf8;
using banxin::take_character;
using banxin::valid_utf8_prefix;

// The first `most` characters of a UTF-8 text, with an ellipsis when there are more.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace banxin::xml
