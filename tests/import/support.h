#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "import/import.h"

namespace banxin::test {

const std::vector<Form>& forms();

// The draft of one report out of these texts or pages.
Result<import::Draft> draft_of(const std::vector<std::string>& files, const import::Options& options = {});

// What the record has under ROW/COLUMN; "?" when the draft has no such value.
std::string figure(const import::Draft& draft, std::string_view id);

// The codes of all findings, separated by blanks, each once.
std::string codes(const import::Draft& draft);

// Whether there is a finding of this code.
bool has(const import::Draft& draft, std::string_view code);

// All headings, paragraphs and items of a record, one a line.
std::string narrative(std::string_view record);

}  // namespace banxin::test
