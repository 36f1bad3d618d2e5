#include "archive/setup.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include "archive/mapped_file.h"
#include "archive/packages.h"
#include "base/codes.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/utf8.h"
#include "record/record.h"

namespace banxin::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_bytes = 16U << 20U;  // of a file of a form

std::string sha512_of(std::string_view bytes) {
  return to_hex(digest(DigestKind::sha512, bytes));
}

Diagnostic name_not_portable(const std::string& path) {
  return {.code = code::form_unusable,
          .place = {path, 0, {}},
          .message = {"表格的文件夹里有不能入档的文件名：只能用字母、数字和 . _ -，每段最多 64 个字符。",
                      "A file of the form has a name that cannot be archived: letters, digits and . _ - alone, at most "
                      "64 of them in each part."},
          .hint = {"改名，或把与表格无关的文件移走。", "Rename it, or move away what is not part of the form."}};
}

Findings list_files(const std::string& folder, std::vector<fs::path>& paths) {
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    if (hidden) {
      entry.disable_recursion_pending();
    } else if (const fs::file_status status = entry->status(error); !error && fs::is_regular_file(status)) {
      paths.push_back(entry->path());
    }
    if (!error) entry.increment(error);
  }
  if (error) return {read_fault(folder, error.value())};
  std::sort(paths.begin(), paths.end());
  return {};
}

// All files of a folder and those below it, by path; hidden ones are not part of a form. What cannot be listed or read
// is an error: a package without it would be archived as if it were whole.
Findings read_folder(const fs::path& folder, const std::string& below, std::vector<BagFile>& files) {
  std::vector<fs::path> paths;
  Findings findings = list_files(folder.string(), paths);
  for (const fs::path& path : paths) {
    const fs::path inside = path.lexically_relative(folder);
    auto bytes = read_file(path.string(), most_bytes);
    if (!bytes) {
      append(findings, bytes.take_findings());
    } else if (!is_portable(inside.generic_string())) {
      findings.push_back(name_not_portable(path.string()));
    } else {
      files.emplace_back(below + "/" + inside.generic_string(), *std::move(bytes));
    }
  }
  for (Diagnostic& finding : findings) finding.code = code::form_unusable;
  return findings;
}

// What a user's own form need not have beside it.
Result<bool> is_there(const std::string& path) {
  auto there = exists(path);
  if (there) return there;
  Findings findings = there.take_findings();
  for (Diagnostic& finding : findings) finding.code = code::form_unusable;
  return findings;
}

}  // namespace

Result<Setup> Setup::load(const FontBook& fonts) {
  Setup setup;
  setup.parts_ = std::make_shared<Parts>();
  std::map<std::string, std::string> digests;  // by file: a collection holds several faces
  std::string served;
  for (const RoleFaces& role : fonts.roles()) {
    served += std::string(name_of(role.role)) + "\n";
    if (!role.marks.empty()) {
      served += fmt::format("marks {} ", name_of(role.marks_from));
      for (const char32_t mark : role.marks) served += utf8_of(mark);
      served += "\n";
    }
    for (const FaceId id : role.faces) {
      const FaceInfo& info = fonts.info(id);
      std::string& sha512 = digests[info.file];
      if (sha512.empty()) {
        auto file = MappedFile::open(fs::weakly_canonical(info.file).string());
        if (!file) {
          Findings findings = file.take_findings();
          for (Diagnostic& finding : findings) finding.code = code::font_unusable;
          return findings;
        }
        sha512 = sha512_of(file->bytes());
      }
      served += fmt::format("{} {} {}\n", info.postscript_name, info.index, sha512);
      setup.parts_->faces.emplace(id, FaceFacts{info, sha512});
    }
  }
  setup.parts_->fonts_sha512 = sha512_of(served);
  return setup;
}

Findings Setup::add(const Form& form, const std::string& page_style_folder) {
  FormFacts facts;
  const fs::path folder = fs::path(form.folder).lexically_normal();
  Findings findings = read_folder(folder, "data/schema/" + form.id, facts.files);
  append(findings,
         read_folder(fs::path(page_style_folder).lexically_normal(), "data/schema/" + form.page_style, facts.files));
  // What the form shares with those beside it; a user's own form need not share anything.
  const fs::path shared = fs::path(form.common_folder).lexically_normal();
  const auto shares = is_there(shared.string());
  if (!shares) append(findings, shares.findings());
  if (shares && *shares) append(findings, read_folder(shared, "data/schema/common", facts.files));
  // The vocabulary of the form's stylesheet; a user's own form need not have it beside it.
  const std::string vocabulary = (shared.parent_path() / "document.xsd").string();
  const auto has_vocabulary = is_there(vocabulary);
  if (!has_vocabulary) append(findings, has_vocabulary.findings());
  if (has_vocabulary && *has_vocabulary) {
    auto bytes = read_file(vocabulary, most_bytes);
    if (bytes)
      facts.files.emplace_back("data/schema/document.xsd", *std::move(bytes));
    else
      append(findings, bytes.take_findings());
  }
  const std::string guide = (shared.parent_path() / "record.md").string();
  const auto has_guide = is_there(guide);
  if (!has_guide) append(findings, has_guide.findings());
  if (has_guide && *has_guide) {
    auto bytes = read_file(guide, most_bytes);
    if (bytes)
      facts.guide.emplace("schemas/record.md", *std::move(bytes));
    else
      append(findings, bytes.take_findings());
  }
  if (has_errors(findings)) return findings;
  std::string list;
  for (const BagFile& file : facts.files) list += file.sha512 + "  " + file.path + "\n";
  facts.sha512 = sha512_of(list);
  parts_->forms.insert_or_assign(form.id, std::move(facts));
  return {};
}

std::string Setup::key_of(const Record& record, const std::string& received) const {
  const std::string from = received == record.sha512() ? std::string() : fmt::format("received {}\n", received);
  std::string beside;
  for (const RecordFile& file : record.files()) beside += fmt::format("file {} {}\n", file.sha512, file.source);
  return sha512_of(fmt::format("{}{}record {}\nform {}\nfonts {}\nprogram {}\n", from, beside, record.sha512(),
                               parts_->forms.at(record.form().id).sha512, parts_->fonts_sha512, BANXIN_VERSION));
}

}  // namespace banxin::archive
