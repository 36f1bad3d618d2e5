#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/language.h"

namespace banxin::cli {

// CLI11's help in the user's language; fits a screen of 30 lines and 80 columns for each command.
std::shared_ptr<CLI::Formatter> help_formatter(Language language);

// What CLI11 refuses, as a finding: `app` is the whole program, as it was left by the error.
Diagnostic as_usage_error(const CLI::ParseError& error, const CLI::App& app);

// There is no such command of the program, or part of a command.
Diagnostic no_command(const std::string& name, const CLI::App& parent);

// The command that was given, down to the last part of its name; the program itself when there is none.
const CLI::App& chosen_command(const CLI::App& app);
// banxin archive list
std::string full_name(const CLI::App& command);

}  // namespace banxin::cli
