#include "text/characters.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

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

// Letters of western scripts, and figures such as ² among them.
bool is_western_letter(char32_t code) {
  const auto type = static_cast<UCharCategory>(u_charType(icu(code)));
  if (type == U_OTHER_NUMBER) return code < 0x2460;  // ², ½; not ① and the like
  return type != U_LETTER_NUMBER && u_isalpha(icu(code)) != 0 && !is_wide(code);
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

Script script_of(char32_t code, Kind kind) {
  if (code < 0x80 || kind == Kind::hyphen) return Script::western;
  if (kind == Kind::han || is_wide(code)) return Script::chinese;
  if (kind == Kind::letter) return Script::western;
  if (kind == Kind::space || kind == Kind::ideographic_space || kind == Kind::question) return Script::chinese;
  // ℃ and № are drawn as one character of Chinese text.
  if (code == U'℃' || code == U'№') return Script::chinese;
  return code == 0x00A5 || code == U'£' || code == U'€' ? Script::western : Script::context;
}

void read_characters(std::string_view text, TextRange range, std::uint16_t piece, Characters& characters) {
  std::string_view rest = text.substr(range.begin, range.size());
  for (std::uint32_t at = range.begin; at < range.end;) {
    Character character;
    character.begin = at;
    character.code = take_any_character(rest);
    at = range.end - static_cast<std::uint32_t>(rest.size());
    character.end = at;
    character.kind = kind_of(character.code);
    character.piece = piece;
    characters.push_back(character);
  }
}

}  // namespace banxin::text
