#include "cli/complete.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/file.h"
#include "base/unseen.h"
#include "cli/data_folders.h"
#include "cli/names.h"
#include "output/outputs.h"
#include "pipeline.h"
#include "record/form.h"
#include "validate/validate.h"
#include "xml/xml.h"

namespace banxin::cli {
namespace {

struct Candidate {
  std::string word;
  std::string meaning;
};
using Candidates = std::vector<Candidate>;

// Completion reports no findings: of data that cannot be read there are no candidates.
std::vector<Form> installed_forms() {
  const auto places = find_data_folders({});
  if (!places) return {};
  xml::initialise();
  const auto found = record::list_forms(places->layout_folders);
  return found ? *found : std::vector<Form>{};
}

Candidates form_ids(const Console& console) {
  Candidates found;
  for (const Form& form : installed_forms()) found.push_back({form.id, console.say(form.name)});
  return found;
}

// The program's codes and the rules of all forms; a rule that several forms have stands once.
Candidates codes(const Console& console) {
  Candidates found;
  for (const Code& code : code_catalogue()) {
    found.push_back({std::string(code.name), console.say({std::string(code.zh), std::string(code.en)})});
  }
  for (const Form& form : installed_forms()) {
    const auto checker = validate::Checker::load(form);
    if (!checker) continue;
    for (const validate::RuleText& rule : checker->rules()) {
      const auto same = [&](const Candidate& one) { return one.word == rule.id; };
      if (std::none_of(found.begin(), found.end(), same)) found.push_back({rule.id, console.say(rule.text)});
    }
  }
  return found;
}

Candidates font_profiles() {
  Candidates found;
  const auto data = data_folder();
  if (!data) return found;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(*data + "/fonts", error)) {
    if (file.path().extension() == ".profile") found.push_back({file.path().stem(), {}});
  }
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.word < b.word; });
  return found;
}

template <typename Words>
Candidates without_meanings(const Words& words) {
  Candidates found;
  for (const auto& word : words) found.push_back({std::string(word), {}});
  return found;
}

// Of an argument as the help names it. In small letters it is the list of its values: text|json.
Candidates values(const std::string& argument, const Console& console) {
  if (argument == "FORM") return form_ids(console);
  if (argument == "CODE") return codes(console);
  if (argument == "PROFILE") return font_profiles();
  if (argument == "STAGE") return without_meanings(stages_of(outputs().front()));
  if (std::any_of(argument.begin(), argument.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return {};
  return without_meanings(CLI::detail::split(argument, '|'));
}

Candidates option_names(const CLI::App& app) {
  Candidates found;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->nonpositional()) continue;
    for (const std::string& name : option->get_lnames()) found.push_back({"--" + name, option->get_description()});
    for (const std::string& name : option->get_snames()) found.push_back({"-" + name, option->get_description()});
  }
  return found;
}

// Of the first positional: each command has one at most.
Candidates arguments(const CLI::App& app, const Console& console) {
  Candidates found;
  for (const CLI::App* command : app.get_subcommands({})) {
    found.push_back({command->get_name(), command->get_description()});
  }
  for (const CLI::Option* option : app.get_options()) {
    if (!option->nonpositional() && found.empty()) found = values(option->get_name(), console);
  }
  return found;
}

bool takes_argument(const CLI::Option* option) {
  return option != nullptr && option->get_items_expected_max() > 0;
}

const CLI::App* subcommand(const CLI::App& app, std::string_view name) {
  const auto commands = app.get_subcommands([&](const CLI::App* one) { return one->get_name() == name; });
  return commands.empty() ? nullptr : commands.front();
}

}  // namespace

ExitStatus complete(const CLI::App& program, std::span<const char* const> words, const Console& console) {
  const CLI::App* app = &program;
  const CLI::Option* open = nullptr;  // an option that waits for its argument
  const std::string last = words.empty() ? "" : words.back();
  for (const std::string_view word : words.first(words.empty() ? 0 : words.size() - 1)) {
    if (open != nullptr && word == "=") continue;  // bash parts --form=x into three words
    if (open != nullptr) {
      open = nullptr;
    } else if (word.starts_with('-')) {
      const CLI::Option* option = app->get_option_no_throw(std::string(word));
      open = takes_argument(option) ? option : nullptr;
    } else if (const CLI::App* command = subcommand(*app, word); command != nullptr) {
      app = command;
    }
  }

  std::string before;  // of the last word what the candidates do not have
  std::string begun = last;
  if (open != nullptr) {
    if (last == "=") begun.clear();
  } else if (const std::size_t equals = last.find('='); last.starts_with("--") && equals != std::string::npos) {
    const CLI::Option* option = app->get_option_no_throw(last.substr(0, equals));
    if (!takes_argument(option)) return ExitStatus::done;
    open = option;
    before = last.substr(0, equals + 1);
    begun = last.substr(equals + 1);
  }
  const Candidates candidates = open != nullptr          ? values(open->get_option_text(), console)
                                : begun.starts_with('-') ? option_names(*app)
                                                         : arguments(*app, console);
  std::string lines;
  for (const Candidate& one : candidates) {
    if (!one.word.starts_with(begun)) continue;
    fmt::format_to(std::back_inserter(lines), "{}{}", before, one.word);
    if (!one.meaning.empty()) fmt::format_to(std::back_inserter(lines), "\t{}", one.meaning);
    lines += '\n';
  }
  return console.conclude(write_file("-", lines));
}

}  // namespace banxin::cli
