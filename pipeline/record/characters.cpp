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
  if (character >= 0xE0000 && !is_selector(character)) return CharacterFault::tag;
  if (between(character, 0xFFF9, 0xFFFB)) return CharacterFault::annotation;
  if (between(character, 0x115F, 0x1160) || character == 0x3164 || character == 0xFFA0) return CharacterFault::filler;
  return character == 0xFFFD ? CharacterFault::replacement : CharacterFault::none;
}

bool is_white_space(char32_t character) {
  return between(character, 0x09, 0x0D) || character == 0x20 || character == 0x85 || character == 0xA0 ||
         character == 0x1680 || between(character, 0x2000, 0x200A) || between(character, 0x2028, 0x2029) ||
         character == 0x202F || character == 0x205F || character == 0x3000;
}

bool is_left_behind(char32_t character) {
  return character == 0xFEFF || between(character, 0x200E, 0x200F) || character == 0x061C || character == 0x034F ||
         character == 0x180E || character == 0x2065 || between(character, 0x206A, 0x206F) ||
         between(character, 0xFFF0, 0xFFF8) || between(character, 0x1BCA0, 0x1BCA3) ||
         between(character, 0x1D173, 0x1D17A);
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
