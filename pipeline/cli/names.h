#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

// The names that options take, each list once: the parser, the help and the messages read it. The first format is the
// default.
namespace banxin::cli {

using Names = std::span<const std::string_view>;

inline constexpr std::array<std::string_view, 3> validate_formats = {"text", "json", "svrl"};
inline constexpr std::array<std::string_view, 2> plain_formats = {"text", "json"};
inline constexpr std::array<std::string_view, 3> events_formats = {"text", "json", "premis"};
inline constexpr std::array<std::string_view, 3> list_formats = {"text", "csv", "json"};

bool is_one_of(Names names, std::string_view name);

// text|json|svrl
std::string joined(Names names, std::string_view between = "|");

// Whether the two are one name, whatever the case of their Latin letters.
bool is_same_name(std::string_view a, std::string_view b);

// Those among the names that a mistyped one most probably means, at most three; none when none is near.
std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& names);

// "Did you mean C-1 or C-10? ", to stand before another sentence of a hint; empty when no name is near.
Bilingual did_you_mean(std::string_view name, const std::vector<std::string>& names);

// cli-usage: the name is not among these. `kind`: 格式, format.
Diagnostic unknown_name(const Bilingual& kind, std::string_view name, Names names);

}  // namespace banxin::cli
