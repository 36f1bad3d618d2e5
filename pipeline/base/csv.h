#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

// Tables for spreadsheets (RFC 4180), in UTF-8 with a byte order mark, without which they take Chinese for something
// else.
namespace banxin {

inline constexpr std::string_view csv_begin = "\xEF\xBB\xBF";

// One line with its end. A spreadsheet takes a field that begins with = + - @ for a formula: an apostrophe makes it
// text. A field that is a number and nothing else is left as it is, with its sign.
std::string csv_line(std::initializer_list<std::string_view> fields);

}  // namespace banxin
