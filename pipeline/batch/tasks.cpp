#include "batch/tasks.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "archive/quarantine.h"
#include "base/codes.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "validate/findings_json.h"
#include "xml/xml.h"

namespace banxin::batch {
namespace {

// Keeps an answer, with its JSON syntax, smaller than a packet of the workers' protocol.
constexpr std::size_t most_text = 2000;

// The text, or its beginning; never ends within a character.
std::string clipped(std::string text) {
  if (text.size() <= most_text) return text;
  std::size_t end = most_text;
  while (end > 0 && continues_character(text[end])) --end;
  text.resize(end);
  return text + "…";
}

int count_of(const Findings& findings, Severity severity) {
  return static_cast<int>(findings.count(severity));
}

void take_first_error(const Findings& findings, archive::Outcome& outcome) {
  for (const Diagnostic& finding : findings) {
    if (finding.severity != Severity::error) continue;
    outcome.code = finding.code;
    outcome.line = finding.place.line;
    outcome.reason = {clipped(finding.message.zh), clipped(finding.message.en)};
    return;
  }
}

// The archive cannot be written to: not the record's fault, which must be done again.
void hold_up(const Findings& trouble, archive::Outcome& outcome) {
  outcome.status = archive::Status::unfinished;
  take_first_error(trouble, outcome);
}

// Places as the archive has them: the input by its recorded name, a file of a form or a face by its own name and that
// of its folder. Where this machine has them is not part of what is archived.
Findings as_recorded(Findings findings, const Input& input) {
  const auto record = [&input](Place& place) {
    if (place.file == input.name || place.file == input.file) place.file = input.recorded;
    if (!place.file.starts_with('/')) return;
    const std::filesystem::path path(place.file);
    place.file = (path.parent_path().filename() / path.filename()).string();
  };
  for (Diagnostic& finding : findings) {
    record(finding.place);
    for (RelatedPlace& related : finding.related) record(related.place);
  }
  return findings;
}

// The record failed: its findings are kept as a document.
void fail(const Shop& shop, const Input& input, Findings findings, archive::Outcome& outcome) {
  outcome.status = archive::Status::failed;
  outcome.input = input.recorded;
  outcome.errors = count_of(findings, Severity::error);
  outcome.warnings = count_of(findings, Severity::warning);
  take_first_error(findings, outcome);
  validate::Report report;
  report.file = input.recorded;
  report.sha512 = outcome.sha512;
  report.form = outcome.form;
  report.findings = as_recorded(std::move(findings), input);
  if (shop.options.dry_run) return;
  const std::string document = validate::to_json({report});
  if (const Findings trouble = archive::keep_findings(shop.archive->folder(), outcome, document); !trouble.empty()) {
    hold_up(trouble, outcome);
    return;
  }
  outcome.findings = archive::findings_path(outcome);
}

std::string answer_of(archive::Outcome outcome) {
  outcome.input.clear();
  return archive::to_json(outcome);
}

void name_entry(const ArchiveEntry& entry, archive::Outcome& outcome) {
  outcome.status = entry.stored() ? archive::Status::archived : archive::Status::known;
  outcome.version = entry.version();
  outcome.package = entry.folder();
  outcome.report = entry.folder() + "/" + archive::report_path(entry.package());
}

archive::Standing standing(const Shop& shop) {
  return shop.options.newest ? archive::Standing::newest : archive::Standing::any_version;
}

// Where a package's outcome has its findings.
std::string findings_of(const archive::Outcome& outcome) {
  return outcome.package + "/data/evidence/validation.json";
}

Diagnostic older(const Input& input, const archive::Outcome& outcome, const ArchiveEntry& newest,
                 const std::string& date) {
  return {.code = code::batch_older,
          .place = {input.name, 0, {}},
          .message = {fmt::format("这份报告的日期是 {}，早于已归档的第 {} 版（{}），没有归档。", outcome.date,
                                  newest.version(), date),
                      fmt::format("The report's date, {}, is before that of version {} in the archive, {}: it was not "
                                  "archived.",
                                  outcome.date, newest.version(), date)},
          .hint = {"确实要以这一份为准，单独对它运行 banxin batch --newest；日期写错的，改正日期。",
                   "Where this one is to count, run `banxin batch --newest` for it alone; correct the date if it is "
                   "wrong."}};
}

// What a later version takes the place of.
void name_predecessor(archive::Outcome& outcome) {
  if (outcome.version < 2) return;
  outcome.reason = {fmt::format("取代第 {} 版。", outcome.version - 1),
                    fmt::format("Takes the place of version {}.", outcome.version - 1)};
}

class Identify : public Work {
 public:
  explicit Identify(const Shop& shop) : shop_(shop) {}

  void begin(std::size_t task) override { answers_.push_back(answer_of(outcome_of(shop_.inputs[task]))); }
  std::vector<std::string> finish() override { return std::exchange(answers_, {}); }

 private:
  archive::Outcome outcome_of(const Input& input) {
    archive::Outcome outcome;
    auto bytes = received(reader_, input);
    if (!bytes) {
      if (is_ours(input, outcome)) fail(shop_, input, bytes.take_findings(), outcome);
      return outcome;
    }
    outcome.sha512 = to_hex(digest(DigestKind::sha512, *bytes));
    if (shop_.archive && !shop_.options.retry && archive::find_quarantined(shop_.archive->folder(), outcome))
      return outcome;
    auto record = shop_.pipeline.read_to_identify(*bytes, input.recorded);
    if (!record) {
      const Identity who = record::identity_in(*bytes, input.recorded);
      outcome.year = clipped(who.year);
      outcome.bureau = clipped(who.bureau);
      if (is_ours(input, outcome)) fail(shop_, input, record.take_findings(), outcome);
      return outcome;
    }
    const Identity& who = record->identity();
    outcome.id = archive::id_of(*record);
    outcome.form = who.form;
    outcome.year = clipped(who.year);
    outcome.bureau = clipped(who.bureau);
    outcome.date = clipped(who.date);
    if (!is_ours(input, outcome)) return outcome;
    if (!shop_.archive) return outcome;
    const auto entry = shop_.archive->find(*record, outcome.sha512, shop_.setup, standing(shop_));
    if (!entry) {
      hold_up(entry.findings(), outcome);
    } else if (*entry) {
      name_entry(**entry, outcome);
      name_warnings(**entry, outcome);
    } else if (!shop_.options.newest) {
      compare_with_newest(input, outcome);
    }
    return outcome;
  }

  void name_warnings(const ArchiveEntry& entry, archive::Outcome& outcome) const {
    const auto warnings = shop_.archive->warnings_of(entry);
    // A package that has lost this document is for `archive verify` to find.
    if (!warnings || *warnings == 0) return;
    outcome.warnings = *warnings;
    outcome.findings = findings_of(outcome);
  }

  // A report whose own date is before that of the version that counts does not take its place by coming later (D-13).
  void compare_with_newest(const Input& input, archive::Outcome& outcome) const {
    const auto newest = shop_.archive->newest(outcome.id);
    if (!newest) return hold_up(newest.findings(), outcome);
    if (!*newest || outcome.date.empty()) return;
    const auto date = shop_.archive->date_of(**newest);
    if (date && *date > outcome.date) fail(shop_, input, {older(input, outcome, **newest, *date)}, outcome);
  }

  bool is_ours(const Input& input, const archive::Outcome& outcome) const {
    return shop_.options.shard.has(archive::identity_of(outcome, input.recorded));
  }

  const Shop& shop_;
  InputReader reader_;
  std::vector<std::string> answers_;
};

class Produce : public Work {
 public:
  explicit Produce(const Shop& shop) : shop_(shop) {}

  void begin(std::size_t task) override {
    archive::Outcome outcome = shop_.outcomes[task];
    make(shop_.inputs[task], outcome);
    made_.push_back(std::move(outcome));
  }

  std::vector<std::string> finish() override {
    commit();
    std::vector<std::string> answers;
    for (archive::Outcome& outcome : std::exchange(made_, {})) answers.push_back(answer_of(std::move(outcome)));
    waiting_.clear();
    return answers;
  }

 private:
  void make(const Input& input, archive::Outcome& outcome) {
    auto bytes = received(reader_, input);
    if (!bytes) return fail(shop_, input, bytes.take_findings(), outcome);
    if (to_hex(digest(DigestKind::sha512, *bytes)) != outcome.sha512) {
      return hold_up({{.code = code::batch_input_changed,
                       .message = {"运行期间文件变了。", "The file changed while the batch ran."}}},
                     outcome);
    }
    RenderOptions options;
    Findings compared;
    if (shop_.options.last_year) {
      auto last_year = shop_.options.last_year(*bytes, input.recorded);
      if (!last_year) return fail(shop_, input, last_year.take_findings(), outcome);
      compared = last_year.take_findings();
      options.previous = *std::move(last_year);
    }
    auto rendered = shop_.pipeline.render(*std::move(bytes), input.recorded, options);
    Findings findings = rendered.take_findings();
    if (!compared.empty()) {
      append(findings, std::move(compared));
      findings.close(input.recorded);
    }
    if (rendered && shop_.options.refusal) append(findings, shop_.options.refusal(findings, input.recorded));
    if (!rendered || has_errors(findings)) return fail(shop_, input, std::move(findings), outcome);
    outcome.warnings = count_of(findings, Severity::warning);
    outcome.pages = static_cast<int>(rendered->output->pages().size());
    if (shop_.options.dry_run) {
      outcome.status = archive::Status::ready;
      return;
    }
    if (!writer_) {
      auto writer = archive::Writer::open(*shop_.archive, standing(shop_));
      if (!writer) return hold_up(writer.findings(), outcome);
      writer_.emplace(*std::move(writer));
    }
    const Findings trouble = writer_->add(*rendered->record, *rendered->output, findings, shop_.setup,
                                          rendered->imported ? &*rendered->imported : nullptr);
    if (!trouble.empty()) return hold_up(trouble, outcome);
    waiting_.push_back(made_.size());
  }

  void commit() {
    if (waiting_.empty()) return;
    auto entries = writer_->commit();
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      archive::Outcome& outcome = made_[waiting_[i]];
      if (!entries) {
        hold_up(entries.findings(), outcome);
        continue;
      }
      name_entry((*entries)[i], outcome);
      if (outcome.warnings > 0) outcome.findings = findings_of(outcome);
      if (outcome.status == archive::Status::archived) name_predecessor(outcome);
      // The package is there, whatever becomes of an old list of findings.
      take_first_error(archive::forget(shop_.archive->folder(), outcome), outcome);
    }
  }

  const Shop& shop_;
  InputReader reader_;
  std::optional<archive::Writer> writer_;
  std::vector<archive::Outcome> made_;
  std::vector<std::size_t> waiting_;  // the ones in made_ that wait to be committed
};

class Keep : public Work {
 public:
  explicit Keep(const Shop& shop) : shop_(shop) {}

  void begin(std::size_t task) override {
    archive::Outcome outcome = shop_.outcomes[task];
    auto bytes = received(reader_, shop_.inputs[task]);
    if (bytes) {
      outcome.sha512 = to_hex(digest(DigestKind::sha512, *bytes));
      outcome.findings = archive::quarantine_path(outcome.sha512);
      const Findings trouble = archive::quarantine(shop_.archive->folder(), outcome, *bytes);
      if (!trouble.empty()) hold_up(trouble, outcome);
    }
    answers_.push_back(answer_of(std::move(outcome)));
  }
  std::vector<std::string> finish() override { return std::exchange(answers_, {}); }

 private:
  const Shop& shop_;
  InputReader reader_;
  std::vector<std::string> answers_;
};

}  // namespace

Result<std::string> received(InputReader& reader, const Input& input) {
  return record_in([&](std::uint64_t most_bytes) { return reader.read(input, most_bytes); }, input.recorded);
}

Hire identify(const Shop& shop) {
  return [&shop] { return std::make_unique<Identify>(shop); };
}

Hire produce(const Shop& shop) {
  return [&shop] { return std::make_unique<Produce>(shop); };
}

Hire keep(const Shop& shop) {
  return [&shop] { return std::make_unique<Keep>(shop); };
}

}  // namespace banxin::batch
