#include "archive/guide.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "archive/archive.h"
#include "base/text.h"

namespace banxin::archive {
namespace {

struct Explained {
  std::string_view prefix;  // of a file's path, or all of it; {id} stands for the id
  Bilingual what;
};

// In the order in which a reader wants them; the first that a path begins with.
const std::array explained = {
    Explained{"data/report/",
              {"报告，PDF/A-3a、PDF/UA-1，里面附着记录", "the report, PDF/A-3a and PDF/UA-1, with the record inside"}},
    Explained{
        "data/source/{id}.xml",
        {"记录，逐字节照收到的（或由收到的文件得来的）", "the record, byte for byte as received, or as imported"}},
    Explained{"data/source/c14n/",
              {"记录的规范形式（Canonical XML 1.1，不含注释），供比较",
               "the record as Canonical XML 1.1 without its comments, for comparing"}},
    Explained{"data/source/{id}.", {"收到的文件，逐字节", "what was received, byte for byte"}},
    Explained{
        "data/metadata/",
        {"著录项，元素名取自 DA/T 46、DA/T 48", "what describes the report, under the names of DA/T 46 and DA/T 48"}},
    Explained{"data/evidence/validation.json",
              {"逐条规则的结果和发现的问题", "the verdict of each rule, and what was found"}},
    Explained{"data/evidence/import.json",
              {"记录的每个值在收到的文件里的出处", "where in the file received each value of the record stood"}},
    Explained{
        "data/evidence/fonts.json",
        {"所用的字体：名称、版本、许可、字体文件的摘要", "the faces: name, version, licence, digest of the font file"}},
    Explained{"data/evidence/geometry.json", {"每页量得的尺寸", "each page as measured"}},
    Explained{"data/provenance/build.json",
              {"由哪个程序、哪些库，从哪些文件做成哪些文件",
               "by which program and libraries, from which bytes, came which bytes"}},
    Explained{"data/provenance/versions.json",
              {"第几版，为何，前一版是哪个包", "which version, why, and the package before it"}},
    Explained{"data/schema/",
              {"当时所用的表：结构（XSD）、规则（Schematron）、标签、排版样式",
               "the form as used: schema (XSD), rules (Schematron), labels, stylesheet, page style"}},
    Explained{"manifest-", {"data/ 里每个文件的摘要", "the digest of each file below data/"}},
    Explained{"bag-info.txt", {"这个包是谁的什么", "whose package it is, of what"}},
    Explained{"bagit.txt", {"BagIt 的声明", "the declaration of BagIt"}},
    Explained{"tagmanifest-", {"其余各文件的摘要", "the digests of the other files"}},
    Explained{"schemas/",
              {"各 JSON 文件和著录项的结构，记录的说明", "what the JSON files, the metadata and the record look like"}},
};

std::string replaced(std::string_view text, std::string_view word, std::string_view by) {
  std::string result;
  while (true) {
    const std::size_t at = text.find(word);
    result += text.substr(0, at);
    if (at == std::string_view::npos) return result;
    result += by;
    text.remove_prefix(at + word.size());
  }
}

// Folders of many files are named once.
std::string shown_as(const std::string& path) {
  for (const std::string_view folder : {"data/schema/", "schemas/"}) {
    if (path.starts_with(folder)) return std::string(folder);
  }
  return path;
}

// What each file of the package is, in both languages.
Bilingual list_of(const std::string& id, const std::vector<std::string>& paths) {
  Bilingual list;
  std::vector<bool> done(paths.size());
  for (const Explained& row : explained) {
    const std::string prefix = replaced(row.prefix, "{id}", id);
    std::string last;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if (done[i] || !paths[i].starts_with(prefix)) continue;
      done[i] = true;
      const std::string name = shown_as(paths[i]);
      if (name == last) continue;
      last = name;
      list.zh += fmt::format("  {}\n      {}\n", name, row.what.zh);
      list.en += fmt::format("  {}\n      {}\n", name, row.what.en);
    }
  }
  return list;
}

std::string list_of(const std::vector<GuideFace>& faces) {
  std::string list;
  for (const GuideFace& face : faces) {
    list += fmt::format("  {} ({}), {}\n", face.postscript_name, on_one_line(face.family), on_one_line(face.version));
    list += fmt::format("      {}\n", face.licence.empty() ? "（字体里没有写许可 the font file names no licence）"
                                                           : on_one_line(face.licence));
  }
  if (!list.empty()) list.pop_back();
  return list;
}

struct Kept {
  const char* path;
  std::string_view (*text)();
};

}  // namespace

std::vector<BagFile> bag_guide(const GuideFacts& facts, const std::vector<BagFile>& payload) {
  static const BagFile evidence("schemas/evidence.schema.json", std::string(evidence_schema()));
  static const BagFile metadata("schemas/metadata.xsd", std::string(metadata_schema()));
  std::vector<std::string> paths = {"bag-info.txt",           "bagit.txt",  "manifest-sha512.txt", "manifest-sm3.txt",
                                    "tagmanifest-sha512.txt", evidence.path};
  for (const BagFile& file : payload) paths.push_back(file.path);
  std::sort(paths.begin(), paths.end());
  const Bilingual files = list_of(facts.id, paths);
  std::string text(bag_readme_template());
  // What a bureau has written comes last: its braces are nothing to fill in.
  for (const auto& [word, by] : {std::pair<std::string_view, std::string>{"{files.zh}", files.zh},
                                 {"{files.en}", files.en},
                                 {"{program}", BANXIN_VERSION},
                                 {"{form}", facts.form},
                                 {"{id}", facts.id},
                                 {"{package}", facts.package},
                                 {"{year}", facts.year},
                                 {"{faces}", list_of(facts.faces)},
                                 {"{bureau}", on_one_line(facts.bureau)},
                                 {"{title}", on_one_line(facts.title)}}) {
    text = replaced(text, word, by);
  }
  return {{readme_file, std::move(text)}, evidence, metadata};
}

Findings write_guide(const Folder& archive) {
  constexpr std::array kept = {Kept{"README.txt", archive_readme}, Kept{"schemas/journal.schema.json", journal_schema},
                               Kept{"schemas/event.schema.json", event_schema},
                               Kept{"schemas/findings.schema.json", findings_schema}};
  if (auto made = archive.make_folder(schemas_folder); !made) return made.take_findings();
  for (const Kept& file : kept) {
    const std::string_view text = file.text();
    const auto there = archive.read(file.path, text.size());
    if (there && *there == text) continue;
    if (Findings trouble = archive.replace(file.path, text); !trouble.empty()) return trouble;
  }
  return {};
}

}  // namespace banxin::archive
