#include "record/characters.h"

#include <algorithm>
#include <array>
#include <utility>

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

}  // namespace

CharacterFault fault_of(char32_t character) {
  if (character == '\t' || character == '\n' || character == '\r') return CharacterFault::none;
  if (character < 0x20 || between(character, 0x7F, 0x9F)) return CharacterFault::control;
  if (between(character, 0xFDD0, 0xFDEF) || (character & 0xFFFEU) == 0xFFFE) return CharacterFault::noncharacter;
  if (between(character, 0xE000, 0xF8FF) || character >= 0xF0000) return CharacterFault::private_use;
  return character == 0xFFFD ? CharacterFault::replacement : CharacterFault::none;
}

char32_t standard_character(char32_t private_use) {
  const auto* found = std::lower_bound(standard.begin(), standard.end(), private_use,
                                       [](const auto& entry, char32_t wanted) { return entry.first < wanted; });
  return found != standard.end() && found->first == private_use ? found->second : 0;
}

}  // namespace banxin::record
