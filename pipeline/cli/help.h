#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/language.h"

namespace banxin::cli {

// CLI11's help in the user's language; fits a screen of 24 lines and 100 columns for each command.
std::shared_ptr<CLI::Formatter> help_formatter(Language language);

// What CLI11 refuses, as a finding.
Diagnostic as_usage_error(const CLI::ParseError& error, const std::string& command);

}  // namespace banxin::cli
