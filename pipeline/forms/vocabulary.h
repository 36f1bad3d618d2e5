#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace banxin::forms {

// What a form's schema has names for, and the words that it gives them with w:zh and w:en (namespace
// urn:banxin:words:1): an element and an attribute are called by them in messages, and a type says how its values are
// written. Elements of one name are taken together, wherever they are.
class Vocabulary {
 public:
  struct Child {
    bool required = false;
    bool many = false;
  };
  struct Attribute {
    Bilingual words = {};
    std::string type = {};  // empty where it has no name
  };
  struct Element {
    Bilingual words = {};
    std::string type = {};  // empty where it has no name
    std::map<std::string, Child> children = {};
    std::map<std::string, Attribute> attributes = {};
    bool mixed = false;  // text with elements in it
  };

  // `path`: a record.xsd that the XML room has accepted, with what it includes; `common`: the folder that takes the
  // place of ../common, or empty. Error: form-unusable.
  static Result<Vocabulary> load(const std::string& path, const std::string& common = {});

  const std::map<std::string, Element>& elements() const { return elements_; }
  // An element without anything when the schema has none of the name.
  const Element& element(std::string_view name) const;
  // How values of the type are written; empty where the schema does not say.
  Bilingual words_of_type(std::string_view type) const;

 private:
  friend class VocabularyReader;

  std::map<std::string, Element> elements_;
  std::map<std::string, Bilingual> types_;
};

}  // namespace banxin::forms
