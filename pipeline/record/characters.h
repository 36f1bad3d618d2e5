#pragma once

#include <cstdint>

// What is known of single characters. Facts of Unicode 15.0 and of GB 18030; nothing here looks at a record.
namespace banxin::record {

// Kinds of characters that no archive can keep, since nothing says what they look like elsewhere, or that look
// different to a reader from what they are to a program.
enum class CharacterFault : std::uint8_t {
  none,
  private_use,   // U+E000-F8FF and planes 15 and 16 without their noncharacters
  noncharacter,  // U+FDD0-FDEF and the last two of each plane
  replacement,   // U+FFFD: something was lost before the record was written
  control,       // category Cc but TAB, LF, CR
  direction,     // U+202A-202E, U+2066-2069: embeddings, overrides and isolates change the order of what is read
  annotation,    // U+FFF9-FFFB: text between the lines, which an XML record writes as elements
  filler,        // U+115F, U+1160, U+3164, U+FFA0: letters of Hangul that are blank
};
CharacterFault fault_of(char32_t character);

// What becomes of a character that a clerk's clipboard leaves behind and that nobody can see (D-05).
enum class Pasted : std::uint8_t {
  none,      // is none of them
  nothing,   // means nothing wherever it stands: zero-width characters, marks of direction, soft hyphens, tags
  joiner,    // U+200C, U+200D: mean something between the letters of some scripts and between emoji alone
  no_break,  // U+00A0, U+2007, U+202F: hold a line together between western words and figures alone
  line_end,  // U+2028, U+2029: a line break of the file
};

struct PastedCharacter {
  char32_t first, last;
  Pasted as;
  const char* zh;  // its name
  const char* en;
};
// Null when it is none of them.
const PastedCharacter* pasted(char32_t character);

// Whether U+200C and U+200D behind this character join it to the next one.
bool takes_joiner(char32_t character);

// A script whose lines the program cannot set: it sets from left to right and from top to bottom.
struct UnsupportedScript {
  char32_t first, last;
  bool vertical;   // else from right to left
  const char* zh;  // its name, the same for all ranges of one script
  const char* en;
};
// Null when the character belongs to none.
const UnsupportedScript* unsupported_script(char32_t character);

// A variation selector (U+FE00-FE0F, U+E0100-E01EF; U+180B-180D and U+180F of Mongolian) that follows a character
// without variants in a black text: anything but an ideograph or a letter of Mongolian.
bool is_stray_selector(char32_t character, char32_t before);

// GB 18030-2005 has 25 characters at private-use code points, because Unicode had not encoded them yet (or, for U+E7C7,
// by an exchange); converters differ in what they make of them (AR-62, AR-63). Gives the standard character of today,
// or 0.
char32_t standard_character(char32_t private_use);

// The unified ideograph that a Kangxi radical (U+2F00-2FD5), a radical of the supplement (U+2E80-2EF3) or a
// compatibility ideograph (U+F900-FAD9, U+2F800-2FA1D) stands for, or 0. Where Unicode does not give it, none is
// guessed. It is only named in messages: a name keeps its characters (AR-66).
char32_t unified_ideograph(char32_t character);

}  // namespace banxin::record
