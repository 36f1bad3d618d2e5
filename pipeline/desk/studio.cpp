#include "desk/studio.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "base/xml_text.h"
#include "desk/findings_view.h"
#include "forms/blank_record.h"
#include "record/parts.h"
#include "record/record.h"

namespace banxin::desk {
namespace {

// The first thing that is wrong with something, on one line.
Bilingual first_of(const Findings& findings) {
  for (const Diagnostic& one : findings) {
    if (one.severity == Severity::error) return one.message;
  }
  return {"读不出来。", "It cannot be read."};
}

Diagnostic no_draft(const std::string& file, Bilingual message) {
  return {.code = code::desk_no_draft,
          .place = {file, 0, {}},
          .message = std::move(message),
          .hint = {"请确认给对了文件。", "Make sure that this is the right file."}};
}

Response wrong_file(const Page& page, const std::string& file, const Findings& findings) {
  std::string body =
      fmt::format("<h1>{}</h1>\n<p>{}</p>\n<section class=\"findings\"><ol>\n", escaped(file),
                  page.html({"这个文件打不开，没有改动它。", "This file cannot be opened; it was left alone."}));
  for (const Diagnostic& one : findings) {
    body += fmt::format("<li class=\"{}\" data-code=\"{}\">{}</li>\n", name_of(one.severity), escaped(one.code),
                        finding_markup(page, one, {}));
  }
  Response response = page.whole({file, file}, body + "</ol></section>\n", {{file, {}}});
  response.status = not_found;
  return response;
}

}  // namespace

Result<Studio> Studio::open(const DataFolders& places) {
  Pipeline pipeline(places);
  Findings findings = pipeline.load_all();
  if (has_errors(findings)) return findings;
  auto forms = record::list_forms(places.layout_folders);
  if (!forms) return forms.take_findings();
  std::vector<FormData> data;
  for (const Form& form : *forms) {
    if (!form.faults.empty()) continue;
    auto labels = forms::Labels::load(form.folder + "/labels.xml");
    auto vocabulary = forms::Vocabulary::load(form.folder + "/record.xsd", form.common_folder);
    auto blank = forms::blank_record(form);
    if (!labels) return labels.take_findings();
    if (!vocabulary) return vocabulary.take_findings();
    if (!blank) return blank.take_findings();
    data.push_back({form, *std::move(labels), *std::move(vocabulary), *std::move(blank)});
  }
  Studio studio(std::move(pipeline), *std::move(forms), std::move(data));
  for (const FormData& form : studio.forms_) {
    auto sheets = make_sheets(form, nullptr, [&studio, &form](std::string record) {
      return studio.pipeline_.compose(std::move(record), form.form.id);
    });
    if (!sheets) return sheets.take_findings();
    studio.sheets_[form.form.id] = *std::move(sheets);
  }
  return studio;
}

const FormData* Studio::form(std::string_view id) const {
  const auto found =
      std::find_if(forms_.begin(), forms_.end(), [id](const FormData& one) { return one.form.id == id; });
  return found == forms_.end() ? nullptr : &*found;
}

Result<Draft> Studio::open_draft(const std::string& bytes, const std::string& file) const {
  auto tree = xml::Tree::parse(bytes, file);
  if (!tree) return tree.take_findings();
  const xml::Node root = tree->root();
  if (!record::is_element(root, "record")) {
    return no_draft(file, {"这个文件不是记录。", "The file is not a record."});
  }
  const FormData* data = form(root.attribute("form").value_or(""));
  if (data == nullptr) {
    return no_draft(file, {"没有这份记录所用的表。", "The form that the record follows is not here."});
  }
  return Draft(*std::move(tree), *data);
}

Work Studio::summarise(const std::vector<std::pair<std::string, std::string>>& files) {
  Work work;
  for (const auto& [file, bytes] : files) {
    const auto draft = open_draft(bytes, file);
    if (!draft) {
      const Bilingual why = first_of(draft.findings());
      for (const std::string& fact : {std::string(), std::string(), std::string(), std::string(), why.zh, why.en}) {
        work.facts.push_back(fact);
      }
      continue;
    }
    const Part& report = draft->parts().front();
    const auto value = [&report](std::string_view name) {
      const Field* field = report.find(name);
      return field == nullptr ? std::string() : field->value;
    };
    for (const std::string& fact :
         {value("bureau"), value("@year"), draft->form().form.id, value("title"), std::string(), std::string()}) {
      work.facts.push_back(fact);
    }
  }
  return work;
}

Findings Studio::check(const OpenFile& open, const std::string& bytes) {
  auto report = pipeline_.validate(bytes, open.file.name, open.previous, open.folder);
  Findings findings = report ? std::move(report->findings) : report.take_findings();
  // What a person is to do is said before what to know.
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.severity > b.severity; });
  return findings;
}

void Studio::with_view(const OpenFile& open, const std::string& bytes, const Draft& draft, const Page& page,
                       bool can_undo, const std::function<void(const View&)>& use) {
  const Findings findings = check(open, bytes);
  std::optional<Record> previous;
  std::optional<forms::Cells> last_year;
  if (open.previous) {
    auto record = record::read(open.previous->bytes, open.previous->file, all_forms_);
    if (record) previous = *std::move(record);
  }
  const FormData* last_form = previous ? form(previous->form().id) : nullptr;
  if (last_form != nullptr) last_year.emplace(previous->tree(), last_form->labels);
  const FormData& data = draft.form();
  const Sheets* sheets = &sheets_[data.form.id];
  Sheets own;
  if (has_own_rows(draft.tree(), data.labels)) {
    auto made = make_sheets(data, &draft.tree(), [this, &data](std::string record) {
      return pipeline_.compose(std::move(record), data.form.id);
    });
    if (made) {
      own = *std::move(made);
      sheets = &own;
    }
  }
  use({.page = page,
       .id = open.file.id,
       .file = open.file.name,
       .draft = draft,
       .findings = findings,
       .last_year = last_year ? &*last_year : nullptr,
       .sheets = sheets,
       .can_undo = can_undo});
}

Work Studio::show(const OpenFile& open, const Page& page, bool can_undo, const Show& show) {
  Work work;
  const auto draft = open_draft(open.bytes, open.file.name);
  if (!draft) {
    work.response = wrong_file(page, open.file.name, draft.findings());
    return work;
  }
  with_view(open, open.bytes, *draft, page, can_undo, [&](const View& view) { work.response = show(view); });
  return work;
}

namespace {

Response no_part(const Page& page) {
  Response response = page.whole({"没有这一页", "There is no such page"},
                                 fmt::format("<h1>{}</h1>\n", page.html({"没有这一页", "There is no such page"})));
  response.status = not_found;
  return response;
}

// do=section /record/chapter[2]: what is to be done, and where.
struct Action {
  std::string what, where;
};
Action action_of(const Request& request) {
  const std::string text(request.field("do"));
  const std::size_t blank = text.find(' ');
  if (blank == std::string::npos) return {text, {}};
  return {text.substr(0, blank), text.substr(blank + 1)};
}

std::optional<xml::Node> element_at(const xml::Node& below, std::string_view path) {
  if (below.xpath() == path) return below;
  for (const xml::Node& child : below.elements()) {
    if (auto found = element_at(child, path)) return found;
  }
  return std::nullopt;
}

bool belongs_to(const Part& part, std::string_view path) {
  return !part.path.empty() && path.starts_with(part.path) &&
         (path.size() == part.path.size() || path[part.path.size()] == '/');
}

// A row of the bureau's own with blank cells.
std::string own_row_markup(const FormData& form, const std::string& after, const std::string& label) {
  std::string out = fmt::format("<own-row after=\"{}\" label=\"{}\">", xml_escaped(after), xml_escaped(label));
  if (const forms::Label* row = form.labels.find(after); row != nullptr) {
    for (const std::string& column : row->cells) out += fmt::format("<cell id=\"{}\"></cell>", xml_escaped(column));
  }
  return out + "</own-row>";
}

// What a button of the form changes beside the texts.
Edits structure_of(const Draft& draft, const Part& part, const Action& action, const Request& request) {
  Edits edits;
  if (!belongs_to(part, action.where)) return edits;
  const auto element = element_at(draft.tree().root(), action.where);
  if (!element) return edits;
  const bool removable = record::is_element(*element, "section") || record::is_element(*element, "own-row") ||
                         (part.own && action.where == part.path);
  if (action.what == "remove" && removable) edits.instead[action.where] = {};
  if (action.what == "section") edits.last[action.where].emplace_back("<section><heading></heading><p></p></section>");
  if (action.what == "row" && record::is_element(*element, "statistics")) {
    const std::string after(request.field("own-after " + action.where));
    const std::string label(request.field("own-label " + action.where));
    if (!is_blank(label)) edits.last[action.where].push_back(own_row_markup(draft.form(), after, label));
  }
  return edits;
}

// The fields as they are to be saved: a sum that is taken over stands in its field.
Pairs fields_of(const Draft& draft, const Part& part, const Request& request, const Action& action) {
  Pairs fields = request.fields;
  if (action.what != "take") return fields;
  // Of what was typed, which may not be saved yet.
  Part typed = part;
  for (Field& field : typed.fields) {
    for (const auto& [name, value] : fields) {
      if (name == field.name) field.value = value;
    }
  }
  for (const SumOf& one : sums(draft, typed)) {
    if (typed.fields[one.field].name != action.where) continue;
    for (auto& [name, value] : fields) {
      if (name == action.where) value = one.sum;
    }
  }
  return fields;
}

bool same_as_now(const Part& part, const Pairs& fields) {
  return std::all_of(fields.begin(), fields.end(), [&part](const auto& sent) {
    const Field* field = part.find(sent.first);
    if (field == nullptr) return !sent.first.starts_with("text ") && !sent.first.starts_with("cell ");
    return field->value == sent.second || lines_of(field->value) == lines_of(sent.second);
  });
}

std::string next_part(const Draft& draft, const Part& part) {
  for (std::size_t i = 0; i + 1 < draft.parts().size(); ++i) {
    if (&draft.parts()[i] == &part) return draft.parts()[i + 1].key;
  }
  return "check";
}

}  // namespace

Work Studio::take(const OpenFile& open, const Page& page, const std::string& key, const Request& request) {
  Work work;
  const auto draft = open_draft(open.bytes, open.file.name);
  if (!draft) {
    work.response = wrong_file(page, open.file.name, draft.findings());
    return work;
  }
  const Part* part = draft->find(key);
  const Action action = action_of(request);
  const Pairs fields = part == nullptr ? request.fields : fields_of(*draft, *part, request, action);
  const bool conflicts = part == nullptr || (request.field("version") != part->version && !same_as_now(*part, fields));
  if (conflicts) {
    // The chapter may be gone: then what was typed is shown on the first page.
    const Part& shown = part == nullptr ? draft->parts().front() : *part;
    with_view(open, open.bytes, *draft, page, false, [&](const View& view) {
      work.response = part_page(
          view, shown,
          {.told =
               {"另一个窗口或程序在您填写的时候改过这一页，您填的还没有保存。两边的文字都在下面：改好以后按“保存”。",
                "Another window or program has changed this page meanwhile; yours is not saved "
                "yet. Both are below: put it right and save."},
           .typed = fields,
           .conflict = true});
    });
    work.response.status = conflict;
    return work;
  }
  std::string bytes = open.bytes;
  const Edits edits = draft->edits(*part, fields);
  if (!edits.empty()) bytes = written(draft->tree(), edits);
  std::string where = address_of(open.file.id, part->key) + "?saved=1";
  if (action.what == "next") where = address_of(open.file.id, next_part(*draft, *part));
  if (!action.where.empty() && action.what != "take") {
    const auto changed = open_draft(bytes, open.file.name);
    const Part* now = changed ? changed->find(key) : nullptr;
    if (now != nullptr) {
      if (const Edits more = structure_of(*changed, *now, action, request); !more.empty()) {
        bytes = written(changed->tree(), more);
      }
      if (action.what == "remove" && action.where == now->path) where = address_of(open.file.id);
    }
  }
  if (bytes != open.bytes) work.record = bytes;
  if (!request.by_script) {
    work.response = go_to(where);
    return work;
  }
  const auto after = open_draft(bytes, open.file.name);
  const Part* now = after ? after->find(key) : nullptr;
  if (now == nullptr) {
    work.response = no_part(page);
    return work;
  }
  with_view(open, bytes, *after, page, true, [&](const View& view) { work.response.bytes = live_part(view, *now); });
  return work;
}

Work Studio::show_unsaved(const OpenFile& open, const Page& page, const std::string& key, const Request& request,
                          const Bilingual& told) {
  return show(open, page, false, [&](const View& view) {
    const Part* part = view.draft.find(key);
    return part_page(view, part == nullptr ? view.draft.parts().front() : *part,
                     {.told = told, .typed = request.fields});
  });
}

Work Studio::add_chapter(const OpenFile& open, const Page& page) {
  Work work;
  const auto draft = open_draft(open.bytes, open.file.name);
  if (!draft) {
    work.response = wrong_file(page, open.file.name, draft.findings());
    return work;
  }
  Edits edits;
  std::string at;
  int chapters = 0;
  for (const xml::Node& child : draft->tree().root().elements()) {
    const bool chapter = record::is_element(child, "chapter");
    if (chapter) ++chapters;
    if (chapter || (chapters == 0 && !record::is_element(child, "signature") &&
                    !record::is_element(child, "statistics") && !record::is_element(child, "extension"))) {
      at = child.xpath();
    }
  }
  const std::string markup = "<chapter><heading></heading><p></p></chapter>";
  (at.empty() ? edits.last[draft->tree().root().xpath()] : edits.behind[at]).push_back(markup);
  work.record = written(draft->tree(), edits);
  work.response = go_to(address_of(open.file.id, fmt::format("chapter-{}", chapters + 1)));
  return work;
}

Work Studio::take_previous(const Received& previous) {
  Work work;
  auto record = record::read(previous.bytes, previous.file, all_forms_);
  if (record) {
    work.record = previous.bytes;
  } else {
    const Bilingual why = first_of(record.findings());
    work.facts = {why.zh, why.en};
  }
  return work;
}

Result<Studio::Begun> Studio::begin(const FormData& form, int year, const std::string& bureau,
                                    const std::optional<Received>& previous) const {
  std::optional<Record> last;
  if (previous) {
    auto record = record::read(previous->bytes, previous->file, all_forms_);
    if (!record) return record.take_findings();
    last = *std::move(record);
  }
  auto blank = forms::blank_record(
      form.form, {.year = year, .bureau = bureau, .zero = false, .previous = last ? &*last : nullptr});
  if (!blank) return blank.take_findings();
  return Begun{*std::move(blank), last ? last->identity().year + "-" + last->form().id : std::string()};
}

Work Studio::render(const OpenFile& open, const Page& page, OutputKind kind) {
  Work work;
  RenderOptions options;
  options.output = kind;
  options.previous = open.previous;
  options.folder = open.folder;
  auto rendered = pipeline_.render(open.bytes, open.file.name, options);
  if (!rendered) {
    // With errors it is a draft, and every page says so (D-05).
    options.admit = validate::Admit::drafts_too;
    rendered = pipeline_.render(open.bytes, open.file.name, options);
  }
  if (!rendered || !rendered->output) {
    work.response = wrong_file(page, open.file.name, rendered.findings());
    work.response.status = conflict;
    return work;
  }
  work.response.type = rendered->output->media_type();
  work.response.bytes = rendered->output->bytes();
  return work;
}

}  // namespace banxin::desk
