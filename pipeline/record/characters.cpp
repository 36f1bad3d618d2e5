#include "record/characters.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"

namespace banxin::record {
namespace {

// The two-byte codes A6D9-A6DF, A6EC-A6ED, A6F3 (marks of vertical text), A8BC, and FE51-FEA0 of the edition of 2005
// against that of 2022. Sorted by the first.
constexpr std::array<std::pair<char32_t, char32_t>, 25> standard = {{
    {0xE78D, 0xFE10},  {0xE78E, 0xFE12},  {0xE78F, 0xFE11},  {0xE790, 0xFE13},  {0xE791, 0xFE14},
    {0xE792, 0xFE15},  {0xE793, 0xFE16},  {0xE794, 0xFE17},  {0xE795, 0xFE18},  {0xE796, 0xFE19},
    {0xE7C7, 0x1E3F},  {0xE816, 0x20087}, {0xE817, 0x20089}, {0xE818, 0x200CC}, {0xE81E, 0x9FB4},
    {0xE826, 0x9FB5},  {0xE82B, 0x9FB6},  {0xE82C, 0x9FB7},  {0xE831, 0x215D7}, {0xE832, 0x9FB8},
    {0xE83B, 0x2298F}, {0xE843, 0x9FB9},  {0xE854, 0x9FBA},  {0xE855, 0x241FE}, {0xE864, 0x9FBB},
}};

// Sorted.
constexpr std::array<PastedCharacter, 22> pasted_characters = {{
    {0x00A0, 0x00A0, Pasted::no_break, "不间断空格", "no-break space"},
    {0x00AD, 0x00AD, Pasted::nothing, "软连字符", "soft hyphen"},
    {0x034F, 0x034F, Pasted::nothing, "字形连接符", "combining grapheme joiner"},
    {0x061C, 0x061C, Pasted::nothing, "方向标记", "mark of direction"},
    {0x17B4, 0x17B5, Pasted::nothing, "高棉文的隐含元音", "inherent vowel of Khmer"},
    {0x180E, 0x180E, Pasted::nothing, "蒙古文的元音分隔符", "vowel separator of Mongolian"},
    {0x2007, 0x2007, Pasted::no_break, "数字宽的空格", "figure space"},
    {0x200B, 0x200B, Pasted::nothing, "零宽空格", "zero-width space"},
    {0x200C, 0x200D, Pasted::joiner, "零宽连接控制符", "zero-width joiner or non-joiner"},
    {0x200E, 0x200F, Pasted::nothing, "方向标记", "mark of direction"},
    {0x2028, 0x2028, Pasted::line_end, "行分隔符，Shift+Enter", "line separator, Shift+Enter"},
    {0x2029, 0x2029, Pasted::line_end, "段分隔符", "paragraph separator"},
    {0x202F, 0x202F, Pasted::no_break, "窄的不间断空格", "narrow no-break space"},
    {0x2060, 0x2065, Pasted::nothing, "零宽格式符", "zero-width format character"},
    {0x206A, 0x206F, Pasted::nothing, "废弃的格式符", "deprecated format character"},
    {0xFEFF, 0xFEFF, Pasted::nothing, "字节序标记", "byte order mark"},
    {0xFFF0, 0xFFF8, Pasted::nothing, "未定义的格式符", "undefined format character"},
    {0xFFFC, 0xFFFC, Pasted::nothing, "图片、公式等对象的占位符", "place of a picture or another object"},
    {0x1BCA0, 0x1BCA3, Pasted::nothing, "速记的格式符", "format character of shorthand"},
    {0x1D173, 0x1D17A, Pasted::nothing, "乐谱的格式符", "format character of music"},
    {0xE0000, 0xE00FF, Pasted::nothing, "标签字符", "tag character"},
    {0xE01F0, 0xE0FFF, Pasted::nothing, "标签字符", "tag character"},
}};

constexpr const char* arabic_zh = "阿拉伯字母的文字（如维吾尔文、哈萨克文）";
constexpr const char* arabic_en = "Arabic script (Uyghur or Kazakh, say)";
constexpr const char* mongolian_zh = "传统蒙古文（或满文、锡伯文、托忒文）";
constexpr const char* mongolian_en = "traditional Mongolian script (or Manchu, Sibe, Todo)";
constexpr const char* other_zh = "从右向左书写的文字";
constexpr const char* other_en = "a script written from right to left";

// Sorted. What Unicode sets aside for scripts from right to left (DerivedBidiClass.txt), and the scripts that are only
// written from top to bottom.
constexpr std::array<UnsupportedScript, 18> unsupported_scripts = {{
    {0x0590, 0x05FF, false, "希伯来文", "Hebrew script"},
    {0x0600, 0x06FF, false, arabic_zh, arabic_en},
    {0x0700, 0x074F, false, "叙利亚文", "Syriac script"},
    {0x0750, 0x077F, false, arabic_zh, arabic_en},
    {0x0780, 0x07BF, false, "塔纳文", "Thaana script"},
    {0x07C0, 0x085F, false, other_zh, other_en},
    {0x0860, 0x086F, false, "叙利亚文", "Syriac script"},
    {0x0870, 0x08FF, false, arabic_zh, arabic_en},
    {0x1800, 0x18AF, true, mongolian_zh, mongolian_en},
    {0xA840, 0xA87F, true, "八思巴文", "Phags-pa script"},
    {0xFB1D, 0xFB4F, false, "希伯来文", "Hebrew script"},
    {0xFB50, 0xFDFF, false, arabic_zh, arabic_en},
    {0xFE70, 0xFEFE, false, arabic_zh, arabic_en},
    {0x10800, 0x10FFF, false, other_zh, other_en},
    {0x11660, 0x1167F, true, mongolian_zh, mongolian_en},
    {0x1E800, 0x1EDFF, false, other_zh, other_en},
    {0x1EE00, 0x1EEFF, false, arabic_zh, arabic_en},
    {0x1EF00, 0x1EFFF, false, other_zh, other_en},
}};

// The entry of a sorted table of ranges that has the character; null when none has.
template <class Table>
auto entry_of(const Table& table, char32_t character) -> decltype(table.data()) {
  const auto found = std::lower_bound(table.begin(), table.end(), character,
                                      [](const auto& entry, char32_t wanted) { return entry.last < wanted; });
  return found != table.end() && character >= found->first ? &*found : nullptr;
}

bool between(char32_t character, char32_t first, char32_t last) {
  return character >= first && character <= last;
}

bool is_of_mongolian(char32_t character) {
  return between(character, 0x1800, 0x18AF);
}

bool is_selector(char32_t character) {
  return between(character, 0xFE00, 0xFE0F) || between(character, 0xE0100, 0xE01EF) ||
         between(character, 0x180B, 0x180D) || character == 0x180F;
}

bool is_ideograph(char32_t character) {
  return between(character, 0x3400, 0x4DBF) || between(character, 0x4E00, 0x9FFF) ||
         between(character, 0xF900, 0xFAFF) || between(character, 0x20000, 0x3FFFD);
}

}  // namespace

CharacterFault fault_of(char32_t character) {
  if (character == '\t' || character == '\n' || character == '\r') return CharacterFault::none;
  if (character < 0x20 || between(character, 0x7F, 0x9F)) return CharacterFault::control;
  if (between(character, 0xFDD0, 0xFDEF) || (character & 0xFFFEU) == 0xFFFE) return CharacterFault::noncharacter;
  if (is_private_use(character)) return CharacterFault::private_use;
  if (between(character, 0x202A, 0x202E) || between(character, 0x2066, 0x2069)) return CharacterFault::direction;
  if (between(character, 0xFFF9, 0xFFFB)) return CharacterFault::annotation;
  if (between(character, 0x115F, 0x1160) || character == 0x3164 || character == 0xFFA0) return CharacterFault::filler;
  return character == 0xFFFD ? CharacterFault::replacement : CharacterFault::none;
}

const PastedCharacter* pasted(char32_t character) {
  return entry_of(pasted_characters, character);
}

bool takes_joiner(char32_t character) {
  return between(character, 0x0900, 0x1FFF) || between(character, 0x2190, 0x2BFF) ||
         between(character, 0xA800, 0xABFF) || between(character, 0x11000, 0x11FFF) ||
         between(character, 0x1F000, 0x1FAFF) || character == 0xFE0F;
}

const UnsupportedScript* unsupported_script(char32_t character) {
  if (character < 0x590 || pasted(character) != nullptr || is_selector(character)) return nullptr;
  return entry_of(unsupported_scripts, character);
}

bool is_stray_selector(char32_t character, char32_t before) {
  if (!is_selector(character)) return false;
  return is_of_mongolian(character) ? !is_of_mongolian(before) || is_selector(before) : !is_ideograph(before);
}

char32_t standard_character(char32_t private_use) {
  const auto* found = std::lower_bound(standard.begin(), standard.end(), private_use,
                                       [](const auto& entry, char32_t wanted) { return entry.first < wanted; });
  return found != standard.end() && found->first == private_use ? found->second : 0;
}

}  // namespace banxin::record
