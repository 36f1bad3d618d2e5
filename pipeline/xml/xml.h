#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

// The only door to libxml2 and libxslt. Everything that an input may not do is forbidden here once: no document type,
// no entities but the five, no network, no files but those of the folder that a schema or stylesheet was loaded from,
// and bounded size, depth and attributes.
namespace banxin::xml {

// Must be called once before anything else here, and before any fork.
void initialise();

struct Limits {
  std::size_t bytes = 32U << 20U;      // of the input
  int depth = 100;                     // of elements
  int attributes = 200;                // of one element
  std::size_t elements = 2'000'000;    // of the whole input
  std::size_t text_bytes = 8U << 20U;  // of one text node or attribute
};

// An element, a text or the document node of a Tree that the caller keeps alive. Cheap to copy. Comments and processing
// instructions are not seen through it.
class Node {
 public:
  bool is_element() const;
  bool is_text() const;  // also CDATA
  // Local name and namespace URI of an element (or attribute); empty of a text.
  std::string_view name() const;
  std::string_view namespace_uri() const;
  // Of no namespace; nothing when the attribute is absent.
  std::optional<std::string> attribute(const char* name) const;
  // The string value: all text inside, in order; of an attribute its value.
  std::string text() const;
  std::vector<Node> children() const;  // elements and texts
  std::vector<Node> elements() const;  // elements only
  // Line of the start tag, from 1; exact above 65535 too.
  int line() const;
  // /record/chapter[2]/p[1]: local names, positions where there are siblings of the same name.
  std::string xpath() const;
  bool operator==(const Node&) const = default;

 private:
  friend struct Access;
  void* node_ = nullptr;
  void* attribute_ = nullptr;  // set when this stands for an attribute
};

// A parsed document, immutable once made. Shares ownership on copy.
class Tree {
 public:
  // `file` names the input in findings. Errors: xml-malformed (every one that the parser recovers from), xml-doctype,
  // xml-too-large, xml-too-deep, xml-too-many-attributes, xml-too-many-elements, xml-encoding. Findings name the line.
  static Result<Tree> parse(std::string_view bytes, const std::string& file, const Limits& limits = {});

  Node root() const;
  const std::string& file() const;
  // The encoding that the input was decoded from, upper case: "UTF-8", "GB18030".
  const std::string& encoding() const;
  // The tree as UTF-8 text, two spaces of indent: for dumps.
  std::string serialise() const;
  // Place of a node of this tree.
  Place place(const Node& node) const { return {file(), node.line(), node.xpath()}; }

 private:
  friend struct Access;
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

// A compiled W3C XML Schema. Shares ownership on copy; may validate many trees.
class Schema {
 public:
  // Errors: form-unusable.
  static Result<Schema> load(const std::string& path);
  // All violations, each a finding schema-invalid with line and path; empty when valid. The message is the project's
  // own sentence in both languages where the violation is of a common kind, with libxml2's text behind it.
  Findings validate(const Tree& tree) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

// A value of XPath 1.0.
using Value = std::variant<bool, double, std::string, std::vector<Node>>;
std::string to_string(const Value& value);  // XPath's string()
bool to_boolean(const Value& value);        // XPath's boolean()

// A function callable from XPath, in rules and in stylesheets. May throw std::invalid_argument to fail the evaluation.
using Function = std::function<Value(const std::vector<Value>& arguments)>;

// What an expression can see besides its node. Function names are pairs {namespace URI, local name}.
struct XPathEnvironment {
  std::map<std::string, std::string> namespaces;  // prefix -> URI
  std::map<std::pair<std::string, std::string>, Function> functions;
};

// Evaluates XPath 1.0 over one tree; expressions are compiled once each and kept. Not for use by two threads.
class XPath {
 public:
  XPath(const Tree& tree, XPathEnvironment environment);
  ~XPath();
  XPath(XPath&&) noexcept;
  XPath& operator=(XPath&&) noexcept;
  // Variables: `$name` in expressions.
  void set_variable(const std::string& name, Value value);
  void unset_variable(const std::string& name);
  // Error: form-unusable, with libxml2's reason and the expression in the message.
  Result<Value> evaluate(const std::string& expression, const Node& context);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A compiled XSLT 1.0 stylesheet. document() reads files beside the stylesheet only; nothing can be written.
class Stylesheet {
 public:
  // Errors: form-unusable.
  static Result<Stylesheet> load(const std::string& path);
  // Error: form-unusable, also for xsl:message terminate="yes" and for runaway recursion.
  Result<Tree> apply(const Tree& tree, const std::map<std::pair<std::string, std::string>, Function>& functions) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace banxin::xml
