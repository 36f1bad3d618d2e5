#include "cli/help.h"

#include <fmt/format.h>

#include <string_view>

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

// What follows the last ": " of CLI11's sentence: the names that it complains about.
std::string names_in(std::string_view sentence) {
  const std::size_t colon = sentence.rfind(": ");
  return std::string(colon == std::string_view::npos ? sentence : sentence.substr(colon + 2));
}

Bilingual message_of(const CLI::ParseError& error) {
  const std::string what = error.what();
  if (error.get_name() == "ExtrasError") {
    const std::string names = names_in(what);
    return {fmt::format("不认识的参数：{}。", names), fmt::format("Not understood: {}.", names)};
  }
  if (error.get_name() == "RequiredError") {
    if (what.find("subcommand") != std::string::npos) return {"没有说要做什么。", "The command is missing."};
    const std::string name = what.substr(0, what.find(" is required"));
    return {fmt::format("缺少 {}。", name), fmt::format("{} is missing.", name)};
  }
  if (error.get_name() == "ValidationError") {
    const std::string name = what.substr(0, what.find(':'));
    return {fmt::format("{} 的名称是空的。", name), fmt::format("{} has an empty name.", name)};
  }
  return {fmt::format("命令行有误：{}。", what), fmt::format("{}.", what)};
}

}  // namespace

std::shared_ptr<CLI::Formatter> help_formatter(Language language) {
  return std::make_shared<HelpFormatter>(language);
}

Diagnostic as_usage_error(const CLI::ParseError& error, const std::string& command) {
  return usage_error(message_of(error), {fmt::format("用 {} --help 看写法。", command),
                                         fmt::format("`{} --help` shows how it is written.", command)});
}

}  // namespace banxin::cli
