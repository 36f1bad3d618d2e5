#include "archive/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "archive/bag_check.h"
#include "archive/bag_reader.h"
#include "archive/packages.h"
#include "base/codes.h"
#include "base/file_name.h"
#include "base/text.h"

namespace banxin::archive {
namespace {

constexpr std::string_view suffix = ".pdf";
constexpr std::array<std::string_view, 5> words = {"year", "bureau", "form", "title", "version"};

std::string value_of(std::string_view word, const CataloguedPackage& package) {
  if (word == "year") return package.year;
  if (word == "bureau") return on_one_line(package.bureau);
  if (word == "form") return package.form;
  if (word == "title") return on_one_line(package.title);
  return fmt::format("{:02}", package.version);
}

// Goes through a pattern: its text and the words in braces between.
void read(std::string_view pattern, const std::function<void(std::string_view)>& text,
          const std::function<void(std::string_view)>& word) {
  while (!pattern.empty()) {
    const std::size_t begin = std::min(pattern.find('{'), pattern.size());
    text(pattern.substr(0, begin));
    pattern.remove_prefix(begin);
    if (pattern.empty()) return;
    const std::size_t end = std::min(pattern.find('}'), pattern.size());
    word(pattern.substr(1, end - 1));
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
}

// The name without its suffix.
std::string stem_of(std::string_view pattern, const CataloguedPackage& package) {
  if (pattern.ends_with(suffix)) pattern.remove_suffix(suffix.size());
  std::string stem;
  read(
      pattern, [&](std::string_view text) { stem += text; },
      [&](std::string_view word) { stem += value_of(word, package); });
  return stem;
}

// The bytes of its report, when the whole package is what was put there.
Result<std::string> sound_report(const Folder& archive, const CataloguedPackage& package) {
  const BagOnDisk bag = read_bag(archive, package.folder);
  Findings wrong = check_bag(bag);
  if (has_errors(wrong)) return wrong;
  const FileOnDisk* manifest = bag.file("tagmanifest-sha512.txt");
  if (manifest == nullptr || manifest->sha512 != package.sha512) {
    return Diagnostic{.code = code::archive_authenticity,
                      .place = {package.folder, 0, {}},
                      .message = {"这个包不是目录所记的那一个。", "The package is not the one in the catalogue."},
                      .hint = {"用 banxin archive verify 检查档案库。", "Check the archive: banxin archive verify."}};
  }
  const FileOnDisk* report = bag.file(package.report.substr(package.folder.size() + 1));
  if (report == nullptr) return unreadable(package.folder);
  return report->bytes;
}

Findings put(const Folder& to, const std::string& name, const std::string& bytes, bool force) {
  const auto kind = to.kind_of(name);
  if (!kind) return kind.findings();
  if (*kind == Folder::Kind::file) {
    const auto there = to.read(name, bytes.size() + 1);
    if (there && *there == bytes) return {};
  }
  if (*kind != Folder::Kind::nothing && !force) {
    return {{.code = code::output_not_writable,
             .place = {to.path_of(name), 0, {}},
             .message = {"已有同名的另一个文件，没有覆盖。", "There is another file of this name; it was left alone."},
             .hint = {"换一个文件夹，或加 --force 覆盖。", "Name another folder, or replace it with --force."}}};
  }
  return to.replace(name, bytes);
}

}  // namespace

std::string wrong_placeholder(std::string_view pattern) {
  std::string wrong;
  read(
      pattern, [](std::string_view) {},
      [&wrong](std::string_view word) {
        const bool known = std::find(words.begin(), words.end(), word) != words.end();
        if (!known && wrong.empty()) wrong = "{" + std::string(word) + "}";
      });
  if (wrong.empty() && pattern.rfind('{') != std::string_view::npos &&
      pattern.find('}', pattern.rfind('{')) == std::string_view::npos) {
    wrong = pattern.substr(pattern.rfind('{'));
  }
  return wrong;
}

Result<std::vector<Exported>> export_reports(const std::string& folder, const Filter& filter, std::string_view pattern,
                                             const std::string& to, bool force, Findings& faults) {
  const auto packages = list(folder, filter);
  if (!packages) return packages.findings();
  const auto archive = open_archive(folder);
  if (!archive) return archive.findings();
  const auto target = Folder::make(to);
  if (!target) return target.findings();
  FileNames names;
  std::vector<Exported> all;
  for (const CataloguedPackage& package : *packages) {
    const std::string stem = stem_of(pattern, package);
    const std::string name = names.settle(stem, package.folder) + std::string(suffix);
    const auto bytes = sound_report(*archive, package);
    Findings wrong = bytes ? put(*target, name, *bytes, force) : bytes.findings();
    if (has_errors(wrong)) {
      append(faults, std::move(wrong));
    } else {
      all.push_back({name, package, stem + std::string(suffix)});
    }
  }
  return all;
}

}  // namespace banxin::archive
