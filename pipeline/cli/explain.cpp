#include <fmt/format.h>

#include <iterator>
#include <string>

#include "base/codes.h"
#include "base/file.h"
#include "base/unseen.h"
#include "cli/commands.h"
#include "cli/guard.h"
#include "cli/usage.h"
#include "record/form.h"
#include "validate/validate.h"
#include "xml/xml.h"

namespace banxin::cli {
namespace {

Bilingual word_of(ExitStatus status) {
  switch (status) {
    case ExitStatus::done: break;
    case ExitStatus::findings: return {"记录有误", "the record is at fault"};
    case ExitStatus::usage: return {"命令写法有误", "usage"};
    case ExitStatus::setup: return {"表格、版式或字体不能用", "forms, layouts or fonts are not usable"};
    case ExitStatus::input: return {"输入读不到", "the input cannot be read"};
    case ExitStatus::output: return {"输出写不了", "the output cannot be written"};
    case ExitStatus::internal: return {"程序自身出错", "the program failed"};
    case ExitStatus::temporary: return {"暂时的故障", "temporary trouble"};
  }
  return {"完成", "done"};
}

Bilingual word_of(Severity severity) {
  switch (severity) {
    case Severity::note: return {"说明", "note"};
    case Severity::warning: return {"警告", "warning"};
    case Severity::error: break;
  }
  return {"错误", "error"};
}

std::string text_of(const Code& code, const Console& console) {
  const Bilingual status = word_of(code.exit);
  const int number = static_cast<int>(code.exit);
  const Bilingual text = {
      fmt::format("{}\n  {}\n  作为错误时，程序以状态 {} 结束（{}）。\n", code.name, code.zh, number, status.zh),
      fmt::format("{}\n  {}\n  As an error it ends the program with status {} ({}).\n", code.name, code.en, number,
                  status.en)};
  return console.say(text);
}

std::string text_of(const validate::RuleText& rule, const Form& form, const Console& console) {
  return fmt::format("{} [{}] {}\n  {}\n", rule.id, console.say(word_of(rule.severity)), console.say(form.name),
                     console.say(rule.text));
}

struct FormRules {
  Form form;
  std::vector<validate::RuleText> rules;
};

Result<std::vector<FormRules>> rules_of_all_forms(const DataFolders& places) {
  auto forms = record::list_forms(places.layout_folders);
  if (!forms) return forms.take_findings();
  std::vector<FormRules> all;
  for (const Form& form : *forms) {
    auto checker = validate::Checker::load(form);
    if (!checker) return checker.take_findings();
    all.push_back({form, checker->rules()});
  }
  return all;
}

// All codes, one a line: the program's own, then each form's rules.
std::string list(const std::vector<FormRules>& forms, const Console& console) {
  std::string out;
  auto to = std::back_inserter(out);
  for (const Code& code : code_catalogue()) fmt::format_to(to, "{}\n", code.name);
  for (const FormRules& form : forms) {
    fmt::format_to(to, "{}\n", console.say(form.form.name));
    for (const validate::RuleText& rule : form.rules) {
      fmt::format_to(to, "  {} [{}] {}\n", rule.id, console.say(word_of(rule.severity)), console.say(rule.text));
    }
  }
  return out;
}

}  // namespace

ExitStatus explain(const ExplainJob& job, const Console& console) {
  std::string data;
  if (const Code* code = find_code(job.code); code != nullptr) {
    data = text_of(*code, console);
  } else {
    auto limits = limits_of(job.limits);
    if (!limits) return console.conclude(limits.findings());
    auto places = find_data_folders(job.places);
    if (!places) return console.conclude(places.findings());
    auto forms =
        guarded(*limits, places->layout_folders.front(), console, [&places] { return rules_of_all_forms(*places); });
    if (!forms) return console.conclude(forms.findings());
    if (job.code.empty()) data = list(*forms, console);
    for (const FormRules& form : *forms) {
      for (const validate::RuleText& rule : form.rules) {
        if (rule.id == job.code) data += text_of(rule, form.form, console);
      }
    }
  }
  if (data.empty()) {
    return console.conclude(
        {usage_error({fmt::format("没有代码 {}。", job.code), fmt::format("There is no code {}.", job.code)},
                     {"banxin explain 列出全部代码。", "`banxin explain` lists them all."})});
  }
  return console.conclude(write_file("-", shown_lines(data)));
}

}  // namespace banxin::cli
