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
// no entities but the five, no network, no files except those in the folder that a schema or stylesheet was loaded from
// and in the folder `common` beside it, or another that takes its place. Size, depth and attributes are bounded.
namespace banxin::xml {

// Must be called once before anything else here, and before any fork.
void initialise();

struct Limits {
  std::size_t bytes = 16U << 20U;        // of the input, and of its UTF-8 form
  int depth = 100;                       // of elements; never more than 256
  int attributes = 200;                  // of one element, and of namespace declarations in force at one place
  std::size_t elements = 120'000;        // of the whole input: a report has hundreds, a table of 10,000 rows 110,000
  std::size_t all_attributes = 240'000;  // of the whole input
  std::size_t text_bytes = 1U << 20U;    // of one text or attribute; never more than 10 million
};

// An element, a text, an attribute or the document node of a Tree that the caller keeps alive. Cheap to copy. Comments
// and processing instructions are not seen through it; the texts around them are one.
class Node {
 public:
  bool is_element() const;
  bool is_text() const;  // also CDATA
  bool is_attribute() const;
  // Local name and namespace URI of an element (or attribute); empty for a text.
  std::string_view name() const;
  std::string_view namespace_uri() const;
  // In no namespace, or written with the prefix xml: ("xml:lang"); nothing when the attribute is absent.
  std::optional<std::string> attribute(const char* name) const;
  // In a namespace given by its URI.
  std::optional<std::string> attribute(const char* name, const char* attribute_namespace) const;
  std::vector<Node> attributes() const;  // in the order of the input; namespace declarations do not count
  // The string value: all text inside, in order; of an attribute its value.
  std::string text() const;
  // The same without the white space around it.
  std::string trimmed_text() const;
  std::vector<Node> children() const;  // elements and texts
  std::vector<Node> elements() const;  // elements only
  // The element around it; of an attribute the element that has it; the root's parent is the document node.
  Node parent() const;
  // Where the start tag begins (of an attribute: its element's), or the text; from 1, exact above 65535 too. 0 in the
  // result of a stylesheet, which is in no file.
  int line() const;
  // /record/chapter[2]/p[1], /record/@form, /record/title/text(): local names, positions where there are siblings of
  // the same name. A name that is longer than any of a form's names is cut to its beginning.
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
  // `file` names the input in findings. Errors: xml-malformed (every one that the parser recovers from, up to 50, and a
  // note that there are more), xml-doctype, xml-too-large, xml-too-deep, xml-too-many-attributes,
  // xml-too-many-elements, xml-encoding. Findings name the line; reading ends when a limit is reached.
  static Result<Tree> parse(std::string_view bytes, const std::string& file, const Limits& limits = {});

  Node root() const;
  const std::string& file() const;
  // The encoding that the input was decoded from, upper case: "UTF-8", "UTF-16LE", "GB18030", "GBK", "GB2312".
  const std::string& encoding() const;
  // The tree as UTF-8 text, two spaces of indent: for dumps.
  std::string serialise() const;
  // Canonical XML 1.1 of what the tree holds: no comments, no processing instructions.
  std::string canonical() const;
  // A separate tree in which each text and each attribute that replacement() gives a text for has that. Lines and paths
  // stay.
  Tree with_replaced(const std::function<std::optional<std::string>(const Node&)>& replacement) const;
  // A separate tree in which each element that text() gives a text for holds only that text. Lines and paths of all
  // other nodes stay.
  Tree with_texts(const std::function<std::optional<std::string>(const Node&)>& text) const;
  // Place of a node of this tree.
  Place place(const Node& node) const { return {file(), node.line(), node.xpath()}; }

 private:
  friend struct Access;
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

// What a schema refuses, as a fact: who knows the form puts the form's words to it.
struct Violation {
  enum class Kind {
    element,            // may not be at its place; `names`: those that could be
    missing_element,    // the node lacks one of `names`
    missing_attribute,  // the node lacks `names.front()`
    attribute,          // the node is an attribute that its element cannot have
    text,               // the node is a text where only elements may be
    element_in_text,    // the node may hold text only
    unlisted,           // its value is none of `names`
    value,              // its value is not written as `type` asks
    too_short,
    too_long,  // `names.front()`: how many characters its value may have
    repeated,  // its key was there before, or has no counterpart
    other,
  };
  Kind kind = Kind::other;
  Node node;
  std::vector<std::string> names = {};  // local names, or values
  std::string type = {};                // of a value, where the type has a name
};

// The first `Findings::most_in_full`, in the order of the tree, and how many more there are.
struct Violations {
  std::vector<Violation> held = {};
  std::size_t more = 0;
};

// A compiled W3C XML Schema. Shares ownership on copy; may validate many trees.
class Schema {
 public:
  // `common`: the folder that takes the place of the one beside the schema's own; empty: that one. Errors:
  // form-unusable.
  static Result<Schema> load(const std::string& path, const std::string& common = {});
  // Nothing when valid. The nodes are the tree's. Error: internal-error.
  Result<Violations> validate(const Tree& tree) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

// A value of XPath 1.0.
using Value = std::variant<bool, double, std::string, std::vector<Node>>;
std::string to_string(const Value& value);  // XPath's string()
bool to_boolean(const Value& value);        // XPath's boolean()

// A function callable from XPath, in rules and in stylesheets. May throw std::invalid_argument to fail the evaluation;
// any other exception fails it too. The nodes among the arguments may not outlive the call.
using Function = std::function<Value(const std::vector<Value>& arguments)>;

// What an expression can see besides its node. Function names are pairs {namespace URI, local name}.
struct XPathEnvironment {
  std::map<std::string, std::string> namespaces;  // prefix -> URI
  std::map<std::pair<std::string, std::string>, Function> functions;
};

// Evaluates XPath 1.0 over one tree at a time, which it keeps alive; expressions are compiled once each and kept. Node
// sets are in document order. Not for use by two threads.
class XPath {
 public:
  XPath(const Tree& tree, XPathEnvironment environment);
  // The tree whose nodes are evaluated from now on. Variables that hold nodes of another must be unset before.
  void look_at(const Tree& tree);
  ~XPath();
  XPath(XPath&&) noexcept;
  XPath& operator=(XPath&&) noexcept;
  // Variables: `$name` in expressions.
  void set_variable(const std::string& name, const Value& value);
  void unset_variable(const std::string& name);
  // Error: form-unusable, with libxml2's reason and the expression in the message. Its place is empty: the caller knows
  // the file that the expression comes from. An expression that runs on and on is such an error too.
  Result<Value> evaluate(const std::string& expression, const Node& context);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A compiled XSLT 1.0 stylesheet. xsl:include, xsl:import and document() read files in the stylesheet's folder, in the
// folder `common` beside it, and below these only; nothing can be written, nothing fetched.
class Stylesheet {
 public:
  // `common` is as for a schema. Errors: form-unusable.
  static Result<Stylesheet> load(const std::string& path, const std::string& common = {});
  // Error: form-unusable, also for xsl:message terminate="yes" and for runaway recursion. An xsl:message that does not
  // end the run becomes a note, form-message. The tree is not changed, even when the stylesheet strips space.
  Result<Tree> apply(const Tree& tree, const std::map<std::pair<std::string, std::string>, Function>& functions) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace banxin::xml
