#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace banxin::test {

// A form that needs no files.
Form form_named(const std::string& id);

// A record around these elements, in UTF-8 or with another encoding declared.
std::string record_with(std::string_view inside, const std::string& encoding = "UTF-8");

// Reads a record, the only form being disclosure-2018.
Result<Record> read(const std::string& bytes);

// Findings as text: line, severity, code, path, and the message in both languages with its hint.
std::string listing(const Findings& findings);

// The codes of all findings, separated by blanks.
std::string codes(const Findings& findings);

}  // namespace banxin::test
