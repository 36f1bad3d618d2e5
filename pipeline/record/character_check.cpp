#include "record/character_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "record/characters.h"
#include "xml/utf8.h"

namespace banxin::record {
namespace {

constexpr std::size_t shown_around = 8;  // characters on each side

std::string code_point(char32_t character) {
  return fmt::format("U+{:04X}", static_cast<unsigned>(character));
}

std::string text_of(char32_t character) {
  std::string out;
  xml::append_utf8(out, character);
  return out;
}

// A character of a text and what stands around it.
struct Occurrence {
  char32_t character;
  int line_offset;  // line feeds of the text before it
  std::string around;
};

bool is_bad(char32_t character) {
  return fault_of(character) != CharacterFault::none;
}

// Characters that cannot be shown are given by code point, blanks by a blank.
void append_shown(std::string& out, char32_t character) {
  if (is_bad(character)) {
    out += "〔" + code_point(character) + "〕";
  } else if (character == '\n' || character == '\t' || character == '\r') {
    out += ' ';
  } else {
    xml::append_utf8(out, character);
  }
}

std::string around(const std::u32string& text, std::size_t at) {
  const std::size_t begin = at > shown_around ? at - shown_around : 0;
  const std::size_t end = std::min(text.size(), at + shown_around + 1);
  std::string out = begin > 0 ? "…" : "";
  for (std::size_t i = begin; i < end; ++i) append_shown(out, text[i]);
  return end < text.size() ? out + "…" : out;
}

bool is_worth_a_look(char32_t character) {
  return is_bad(character) || unified_ideograph(character) != 0;
}

// Most texts have nothing to report: they are read once, nothing is copied.
std::vector<Occurrence> occurrences(std::string_view utf8) {
  std::vector<Occurrence> found;
  bool any = false;
  for (std::string_view rest = utf8; !rest.empty() && !any;) any = is_worth_a_look(xml::take_character(rest));
  if (!any) return found;
  std::unordered_set<char32_t> seen;
  std::u32string text;
  for (std::string_view rest = utf8; !rest.empty();) text += xml::take_character(rest);
  int lines = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t character = text[i];
    if (character == '\n') ++lines;
    if (!is_worth_a_look(character)) continue;
    if (seen.insert(character).second) found.push_back({character, lines, around(text, i)});
  }
  return found;
}

Bilingual name_of(CharacterFault fault) {
  switch (fault) {
    case CharacterFault::private_use: return {"私用区字符", "private-use character"};
    case CharacterFault::noncharacter: return {"非字符", "noncharacter"};
    case CharacterFault::replacement: return {"替换字符", "replacement character"};
    case CharacterFault::control: return {"控制字符", "control character"};
    case CharacterFault::none: break;
  }
  return {"字符", "character"};
}

Bilingual hint_for(CharacterFault fault, char32_t character) {
  if (const char32_t today = standard_character(character); today != 0) {
    return {fmt::format("这是 GB 18030—2005 的码位；请换成标准字符 {}（{}）。", text_of(today), code_point(today)),
            fmt::format("GB 18030-2005 had {} ({}) there: write the standard character.", text_of(today),
                        code_point(today))};
  }
  switch (fault) {
    case CharacterFault::replacement:
      return {"转换编码时丢了一个字；请照原稿补上。",
              "A character was lost in a conversion: restore it from the original."};
    case CharacterFault::private_use:
      return {"它只在录入的机器上有字形；请查该字的标准码位并换上。",
              "It has a shape on the machine it was typed on only: find the standard code point and put it there."};
    default: return {"删去它，或换成标准字符。", "Delete it, or replace it by a standard character."};
  }
}

Diagnostic faulty(const Occurrence& o, Place place) {
  const CharacterFault fault = fault_of(o.character);
  const Bilingual kind = name_of(fault);
  return {.code = "record-character",
          .place = std::move(place),
          .message = {fmt::format("“{}”中有{} {}。", o.around, kind.zh, code_point(o.character)),
                      fmt::format("\"{}\" holds the {} {}.", o.around, kind.en, code_point(o.character))},
          .hint = hint_for(fault, o.character)};
}

Diagnostic mapped(const Occurrence& o, Place place) {
  const char32_t today = standard_character(o.character);
  return {.code = "record-character-mapped",
          .severity = Severity::warning,
          .place = std::move(place),
          .message = {fmt::format("“{}”中 GB 18030—2005 的私用码位 {} 读作标准字符 {}（{}）。", o.around,
                                  code_point(o.character), text_of(today), code_point(today)),
                      fmt::format("In \"{}\" the private-use code point {} of GB 18030-2005 is read as {} ({}).",
                                  o.around, code_point(o.character), text_of(today), code_point(today))},
          .hint = {"请核对字形；收到的文件原样保留。", "Check its shape; the bytes received stay as they are."}};
}

Diagnostic compatibility(const Occurrence& o, Place place) {
  const char32_t unified = unified_ideograph(o.character);
  const bool radical = o.character < 0x3000;
  return {
      .code = "record-compatibility-character",
      .severity = Severity::warning,
      .place = std::move(place),
      .message = {fmt::format("“{}”中的 {}（{}）是{}；对应的统一汉字是 {}（{}）。", o.around, text_of(o.character),
                              code_point(o.character), radical ? "部首" : "兼容汉字", text_of(unified),
                              code_point(unified)),
                  fmt::format("In \"{}\", {} ({}) is a {}; the unified ideograph is {} ({}).", o.around,
                              text_of(o.character), code_point(o.character),
                              radical ? "radical" : "compatibility ideograph", text_of(unified), code_point(unified))},
      .hint = {"多半来自从 PDF 复制的文字，请换成统一汉字；有意使用的可以保留。",
               "Probably pasted from a PDF: put the unified ideograph there; keep it where it is meant."}};
}

class Check {
 public:
  explicit Check(const xml::Tree& tree) : tree_(tree), from_gb_(is_from_gb(tree)) {}

  Findings run() {
    visit(tree_.root());
    return std::move(findings_);
  }

 private:
  // As deep as the parser's limit lets a tree be.
  void visit(const xml::Node& element) {
    for (const xml::Node& attribute : element.attributes()) check(attribute, attribute);
    const auto children = element.children();
    for (const xml::Node& child : children) {
      if (child.is_element()) {
        visit(child);
      } else {
        check(child, children.size() == 1 ? element : child);
      }
    }
  }

  // `named`: the node whose path says best where the text stands.
  void check(const xml::Node& node, const xml::Node& named) {
    for (const Occurrence& o : occurrences(node.text())) {
      const bool is_mapped = from_gb_ && standard_character(o.character) != 0;
      const bool error = is_bad(o.character) && !is_mapped;
      // The parser has made blanks of the line feeds in attributes: their line is that of the tag.
      Place place{tree_.file(), node.line() + o.line_offset, named.xpath()};
      if (error) {
        findings_.push_back(faulty(o, std::move(place)));
      } else if (is_mapped) {
        findings_.push_back(mapped(o, std::move(place)));
      } else {
        findings_.push_back(compatibility(o, std::move(place)));
      }
    }
  }

  const xml::Tree& tree_;
  bool from_gb_;
  Findings findings_;
};

bool has_mappable(const xml::Node& element) {
  const auto in = [](const std::string& text) {
    for (std::string_view rest = text; !rest.empty();) {
      if (standard_character(xml::take_character(rest)) != 0) return true;
    }
    return false;
  };
  const auto attributes = element.attributes();
  if (std::any_of(attributes.begin(), attributes.end(), [&in](const xml::Node& a) { return in(a.text()); }))
    return true;
  const auto children = element.children();
  return std::any_of(children.begin(), children.end(), [&in](const xml::Node& child) {
    return child.is_text() ? in(child.text()) : has_mappable(child);
  });
}

}  // namespace

bool is_from_gb(const xml::Tree& tree) {
  constexpr std::array<std::string_view, 3> others = {"CP936", "WINDOWS-936", "EUC-CN"};
  return tree.encoding().starts_with("GB") || std::find(others.begin(), others.end(), tree.encoding()) != others.end();
}

xml::Tree with_standard_characters(const xml::Tree& tree) {
  if (!is_from_gb(tree) || !has_mappable(tree.root())) return tree;
  return tree.with_characters([](char32_t character) {
    const char32_t today = standard_character(character);
    return today != 0 ? today : character;
  });
}

Findings check_characters(const xml::Tree& received) {
  return Check(received).run();
}

}  // namespace banxin::record
