#pragma once

#include <CLI/CLI.hpp>
#include <span>
#include <string>

#include "cli/console.h"

namespace banxin::cli {

// What may stand in place of the last of the words, which may be empty, for the completion of a shell: one candidate a
// line, with a tab and what it means. Nothing: the name of a file, or what nobody can list. Shells ask for it by
// `banxin complete WORD...`, which is no command of the user's and stands in no help.
ExitStatus complete(const CLI::App& program, std::span<const char* const> words, const Console& console);

}  // namespace banxin::cli
