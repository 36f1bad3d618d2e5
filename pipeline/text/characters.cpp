#include "text/characters.h"

#include <unicode/uchar.h>

namespace banxin::text {
namespace {

UChar32 icu(char32_t code) {
  return static_cast<UChar32>(code);
}

// Planes 2 and 3 hold ideographs only, those of later Unicode versions than ICU's included.
bool is_han(char32_t code) {
  if (code < 0x2E80) return false;
  if (code >= 0x4E00 && code <= 0x9FFF) return true;
  if (code >= 0x20000 && code <= 0x3FFFD) return true;
  return code == 0x3005 || u_hasBinaryProperty(icu(code), UCHAR_IDEOGRAPHIC) != 0 ||
         u_hasBinaryProperty(icu(code), UCHAR_RADICAL) != 0;
}

Kind ascii_kind(char32_t code) {
  if (code >= U'0' && code <= U'9') return Kind::digit;
  if ((code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z')) return Kind::letter;
  switch (code) {
    case U' ':
    case U'\t': return Kind::space;
    case U'\n':
    case U'\v':
    case U'\f':
    case U'\r': return Kind::line_end;
    case U'-': return Kind::hyphen;
    case U'/': return Kind::slash;
    case U'%': return Kind::postfix;
    case U'$':
    case U'+': return Kind::prefix;
    default: return Kind::mark;
  }
}

// The marks that Chinese text has rules for; `wide` for every other character.
Kind mark_kind(char32_t code) {
  switch (code) {
    case U'。':
    case U'．': return Kind::stop;
    case U'，':
    case U'、':
    case U'；': return Kind::comma;
    case U'：': return Kind::colon;
    case U'？':
    case U'！':
    case 0x203C:  // ‼
    case 0x2047:
    case 0x2048:
    case 0x2049: return Kind::question;
    case 0x201D:  // ”
    case 0x2019:  // ’
    case U'）':
    case U'》':
    case U'〉':
    case U'〕':
    case U'】':
    case U'〗':
    case U'］':
    case U'｝':
    case U'」':
    case U'』': return Kind::closing;
    case 0x201C:  // “
    case 0x2018:  // ‘
    case U'（':
    case U'《':
    case U'〈':
    case U'〔':
    case U'【':
    case U'〖':
    case U'［':
    case U'｛':
    case U'「':
    case U'『': return Kind::opening;
    case 0x2014:  // —
    case 0x2E3A: return Kind::dash;
    case 0xFF5E:  // ～
    case 0x301C: return Kind::tilde;
    case 0x2026:  // …
    case 0x22EF: return Kind::ellipsis;
    case 0x00B7:  // ·
    case 0x2027: return Kind::middle_dot;
    case 0x30FB: return Kind::wide_dot;
    case 0x2010:
    case 0x2011:
    case 0x2013: return Kind::hyphen;
    case U'／': return Kind::slash;
    case U'％':
    case U'‰':
    case U'℃':
    case U'°':
    case U'′':
    case U'″': return Kind::postfix;
    case U'￥':
    case 0x00A5:  // ¥
    case U'£':
    case U'€':
    case U'№':
    case U'±':
    case 0x2212: return Kind::prefix;  // −
    case 0x3000: return Kind::ideographic_space;
    default: return Kind::wide;
  }
}

bool is_wide(char32_t code) {
  const int width = u_getIntPropertyValue(icu(code), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH || width == U_EA_HALFWIDTH;
}

// Letters of western scripts, and figures such as ² that stand among them.
bool is_western_letter(char32_t code) {
  const auto type = static_cast<UCharCategory>(u_charType(icu(code)));
  if (type == U_OTHER_NUMBER) return code < 0x2460;  // ², ½; not ① and its like
  return type != U_LETTER_NUMBER && u_isalpha(icu(code)) != 0 && !is_wide(code);
}

// The character at `at`, which is moved behind it. A byte that begins none is U+FFFD.
char32_t next_character(std::string_view text, std::uint32_t& at, std::uint32_t end) {
  const auto byte = [&](std::uint32_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at++);
  if (lead < 0x80) return lead;
  const std::uint32_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead > 0xF4 || end - at < more) return 0xFFFD;
  char32_t code = lead & (0x3FU >> more);
  for (std::uint32_t i = 0; i < more; ++i) {
    const unsigned part = byte(at + i);
    if ((part & 0xC0U) != 0x80) return 0xFFFD;
    code = (code << 6U) | (part & 0x3FU);
  }
  at += more;
  return code;
}

Kind other_kind(char32_t code) {
  if ((code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF)) return Kind::selector;
  if (u_hasBinaryProperty(icu(code), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return Kind::invisible;
  if (code == 0x85 || code == 0x2028 || code == 0x2029) return Kind::line_end;
  if (u_isUWhiteSpace(icu(code)) != 0) return Kind::space;
  if ((U_GET_GC_MASK(icu(code)) & U_GC_M_MASK) != 0) return Kind::extender;
  if (code >= 0xFF10 && code <= 0xFF19) return Kind::digit;
  if (is_western_letter(code)) return Kind::letter;
  return Kind::wide;
}

}  // namespace

Kind kind_of(char32_t code) {
  if (code < 0x80) return ascii_kind(code);
  if (is_han(code)) return Kind::han;
  const Kind kind = mark_kind(code);
  return kind == Kind::wide ? other_kind(code) : kind;
}

Side side_of(char32_t code, Kind kind) {
  if (code < 0x80 || kind == Kind::hyphen) return Side::western;
  if (kind == Kind::han || is_wide(code)) return Side::chinese;
  if (kind == Kind::letter) return Side::western;
  if (kind == Kind::space || kind == Kind::ideographic_space || kind == Kind::question) return Side::chinese;
  // ℃ and № are drawn as one character of Chinese text.
  if (code == U'℃' || code == U'№') return Side::chinese;
  return code == 0x00A5 || code == U'£' || code == U'€' ? Side::western : Side::context;
}

void read_characters(std::string_view text, TextRange range, std::uint16_t piece, Characters& characters) {
  for (std::uint32_t at = range.begin; at < range.end;) {
    Character character;
    character.begin = at;
    character.code = next_character(text, at, range.end);
    character.end = at;
    character.kind = kind_of(character.code);
    character.piece = piece;
    characters.push_back(character);
  }
}

std::string to_utf8(char32_t code) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0U | (code >> 6U)), byte(0x80U | (code & 0x3FU))};
  std::string out;
  if (code < 0x10000) {
    out = {byte(0xE0U | (code >> 12U))};
  } else {
    out = {byte(0xF0U | (code >> 18U)), byte(0x80U | ((code >> 12U) & 0x3FU))};
  }
  return out + byte(0x80U | ((code >> 6U) & 0x3FU)) + byte(0x80U | (code & 0x3FU));
}

}  // namespace banxin::text
