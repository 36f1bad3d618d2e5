#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/codes.h"
#include "base/file.h"
#include "base/text.h"
#include "forms/decimal.h"
#include "forms/figure.h"
#include "forms/terms.h"
#include "record/form_file.h"
#include "validate/narrative/narrative.h"

namespace banxin::validate {
namespace {

constexpr const char* narrative_namespace = "urn:banxin:narrative:1";
constexpr int most_parts = 1000;

// The value of an attribute that has one out of a few.
template <class T>
struct Choice {
  const char* word;
  T value;
};

class NarrativeReader {
 public:
  NarrativeReader(std::string folder, std::string common_folder, const forms::Labels& labels, bool compile_all)
      : folder_(std::move(folder)),
        common_folder_(std::move(common_folder)),
        labels_(labels),
        compile_all_(compile_all) {}

  Result<Narrative> read() {
    read_file(folder_ + "/narrative.xml");
    if (!findings_.empty()) return std::move(findings_);
    return std::move(narrative_);
  }

 private:
  void read_file(const std::string& path) {
    auto tree = record::read_form_file(path, "narrative", narrative_namespace);
    append(findings_, tree.take_findings());
    if (!tree) return;
    const xml::Tree* including = std::exchange(tree_, &*tree);
    for (const xml::Node& node : tree->root().elements()) read_top(node);
    tree_ = including;
  }

  void fault(const xml::Node& node, Bilingual message) {
    findings_.push_back(record::form_fault(*tree_, node, std::move(message)));
  }

  std::string attribute(const xml::Node& node, const char* name) {
    auto value = node.attribute(name);
    if (value && !value->empty()) return *std::move(value);
    fault(node, {fmt::format("{} 缺少属性 {}。", node.name(), name),
                 fmt::format("{} lacks the attribute {}.", node.name(), name)});
    return {};
  }

  void read_top(const xml::Node& node) {
    const std::string_view name = node.name();
    if (name == "let") {
      lets_["{" + attribute(node, "name") + "}"] = without_blanks(expanded(node.text()));
    } else if (name == "cells") {
      lets_["{" + attribute(node, "name") + "}"] = expanded(node.text());
    } else if (name == "include") {
      read_include(node);
    } else if (name == "doubts") {
      std::vector<Condition>& doubts = doubts_[attribute(node, "name")];
      for (const xml::Node& child : node.elements()) read_doubt(child, doubts);
    } else if (name == "own-year") {
      add(node, narrative_.own_year, {});
    } else if (name == "denial") {
      narrative_.denial = words::PlainText(attribute(node, "words")).units();
    } else if (name == "skip") {
      read_skip(node);
    } else if (name == "phrase" || name == "none") {
      read_phrase(node, name == "none");
    } else if (name == "breakdown") {
      read_breakdown(node);
    } else if (name == "share") {
      read_share(node);
    } else if (name == "growth") {
      read_growth(node);
    } else if (name == "whole") {
      read_whole(node);
    } else {
      unexpected(node);
    }
  }

  void unexpected(const xml::Node& node) {
    fault(node, {fmt::format("这里不能有元素 {}。", node.name()),
                 fmt::format("There is no place for an element {} here.", node.name())});
  }

  // A file of the folder that the forms share.
  void read_include(const xml::Node& node) {
    const std::string name = attribute(node, "common");
    const bool plain = name.ends_with(".xml") && name.find_first_of("/\\") == std::string::npos;
    if (!plain || !included_.insert(name).second) {
      fault(node, {fmt::format("common=\"{}\" 应是 common/ 里的一个文件，而且只包含一次。", name),
                   fmt::format("The attribute common=\"{}\" must be a file in common/, included once.", name)});
      return;
    }
    read_file(common_folder_ + "/" + name);
  }

  void read_skip(const xml::Node& node) {
    add(node,
        *one_of<std::vector<words::Regex>*>(node, "scope",
                                            {{"clause", &narrative_.clause_skips},
                                             {"sentence", &narrative_.sentence_skips},
                                             {"paragraph", &narrative_.paragraph_skips}}),
        {});
  }

  // The first is meant when the attribute is left out.
  template <class T>
  T one_of(const xml::Node& node, const char* name, const std::vector<Choice<T>>& choices) {
    const std::string word = node.attribute(name).value_or(choices.front().word);
    std::string words;
    for (const Choice<T>& choice : choices) {
      if (choice.word == word) return choice.value;
      add_to_row(words, ", ", choice.word);
    }
    fault(node, {fmt::format("{} 应是 {} 之一。", name, words), fmt::format("{} must be one of {}.", name, words)});
    return choices.front().value;
  }

  bool is_only_excess(const xml::Node& node) {
    return one_of<bool>(node, "only", {{"difference", false}, {"excess", true}});
  }

  void read_phrase(const xml::Node& node, bool none) {
    using Scope = Condition::Scope;
    Phrase phrase{read_id(node), read_cells(node, attribute(node, "cell")), none, false, 0, {}, {}, {}, {}};
    phrase.only_excess = is_only_excess(node);
    phrase.year = one_of<int>(node, "year", {{"same", 0}, {"last", -1}, {"next", 1}});
    for (const xml::Node& child : node.elements()) {
      if (child.name() == "pattern") {
        add(child, phrase.patterns, none ? std::vector<const char*>{} : std::vector<const char*>{"figure"});
      } else if (child.name() == "unless") {
        read_condition(child, phrase.unless, {{"clause", Scope::clause}, {"sentence", Scope::sentence}});
      } else if (child.name() == "when") {
        read_condition(child, phrase.when, {{"sentence", Scope::sentence}, {"paragraph", Scope::paragraph}});
      } else if (child.name() == "doubt") {
        read_doubt(child, phrase.doubts);
      } else if (child.name() == "doubts") {
        add_doubts(child, phrase.doubts);
      } else if (child.name() != "text") {
        unexpected(child);
      }
    }
    narrative_.phrases.push_back(std::move(phrase));
  }

  void read_doubt(const xml::Node& node, std::vector<Condition>& to) {
    if (node.name() != "doubt") return unexpected(node);
    read_condition(node, to, {{"sentence", Condition::Scope::anywhere}});
  }

  void add_doubts(const xml::Node& node, std::vector<Condition>& to) {
    const std::string name = attribute(node, "name");
    const auto found = doubts_.find(name);
    if (found == doubts_.end()) {
      fault(node, {fmt::format("没有名为 {} 的 doubts。", name), fmt::format("There are no doubts named {}.", name)});
      return;
    }
    to.insert(to.end(), found->second.begin(), found->second.end());
  }

  void read_condition(const xml::Node& node, std::vector<Condition>& to,
                      const std::vector<Choice<Condition::Scope>>& scopes) {
    Condition condition{compiled_later(node, node.text()), one_of(node, "scope", scopes), nullptr, nullptr};
    if (const auto heading = node.attribute("heading")) condition.heading = compiled_later(node, *heading);
    if (const auto bureau = node.attribute("bureau")) condition.bureau = compiled_later(node, *bureau);
    to.push_back(std::move(condition));
  }

  // "a b | c": a and b together, or c.
  std::vector<std::vector<std::string>> read_cells(const xml::Node& node, const std::string& written) {
    std::vector<std::vector<std::string>> readings = readings_in(expanded(written));
    for (const std::string& id : ids_in(readings)) {
      const std::string column(forms::column_of(id));
      if (labels_.find(forms::row_of(id)) == nullptr || (!column.empty() && labels_.find(column) == nullptr)) {
        fault(node, {fmt::format("表（labels.xml）里没有代号为 {} 的行。", id),
                     fmt::format("The form (labels.xml) has no row with the id {}.", id)});
      }
    }
    return readings;
  }

  static std::vector<std::vector<std::string>> readings_in(const std::string& text) {
    std::vector<std::vector<std::string>> readings(1);
    for (std::string& id : words_of(text)) {
      if (id == "|") {
        readings.emplace_back();
      } else {
        readings.back().push_back(std::move(id));
      }
    }
    return readings;
  }
  static std::set<std::string> ids_in(const std::vector<std::vector<std::string>>& readings) {
    std::set<std::string> ids;
    for (const auto& reading : readings) ids.insert(reading.begin(), reading.end());
    return ids;
  }

  void read_growth(const xml::Node& node) {
    Growth growth;
    growth.id = read_id(node);
    growth.words = words::PlainText(node.attribute("words").value_or("")).units();
    growth.of_phrases = one_of<bool>(node, "of", {{"text", false}, {"phrases", true}});
    for (const xml::Node& child : node.elements()) {
      if (child.name() == "pattern") {
        add(child, growth.patterns, {});
      } else if (child.name() == "unless") {
        add(child, growth.unless, {});
      } else if (child.name() != "text") {
        unexpected(child);
      }
    }
    narrative_.growths.push_back(std::move(growth));
  }

  void read_whole(const xml::Node& node) {
    Whole whole{read_id(node), attribute(node, "of"), {}};
    std::set<std::string> needed = {whole.of};
    for (const xml::Node& child : node.elements()) {
      if (child.name() == "part") {
        whole.parts.push_back(readings_in(attribute(child, "phrases")));
        needed.merge(ids_in(whole.parts.back()));
      } else if (child.name() != "text") {
        unexpected(child);
      }
    }
    for (const std::string& id : needed) {
      if (ids_.contains(id)) continue;
      fault(node,
            {fmt::format("前面没有代号为 {} 的 phrase。", id), fmt::format("There is no phrase {} before this.", id)});
    }
    narrative_.wholes.push_back(std::move(whole));
  }

  void read_share(const xml::Node& node) {
    Share share{read_id(node), {}, nullptr, {}};
    if (const auto cell = node.attribute("cell")) share.totals = read_cells(node, *cell);
    std::vector<words::Regex> patterns;
    for (const xml::Node& child : node.elements()) {
      if (child.name() == "pattern") {
        add(child, patterns,
            share.totals.empty() ? std::vector<const char*>{"total", "part", "share"}
                                 : std::vector<const char*>{"part", "share"});
      } else if (child.name() == "unless") {
        add(child, share.unless, {});
      } else if (child.name() != "text") {
        unexpected(child);
      }
    }
    if (patterns.size() != 1) {
      if (findings_.empty()) fault(node, {"share 应有一个 pattern。", "A share has one pattern."});
      return;
    }
    share.pattern = patterns.front();
    narrative_.shares.push_back(std::move(share));
  }

  void read_breakdown(const xml::Node& node) {
    Breakdown breakdown;
    breakdown.id = read_id(node);
    breakdown.least_parts = read_count(node);
    breakdown.only_excess = is_only_excess(node);
    breakdown.several_ways = one_of<bool>(node, "ways", {{"one", false}, {"several", true}});
    breakdown.units = node.attribute("units").value_or("");
    std::vector<words::Regex> patterns;
    std::vector<words::Regex> parts;
    for (const xml::Node& child : node.elements()) {
      if (child.name() == "pattern") {
        add(child, patterns, {"total", "unit", "parts"});
      } else if (child.name() == "part") {
        add(child, parts, {"figure", "unit"});
      } else if (child.name() == "unless") {
        add(child, breakdown.unless, {});
      } else if (child.name() != "text") {
        unexpected(child);
      }
    }
    if (patterns.size() != 1 || parts.size() != 1) {
      if (findings_.empty()) {
        fault(node, {"breakdown 应有一个 pattern 和一个 part。", "A breakdown has one pattern and one part."});
      }
      return;
    }
    breakdown.pattern = patterns.front();
    breakdown.part = parts.front();
    narrative_.breakdowns.push_back(std::move(breakdown));
  }

  int read_count(const xml::Node& node) {
    const std::string text = node.attribute("least-parts").value_or("2");
    for (int count = 1; count <= most_parts; ++count) {
      if (text == std::to_string(count)) return count;
    }
    fault(node, {fmt::format("least-parts 是“{}”，应为 1—{} 的整数。", text, most_parts),
                 fmt::format("The attribute least-parts is \"{}\": it must be a whole number from 1 to {}.", text,
                             most_parts)});
    return 2;
  }

  std::string read_id(const xml::Node& node) {
    std::string id = attribute(node, "id");
    if (!ids_.insert(id).second) {
      fault(node, {fmt::format("代号 {} 用了两次。", id), fmt::format("The id {} is used twice.", id)});
    }
    Bilingual text;
    for (const xml::Node& child : node.elements()) {
      if (child.name() != "text") continue;
      const std::string content = child.text();
      (child.attribute("xml:lang") == "en" ? text.en : text.zh) = std::string(trimmed(content));
    }
    if (text.zh.empty() || text.en.empty()) {
      fault(node, {fmt::format("{} 缺少中文或英文的说明（text）。", id),
                   fmt::format("{} lacks its explanation (text) in Chinese or English.", id)});
    }
    narrative_.texts.push_back({id, Severity::warning, std::move(text)});
    return id;
  }

  // White space is only for people: texts are matched without any.
  static std::string without_blanks(std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\t'; }),
               text.end());
    return text;
  }

  std::string expanded(std::string text) const {
    for (const auto& [name, value] : lets_) {
      for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) {
        text.replace(at, name.size(), value);
      }
    }
    return text;
  }

  void add(const xml::Node& node, std::vector<words::Regex>& to, const std::vector<const char*>& groups) {
    to.push_back(compiled(node, node.text(), groups));
  }

  // What is asked only of a sentence that a pattern has matched.
  words::Regex compiled_later(const xml::Node& node, const std::string& written) {
    return compile_all_ ? compiled(node, written, {}) : words::compile_later(without_blanks(expanded(written)));
  }

  // Null when it is wrong, which is reported.
  words::Regex compiled(const xml::Node& node, const std::string& written, const std::vector<const char*>& groups) {
    const std::string text = without_blanks(expanded(written));
    words::RegexFault wrong;
    words::Regex regex = words::compile(text, &wrong);
    if (!regex) {
      fault(node,
            {fmt::format("正则表达式 {} 有误（第 {} 个字符，{}）。", text, wrong.offset, wrong.name),
             fmt::format("The regular expression {} is wrong (character {}, {}).", text, wrong.offset, wrong.name)});
      return nullptr;
    }
    for (const char* group : groups) {
      if (words::has_group(regex, group)) continue;
      fault(node, {fmt::format("正则表达式 {} 没有名为 {} 的组。", text, group),
                   fmt::format("The regular expression {} has no group named {}.", text, group)});
    }
    return regex;
  }

  std::string folder_, common_folder_;
  const xml::Tree* tree_ = nullptr;  // the file that is being read
  const forms::Labels& labels_;
  bool compile_all_;
  std::set<std::string> included_;
  Narrative narrative_;
  Findings findings_;
  std::map<std::string, std::string> lets_;  // by {name}
  std::map<std::string, std::vector<Condition>> doubts_;
  std::set<std::string> ids_;
};

}  // namespace

Result<Narrative> read_narrative(const std::string& folder, const std::string& common_folder,
                                 const forms::Labels& labels, bool compile_all) {
  auto there = exists(folder + "/narrative.xml");
  if (!there) {
    Findings findings = there.take_findings();
    for (Diagnostic& finding : findings) finding.code = code::form_unusable;
    return findings;
  }
  if (!*there) return Narrative{};
  return NarrativeReader(folder, common_folder, labels, compile_all).read();
}

}  // namespace banxin::validate
