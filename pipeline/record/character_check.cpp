#include "record/character_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/unseen.h"
#include "base/utf8.h"
#include "record/characters.h"
#include "record/parts.h"
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
  } else if (is_bad(character) || is_unseen(character) || pasted(character) != nullptr) {
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

// A text of the record: an attribute, or what stands between two tags.
struct Text {
  std::u32string characters;
  bool whole = false;    // it is all that its element or attribute holds: its ends are those of the text
  bool of_name = false;  // of the bureau's name
};

bool is_unwritten(char32_t character) {
  return is_white_space(character) || pasted(character) != nullptr;
}

// For each place whether the white space there ends a text, or is beside a Chinese character or mark: then it parts no
// words, as a line break of the file does not there (compose/white_space.h).
std::vector<bool> parts_nothing(const Text& text) {
  constexpr char32_t first_wide = 0x800;  // three bytes of UTF-8 or four
  const std::u32string& all = text.characters;
  std::vector<bool> out(all.size());
  bool beside = text.whole;
  for (std::size_t i = 0; i < all.size(); ++i) {
    out[i] = beside;
    if (!is_unwritten(all[i])) beside = all[i] >= first_wide;
  }
  beside = text.whole;
  for (std::size_t i = all.size(); i > 0; --i) {
    out[i - 1] = out[i - 1] || beside;
    if (!is_unwritten(all[i - 1])) beside = all[i - 1] >= first_wide;
  }
  return out;
}

// What becomes of the characters of a text, all those that a clipboard left behind by one rule (D-05): 0 for a
// character that is taken out. A bureau's name has no blanks at its ends either, which would make another name of it.
std::u32string cleaned_text(const Text& text) {
  const std::u32string& all = text.characters;
  const std::vector<bool> in_vain = parts_nothing(text);
  std::u32string out = all;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const PastedCharacter* known = pasted(all[i]);
    switch (known == nullptr ? Pasted::none : known->as) {
      case Pasted::nothing: out[i] = 0; break;
      case Pasted::joiner:
        if (i == 0 || i + 1 == all.size() || !takes_joiner(all[i - 1]) || is_unwritten(all[i + 1])) out[i] = 0;
        break;
      case Pasted::no_break:
        if (in_vain[i]) out[i] = 0;
        break;
      case Pasted::line_end: out[i] = in_vain[i] ? 0 : U' '; break;
      case Pasted::none:
        if (is_stray_selector(all[i], i == 0 ? 0 : all[i - 1])) out[i] = 0;
        break;
    }
  }
  if (!text.of_name) return out;
  const auto take_end = [&out](std::size_t i) {
    if (out[i] != 0 && !is_white_space(out[i])) return false;
    if (!is_layout(out[i])) out[i] = 0;
    return true;
  };
  for (std::size_t i = 0; i < out.size() && take_end(i);) ++i;
  for (std::size_t i = out.size(); i > 0 && take_end(i - 1);) --i;
  return out;
}

bool is_worth_a_look(char32_t character) {
  constexpr char32_t first_of_many = 0xA0;
  if (character < first_of_many) return is_bad(character);
  return is_bad(character) || unified_ideograph(character) != 0 || pasted(character) != nullptr ||
         is_stray_selector(character, 0) || unsupported_script(character) != nullptr;
}

std::u32string characters_of(std::string_view utf8) {
  std::u32string text;
  for (std::string_view rest = utf8; !rest.empty();) text += take_character(rest);
  return text;
}

// Most texts have nothing to report: they are read once, nothing is copied.
std::optional<Text> text_to_check(const xml::Node& node) {
  const xml::Node holder = node.parent();
  const std::string utf8 = node.text();
  const bool of_name = is_element(holder, "bureau") && !holder.parent().parent().is_element() && !node.is_attribute();
  bool any = of_name;
  for (std::string_view rest = utf8; !rest.empty() && !any;) any = is_worth_a_look(take_character(rest));
  if (!any) return std::nullopt;
  // An empty paragraph has a finding of its own (validate/empty_paragraphs.h).
  if (part_of(holder) == Part::paragraph && !node.is_attribute() && is_all_white(utf8)) return std::nullopt;
  return Text{characters_of(utf8), node.is_attribute() || holder.children().size() == 1, of_name};
}

// Each character that there is something to say about, once, with its first place; of a script only the first.
std::vector<Occurrence> occurrences(const Text& text) {
  std::vector<Occurrence> found;
  std::set<std::pair<char32_t, const UnsupportedScript*>> seen;
  const std::u32string clean = cleaned_text(text);
  int lines = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const char32_t character = text.characters[i];
    if (character == '\n') ++lines;
    const UnsupportedScript* script = unsupported_script(character);
    const bool told = is_bad(character) || unified_ideograph(character) != 0 || script != nullptr;
    if (!told && clean[i] == character) continue;
    if (seen.emplace(script == nullptr ? character : 0, script).second) {
      found.push_back({character, lines, around(text.characters, i)});
    }
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

// What is found of one character, or of one script, in the whole record.
struct Gathered {
  Diagnostic finding;  // of the first place
  std::size_t count = 0;
};

// The other places, as many as anybody looks at.
void gather(Gathered& all, Place place, const std::string& shown) {
  constexpr std::size_t most_places = 20;
  if (++all.count == 1 || all.finding.related.size() >= most_places) return;
  all.finding.related.push_back({std::move(place), {fmt::format("“{}”", shown), fmt::format("\"{}\"", shown)}});
}

Diagnostic left_behind(const Occurrence& o, Place place) {
  const PastedCharacter* known = pasted(o.character);
  const std::string point = code_point_name(o.character);
  Diagnostic finding{.code = taken_out_code, .severity = Severity::warning, .place = std::move(place)};
  const std::string zh = known == nullptr ? point : fmt::format("{}（{}）", point, known->zh);
  const std::string en = known == nullptr ? point : fmt::format("{} ({})", point, known->en);
  if (known != nullptr && known->as == Pasted::line_end) {
    finding.message = {
        fmt::format("“{}”中有看不见的字符 {}，读作换行。", o.around, zh),
        fmt::format("\"{}\" holds the invisible character {}, which is read as a line break.", o.around, en)};
  } else {
    finding.message = {fmt::format("“{}”中有看不见的字符 {}，已略去。", o.around, zh),
                       fmt::format("\"{}\" holds the invisible character {}, which was taken out.", o.around, en)};
  }
  constexpr char32_t of_an_object = 0xFFFC;
  if (o.character == of_an_object) {
    finding.hint = {"粘贴时这里丢了图片、公式之类的对象；请对照原稿补上，或删去这个字符。",
                    "A picture, a formula or the like was lost here when the text was pasted: restore what it said, or "
                    "delete the character."};
  } else {
    finding.hint = {"多半随复制的文字而来，请从原稿中删去；收到的文件原样保留。",
                    "It came with pasted text: delete it in the original. The bytes received stay as they are."};
  }
  return finding;
}

Diagnostic of_script(const Occurrence& o, Place place) {
  const UnsupportedScript& script = *unsupported_script(o.character);
  const char* runs_zh = script.vertical ? "竖着" : "从右向左";
  const char* runs_en = script.vertical ? "from top to bottom" : "from right to left";
  return {.code = code::record_script,
          .place = std::move(place),
          .message = {fmt::format("“{}”中有{}，{}书写；本程序不能排这种文字。", o.around, script.zh, runs_zh),
                      fmt::format("\"{}\" holds {}, which runs {}; this program cannot set it.", o.around, script.en,
                                  runs_en)},
          .hint = {"请改用汉字或拉丁字母的写法；原文请另附一份文件。",
                   "Write it in Chinese characters or Latin letters; enclose the original as a file of its own."}};
}

class Check {
 public:
  explicit Check(const xml::Tree& tree) : tree_(tree), from_gb_(is_from_gb(tree)) {}

  Findings run() {
    visit(tree_.root(), true);
    conclude(scripts_);
    conclude(left_behind_);
    return std::move(findings_);
  }

 private:
  // `printed`: not what a record only keeps, its extension and what is of another namespace. Recursion is as deep as
  // the parser's limit lets a tree be.
  void visit(const xml::Node& element, bool printed) {
    for (const xml::Node& attribute : element.attributes()) {
      check(attribute, attribute, printed && attribute.namespace_uri().empty());
    }
    const auto children = element.children();
    for (const xml::Node& child : children) {
      if (child.is_element()) {
        visit(child, printed && !is_element(child, "extension"));
      } else {
        check(child, children.size() == 1 ? element : child, printed);
      }
    }
  }

  // `named`: the node whose path says best where the text is.
  void check(const xml::Node& node, const xml::Node& named, bool printed) {
    const auto text = text_to_check(node);
    if (!text) return;
    for (const Occurrence& o : occurrences(*text)) {
      // The parser has made blanks of the line feeds in attributes: their line is that of the tag.
      const auto place = [&] { return Place{tree_.file(), node.line() + o.line_offset, named.xpath()}; };
      if (from_gb_ && standard_character(o.character) != 0) {
        add(Severity::warning, mapped_code, [&] { return mapped(o, place()); });
      } else if (is_bad(o.character)) {
        add(Severity::error, faulty_code, [&] { return faulty(o, place()); });
      } else if (unified_ideograph(o.character) != 0) {
        add(Severity::warning, compatibility_code, [&] { return compatibility(o, place()); });
      } else if (const UnsupportedScript* script = unsupported_script(o.character); script != nullptr) {
        if (!printed) continue;
        Gathered& all = scripts_[script->zh];
        if (all.count == 0) all.finding = of_script(o, place());
        gather(all, place(), o.around);
      } else {
        Gathered& all = left_behind_[o.character];
        if (all.count == 0) all.finding = left_behind(o, place());
        gather(all, place(), o.around);
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

  template <class Key>
  void conclude(std::map<Key, Gathered>& kinds) {
    for (auto& [key, all] : kinds) {
      if (all.count > 1) {
        all.finding.message.zh += fmt::format("这样的文字共有 {} 处。", all.count);
        all.finding.message.en += fmt::format(" There are {} such texts.", all.count);
      }
      findings_.push_back(std::move(all.finding));
    }
  }

  const xml::Tree& tree_;
  bool from_gb_;
  Findings findings_;
  std::map<std::string_view, Gathered> scripts_;
  std::map<char32_t, Gathered> left_behind_;
};

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
  if (!mapped && findings.count(taken_out_code) == 0) return received;
  return received.with_replaced([mapped](const xml::Node& node) -> std::optional<std::string> {
    const auto text = text_to_check(node);
    if (!text) return std::nullopt;
    std::string out;
    for (const char32_t character : cleaned_text(*text)) {
      const char32_t today = mapped ? standard_character(character) : 0;
      if (character != 0) append_utf8(out, today != 0 ? today : character);
    }
    return out;
  });
}

}  // namespace banxin::record
