#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "desk/drafts.h"
#include "desk/http.h"
#include "desk/page.h"
#include "desk/parts.h"
#include "desk/sheet.h"
#include "desk/views.h"
#include "desk/work.h"
#include "import/import.h"
#include "pipeline.h"

namespace banxin::desk {

// A draft's file as it was read, and last year's record beside it.
struct OpenFile {
  Drafts::File file;
  std::string folder;  // that the file is in, and the pictures which the record names
  std::string bytes;
  std::optional<Received> previous;
};

// Everything that looks into a draft. Its functions run in a child process; what they need is loaded before.
class Studio {
 public:
  // Errors: those of loading forms and fonts.
  static Result<Studio> open(const DataFolders& places);

  const std::vector<FormData>& forms() const { return forms_; }
  const FormData* form(std::string_view id) const;

  // Bureau, year, form, title, and what is wrong in both languages.
  Work summarise(const std::vector<std::pair<std::string, std::string>>& files);

  // Pages. `show` gets the draft with its findings; a file that is no draft has a page that says why.
  using Show = std::function<Response(const View& view)>;
  Work show(const OpenFile& open, const Page& page, bool can_undo, const Show& show);

  // What was sent from the form of the part with this key. The record to be saved is in the work; a conflict has none.
  Work take(const OpenFile& open, const Page& page, const std::string& key, const Request& request);
  // The part with what was sent and could not be saved.
  Work show_unsaved(const OpenFile& open, const Page& page, const std::string& key, const Request& request,
                    const Bilingual& told);
  Work add_chapter(const OpenFile& open, const Page& page);

  // A record of last year that somebody sent, when it can be read; or why not, in both languages.
  Work take_previous(const Received& previous);
  // A new record: the form's blank one, with what last year's brings, which take_previous() gave. Not for a child: it
  // reads the form's files.
  struct Begun {
    std::string record;
    std::string last;  // a name for the file of last year's record
  };
  Result<Begun> begin(const FormData& form, int year, const std::string& bureau,
                      const std::optional<Received>& previous) const;
  // A file that is a record is taken as it is. Facts: a name for the draft's file and
  // nothing; or why not, in both languages.
  Work take_record(const Upload& file);
  // Files of an office, as they hold what they hold. Not for a child: it reads each in a process of its own.
  Result<std::vector<import::Found>> read(const std::vector<Upload>& files, const import::Convert& convert);
  // The record in them, and as facts a name for its file and a page of where each value is from.
  Work import(const Page& page, const std::vector<import::Found>& sources);

  // The pages that the report has now, a box around what findings are about, each text leading to its field. `seen`:
  // what the browser holds, of which nothing is sent again; null: a page of its own that shows all of them. Facts:
  // what the browser then holds besides, as Seen::add takes it.
  struct Seen {
    std::set<std::string> outlines;
    std::map<std::string, std::string> pages;  // number to digest
    void add(const std::vector<std::string>& facts);
  };
  Work pages(const OpenFile& open, const Page& page, const std::string& part, const Seen* seen);

  // An output of the table; of a draft with errors one that says that it is a draft.
  Work render(const OpenFile& open, const Page& page, OutputKind kind);

 private:
  Studio(Pipeline pipeline, std::vector<Form> forms, std::vector<FormData> data)
      : pipeline_(std::move(pipeline)), all_forms_(std::move(forms)), forms_(std::move(data)) {}

  Result<Draft> open_draft(const std::string& bytes, const std::string& file) const;
  Findings check(const OpenFile& open, const std::string& bytes);
  void with_view(const OpenFile& open, const std::string& bytes, const Draft& draft, const Page& page, bool can_undo,
                 const std::function<void(const View&)>& use);

  Pipeline pipeline_;
  std::vector<Form> all_forms_;
  std::vector<FormData> forms_;
  std::map<std::string, Sheets> sheets_;  // by the form's id
};

}  // namespace banxin::desk
