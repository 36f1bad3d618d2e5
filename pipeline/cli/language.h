#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/language.h"

namespace banxin::cli {

inline constexpr std::array<std::string_view, 2> language_names = {"zh", "en"};  // in the order of the enum

// Nothing for a name that is not among language_names.
std::optional<Language> language_named(std::string_view name);

// The language of messages: that of --lang when argv has one, else Chinese when the environment's LC_ALL, LC_MESSAGES
// or LANG (the first that is set) begins with zh, else English. Needed before argv is parsed: the help is in it too.
Language choose_language(int argc, char** argv);

}  // namespace banxin::cli
