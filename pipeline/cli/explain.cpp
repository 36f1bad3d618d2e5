#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>

#include "base/codes.h"
#include "base/file.h"
#include "base/unseen.h"
#include "cli/commands.h"
#include "cli/examples.h"
#include "cli/guard.h"
#include "cli/json.h"
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
    case ExitStatus::archive: return {"档案库不一致", "the archive is inconsistent"};
    case ExitStatus::closed: return {"读输出的一方走了", "the reader of the output went away"};
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

// What is said of a code: one of the program's own, or a rule of a form.
struct Explanation {
  std::string code;
  Bilingual text;
  std::optional<ExitStatus> exit;       // of the program's own
  std::optional<Form> form;             // of a rule
  Severity severity = Severity::error;  // of a rule
};

std::vector<Explanation> own_explanations() {
  std::vector<Explanation> all;
  for (const Code& code : code_catalogue()) {
    all.push_back({.code = std::string(code.name),
                   .text = {std::string(code.zh), std::string(code.en)},
                   .exit = code.exit,
                   .form = {}});
  }
  return all;
}

struct Explained {
  std::vector<Explanation> all;
  Findings faults;  // of forms that cannot be used: nothing is known of their rules
};

// A form that cannot be used hides no other.
Result<Explained> rule_explanations(const DataFolders& places) {
  auto forms = record::list_forms(places.layout_folders);
  if (!forms) return forms.take_findings();
  Explained explained;
  auto& [all, faults] = explained;
  for (const Form& form : *forms) {
    append(faults, form.faults);
    if (!form.faults.empty()) continue;
    auto checker = validate::Checker::load(form);
    append(faults, checker.take_findings());
    if (!checker) continue;
    for (const validate::RuleText& rule : checker->rules()) {
      all.push_back({.code = rule.id, .text = rule.text, .exit = {}, .form = form, .severity = rule.severity});
    }
  }
  return explained;
}

// All codes, one a line: the program's own, then each form's rules.
std::string list(const std::vector<Explanation>& all, const Console& console) {
  std::string out;
  auto to = std::back_inserter(out);
  std::size_t widest = 0;
  std::string form;
  for (const Explanation& it : all) {
    if (!it.form) widest = std::max(widest, it.code.size());
  }
  for (const Explanation& it : all) {
    if (!it.form) {
      fmt::format_to(to, "{:<{}}  {}\n", it.code, widest, console.say(it.text));
      continue;
    }
    if (std::exchange(form, it.form->id) != it.form->id) fmt::format_to(to, "{}\n", console.say(it.form->name));
    fmt::format_to(to, "  {} [{}] {}\n", it.code, console.say(word_of(it.severity)), console.say(it.text));
  }
  return out;
}

void add_lines(std::string& out, const Bilingual& head, const std::string& lines, const Console& console) {
  fmt::format_to(std::back_inserter(out), "  {}\n    ", console.say(head));
  for (const char c : lines) out += c == '\n' ? std::string("\n    ") : std::string(1, c);
  out += '\n';
}

// Whether the two say the same: rules that several forms have.
bool is_same(const Explanation& one, const Explanation& other) {
  return one.code == other.code && one.severity == other.severity && one.text.zh == other.text.zh;
}

// What explanations that say the same have to say, each with its head.
std::string text_of(std::span<const Explanation> same, const std::vector<Example>& examples, const Console& console) {
  std::string out;
  auto to = std::back_inserter(out);
  for (const Explanation& it : same) {
    const std::string of_form =
        it.form ? fmt::format(" [{}] {}", console.say(word_of(it.severity)), console.say(it.form->name)) : "";
    fmt::format_to(to, "{}{}\n", it.code, of_form);
  }
  const Explanation& it = same.front();
  fmt::format_to(to, "  {}\n", console.say(it.text));
  if (it.exit) {
    const Bilingual status = word_of(*it.exit);
    const int number = static_cast<int>(*it.exit);
    fmt::format_to(
        to, "  {}\n",
        console.say({fmt::format("作为错误时，程序以状态 {} 结束（{}）。", number, status.zh),
                     fmt::format("As an error it ends the program with status {} ({}).", number, status.en)}));
  }
  for (const Example& example : examples) {
    add_lines(out, {"改正前：", "Before:"}, example.before, console);
    add_lines(out, {"改正后：", "After:"}, example.after, console);
  }
  return out;
}

// A rule that several forms have has an example of each form, or one of any form.
std::vector<Example> examples_of(const Explanation& it, const std::vector<Example>& examples) {
  std::vector<Example> fitting, any;
  for (const Example& example : examples) {
    if (example.code != it.code) continue;
    any.push_back(example);
    if (it.form && example.form == it.form->id) fitting.push_back(example);
  }
  return fitting.empty() ? any : fitting;
}

Json json_of(const Explanation& it, const std::vector<Example>& examples) {
  Json json = {{"code", it.code}};
  if (it.exit) json["exit-status"] = static_cast<int>(*it.exit);
  if (it.form) {
    json["form"] = it.form->id;
    json["severity"] = name_of(it.severity);
  }
  json["text"] = json_of_text(it.text);
  for (const Example& example : examples) {
    json["examples"].push_back({{"form", example.form}, {"before", example.before}, {"after", example.after}});
  }
  return json;
}

Diagnostic unknown_code(const std::string& code, const std::vector<Explanation>& all) {
  std::vector<std::string> names;
  for (const Explanation& it : all) names.push_back(it.code);
  const Bilingual near = did_you_mean(code, names);
  return usage_error({fmt::format("没有代码 {}。", code), fmt::format("There is no code {}.", code)},
                     {near.zh + "banxin explain 列出全部代码。", near.en + "`banxin explain` lists them all."});
}

bool is_own(const std::string& code) {
  return std::any_of(code_catalogue().begin(), code_catalogue().end(),
                     [&](const Code& own) { return is_same_name(own.name, code); });
}

// The forms are read only where a rule may be meant: what is wrong with a form can be explained then too.
Result<Explained> explanations(const ExplainJob& job, const Console& console) {
  Explained explained{own_explanations(), {}};
  if (!job.codes.empty() && std::all_of(job.codes.begin(), job.codes.end(), is_own)) return explained;
  auto limits = limits_of(job.limits);
  if (!limits) return limits.take_findings();
  auto places = find_data_folders(job.places);
  if (!places) return places.take_findings();
  auto rules =
      guarded(*limits, places->layout_folders.front(), console, [&places] { return rule_explanations(*places); });
  if (!rules) return rules.take_findings();
  explained.all.insert(explained.all.end(), rules->all.begin(), rules->all.end());
  explained.faults = std::move(rules->faults);
  return explained;
}

// None where the program's data cannot be found: the codes that say so are explained without.
Result<std::vector<Example>> all_examples(const ExplainJob& job) {
  const auto places = find_data_folders(job.places);
  if (!places) return std::vector<Example>();
  return read_examples(places->layout_folders);
}

}  // namespace

ExitStatus explain(const ExplainJob& job, const Console& console) {
  if (!is_one_of(plain_formats, job.format)) {
    return console.conclude({unknown_name({"格式", "format"}, job.format, plain_formats)});
  }
  auto explained = explanations(job, console);
  if (!explained) return console.conclude(explained.findings());
  auto examples = all_examples(job);
  if (!examples) return console.conclude(examples.findings());
  const std::vector<Explanation>& all = explained->all;
  std::vector<Explanation> wanted = job.codes.empty() ? all : std::vector<Explanation>();
  Findings unknown;
  for (const std::string& code : job.codes) {
    const std::size_t before = wanted.size();
    std::copy_if(all.begin(), all.end(), std::back_inserter(wanted),
                 [&](const Explanation& it) { return is_same_name(it.code, code); });
    if (wanted.size() == before) unknown.push_back(unknown_code(code, all));
  }
  // A form that cannot be used matters where its rules would be.
  Findings wrong = job.codes.empty() || !unknown.empty() ? std::move(explained->faults) : Findings();
  append(wrong, std::move(unknown));
  if (wanted.empty()) return console.conclude(wrong);
  Findings trouble;
  if (job.format == "json") {
    Json json = json_document("explain");
    for (const Explanation& it : wanted) json["codes"].push_back(json_of(it, examples_of(it, *examples)));
    trouble = write_file("-", json_text(json));
  } else if (job.codes.empty()) {
    trouble = console.print(shown_lines(list(wanted, console)));
  } else {
    std::string text;
    for (std::span<const Explanation> rest = wanted; !rest.empty();) {
      std::size_t same = 1;
      while (same < rest.size() && is_same(rest.front(), rest[same])) ++same;
      text += text_of(rest.first(same), examples_of(rest.front(), *examples), console);
      rest = rest.subspan(same);
    }
    trouble = console.print(shown_lines(text));
  }
  return console.conclude(trouble.empty() ? wrong : trouble);
}

}  // namespace banxin::cli
