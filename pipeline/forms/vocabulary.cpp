#include "forms/vocabulary.h"

#include <set>
#include <utility>

#include "record/form_file.h"

namespace banxin::forms {
namespace {

constexpr const char* schema_namespace = "http://www.w3.org/2001/XMLSchema";
constexpr const char* words_namespace = "urn:banxin:words:1";

std::string named(const xml::Node& node, const char* attribute) {
  std::string name = node.attribute(attribute).value_or(std::string());
  if (const std::size_t colon = name.find(':'); colon != std::string::npos) name.erase(0, colon + 1);
  return name;
}

Bilingual words_at(const xml::Node& node) {
  return {node.attribute("zh", words_namespace).value_or(std::string()),
          node.attribute("en", words_namespace).value_or(std::string())};
}

// A group or type may be in itself: sections in sections.
constexpr int deepest = 20;

}  // namespace

class VocabularyReader {
 public:
  explicit VocabularyReader(std::string common) : common_(std::move(common)) {}

  Result<Vocabulary> read(const std::string& path) {
    if (auto wrong = add_file(path); !wrong.empty()) return wrong;
    for (const xml::Tree& file : files_) {
      for (const xml::Node& part : file.root().elements()) index(part);
    }
    for (const xml::Tree& file : files_) read_elements(file.root());
    return std::move(vocabulary_);
  }

 private:
  using Child = Vocabulary::Child;

  Findings add_file(const std::string& path) {
    if (!seen_.insert(path).second) return {};
    auto tree = record::read_form_file(path, "schema", schema_namespace);
    if (!tree) return tree.take_findings();
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    files_.push_back(*tree);
    for (const xml::Node& part : tree->root().elements()) {
      if (part.name() != "include") continue;
      if (auto wrong = add_file(included(folder, named_file(part))); !wrong.empty()) return wrong;
    }
    return {};
  }
  std::string included(const std::string& folder, const std::string& name) const {
    constexpr std::string_view beside = "../common/";
    if (!common_.empty() && name.starts_with(beside)) return common_ + "/" + name.substr(beside.size());
    return folder + name;
  }
  static std::string named_file(const xml::Node& include) {
    return include.attribute("schemaLocation").value_or(std::string());
  }

  void index(const xml::Node& part) {
    const std::string name = named(part, "name");
    if (part.name() == "group" || part.name() == "complexType") parts_.emplace(name, part);
    if (part.name() == "simpleType") vocabulary_.types_.emplace(name, words_at(part));
  }

  void read_elements(const xml::Node& node) {
    for (const xml::Node& child : node.elements()) {
      if (child.name() == "element" && child.attribute("name")) read_element(child);
      read_elements(child);
    }
  }

  void read_element(const xml::Node& declaration) {
    Vocabulary::Element& element = vocabulary_.elements_[named(declaration, "name")];
    if (element.words.empty()) element.words = words_at(declaration);
    if (element.type.empty()) element.type = named(declaration, "type");
    add_part(named(declaration, "type"), element, {.required = true}, 0);
    gather(declaration, element, {.required = true}, 0);
  }

  void add_part(const std::string& name, Vocabulary::Element& element, Child around, int depth) {
    const auto part = parts_.find(name);
    if (part == parts_.end() || depth == deepest) return;
    if (part->second.attribute("mixed") == "true") element.mixed = true;
    gather(part->second, element, around, depth + 1);
  }

  // What a type, a group or a part of them says; `around`: how often it is there.
  void gather(const xml::Node& node, Vocabulary::Element& element, Child around, int depth) {
    for (const xml::Node& part : node.elements()) {
      Child here = around;
      if (part.attribute("minOccurs") == "0" || node.name() == "choice") here.required = false;
      if (part.attribute("maxOccurs").value_or("1") != "1") here.many = true;
      if (part.name() == "element") {
        auto [known, is_new] = element.children.emplace(named(part, "name"), here);
        if (!is_new)
          known->second = {.required = known->second.required && here.required,
                           .many = known->second.many || here.many};
      } else if (part.name() == "attribute") {
        Vocabulary::Attribute& attribute = element.attributes[named(part, "name")];
        if (attribute.words.empty()) attribute.words = words_at(part);
        if (attribute.type.empty()) attribute.type = named(part, "type");
      } else {
        if (part.attribute("mixed") == "true") element.mixed = true;
        for (const char* other : {"ref", "base"}) add_part(named(part, other), element, here, depth);
        gather(part, element, here, depth);
      }
    }
  }

  std::string common_;
  Vocabulary vocabulary_;
  std::set<std::string> seen_;
  std::vector<xml::Tree> files_;
  std::map<std::string, xml::Node> parts_;  // groups and types with elements, by name
};

Result<Vocabulary> Vocabulary::load(const std::string& path, const std::string& common) {
  return VocabularyReader(common).read(path);
}

const Vocabulary::Element& Vocabulary::element(std::string_view name) const {
  static const Element none;
  const auto found = elements_.find(std::string(name));
  return found == elements_.end() ? none : found->second;
}

Bilingual Vocabulary::words_of_type(std::string_view type) const {
  const auto found = types_.find(std::string(type));
  return found == types_.end() ? Bilingual() : found->second;
}

}  // namespace banxin::forms
