#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

// The names that options take, each list once: the parser, the help and the messages read it. The first format is the
// default.
namespace banxin::cli {

using Names = std::span<const std::string_view>;

inline constexpr std::array<std::string_view, 3> validate_formats = {"text", "json", "svrl"};
inline constexpr std::array<std::string_view, 2> verify_formats = {"text", "json"};
inline constexpr std::array<std::string_view, 3> list_formats = {"text", "csv", "json"};

bool is_one_of(Names names, std::string_view name);

// text|json|svrl
std::string joined(Names names, std::string_view between = "|");

// cli-usage: the name is not among these. `kind`: 格式, format.
Diagnostic unknown_name(const Bilingual& kind, std::string_view name, Names names);

}  // namespace banxin::cli
