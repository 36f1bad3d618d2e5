#include "archive/package_check.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <utility>

#include "archive/fault.h"
#include "archive/json.h"
#include "base/codes.h"
#include "output/pdf/pdf.h"
#include "record/parts.h"
#include "xml/xml.h"

namespace banxin::archive {
namespace {

constexpr const char* validation_file = "data/evidence/validation.json";
constexpr const char* fonts_file = "data/evidence/fonts.json";
constexpr const char* geometry_file = "data/evidence/geometry.json";
constexpr const char* import_file = "data/evidence/import.json";
constexpr const char* pictures_file = "data/evidence/pictures.json";
constexpr const char* build_file = "data/provenance/build.json";
constexpr const char* versions_file = "data/provenance/versions.json";
constexpr const char* metadata_file = "data/metadata/record.xml";

// A string at a pointer such as /judged/record; nothing when the document has none there.
std::optional<std::string> text_at(const Json& json, const std::string& pointer) {
  const Json::json_pointer at(pointer);
  if (!json.contains(at) || !json.at(at).is_string()) return std::nullopt;
  return json.at(at).get<std::string>();
}

class PackageCheck {
 public:
  PackageCheck(const Folder* archive, const PackageName& name, const BagOnDisk& bag, ArchivedForms& forms)
      : archive_(archive), name_(name), package_(package_name(name.id, name.version)), bag_(bag), forms_(forms) {}

  Findings run() {
    source_ = needed("data/source/" + name_.id + ".xml");
    canonical_ = needed("data/source/c14n/" + name_.id + ".xml");
    report_ = needed(report_path(package_));
    check_info();
    check_record();
    check_attachment();
    check_judged(validation_file, "/judged/record", source_);
    check_judged(fonts_file, "/judged/report", report_);
    check_judged(geometry_file, "/judged/report", report_);
    check_import();
    check_pictures();
    check_build();
    check_versions();
    check_metadata();
    return std::move(findings_);
  }

 private:
  void say(Property property, const std::string& path, Bilingual message) {
    findings_.push_back(fault(property, bag_.folder + "/" + path, std::move(message)));
  }

  const FileOnDisk* needed(const std::string& path) {
    const FileOnDisk* file = bag_.file(path);
    if (file == nullptr) {
      say(Property::integrity, path, {"包里应有这个文件，但没有。", "The package should have this file and has not."});
    }
    return file;
  }

  // The package has the name that it gives itself: a folder that was renamed does not.
  void check_info() {
    constexpr const char* path = "bag-info.txt";
    const FileOnDisk* info = bag_.file(path);
    if (info == nullptr) return;
    const auto expect = [&](const char* label, const std::string& wanted) {
      const std::string said = bag_info_value(info->bytes, label);
      if (said == wanted) return;
      say(Property::authenticity, path,
          {fmt::format("{} 是“{}”，应为“{}”。", label, said, wanted),
           fmt::format(R"({} is "{}"; it should be "{}".)", label, said, wanted)});
    };
    expect("External-Identifier", package_);
    expect("Bag-Group-Identifier", name_.id);
    if (source_ != nullptr) expect("Record-SHA-512", source_->sha512);
  }

  // What went wrong inside, reported for the package's file.
  void tell(Property property, const std::string& path, const Diagnostic& why) {
    Diagnostic finding = fault(property, bag_.folder + "/" + path, why.message);
    finding.place.line = why.place.line;
    finding.place.xpath = why.place.xpath;
    findings_.push_back(std::move(finding));
  }

  void check_record() {
    if (source_ == nullptr) return;
    const std::string path = "data/source/" + name_.id + ".xml";
    auto record = forms_.read(bag_, source_->bytes, bag_.folder + "/" + path);
    if (!record) {
      for (const Diagnostic& why : record.findings()) {
        if (why.severity == Severity::error) tell(Property::usability, path, why);
      }
      return;
    }
    if (!is_id_of(*record, name_.id)) {
      say(Property::authenticity, path,
          {fmt::format("记录的单位、表和年度对应代号 {}，不是这个包的。", id_of(*record)),
           fmt::format("Its bureau, form and year have the id {}, which is not the package's.", id_of(*record))});
    }
    record::for_each_figure(record->tree().root(), "picture", [this](const xml::Node& node) {
      if (auto source = node.attribute("source")) named_.insert(*std::move(source));
    });
    if (canonical_ != nullptr && record->tree().canonical() != canonical_->bytes) {
      say(Property::authenticity, "data/source/c14n/" + name_.id + ".xml",
          {"不是该记录的规范形式（Canonical XML）。", "It is not the canonical form of the record."});
    }
    const auto& checker = forms_.checker(record->form());
    if (!checker) return tell(Property::usability, "data/schema/" + record->form().id, checker.findings().front());
    for (const Diagnostic& why : checker->report(*record).findings) {
      if (why.severity == Severity::error) tell(Property::usability, path, why);
    }
  }

  void check_attachment() {
    if (report_ == nullptr || source_ == nullptr) return;
    const std::string path = report_path(package_);
    auto attached = pdf::extract_source(report_->bytes, bag_.folder + "/" + path);
    if (!attached) {
      // That the machine has no process to give says nothing about the package.
      const Diagnostic& why = attached.findings().front();
      if (exit_status({why}) == ExitStatus::temporary) return findings_.push_back(why);
      return tell(Property::usability, path, why);
    }
    if (*attached == source_->bytes) return;
    say(Property::authenticity, path,
        {"PDF 里附的记录不是包里的记录。", "The record inside the PDF is not the record of the package."});
  }

  std::optional<Json> json_of(const char* path) {
    const FileOnDisk* file = needed(path);
    if (file == nullptr) return std::nullopt;
    Json json = read_object(file->bytes);
    if (!json.is_null()) return json;
    say(Property::usability, path, {"不是可读的 JSON 文档。", "It is not a JSON document that can be read."});
    return std::nullopt;
  }

  void check_digest(const char* path, const std::optional<std::string>& said, const FileOnDisk* file) {
    if (file == nullptr || said == file->sha512) return;
    say(Property::authenticity, path,
        {"所依据的摘要与包里的文件不符。", "The digest of what it judged is not that of the file in the package."});
  }

  void check_judged(const char* path, const char* pointer, const FileOnDisk* file) {
    if (const auto json = json_of(path)) check_digest(path, text_at(*json, pointer), file);
  }

  // The file that the record was imported from, where there is one, has evidence of the import.
  void check_import() {
    const FileOnDisk* received = nullptr;
    for (const auto& [path, file] : bag_.files) {
      const bool beside = path.starts_with("data/source/" + name_.id + ".") && !path.ends_with(".xml");
      if (beside) received = &file;
    }
    if (received == nullptr && bag_.file(import_file) == nullptr) return;
    sources_ = received == nullptr ? 1 : 2;
    const auto json = json_of(import_file);
    if (!json) return;
    check_digest(import_file, text_at(*json, "/judged/record"), source_);
    if (received != nullptr) return check_digest(import_file, text_at(*json, "/judged/received"), received);
    say(Property::integrity, import_file,
        {"包里没有它所说的收到的文件。", "The file received, which it is about, is not in the package."});
  }

  // Every file that the record names is in the package, and has evidence of where.
  void check_pictures() {
    if (named_.empty() && bag_.file(pictures_file) == nullptr) return;
    const auto json = json_of(pictures_file);
    if (!json) return;
    check_digest(pictures_file, text_at(*json, "/judged/record"), source_);
    std::set<std::string> paths;
    if (json->contains("pictures") && json->at("pictures").is_array()) {
      for (const Json& one : json->at("pictures")) {
        const std::string path = one.is_object() ? text_at(one, "/path").value_or("") : std::string();
        paths.insert(path);
        if (const FileOnDisk* file = needed(path)) {
          check_digest(pictures_file, text_at(one, "/sha512"), file);
          named_.erase(text_at(one, "/source").value_or(""));
        }
      }
    }
    sources_ += paths.size();
    for (const std::string& source : named_) {
      say(Property::integrity, pictures_file,
          {fmt::format("记录里的图片“{}”不在包里。", shortened(source)),
           fmt::format("The picture \"{}\" of the record is not in the package.", shortened(source))});
    }
  }

  void check_build() {
    const auto json = json_of(build_file);
    if (!json) return;
    std::set<std::string> told;
    for (const char* part : {"inputs", "outputs"}) {
      if (!json->contains(part) || !json->at(part).is_array()) continue;
      for (const Json& one : json->at(part)) {
        const std::string path = one.is_object() ? text_at(one, "/path").value_or("") : std::string();
        told.insert(path);
        if (const FileOnDisk* file = needed(path)) check_digest(build_file, text_at(one, "/sha512"), file);
      }
    }
    const FileOnDisk* info = bag_.file("bag-info.txt");
    const bool same_key =
        info == nullptr || text_at(*json, "/key") == bag_info_value(info->bytes, "Internal-Sender-Identifier");
    if (same_key && told.size() == 2 + sources_) return;
    say(Property::authenticity, build_file,
        {"没有说明全部的输入和输出，或键与 bag-info.txt 不符。",
         "It does not list all that went in and came out, or its key is not that of bag-info.txt."});
  }

  // AR-84: each version names the one before it by the digest that covers all of its bytes.
  void check_versions() {
    const auto json = json_of(versions_file);
    if (!json) return;
    check_digest(versions_file, text_at(*json, "/judged/record"), source_);
    const bool numbered = json->contains("number") && json->at("number") == name_.version;
    if (!numbered || text_at(*json, "/id") != name_.id) {
      say(Property::authenticity, versions_file,
          {"版本号或代号与包的名称不符。", "Its number or id is not that of the package."});
    }
    const auto before = text_at(*json, "/predecessor/package");
    const std::string wanted = name_.version == 1 ? std::string() : package_name(name_.id, name_.version - 1);
    if (before.value_or("") != wanted) {
      return say(Property::authenticity, versions_file,
                 {fmt::format("前一版本应为“{}”，写的是“{}”。", wanted, before.value_or("")),
                  fmt::format(R"(The version before should be "{}"; it says "{}".)", wanted, before.value_or(""))});
    }
    if (!before || archive_ == nullptr) return;
    const auto there = read_entry(*archive_, name_.id, name_.version - 1);
    if (!there && there.findings().front().code != code::input_missing) {
      return tell(Property::usability, versions_file, there.findings().front());
    }
    if (!there) {
      say(Property::integrity, versions_file,
          {fmt::format("前一版本 {} 不在档案库里。", wanted),
           fmt::format("The version before, {}, is not in the archive.", wanted)});
    } else if (text_at(*json, "/predecessor/tagmanifest-sha512") != there->sha512) {
      say(Property::authenticity, versions_file,
          {fmt::format("前一版本 {} 不是这一版本所接续的那个：摘要不符。", wanted),
           fmt::format("The version before, {}, is not the one that this follows: its digest differs.", wanted)});
    }
  }

  void check_metadata() {
    const FileOnDisk* file = needed(metadata_file);
    if (file == nullptr) return;
    const auto tree = xml::Tree::parse(file->bytes, bag_.folder + "/" + metadata_file);
    if (!tree) return tell(Property::usability, metadata_file, tree.findings().front());
    for (const xml::Node& part : tree->root().elements()) {
      if (part.name() != "文件数据") continue;
      for (const xml::Node& document : part.elements()) check_document(document);
    }
  }

  void check_document(const xml::Node& document) {
    std::string path, size, sha512;
    for (const xml::Node& fact : document.elements()) {
      if (fact.name() == "计算机文件名") path = fact.text();
      if (fact.name() == "计算机文件大小") size = fact.text();
      if (fact.name() == "校验码") sha512 = fact.text();
    }
    const FileOnDisk* file = needed(path);
    if (file == nullptr || (size == std::to_string(file->bytes.size()) && sha512 == file->sha512)) return;
    say(Property::authenticity, metadata_file,
        {fmt::format("所记 {} 的大小或校验码与文件不符。", path),
         fmt::format("Size or digest that it gives for {} is not the file's.", path)});
  }

  const Folder* archive_;
  PackageName name_;
  std::string package_;
  const BagOnDisk& bag_;
  ArchivedForms& forms_;
  const FileOnDisk* source_ = nullptr;
  const FileOnDisk* canonical_ = nullptr;
  const FileOnDisk* report_ = nullptr;
  std::size_t sources_ = 1;      // the record, what it was imported from, its pictures
  std::set<std::string> named_;  // the files that the record names
  Findings findings_;
};

}  // namespace

Findings check_package(const Folder* archive, const PackageName& name, const BagOnDisk& bag, ArchivedForms& forms) {
  return PackageCheck(archive, name, bag, forms).run();
}

}  // namespace banxin::archive
