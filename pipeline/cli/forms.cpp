#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/file.h"
#include "base/unseen.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "record/form.h"

namespace banxin::cli {
namespace {

std::string text_of(const std::vector<Form>& forms, const Console& console) {
  std::size_t widest = 0;
  for (const Form& form : forms) widest = std::max(widest, form.id.size());
  std::string text;
  for (const Form& form : forms) {
    fmt::format_to(std::back_inserter(text), "{:<{}}  {:<9}  {}\n", form.id, widest, form.years(),
                   console.say(form.name));
  }
  return shown_lines(text);
}

std::string json_text_of(const std::vector<Form>& forms) {
  Json json = json_document("forms");
  json["forms"] = Json::array();
  for (const Form& form : forms) {
    Json one = {
        {"id", form.id}, {"folder", form.folder}, {"name", json_of_text(form.name)}, {"first-year", form.first_year}};
    if (form.last_year != Form::still_in_force) one["last-year"] = form.last_year;
    one["page-style"] = form.page_style;
    json["forms"].push_back(std::move(one));
  }
  return json_text(json);
}

// Forms share files: a fault of one of those is told once.
void append_new(Findings& faults, Findings more) {
  for (Diagnostic& fault : more) {
    const bool known = std::any_of(faults.begin(), faults.end(), [&fault](const Diagnostic& it) {
      return it.place.file == fault.place.file && it.place.line == fault.place.line &&
             it.message.en == fault.message.en;
    });
    if (!known) faults.push_back(std::move(fault));
  }
}

}  // namespace

ExitStatus forms(const FormsJob& job, const Console& console) {
  if (!is_one_of(plain_formats, job.format)) {
    return console.conclude({unknown_name({"格式", "format"}, job.format, plain_formats)});
  }
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  auto found = record::list_forms(places->layout_folders);
  if (!found) return console.conclude(found.findings());
  auto sheets = record::list_sheets(places->layout_folders);
  if (!sheets) return console.conclude(sheets.findings());
  Pipeline pipeline(*places);
  Findings faults;
  // What the program fills in itself is not listed, only checked.
  for (const Form& sheet : *sheets) append_new(faults, job.check ? pipeline.check(sheet) : Findings());
  for (const Form& form : *found) append_new(faults, job.check ? pipeline.check(form) : form.faults);
  std::erase_if(*found, [](const Form& form) { return !form.faults.empty(); });
  const Findings trouble =
      job.format == "json" ? write_file("-", json_text_of(*found)) : console.print(text_of(*found, console));
  return console.conclude(trouble.empty() ? faults : trouble);
}

}  // namespace banxin::cli
