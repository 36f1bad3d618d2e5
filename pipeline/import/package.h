#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "import/readers.h"
#include "xml/xml.h"
#include "zip/zip.h"

namespace banxin::import {

// Namespaces of ISO/IEC 29500, transitional; those of the strict variant are read as these.
constexpr const char* relationship_namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// A file of ISO/IEC 29500-2 in memory: parts in a zip file, tied by relationships. No relationship to the outside is
// followed.
class Package {
 public:
  struct Relationship {
    std::string id, type, target;  // of the type what is behind its last /; of the target the part's name
    bool external = false;
  };

  // On failure gives nothing, and `fault` says why.
  static std::optional<Package> open(std::string_view bytes, Bilingual& fault);

  // By name, in any case, without a / in front; nothing when there is none, or with `fault` when it cannot be read.
  std::optional<xml::Tree> tree(const std::string& name, Bilingual& fault) const;
  std::vector<Relationship> relationships(const std::string& part, Bilingual& fault) const;
  // The part that the relationship of this type leads to; empty when there is none.
  static std::string target_of(const std::vector<Relationship>& relationships, std::string_view type);

  // What the parts say of macros, links to the outside and embedded objects.
  void remark_on_parts(FoundBuilder& to) const;
  // The names of parts below a folder: word/media/.
  std::vector<std::string> names_below(std::string_view folder) const;

 private:
  explicit Package(zip::ZipFile file);

  zip::ZipFile file_;
  std::vector<zip::Member> members_;
};

// The attribute in no namespace, or in that of the element: of w:val.
std::string attribute_of(const xml::Node& node, const char* name);
// The first child of this local name.
std::optional<xml::Node> child_of(const xml::Node& node, std::string_view name);
int number_of(const std::string& text, int otherwise);

}  // namespace banxin::import
