#pragma once

#include "base/utf8.h"

// The rooms that read XML know the one UTF-8 reader by this name.
namespace banxin::xml {

using banxin::append_utf8;
using banxin::take_character;
using banxin::valid_utf8_prefix;

}  // namespace banxin::xml
