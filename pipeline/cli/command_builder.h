#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/help.h"
#include "cli/language.h"
#include "cli/names.h"
#include "output/outputs.h"

namespace banxin::cli {

// What commands are declared with: the options that several of them have, in the language of the user.
class CommandBuilder {
 protected:
  explicit CommandBuilder(Console& console) : console_(console) {}

  std::string say(const char* zh, const char* en) const { return console_.language() == Language::zh ? zh : en; }

  void name_help(CLI::App& app) const {
    app.set_help_flag("-h,--help", say("显示这份说明", "this help"))->group(say("选项", "Options"));
  }
  // How the program speaks: in which language, and of what.
  void add_voice(CLI::App& app) {
    app.add_flag("-q,--quiet", quiet_, say("只说错误", "say nothing but errors"));
    app.add_option("--lang", language_, say("消息的语言", "language of messages"))
        ->option_text(joined(language_names))
        ->default_str(say("随环境", "the environment's"));
  }

  CLI::App* command(const char* name, const char* zh, const char* en, std::function<ExitStatus()> job) {
    return command_of(app_, name, zh, en, std::move(job));
  }
  // Without a job: a command that has subcommands.
  CLI::App* command_of(CLI::App& parent, const char* name, const char* zh, const char* en,
                       std::function<ExitStatus()> job) {
    CLI::App* sub = parent.add_subcommand(name, say(zh, en));
    sub->group(say("命令", "Commands"));
    sub->footer("");
    name_help(*sub);
    if (job) sub->callback([this, job = std::move(job)] { job_ = job; });
    return sub;
  }
  // For an option that names a file or a folder: an empty name is a variable that was not set.
  static std::string check_name(const std::string& name) { return name.empty() ? "empty" : ""; }

  // For an option that is text, not the name of a file.
  CLI::Validator typed() const {
    return {[this](std::string& text) {
              text = console_.typed(text);
              return std::string();
            },
            ""};
  }
  void add_inputs(CLI::App* sub, std::vector<std::string>& inputs) const {
    sub->add_option(
           "INPUT", inputs,
           say("文件、文件夹、通配符、zip；- 为它们的清单", "files, folders, patterns, zips; -: a list of them"))
        ->required();
  }
  void add_layouts(CLI::App* sub, PlaceOptions& places) const {
    sub->add_option("--layouts", places.layout_folders,
                    say("先在这个文件夹里找表格；可用多次", "look for forms here first; may be repeated"))
        ->option_text("DIR")
        ->check(check_name)
        ->expected(1)
        ->allow_extra_args(false)  // one folder each time, so that a record may follow it
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  void add_faces(CLI::App* sub, PlaceOptions& places) const {
    sub->add_option("--fonts", places.fonts,
                    say("字体方案：free、founder 或文件路径", "font profile: free, founder or a path"))
        ->check(check_name)
        ->option_text("PROFILE")
        ->capture_default_str();
    sub->add_option("--font-folder", places.font_folders,
                    say("先在这个文件夹里找字体；可用多次", "look for fonts here first; may be repeated"))
        ->option_text("DIR")
        ->check(check_name)
        ->expected(1)
        ->allow_extra_args(false)  // one folder each time, so that a record may follow it
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  // The default is given in words: "-" would say less.
  void add_output(CLI::App* sub, std::string& output, const char* zh = "标准输出",
                  const char* en = "standard output") const {
    sub->add_option("-o,--output", output, say("输出", "output"))
        ->check(check_name)
        ->option_text("FILE")
        ->default_str(say(zh, en));
  }
  void add_format(CLI::App* sub, std::string& format, Names names) const {
    sub->add_option("--format", format, say("写成什么格式", "form of the results"))
        ->option_text(joined(names))
        ->capture_default_str();
  }
  void add_previous(CLI::App* sub, std::string& previous) const {
    sub->add_option(
           "--previous", previous,
           say("上年的记录或报告，或放着它们的文件夹、档案库", "last year's record or report, or a folder of them"))
        ->check(check_name)
        ->option_text("LAST-YEAR");
  }
  void add_expect(CLI::App& sub, std::string& list) const {
    sub.add_option(
           "--expect", list,
           say("应报单位的名单，一行一个；缺报的予以指出", "bureaus, one a line: those without a record are named"))
        ->check(check_name)
        ->option_text("LIST");
  }
  void add_strict(CLI::App* sub, bool& strict) const {
    sub->add_flag("--strict", strict, say("警告也算错误", "a warning is an error"));
  }

  void add_feedback(CLI::App* sub, FeedbackJob& feedback) const {
    sub->add_option(
           "--feedback", feedback.folder,
           say("给各单位的校验反馈单和全部问题的表，写在这里", "sheets for the bureaus, and all findings, go here"))
        ->check(check_name)
        ->option_text("DIR");
    sub->add_option("--deadline", feedback.deadline,
                    say("反馈单上的答复期限，如 2026-01-31", "on the sheets: the day to reply by, as 2026-01-31"))
        ->option_text("DAY")
        ->transform(typed());
    sub->add_option("--contact", feedback.contact, say("反馈单上的联系方式", "on the sheets: whom to ask"))
        ->option_text("TEXT")
        ->transform(typed());
  }

  void add_limits(CLI::App* sub, LimitOptions& limits) const {
    sub->add_option("--time-limit", limits.time, say("每份记录的秒数；0 为不限", "seconds for a record; 0: no limit"))
        ->option_text("SECONDS")
        ->capture_default_str();
    sub->add_option("--memory-limit", limits.memory,
                    say("每份记录的内存，MiB；0 为不限", "memory for a record, MiB; 0: no limit"))
        ->option_text("MIB")
        ->capture_default_str();
  }

  Console& console_;
  CLI::App app_;
  std::function<ExitStatus()> job_;  // what the command line asks for
  std::string language_;
  bool quiet_ = false;
};

}  // namespace banxin::cli
