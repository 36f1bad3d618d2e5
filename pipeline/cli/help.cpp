#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/names.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

constexpr std::size_t option_column = 26;

// One option a line, without CLI11's empty lines and marks between.
class HelpFormatter : public CLI::Formatter {
 public:
  explicit HelpFormatter(Language language) {
    column_width(option_column);
    if (language != Language::zh) return;
    default_ = "（默认：{}）";
    label("Usage", "用法");
    label("OPTIONS", "选项");
    label("SUBCOMMAND", "命令");
    label("Positionals", "参数");
  }

  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    std::string help = CLI::Formatter::make_help(app, std::move(name), mode);
    for (std::size_t at = 0; (at = help.find("\n\n\n", at)) != std::string::npos;) help.erase(at, 1);
    while (help.ends_with('\n')) help.pop_back();
    return help + '\n';
  }
  std::string make_option_opts(const CLI::Option* option) const override {
    return option->get_option_text().empty() ? "" : " " + option->get_option_text();
  }
  std::string make_option_desc(const CLI::Option* option) const override {
    const std::string& standard = option->get_default_str();
    return option->get_description() + (standard.empty() ? "" : fmt::format(fmt::runtime(default_), standard));
  }

 private:
  const char* default_ = " (default: {})";
};

struct Refusal {
  Bilingual message;
  Bilingual near;  // "Did you mean …? "
};

// "--output: 1 required FILE missing" -> --output
std::string option_in(std::string_view sentence) {
  return std::string(sentence.substr(0, sentence.find_first_of(": ")));
}

// What nobody took of the arguments: the first; an option goes first where it may have left others without their
// meaning, which it cannot do with what should have been a command. Empty: all were taken.
std::string first_extra(const CLI::App& app, bool is_command) {
  const std::vector<std::string> extras = app.remaining(true);
  const auto option = std::find_if(extras.begin(), extras.end(),
                                   [](const std::string& one) { return one.size() > 1 && one.front() == '-'; });
  if (extras.empty()) return {};
  return is_command || option == extras.end() ? extras.front() : *option;
}

Refusal unknown_option(const std::string& extra, const CLI::App& command) {
  const std::string name = extra.substr(0, extra.find('='));
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& one : option->get_lnames()) names.push_back("--" + one);
    for (const std::string& one : option->get_snames()) names.push_back("-" + one);
  }
  return {{fmt::format("没有选项 {}。", name), fmt::format("There is no option {}.", name)}, did_you_mean(name, names)};
}

Refusal unknown_command(const std::string& extra, const CLI::App& parent) {
  std::vector<std::string> names;
  for (const CLI::App* sub : parent.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(sub->get_name());
  }
  return {{fmt::format("没有命令 {}。", extra), fmt::format("There is no command {}.", extra)},
          did_you_mean(extra, names)};
}

Refusal refusal_of(const CLI::ParseError& error, const CLI::App& app) {
  const CLI::App& command = chosen_command(app);
  const std::string what = error.what();
  const std::string name = option_in(what);
  const bool needs_command = command.get_require_subcommand_min() > 0;
  const auto is = [&error](CLI::ExitCodes code) { return error.get_exit_code() == static_cast<int>(code); };
  const std::string extra = first_extra(app, needs_command);
  if (extra.starts_with('-')) return unknown_option(extra, command);
  if (needs_command) {
    if (!extra.empty()) return unknown_command(extra, command);
    if (is(CLI::ExitCodes::RequiredError)) return {{"没有说要做什么。", "The command is missing."}, {}};
  }
  if (is(CLI::ExitCodes::ExtrasError)) {
    return {{fmt::format("参数 {} 多余。", extra), fmt::format("The argument {} is one too many.", extra)}, {}};
  }
  if (is(CLI::ExitCodes::RequiredError)) {
    return {{fmt::format("缺少 {}。", name), fmt::format("{} is missing.", name)}, {}};
  }
  if (is(CLI::ExitCodes::ValidationError)) {
    return {{fmt::format("{} 的名称是空的。", name), fmt::format("{} has an empty name.", name)}, {}};
  }
  if (is(CLI::ExitCodes::ArgumentMismatch) && what.find("At Most") != std::string::npos) {
    return {{fmt::format("选项 {} 给了不止一次。", name), fmt::format("The option {} is given more than once.", name)},
            {}};
  }
  if (is(CLI::ExitCodes::ArgumentMismatch) && what.find(" missing") != std::string::npos) {
    return {{fmt::format("选项 {} 后面缺少它的值。", name), fmt::format("The option {} lacks its value.", name)}, {}};
  }
  constexpr std::string_view before_option = "Could not convert: ";
  if (is(CLI::ExitCodes::ConversionError) && what.starts_with(before_option)) {
    const std::string option = option_in(std::string_view(what).substr(before_option.size()));
    const std::string value = what.substr(what.find(" = ") + 3);
    return {{fmt::format("选项 {} 的值应是合适的数，不是“{}”。", option, value),
             fmt::format(R"(The value of {} must be a number that it can have, not "{}".)", option, value)},
            {}};
  }
  return {{"命令的写法不对。", "The command is not written as it should be."}, {}};
}

Diagnostic as_error(const Refusal& refusal, const CLI::App& command) {
  const std::string name = full_name(command);
  return usage_error(refusal.message, {fmt::format("{}用 {} --help 看写法。", refusal.near.zh, name),
                                       fmt::format("{}`{} --help` shows how it is written.", refusal.near.en, name)});
}

}  // namespace

std::shared_ptr<CLI::Formatter> help_formatter(Language language) {
  return std::make_shared<HelpFormatter>(language);
}

const CLI::App& chosen_command(const CLI::App& app) {
  const CLI::App* command = &app;
  for (auto chosen = app.get_subcommands(); !chosen.empty(); chosen = command->get_subcommands()) {
    command = chosen.front();
  }
  return *command;
}

std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

Diagnostic as_usage_error(const CLI::ParseError& error, const CLI::App& app) {
  return as_error(refusal_of(error, app), chosen_command(app));
}

Diagnostic no_command(const std::string& name, const CLI::App& parent) {
  return as_error(unknown_command(name, parent), parent);
}

}  // namespace banxin::cli
