#include "desk/desk.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "archive/catalogue.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/signals.h"
#include "base/text.h"
#include "desk/board.h"
#include "desk/door.h"
#include "desk/gate.h"
#include "desk/send_view.h"
#include "desk/server.h"
#include "desk/studio.h"
#include "record/identity.h"

namespace banxin::desk {
namespace {

std::vector<std::string> steps_of(const std::string& path) {
  std::vector<std::string> steps;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    if (end > 0) steps.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return steps;
}

// When a folder was written, to the minute, as machines write it; empty: unknown.
std::string written_at(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  constexpr std::int64_t minute = 60, hour = 60 * minute, day = 24 * hour;
  const std::int64_t seconds = status.st_mtim.tv_sec;
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(seconds / day))};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), seconds % day / hour,
                     seconds % hour / minute);
}

// A desk that is open: what it keeps between requests. Drafts are in their files alone; of the changes of a draft the
// last ones are remembered, so that they can be undone.
class Desk {
 public:
  Desk(const Setup& setup, Drafts drafts, Studio studio)
      : setup_(setup), drafts_(std::move(drafts)), studio_(std::move(studio)), collector_(setup_, drafts_, studio_) {}

  // While nothing is asked for.
  void look() { collector_.look(); }

  Response respond(const Request& request) {
    const Page page(language_of(setup_.language.empty() ? request.languages : setup_.language), request.user);
    const std::vector<std::string> steps = steps_of(request.path);
    const bool post = request.method == "POST";
    if (steps.empty() && !post) return start(page);
    if (steps.size() == 1 && !post) {
      if (steps[0] == "desk.css") return asset("text/css; charset=utf-8", style_sheet());
      if (steps[0] == "desk.js") return asset("text/javascript; charset=utf-8", script());
      if (steps[0] == "icon.svg") return asset("image/svg+xml", icon);
    }
    if (!setup_.archive.empty() && !steps.empty() && steps[0] == "board") {
      if (post && steps.size() == 2 && steps[1] == "receive") return receive(page, request);
      auto response = collector_.respond(page, request, {steps.begin() + 1, steps.end()});
      return response ? *std::move(response) : nothing_here(page);
    }
    if (steps.size() == 1 && post) {
      if (steps[0] == "new") return begin(page, request);
      if (steps[0] == "import") return import(page, request);
    }
    if (steps.size() >= 2 && steps[0] == "draft") {
      if (const auto file = drafts_.find(steps[1]))
        return of_draft(page, request, *file, {steps.begin() + 2, steps.end()});
    }
    return nothing_here(page);
  }

 private:
  static constexpr std::string_view icon =
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="2" y="1" width="12" height="14" fill="#fff" stroke="#1d4f91"/><path d="M4 4h8M4 7h8M4 10h5" stroke="#1d4f91"/></svg>)";

  static Response asset(std::string type, std::string_view bytes) {
    Response response;
    response.type = std::move(type);
    response.bytes = bytes;
    response.may_keep = true;
    return response;
  }

  static Response finished(const Page& page, Done done) {
    return done.trouble.empty() ? std::move(done.work.response) : broken(page, done.trouble);
  }

  // ------------------------------------------------------------------------------------------------ start

  // Looks into the files that are new or have changed, some at a time.
  std::vector<Summary> summaries() {
    constexpr std::size_t at_once = 40;
    std::vector<Summary> all;
    std::map<std::string, Known> known;
    std::vector<std::pair<std::string, std::string>> unread;
    const std::vector<Drafts::File> files = drafts_.list();
    const auto read_them = [&] {
      if (unread.empty()) return;
      const Done done = in_child([&] { return studio_.summarise(unread); });
      constexpr std::size_t facts = 6;
      for (std::size_t i = 0; i < unread.size(); ++i) {
        Summary& one = known[unread[i].first].summary;
        if (done.work.facts.size() < facts * (i + 1)) {
          one.problem = done.trouble;
          continue;
        }
        const auto* fact = &done.work.facts[facts * i];
        one.bureau = fact[0];
        one.year = fact[1];
        one.form = fact[2];
        one.title = fact[3];
        one.problem = {fact[4], fact[5]};
      }
      unread.clear();
    };
    for (const Drafts::File& file : files) {
      const auto before = known_.find(file.name);
      if (before != known_.end() && before->second.changed == file.changed && before->second.bytes == file.bytes) {
        known[file.name] = before->second;
        continue;
      }
      Known& one = known[file.name];
      one.changed = file.changed;
      one.bytes = file.bytes;
      one.summary.id = file.id;
      one.summary.file = file.name;
      auto bytes = drafts_.read(file);
      if (!bytes) {
        one.summary.problem = words_of(bytes.findings());
        continue;
      }
      unread.emplace_back(file.name, *std::move(bytes));
      if (unread.size() >= at_once) read_them();
    }
    read_them();
    known_ = std::move(known);
    for (const auto& [name, one] : known_) all.push_back(one.summary);
    return all;
  }

  Response start(const Page& page, const Bilingual& problem = {}, const Pairs& typed = {}) {
    Response response = start_page(page, {summaries(), !setup_.archive.empty(), problem, typed}, studio_.forms());
    if (!problem.empty()) response.status = bad_request;
    return response;
  }

  Response begin(const Page& page, const Request& request) {
    const auto refuse = [&](const Bilingual& why) { return start(page, why, request.fields); };
    const std::string year_text(trimmed(request.field("year")));
    const std::string form(request.field("form"));
    const FormData* data = studio_.form(form);
    if (data == nullptr) return refuse({"请选一种表。", "Choose a form."});
    constexpr std::size_t digits = 4;
    const bool number = year_text.size() == digits && year_text.find_first_not_of("0123456789") == std::string::npos;
    if (!number) return refuse({"统计的年度要写四位数字，如 2025。", "The year is four digits, as 2025."});
    const int year = std::stoi(year_text);
    if (!data->form.serves(year)) {
      return refuse({fmt::format("这种表用于 {} 的年度，不用于 {} 年度。", data->form.years(), year),
                     fmt::format("This form is for the years {}, not for {}.", data->form.years(), year)});
    }
    std::optional<Received> previous;
    const Upload* upload = request.upload("last-file");
    const bool sent = upload != nullptr && !upload->bytes.empty();
    if (sent) previous = Received{upload->bytes, upload->file};
    const auto last = drafts_.find(request.field("last"));
    if (!previous && last) {
      auto bytes = drafts_.read(*last);
      if (!bytes) return refuse(words_of(bytes.findings()));
      previous = Received{*std::move(bytes), last->name};
    }
    if (previous) {
      auto record = record_in(std::move(previous->bytes), previous->file);
      if (!record) return refuse(words_of(record.findings()));
      previous->bytes = *std::move(record);
      Done done = in_child([&] { return studio_.take_previous(*previous); });
      if (!done.trouble.empty()) return refuse(done.trouble);
      if (done.work.record.empty()) {
        return refuse({"上年的记录用不上：" + done.work.facts.at(0),
                       "Last year's record cannot be used: " + done.work.facts.at(1)});
      }
    }
    const auto begun = studio_.begin(*data, year, std::string(trimmed(request.field("bureau"))), previous);
    if (!begun) return refuse(words_of(begun.findings()));
    // Last year's record, when it came as a file, is kept beside: its figures stand beside this year's.
    if (sent) {
      if (const auto kept = drafts_.create(begun->last, previous->bytes); !kept)
        return refuse(words_of(kept.findings()));
    }
    const auto made = drafts_.create(fmt::format("{}-{}", year, form), begun->record);
    if (!made) return refuse(words_of(made.findings()));
    return go_to(address_of(made->id));
  }

  // What was made of files that are one report: a record, the name for its file, and a page of what is open about it.
  struct Taken {
    std::string record, name, questions;
    Bilingual problem;  // why there is none
  };
  Taken take_in(const Page& page, std::vector<Upload> files) {
    Done done;
    if (files.size() == 1) {
      auto record = record_in(files.front().bytes, files.front().file);
      if (!record) return {{}, {}, {}, words_of(record.findings())};
      files.front().bytes = *std::move(record);
      done = in_child([&] { return studio_.take_record(files.front()); });
    }
    if (done.work.record.empty()) {
      const auto sources = studio_.read(files, setup_.convert);
      if (!sources) return {{}, {}, {}, words_of(sources.findings())};
      done = in_child([&] { return studio_.import(page, *sources); }, true);
    }
    if (!done.trouble.empty()) return {{}, {}, {}, done.trouble};
    const std::vector<std::string>& facts = done.work.facts;
    if (done.work.record.empty()) return {{}, {}, {}, {facts.at(0), facts.at(1)}};
    return {std::move(done.work.record), facts.at(0), facts.at(1), {}};
  }

  static std::vector<Upload> files_of(const Request& request) {
    std::vector<Upload> files;
    for (const Upload& one : request.uploads) {
      if (!one.bytes.empty()) files.push_back(one);
    }
    return files;
  }

  Response import(const Page& page, const Request& request) {
    const std::vector<Upload> files = files_of(request);
    if (files.empty()) return start(page, {"请先选文件。", "Choose a file first."});
    Taken taken = take_in(page, files);
    if (!taken.problem.empty()) return start(page, taken.problem);
    const auto made = drafts_.create(taken.name, taken.record);
    if (!made) return start(page, words_of(made.findings()));
    if (taken.questions.empty()) return go_to(address_of(made->id));
    imports_[made->id] = std::move(taken.questions);
    return go_to(address_of(made->id, "import"));
  }

  // Files that bureaus sent, each a report of its own: checked, and kept when that is asked for.
  Response receive(const Page& page, const Request& request) {
    const bool keep = request.field("do") == "keep";
    std::vector<ReceivedFile> files;
    for (const Upload& one : files_of(request)) {
      ReceivedFile& file = files.emplace_back();
      file.name = one.file;
      Taken taken = take_in(page, {one});
      file.problem = taken.problem;
      if (!file.problem.empty()) continue;
      const OpenFile open{.file = {.id = {}, .name = one.file}, .folder = {}, .bytes = taken.record, .previous = {}};
      const Done done = in_child([&] { return studio_.show(open, page, false, received_findings); });
      file.findings = done.work.response.bytes;
      file.problem = done.trouble;
      if (!keep || !file.problem.empty()) continue;
      const auto made = drafts_.create(taken.name, taken.record);
      if (!made) {
        file.problem = words_of(made.findings());
        continue;
      }
      if (!taken.questions.empty()) imports_[made->id] = taken.questions;
      file.draft = address_of(made->id, taken.questions.empty() ? "" : "import");
    }
    return received_page(page, files, keep);
  }

  // ------------------------------------------------------------------------------------------------ a draft

  // Last year's record of the same bureau, where the folder has one.
  std::optional<Received> previous_of(const Drafts::File& file) {
    const std::vector<Summary> all = summaries();
    const auto mine = std::find_if(all.begin(), all.end(), [&](const Summary& one) { return one.id == file.id; });
    if (mine == all.end() || mine->bureau.empty()) return std::nullopt;
    const Identity me{.bureau = mine->bureau, .form = {}, .year = mine->year, .date = {}, .title = {}};
    for (const Summary& one : all) {
      const Identity other{.bureau = one.bureau, .form = {}, .year = one.year, .date = {}, .title = {}};
      if (one.bureau.empty() || other.year_number() == 0 || other.year_number() != me.year_number() - 1) continue;
      if (record::name_key(one.bureau) != record::name_key(mine->bureau)) continue;
      const auto last = drafts_.find(one.id);
      if (!last) continue;
      auto bytes = drafts_.read(*last);
      if (bytes) return Received{*std::move(bytes), last->name};
    }
    return std::nullopt;
  }

  Response of_draft(const Page& page, const Request& request, const Drafts::File& file,
                    const std::vector<std::string>& steps) {
    auto bytes = drafts_.read(file);
    if (!bytes) return broken(page, words_of(bytes.findings()));
    OpenFile open{file, drafts_.folder(), *std::move(bytes), previous_of(file)};
    const bool post = request.method == "POST";
    const std::string what = steps.empty() ? std::string() : steps[0];
    if (steps.size() > 2) return nothing_here(page);
    if (post && what == "undo") return undo(page, request, open);
    if (post && what == "chapter") return keep(page, open, in_child([&] { return studio_.add_chapter(open, page); }));
    if (post && what == "archive" && !setup_.archive.empty()) return send_off(page, open);
    if (post && steps.size() == 1) return save(page, request, open, what);
    if (post) return nothing_here(page);
    if (what == "import") return import_questions(page, open);
    if (what == "send") return send(page, open, {}, false);
    if (what == "pages" && steps.size() == 1) return pages(page, request, open);
    if (what == "output" && steps.size() == 2) return output(page, open, steps[1]);
    if (steps.size() > 1) return nothing_here(page);
    return finished(page, in_child([&] {
                      return studio_.show(open, page, !undo_[file.id].empty(),
                                          [&](const View& view) { return page_of(view, request, what); });
                    }));
  }

  static Response page_of(const View& view, const Request& request, const std::string& what) {
    if (what.empty()) return draft_page(view);
    if (what == "check") return check_page(view);
    const Part* part = view.draft.find(what);
    if (part == nullptr) return nothing_here(view.page);
    if (request.by_script) {
      Response response;
      response.bytes = live_part(view, *part);
      return response;
    }
    return part_page(view, *part, {.told = {}, .typed = {}, .saved = !request.asked("saved").empty()});
  }

  // The pages as they are now; for the script those that have changed since it asked last.
  Response pages(const Page& page, const Request& request, const OpenFile& open) {
    constexpr std::size_t most_views = 24, longest = 64;
    const std::string part(request.asked("part"));
    if (!request.by_script) return finished(page, in_child([&] { return studio_.pages(open, page, {}, nullptr); }));
    const std::string key = open.file.id + std::string(request.asked("view").substr(0, longest));
    auto view = std::find_if(seen_.begin(), seen_.end(), [&key](const auto& one) { return one.first == key; });
    if (view == seen_.end()) {
      if (seen_.size() >= most_views) seen_.pop_front();
      view = seen_.insert(seen_.end(), {key, {}});
    }
    Done done = in_child([&] { return studio_.pages(open, page, part, &view->second); });
    if (done.trouble.empty()) view->second.add(done.work.facts);
    return finished(page, std::move(done));
  }

  // ------------------------------------------------------------------------------------------------ sending off

  // The draft and what the archive has of it.
  Response send(const Page& page, const OpenFile& open, const Bilingual& told, bool went_wrong) {
    return finished(page, in_child(
                              [&] {
                                return studio_.show(open, page, false, [&](const View& view) {
                                  return send_page(view, sendings_of(open, view, told, went_wrong));
                                });
                              },
                              true));
  }

  Sendings sendings_of(const OpenFile& open, const View& view, const Bilingual& told, bool went_wrong) const {
    Sendings all;
    all.has_archive = !setup_.archive.empty();
    all.told = told;
    all.failed = went_wrong;
    all.record_sha512 = to_hex(digest(DigestKind::sha512, open.bytes));
    if (!all.has_archive) return all;
    const Part& report = view.draft.parts().front();
    const Field* bureau = report.find("bureau");
    const Field* year = report.find("@year");
    const auto packages = archive::list(setup_.archive, {.bureau = {},
                                                         .year = year == nullptr ? std::string() : year->value,
                                                         .form = view.draft.form().form.id,
                                                         .all_versions = true});
    if (!packages || bureau == nullptr) return all;
    for (const archive::CataloguedPackage& one : *packages) {
      if (record::name_key(one.bureau) != record::name_key(bureau->value)) continue;
      all.versions.push_back(
          {one.version, one.pages, one.kind, written_at(setup_.archive + "/" + one.folder), one.record_sha512});
    }
    return all;
  }

  // The record goes as the file is on the disk; a batch checks it again.
  Response send_off(const Page& page, const OpenFile& open) {
    const Bilingual trouble = setup_.put(drafts_.path_of(open.file));
    if (trouble.empty()) return send(page, open, {"已放进档案库。", "It is in the archive."}, false);
    return send(page, open, {"没有归档：" + trouble.zh, "It was not archived: " + trouble.en}, true);
  }

  Response output(const Page& page, const OpenFile& open, const std::string& which) {
    const std::string name = "report-" + open.file.id.substr(0, 6);
    if (which == "record") {
      Response response;
      response.type = "application/xml";
      response.bytes = open.bytes;
      response.file_name = name + ".xml";
      return response;
    }
    for (const OutputRow& row : outputs()) {
      if (which != address_of_output(row)) continue;
      Response response = finished(page, in_child([&] { return studio_.render(open, page, row.kind); }));
      if (response.status == ok) response.file_name = name + std::string(row.suffix);
      return response;
    }
    return nothing_here(page);
  }

  Response import_questions(const Page& page, const OpenFile& open) {
    const auto found = imports_.find(open.file.id);
    if (found == imports_.end()) return go_to(address_of(open.file.id));
    std::string body = found->second;
    body += fmt::format("<p class=\"actions\"><a class=\"button main\" href=\"{}\">{}</a></p>\n",
                        address_of(open.file.id), page.html({"打开草稿", "Open the draft"}));
    return page.whole(
        {"导入的结果", "What was imported"}, body,
        {{open.file.name, address_of(open.file.id)}, {page.say({"导入的结果", "What was imported"}), {}}});
  }

  // Writes what was made of a draft, and remembers what was there. Nothing in the answer: it is on the disk.
  std::optional<Bilingual> put(const OpenFile& open, const std::string& record) {
    constexpr std::size_t most = 20;
    if (const Findings trouble = drafts_.save(open.file, record); !trouble.empty()) return words_of(trouble);
    auto& changes = undo_[open.file.id];
    changes.push_back({open.bytes, digest(DigestKind::sha256, record)});
    if (changes.size() > most) changes.pop_front();
    return std::nullopt;
  }

  Response keep(const Page& page, const OpenFile& open, Done done) {
    if (!done.trouble.empty()) return broken(page, done.trouble);
    if (!done.work.record.empty()) {
      if (const auto trouble = put(open, done.work.record)) return broken(page, *trouble);
    }
    return std::move(done.work.response);
  }

  Response save(const Page& page, const Request& request, OpenFile open, const std::string& part) {
    constexpr int most_tries = 5;
    for (int i = 0; i < most_tries; ++i) {
      Done done = in_child([&] { return studio_.take(open, page, part, request); });
      std::optional<Bilingual> trouble;
      if (!done.trouble.empty()) trouble = done.trouble;
      if (!trouble && !done.work.record.empty()) {
        // Another program may have written the file meanwhile: then it is looked at anew.
        auto now = drafts_.read(open.file);
        if (now && *now != open.bytes) {
          open.bytes = *std::move(now);
          continue;
        }
        trouble = put(open, done.work.record);
      }
      if (!trouble) return std::move(done.work.response);
      return unsaved(page, request, open, part, *trouble);
    }
    return unsaved(page, request, open, part, {"别的程序不断在改这个文件", "another program keeps changing the file"});
  }

  // What was typed stays on the page.
  Response unsaved(const Page& page, const Request& request, const OpenFile& open, const std::string& part,
                   const Bilingual& why) {
    const Bilingual text = {"没有保存上：" + why.zh + "。您填的都在下面，请不要关掉这一页。",
                            "It was not saved: " + why.en + ". What you typed is below; do not close this page."};
    Response response;
    if (request.by_script) {
      response.bytes = page.html(text);
    } else {
      response = finished(page, in_child([&] { return studio_.show_unsaved(open, page, part, request, text); }));
    }
    response.status = no_room;
    return response;
  }

  Response undo(const Page& page, const Request& request, const OpenFile& open) {
    auto& changes = undo_[open.file.id];
    std::string part(request.field("part"));
    if (part.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) part.clear();
    if (changes.empty()) return go_to(address_of(open.file.id, part));
    if (changes.back().after != digest(DigestKind::sha256, open.bytes)) {
      changes.clear();
      return told(page, conflict, {"没有撤销", "Nothing was undone"},
                  {"别的程序改过这个文件，之前的改动不再撤销。",
                   "Another program has changed the file; changes before that are not undone."});
    }
    if (const Findings trouble = drafts_.save(open.file, changes.back().before); !trouble.empty()) {
      return broken(page, words_of(trouble));
    }
    changes.pop_back();
    return go_to(address_of(open.file.id, part));
  }

  struct Known {
    std::int64_t changed = 0;
    std::uint64_t bytes = 0;
    Summary summary;
  };
  struct Change {
    std::string before;  // the record's bytes
    std::string after;   // the digest of what followed
  };

  const Setup& setup_;
  Drafts drafts_;
  Studio studio_;
  Collector collector_;
  std::map<std::string, Known> known_;                     // by the file's name
  std::map<std::string, std::deque<Change>> undo_;         // by the draft
  std::deque<std::pair<std::string, Studio::Seen>> seen_;  // the pages that windows show, the newest last
  std::map<std::string, std::string> imports_;             // what an import has to say, by the draft
};

}  // namespace

Findings serve(const Setup& setup) {
  auto drafts = Drafts::open(setup.folder);
  if (!drafts) return drafts.take_findings();
  auto studio = Studio::open(setup.places);
  if (!studio) return studio.take_findings();
  Desk desk(setup, *std::move(drafts), *std::move(studio));
  const Network* network = setup.network ? &*setup.network : nullptr;
  auto users = network == nullptr ? Result<Users>(Users()) : Users::read(network->users, network->users_file);
  if (!users) return users.take_findings();
  std::unique_ptr<Door> door;
  std::unique_ptr<Gate> gate;
  auto server = Server::open(
      network, setup.port, [&](Request& head) { return gate ? gate->answer(head) : door->answer(head); },
      [&](const Request& request) {
        auto response = gate ? gate->respond(request) : std::nullopt;
        return response ? *std::move(response) : desk.respond(request);
      });
  if (!server) return server.take_findings();
  if (network != nullptr) {
    gate = std::make_unique<Gate>(*network, *std::move(users), server->port());
  } else {
    door = std::make_unique<Door>(setup.ticket, setup.session, server->port());
  }
  const Signals signals;
  setup.tell(gate ? gate->address() : door->address());
  server->run([&] {
    desk.look();
    return signals.take() > 0;
  });
  return {};
}

}  // namespace banxin::desk
