#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "validate/rule.h"
#include "xml/xml.h"

// rules.sch as it was read: ISO Schematron (ISO/IEC 19757-3) with what it extends, abstract patterns and rules filled
// in.
namespace banxin::validate {

struct Expression {
  std::string xpath;
  std::string file = {};  // rules.sch, or what it extends
  int line = 0;
};

struct Let {
  std::string name;
  Expression value;
};

// Text with expressions in it; also a list of ids, with {expression} in it.
struct Message {
  struct Part {
    std::string text;       // verbatim, when there is no expression
    Expression expression;  // its string value, or
    bool is_name = false;   // the name of its first node (sch:name)
  };
  std::vector<Part> parts;

  bool empty() const { return parts.empty(); }
};

struct Assertion {
  std::string rule;     // what findings are called
  bool report = false;  // fails when the test is true
  Severity severity = Severity::error;
  Expression test;
  Message needs;  // ids of the cells that must hold figures
  Message shows;  // ids of the cells to list with a finding; the first one is its place
  Message zh, en, hint_zh, hint_en;
};

struct Rule {
  Expression context;  // a location path for XPath, made from the pattern that was written
  std::string written_context;
  std::vector<Let> lets;          // that judge
  std::vector<Let> message_lets;  // that only messages use: they may use the others
  std::vector<Assertion> assertions;
};

struct Pattern {
  std::string id;
  std::vector<Let> lets;
  std::vector<Rule> rules;
};

struct Schematron {
  std::map<std::string, std::string> namespaces;  // prefix -> URI
  std::vector<Let> lets;
  std::vector<Pattern> patterns;
  std::vector<RuleText> texts;        // one for each rule id, in the form's order
  std::vector<RuleText> definitions;  // patterns that only explain: nothing is checked for them
};

// Errors: form-unusable, all at once, with file and line.
Result<Schematron> read_schematron(const std::string& path, const std::string& common_folder);

}  // namespace banxin::validate
