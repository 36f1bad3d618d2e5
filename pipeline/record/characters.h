#pragma once

#include <cstdint>

// What is known of single characters. Facts of Unicode 15.0 and of GB 18030; nothing here looks at a record.
namespace banxin::record {

// Kinds of characters that no archive can keep, since nothing says what they look like elsewhere.
enum class CharacterFault : std::uint8_t {
  none,
  private_use,   // U+E000-F8FF and planes 15 and 16 without their noncharacters
  noncharacter,  // U+FDD0-FDEF and the last two of each plane
  replacement,   // U+FFFD: something was lost before the record was written
  control,       // category Cc but TAB, LF, CR
};
CharacterFault fault_of(char32_t character);

// GB 18030-2005 has 25 characters at private-use code points, because Unicode had not encoded them yet (or, for U+E7C7,
// by an exchange); converters differ in what they make of them (AR-62, AR-63). Gives the standard character of today,
// or 0.
char32_t standard_character(char32_t private_use);

// The unified ideograph that a Kangxi radical (U+2F00-2FD5), a radical of the supplement (U+2E80-2EF3) or a
// compatibility ideograph (U+F900-FAD9, U+2F800-2FA1D) stands for, or 0. Without Unicode's word for it, none is
// guessed. It is only named to the user: a name keeps its characters (AR-66).
char32_t unified_ideograph(char32_t character);

}  // namespace banxin::record
