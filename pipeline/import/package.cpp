#include "import/package.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace banxin::import {
namespace {

// Parts of a report of 100 pages are a tenth of these.
constexpr std::uint64_t most_part_bytes = 24U << 20U;
constexpr xml::Limits limits = {.bytes = most_part_bytes,
                                .depth = 200,
                                .attributes = 200,
                                .elements = 400'000,
                                .all_attributes = 800'000,
                                .text_bytes = 1U << 20U};

std::string plain_name(std::string_view name) {
  std::string plain(name);
  std::transform(plain.begin(), plain.end(), plain.begin(), [](char c) {
    if (c == '\\') return '/';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return plain.starts_with('/') ? plain.substr(1) : plain;
}

// A target as the part `from` writes it, as a part's name: ../media/x.png in word/document.xml is media/x.png.
std::string resolved(std::string_view from, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string folder(from.substr(0, from.rfind('/') == std::string_view::npos ? 0 : from.rfind('/') + 1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!folder.empty()) folder.pop_back();
    folder.erase(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/') + 1);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return folder + std::string(target);
}

std::string relationships_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  const std::size_t at = slash == std::string::npos ? 0 : slash + 1;
  return part.substr(0, at) + "_rels/" + part.substr(at) + ".rels";
}

Bilingual fault_of_part(const std::string& name, const Findings& findings) {
  const Bilingual why = findings.empty() ? Bilingual{} : findings.front().message;
  return {fmt::format("其中的 {} 读不出来：{}", name, why.zh), fmt::format("its {} cannot be read: {}", name, why.en)};
}

}  // namespace

std::string attribute_of(const xml::Node& node, const char* name) {
  if (auto value = node.attribute(name)) return *std::move(value);
  const std::string own(node.namespace_uri());
  return own.empty() ? std::string() : node.attribute(name, own.c_str()).value_or("");
}

std::optional<xml::Node> child_of(const xml::Node& node, std::string_view name) {
  for (const xml::Node& child : node.elements()) {
    if (child.name() == name) return child;
  }
  return std::nullopt;
}

int number_of(const std::string& text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr int most = 2'000'000;
  return value < 0 || value > most ? otherwise : value;
}

Package::Package(zip::ZipFile file) : file_(std::move(file)), members_(file_.members()) {
  for (zip::Member& member : members_) member.name = plain_name(member.name);
}

std::optional<Package> Package::open(std::string_view bytes, Bilingual& fault) {
  auto file = zip::ZipFile::of(bytes, {});
  if (!file) {
    fault = file.findings().front().message;
    return std::nullopt;
  }
  return Package(*std::move(file));
}

std::optional<xml::Tree> Package::tree(const std::string& name, Bilingual& fault) const {
  const std::string plain = plain_name(name);
  const auto member =
      std::find_if(members_.begin(), members_.end(), [&plain](const zip::Member& one) { return one.name == plain; });
  if (member == members_.end()) return std::nullopt;
  const auto bytes = file_.read(member->index, member->name, most_part_bytes);
  if (!bytes) {
    fault = fault_of_part(plain, bytes.findings());
    return std::nullopt;
  }
  auto tree = xml::Tree::parse(*bytes, plain, limits);
  if (!tree) {
    fault = fault_of_part(plain, tree.findings());
    return std::nullopt;
  }
  return *std::move(tree);
}

std::vector<Package::Relationship> Package::relationships(const std::string& part, Bilingual& fault) const {
  std::vector<Relationship> relationships;
  const auto list = tree(relationships_of(part), fault);
  if (!list) return relationships;
  for (const xml::Node& node : list->root().elements()) {
    const std::string type = attribute_of(node, "Type");
    const bool external = attribute_of(node, "TargetMode") == "External";
    const std::string target = attribute_of(node, "Target");
    relationships.push_back({.id = attribute_of(node, "Id"),
                             .type = type.substr(type.rfind('/') + 1),
                             .target = external ? target : resolved(part, target),
                             .external = external});
  }
  return relationships;
}

std::string Package::target_of(const std::vector<Relationship>& relationships, std::string_view type) {
  for (const Relationship& one : relationships) {
    if (one.type == type && !one.external) return one.target;
  }
  return {};
}

std::vector<std::string> Package::names_below(std::string_view folder) const {
  std::vector<std::string> names;
  for (const zip::Member& member : members_) {
    if (member.name.starts_with(folder)) names.push_back(member.name);
  }
  return names;
}

void Package::remark_on_parts(FoundBuilder& to) const {
  for (const zip::Member& member : members_) {
    if (member.name.ends_with("vbaproject.bin")) to.remark(Remark::Kind::macros, member.name);
    if (member.name.find("/embeddings/") != std::string::npos) to.remark(Remark::Kind::embedded, member.name);
    if (member.name.find("/externallinks/") != std::string::npos && member.name.ends_with(".xml")) {
      to.remark(Remark::Kind::external_link, member.name);
    }
    if (member.name.ends_with("/comments.xml")) to.remark(Remark::Kind::comments, member.name);
  }
}

}  // namespace banxin::import
