#include <stdexcept>
#include <variant>

#include "base/text.h"
#include "validate/rules/rule_functions.h"
#include "words/plain_text.h"

namespace banxin::validate {
namespace {

using Arguments = std::vector<xml::Value>;

// The paragraphs that an argument stands for: its nodes, or itself.
std::vector<std::string> texts_of(const xml::Value& argument) {
  const auto* nodes = std::get_if<std::vector<xml::Node>>(&argument);
  if (nodes == nullptr) return {xml::to_string(argument)};
  std::vector<std::string> texts;
  for (const xml::Node& node : *nodes) texts.push_back(node.text());
  return texts;
}

words::Matcher matcher_of(const xml::Value& expression, RegexCache& cache) {
  const std::string text = xml::to_string(expression);
  auto found = cache.find(text);
  if (found == cache.end()) {
    words::Regex compiled = words::compile(text);
    if (!compiled) throw std::invalid_argument("the regular expression is wrong: " + text);
    found = cache.emplace(text, std::move(compiled)).first;
  }
  return words::Matcher(found->second);
}

// As written, on one line, with the years that it names.
std::string first_match(const Arguments& arguments, RegexCache& cache) {
  if (arguments.size() != 2) throw std::invalid_argument("takes nodes and a regular expression");
  words::Matcher matcher = matcher_of(arguments[1], cache);
  for (const std::string& written : texts_of(arguments[0])) {
    const words::PlainText text(written);
    matcher.look_at(text.units());
    if (matcher.find(text.whole())) return text.excerpt(matcher.span());
  }
  return {};
}

std::string years_of(const Arguments& arguments) {
  if (arguments.size() != 1) throw std::invalid_argument("takes nodes or a text");
  std::string years;
  for (const std::string& written : texts_of(arguments[0])) {
    const words::PlainText text(written);
    for (const int year : text.years(text.whole())) {
      add_to_row(years, " ", std::to_string(year));
    }
  }
  return years;
}

}  // namespace

void add_text_functions(RuleFunctionTable& table, RegexCache& cache) {
  table[{rules_namespace, "says"}] = [&cache](const Arguments& arguments) -> xml::Value {
    return !first_match(arguments, cache).empty();
  };
  table[{rules_namespace, "quote"}] = [&cache](const Arguments& arguments) -> xml::Value {
    return first_match(arguments, cache);
  };
  table[{rules_namespace, "years"}] = [](const Arguments& arguments) -> xml::Value { return years_of(arguments); };
}

}  // namespace banxin::validate
