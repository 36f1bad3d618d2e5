#include "archive/examination.h"

#include <fmt/format.h>

#include <algorithm>

#include "archive/archived_forms.h"
#include "archive/bag_check.h"
#include "archive/bag_reader.h"
#include "archive/fault.h"
#include "archive/json.h"
#include "archive/package_check.h"
#include "base/confined.h"

namespace banxin::archive {
namespace {

// Even the largest package takes a tenth of either.
constexpr Bounds bounds = {.memory = std::uint64_t{400} << 20U,
                           .processor = std::chrono::seconds(20),
                           .time = std::chrono::seconds(120),
                           .answer = std::uint64_t{64} << 20U,
                           .may_open = true};

// `archive` is null for a package that stands by itself.
Examined examine_bag(const Folder* archive, const PackageName& name, const BagOnDisk& bag, ArchivedForms& forms) {
  Examined examined;
  examined.files = bag.files.size();
  for (const auto& [path, file] : bag.files) examined.bytes += file.bytes.size();
  if (const FileOnDisk* manifest = bag.file("tagmanifest-sha512.txt")) examined.sha512 = manifest->sha512;
  examined.findings = check_bag(bag);
  // What a changed file says is not worth reporting.
  if (examined.findings.empty()) examined.findings = check_package(archive, name, bag, forms);
  return examined;
}

std::string answer_of(const std::vector<Examined>& all) {
  Json answer = Json::array();
  for (const Examined& examined : all) {
    Json findings = Json::array();
    for (const Diagnostic& it : examined.findings) {
      findings.push_back({it.code, it.severity, it.place.file, it.place.line, it.place.xpath, it.message.zh,
                          it.message.en, it.hint.zh, it.hint.en});
    }
    Json others = Json::array();
    for (const auto& [what, times] : examined.findings.not_held()) {
      others.push_back({what.first, what.second, times});
    }
    answer.push_back({examined.sha512, examined.files, examined.bytes, std::move(findings), std::move(others)});
  }
  return answer.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<Examined> read_answer(const std::string& bytes) {
  std::vector<Examined> all;
  for (const Json& one : Json::parse(bytes)) {
    Examined examined{.sha512 = one.at(0), .files = one.at(1), .bytes = one.at(2), .findings = {}};
    for (const Json& it : one.at(3)) {
      examined.findings.push_back({.code = it.at(0),
                                   .severity = it.at(1),
                                   .place = {it.at(2), it.at(3), it.at(4)},
                                   .message = {it.at(5), it.at(6)},
                                   .hint = {it.at(7), it.at(8)}});
    }
    for (const Json& it : one.at(4)) examined.findings.count_only(it.at(0), it.at(1), it.at(2));
    all.push_back(std::move(examined));
  }
  return all;
}

Examined examine_one(const Folder& archive, const PackageInPlace& package, ArchivedForms& forms) {
  return examine_bag(&archive, package.second, read_bag(archive, package.first), forms);
}

Bilingual reason(Confined::End end) {
  switch (end) {
    case Confined::End::memory:
      return {fmt::format("检查这个包要用 {} MiB 以上的内存", bounds.memory >> 20U),
              fmt::format("to check the package takes more than {} MiB of memory", bounds.memory >> 20U)};
    case Confined::End::processor:
    case Confined::End::time:
      return {fmt::format("检查这个包超过 {} 秒", bounds.processor.count()),
              fmt::format("to check the package takes more than {} seconds", bounds.processor.count())};
    case Confined::End::no_process: return {"系统不给新的进程", "the system does not allow another process"};
    default: return {"检查这个包的进程崩溃了", "the process that checked the package crashed"};
  }
}

Examined could_not(std::string package, Confined::End end) {
  const Bilingual why = reason(end);
  Examined examined;
  examined.findings.push_back(
      fault(Property::usability, std::move(package),
            {fmt::format("没有查完：{}。", why.zh), fmt::format("It was not checked to its end: {}.", why.en)}));
  return examined;
}

}  // namespace

std::vector<Examined> examine(const Folder& archive, const std::vector<const PackageInPlace*>& packages) {
  const Confined confined = run_confined(
      [&] {
        ArchivedForms forms;
        std::vector<Examined> all;
        for (const PackageInPlace* package : packages) all.push_back(examine_one(archive, *package, forms));
        return answer_of(all);
      },
      bounds);
  if (confined.end == Confined::End::done) return read_answer(confined.bytes);
  if (packages.size() == 1) return {could_not(archive.path_of(packages.front()->first), confined.end)};
  std::vector<Examined> all;
  for (const PackageInPlace* package : packages) {
    auto one = examine(archive, {package});
    all.push_back(std::move(one.front()));
  }
  return all;
}

ExaminedAlone examine_alone(const Folder& package, const std::optional<PackageName>& name) {
  ExaminedAlone alone;
  if (name) alone.name = *name;
  const auto named_itself = [&package]() -> std::optional<PackageName> {
    constexpr std::uint64_t most_bytes = 1U << 20U;
    const auto info = package.read("bag-info.txt", most_bytes);
    return info ? read_package_name(bag_info_value(*info, "External-Identifier")) : std::nullopt;
  };
  if (!name) alone.name = named_itself().value_or(PackageName{});
  const Confined confined = run_confined(
      [&] {
        ArchivedForms forms;
        return answer_of({examine_bag(nullptr, alone.name, read_bag(package), forms)});
      },
      bounds);
  alone.examined = confined.end == Confined::End::done ? std::move(read_answer(confined.bytes).front())
                                                       : could_not(package.path(), confined.end);
  return alone;
}

}  // namespace banxin::archive
