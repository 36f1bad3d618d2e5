#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compose/document.h"

namespace banxin::compose {

// A figure in millionths. Nothing for what is no figure that a bar can have the length of: a blank, a sign, more digits
// than a cell holds (layouts/common).
std::optional<std::int64_t> amount_of(std::string_view text);

// Writes each value's part of its entry as a percentage of one decimal, of parts of a whole.
void write_shares(Chart& chart);

// The chart in one sentence, with all its figures: what is said in its place.
std::string sentence_of(const Chart& chart, const std::string& caption);

}  // namespace banxin::compose
