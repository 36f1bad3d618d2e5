#include "record/character_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/unseen.h"
#include "base/utf8.h"
#include "record/characters.h"
#include "record/record.h"

namespace banxin::record {
namespace {

constexpr const char* faulty_code = code::record_character;
constexpr const char* mapped_code = code::record_character_mapped;
constexpr const char* taken_out_code = code::record_invisible_character;
constexpr const char* compatibility_code = code::record_compatibility_character;
constexpr std::size_t shown_around = 8;  // characters on each side

// A character of a text and what is around it.
struct Occurrence {
  char32_t character;
  int line_offset;  // line feeds of the text before it
  std::string around;
};

bool is_bad(char32_t character) {
  return fault_of(character) != CharacterFault::none;
}

// Characters that cannot be shown are given by their code points, blanks as a blank.
void append_shown(std::string& out, char32_t character) {
  if (character == '\n' || character == '\t' || character == '\r') {
    out += ' ';
  } else if (is_bad(character) || is_unseen(character)) {
    out += "〔" + code_point_name(character) + "〕";
  } else {
    append_utf8(out, character);
  }
}

std::string around(const std::u32string& text, std::size_t at) {
  const std::size_t begin = at > shown_around ? at - shown_around : 0;
  const std::size_t end = std::min(text.size(), at + shown_around + 1);
  std::string out = begin > 0 ? "…" : "";
  for (std::size_t i = begin; i < end; ++i) append_shown(out, text[i]);
  return end < text.size() ? out + "…" : out;
}

bool is_layout(char32_t character) {
  return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

// Which characters the line drops. A bureau's name may hold nothing unseen that makes another name of it, and no blanks
// at its ends.
std::vector<bool> taken_out(const std::u32string& text, bool of_name) {
  std::vector<bool> out(text.size());
  if (!of_name) {
    std::transform(text.begin(), text.end(), out.begin(), is_left_behind);
    return out;
  }
  const auto take_end = [&text, &out](std::size_t i) {
    out[i] = !is_layout(text[i]) && (is_white_space(text[i]) || is_unseen(text[i]));
    return out[i] || is_layout(text[i]);
  };
  for (std::size_t i = 0; i < text.size() && take_end(i);) ++i;
  for (std::size_t i = text.size(); i > 0 && take_end(i - 1);) --i;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool stray = is_stray_selector(text[i], i == 0 ? 0 : text[i - 1]);
    if (stray || (is_unseen(text[i]) && !is_layout(text[i]))) out[i] = true;
  }
  return out;
}

bool is_worth_a_look(char32_t character) {
  return is_bad(character) || unified_ideograph(character) != 0 || is_left_behind(character);
}

std::u32string characters_of(std::string_view utf8) {
  std::u32string text;
  for (std::string_view rest = utf8; !rest.empty();) text += take_character(rest);
  return text;
}

// Most texts have nothing to report: they are read once, nothing is copied.
std::vector<Occurrence> occurrences(std::string_view utf8, bool of_name) {
  std::vector<Occurrence> found;
  bool any = of_name;
  for (std::string_view rest = utf8; !rest.empty() && !any;) any = is_worth_a_look(take_character(rest));
  if (!any) return found;
  std::unordered_set<char32_t> seen;
  const std::u32string text = characters_of(utf8);
  const std::vector<bool> out = taken_out(text, of_name);
  int lines = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t character = text[i];
    if (character == '\n') ++lines;
    if (!out[i] && !is_worth_a_look(character)) continue;
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
    case CharacterFault::direction: return {"改变文字方向的字符", "character that changes the direction of text"};
    case CharacterFault::tag: return {"看不见的标签字符", "invisible tag character"};
    case CharacterFault::annotation: return {"行间注释字符", "interlinear annotation character"};
    case CharacterFault::filler: return {"空白的填充字符", "blank filler"};
    case CharacterFault::none: break;
  }
  return {"字符", "character"};
}

Bilingual hint_for(CharacterFault fault, char32_t character) {
  if (const char32_t today = standard_character(character); today != 0) {
    return {fmt::format("这是 GB 18030—2005 的码位；请换成标准字符 {}（{}）。", utf8_of(today), code_point_name(today)),
            fmt::format("GB 18030-2005 had {} ({}) there: write the standard character.", utf8_of(today),
                        code_point_name(today))};
  }
  switch (fault) {
    case CharacterFault::replacement:
      return {"转换编码时丢了一个字；请照原稿补上。",
              "A character was lost in a conversion: restore it from the original."};
    case CharacterFault::private_use:
      return {"它只在录入的机器上有字形；请查该字的标准码位并换上。",
              "It has a shape on the machine it was typed on only: find the standard code point and put it there."};
    case CharacterFault::direction:
      return {"它使人看到的与程序读到的次序不同；请删去它，并核对这段文字。",
              "It makes people read another order than programs do: delete it, and check the text."};
    case CharacterFault::tag:
    case CharacterFault::annotation:
    case CharacterFault::filler:
      return {"它不显示，却是文字的一部分；请删去它。", "It shows nothing, yet is part of the text: delete it."};
    default: return {"删去它，或换成标准字符。", "Delete it, or replace it by a standard character."};
  }
}

Diagnostic faulty(const Occurrence& o, Place place) {
  const CharacterFault fault = fault_of(o.character);
  const Bilingual kind = name_of(fault);
  return {.code = faulty_code,
          .place = std::move(place),
          .message = {fmt::format("“{}”中有{} {}。", o.around, kind.zh, code_point_name(o.character)),
                      fmt::format("\"{}\" holds the {} {}.", o.around, kind.en, code_point_name(o.character))},
          .hint = hint_for(fault, o.character)};
}

Diagnostic mapped(const Occurrence& o, Place place) {
  const char32_t today = standard_character(o.character);
  return {.code = mapped_code,
          .severity = Severity::warning,
          .place = std::move(place),
          .message = {fmt::format("“{}”中 GB 18030—2005 的私用码位 {} 读作标准字符 {}（{}）。", o.around,
                                  code_point_name(o.character), utf8_of(today), code_point_name(today)),
                      fmt::format("In \"{}\" the private-use code point {} of GB 18030-2005 is read as {} ({}).",
                                  o.around, code_point_name(o.character), utf8_of(today), code_point_name(today))},
          .hint = {"请核对字形；收到的文件原样保留。", "Check its shape; the bytes received stay as they are."}};
}

Diagnostic left_out(const Occurrence& o, Place place) {
  return {.code = taken_out_code,
          .severity = Severity::warning,
          .place = std::move(place),
          .message = {fmt::format("“{}”中有看不见的字符 {}，已略去。", o.around, code_point_name(o.character)),
                      fmt::format("\"{}\" holds the invisible character {}, which was taken out.", o.around,
                                  code_point_name(o.character))},
          .hint = {"多半随复制的文字而来，请从原稿中删去；收到的文件原样保留。",
                   "It came with pasted text: delete it in the original. The bytes received stay as they are."}};
}

Diagnostic compatibility(const Occurrence& o, Place place) {
  const char32_t unified = unified_ideograph(o.character);
  const bool radical = o.character < 0x3000;
  return {.code = compatibility_code,
          .severity = Severity::warning,
          .place = std::move(place),
          .message = {fmt::format("“{}”中的 {}（{}）是{}；对应的统一汉字是 {}（{}）。", o.around, utf8_of(o.character),
                                  code_point_name(o.character), radical ? "部首" : "兼容汉字", utf8_of(unified),
                                  code_point_name(unified)),
                      fmt::format("In \"{}\", {} ({}) is a {}; the unified ideograph is {} ({}).", o.around,
                                  utf8_of(o.character), code_point_name(o.character),
                                  radical ? "radical" : "compatibility ideograph", utf8_of(unified),
                                  code_point_name(unified))},
          .hint = {"多半来自从 PDF 复制的文字，请换成统一汉字；有意使用的可以保留。",
                   "Probably pasted from a PDF: put the unified ideograph there; keep it where it is meant."}};
}

class Check {
 public:
  explicit Check(const xml::Tree& tree) : tree_(tree), from_gb_(is_from_gb(tree)) {}

  Findings run() {
    visit(tree_.root(), false);
    return std::move(findings_);
  }

 private:
  // Recursion is as deep as the parser's limit lets a tree be.
  void visit(const xml::Node& element, bool of_name) {
    for (const xml::Node& attribute : element.attributes()) check(attribute, attribute, false);
    const auto children = element.children();
    for (const xml::Node& child : children) {
      if (child.is_element()) {
        visit(child, element == tree_.root() && is_element(child, "bureau"));
      } else {
        check(child, children.size() == 1 ? element : child, of_name);
      }
    }
  }

  // `named`: the node whose path says best where the text is.
  void check(const xml::Node& node, const xml::Node& named, bool of_name) {
    for (const Occurrence& o : occurrences(node.text(), of_name)) {
      // The parser has made blanks of the line feeds in attributes: their line is that of the tag.
      const auto place = [&] { return Place{tree_.file(), node.line() + o.line_offset, named.xpath()}; };
      if (from_gb_ && standard_character(o.character) != 0) {
        add(Severity::warning, mapped_code, [&] { return mapped(o, place()); });
      } else if (is_bad(o.character)) {
        add(Severity::error, faulty_code, [&] { return faulty(o, place()); });
      } else if (unified_ideograph(o.character) != 0) {
        add(Severity::warning, compatibility_code, [&] { return compatibility(o, place()); });
      } else {
        add(Severity::warning, taken_out_code, [&] { return left_out(o, place()); });
      }
    }
  }

  // Beyond the most that are held, only the number matters.
  template <class Make>
  void add(Severity severity, const char* code, Make make) {
    if (findings_.has_room(severity)) {
      findings_.push_back(make());
    } else {
      findings_.count_only(severity, code);
    }
  }

  const xml::Tree& tree_;
  bool from_gb_;
  Findings findings_;
};

// The bureau's name without what is taken out of it; nothing for an element that is not a bureau's name, or that holds
// more than text.
std::optional<std::string> clean_name(const xml::Node& root, const xml::Node& element) {
  if (!is_element(element, "bureau") || element.parent() != root) return std::nullopt;
  const auto children = element.children();
  if (std::any_of(children.begin(), children.end(), [](const xml::Node& child) { return child.is_element(); })) {
    return std::nullopt;
  }
  const std::string written = element.text();
  const std::u32string text = characters_of(written);
  const std::vector<bool> out = taken_out(text, true);
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!out[i]) append_utf8(name, text[i]);
  }
  if (name == written) return std::nullopt;
  return name;
}

}  // namespace

bool is_from_gb(const xml::Tree& tree) {
  constexpr std::array<std::string_view, 3> others = {"CP936", "WINDOWS-936", "EUC-CN"};
  return tree.encoding().starts_with("GB") || std::find(others.begin(), others.end(), tree.encoding()) != others.end();
}

Findings check_characters(const xml::Tree& received) {
  return Check(received).run();
}

xml::Tree cleaned(const xml::Tree& received, const Findings& findings) {
  const bool mapped = findings.count(mapped_code) > 0;
  const bool taken_out = findings.count(taken_out_code) > 0;
  if (!mapped && !taken_out) return received;
  xml::Tree tree = received.with_characters([mapped](char32_t character) {
    const char32_t today = mapped ? standard_character(character) : 0;
    if (today != 0) return today;
    return is_left_behind(character) ? U'\0' : character;
  });
  const xml::Node root = tree.root();
  return taken_out ? tree.with_texts([&root](const xml::Node& element) { return clean_name(root, element); }) : tree;
}

}  // namespace banxin::record
