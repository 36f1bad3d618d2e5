#include <stdexcept>
#include <variant>

#include "base/text.h"
#include "base/unseen.h"
#include "base/utf8.h"
#include "record/identity.h"
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

words::Matcher& matcher_of(const xml::Value& expression, TextCache& cache) {
  constexpr std::size_t most_matchers = 500;  // expressions may name the record's year
  const std::string text = xml::to_string(expression);
  auto found = cache.matchers.find(text);
  if (found == cache.matchers.end()) {
    words::Regex compiled = words::compile(text);
    if (!compiled) throw std::invalid_argument("the regular expression is wrong: " + text);
    if (cache.matchers.size() >= most_matchers) cache.matchers.clear();
    found = cache.matchers.emplace(text, words::Matcher(std::move(compiled))).first;
  }
  return found->second;
}

// Gives each text of the argument to `use`, until that returns true.
template <class Use>
void for_each_plain(const xml::Value& argument, TextCache& cache, Use use) {
  constexpr std::size_t most_units = 100'000;  // a report has a fifth of it
  for (const std::string& written : texts_of(argument)) {
    const auto known = cache.texts.find(written);
    if (known != cache.texts.end()) {
      if (use(known->second)) return;
      continue;
    }
    words::PlainText text(written);
    if (use(text)) return;
    cache.units += text.units().size();
    if (cache.units <= most_units) cache.texts.emplace(written, std::move(text));
  }
}

// The first match, or what its group took, as it was written, on one line.
std::string first_match(const Arguments& arguments, TextCache& cache, const char* group = nullptr) {
  if (arguments.size() != 2) throw std::invalid_argument("takes nodes and a regular expression");
  words::Matcher& matcher = matcher_of(arguments[1], cache);
  std::string match;
  for_each_plain(arguments[0], cache, [&](const words::PlainText& text) {
    matcher.look_at(text.units());
    if (!matcher.find(text.whole())) return false;
    match = text.excerpt(group == nullptr ? matcher.span() : matcher.group(group));
    return true;
  });
  return match;
}

std::string years_of(const Arguments& arguments, TextCache& cache) {
  if (arguments.size() != 1) throw std::invalid_argument("takes nodes or a text");
  std::string years;
  for_each_plain(arguments[0], cache, [&](const words::PlainText& text) {
    for (const int year : text.years(text.whole())) add_to_row(years, " ", std::to_string(year));
    return false;
  });
  return years;
}

double length_of(const Arguments& arguments) {
  if (arguments.size() != 1) throw std::invalid_argument("takes nodes or a text");
  double length = 0;
  for (const std::string& written : texts_of(arguments[0])) {
    for (const char32_t character : decode_utf8(written)) length += is_white_space(character) ? 0 : 1;
  }
  return length;
}

bool is_other_name(const Arguments& arguments) {
  if (arguments.size() != 2) throw std::invalid_argument("takes two names");
  const std::string a = xml::to_string(arguments[0]);
  const std::string b = xml::to_string(arguments[1]);
  return !record::is_short_form(a, b) && !record::is_short_form(b, a);
}

}  // namespace

void TextCache::forget_texts() {
  texts.clear();
  units = 0;
}

void add_text_functions(RuleFunctionTable& table, TextCache& cache) {
  table[{rules_namespace, "says"}] = [&cache](const Arguments& arguments) -> xml::Value {
    return !first_match(arguments, cache).empty();
  };
  table[{rules_namespace, "quote"}] = [&cache](const Arguments& arguments) -> xml::Value {
    return first_match(arguments, cache);
  };
  table[{rules_namespace, "part"}] = [&cache](const Arguments& arguments) -> xml::Value {
    return first_match(arguments, cache, "part");
  };
  table[{rules_namespace, "length"}] = [](const Arguments& arguments) -> xml::Value { return length_of(arguments); };
  table[{rules_namespace, "other-name"}] = [](const Arguments& arguments) -> xml::Value {
    return is_other_name(arguments);
  };
  table[{rules_namespace, "years"}] = [&cache](const Arguments& arguments) -> xml::Value {
    return years_of(arguments, cache);
  };
}

}  // namespace banxin::validate
