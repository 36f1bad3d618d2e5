#include "cli/language.h"

#include <algorithm>
#include <cstdlib>

namespace banxin::cli {
namespace {

std::optional<Language> from_arguments(int argc, char** argv) {
  constexpr std::string_view joined = "--lang=";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--") break;
    if (argument == "--lang" && i + 1 < argc) return language_named(argv[i + 1]);
    if (argument.substr(0, joined.size()) == joined) return language_named(argument.substr(joined.size()));
  }
  return std::nullopt;
}

Language from_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).substr(0, 2) == "zh" ? Language::zh : Language::en;
  }
  return Language::en;
}

}  // namespace

std::optional<Language> language_named(std::string_view name) {
  const auto* const found = std::find(language_names.begin(), language_names.end(), name);
  if (found == language_names.end()) return std::nullopt;
  return static_cast<Language>(found - language_names.begin());
}

Language choose_language(int argc, char** argv) {
  const auto asked = from_arguments(argc, argv);
  return asked ? *asked : from_environment();
}

}  // namespace banxin::cli
