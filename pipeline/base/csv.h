#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// Tables for spreadsheets (RFC 4180), in UTF-8 with a byte order mark, without which they take Chinese for something
// else.
namespace banxin {

inline constexpr std::string_view csv_begin = "\xEF\xBB\xBF";

// One line with its end. A spreadsheet takes a field for a formula that begins with = + - @ or |, half or full width,
// behind blanks and unseen characters too: an apostrophe before it makes it text. A field that is a number and nothing
// else, a minus of either width before it, is left as it is: a figure that a bureau wrote stays a figure. What is
// unseen is written out (unseen.h) but for line feeds and tabs, and a byte that is no UTF-8 becomes U+FFFD.
std::string csv_line(std::initializer_list<std::string_view> fields);

// The rows of such a table, quoted fields unquoted, whatever its line ends; a row without anything is one blank field.
std::vector<std::vector<std::string>> read_csv(std::string_view bytes);

}  // namespace banxin
