#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_range.h"
#include "font/font_book.h"

namespace banxin::text {

// What a character does in a line. Marks are named by GB/T 15834-2011, 5.1; the ids are those of the classes.
enum class Kind : std::uint8_t {
  han,                // an ideograph
  wide,               // any other character with its own cell: kana, ①, ★, a full-width letter
  stop,               // CL-01 。．
  comma,              // CL-01 ，、；
  colon,              // CL-01 ：
  question,           // CL-02 ？！
  closing,            // CL-03
  opening,            // CL-04
  dash,               // CL-05 — alone, CL-08 —— in pairs
  tilde,              // CL-05 ～
  ellipsis,           // CL-09
  middle_dot,         // CL-06 ·, half an em
  wide_dot,           // CL-06 ・, an em
  letter,             // of a western script
  digit,              // 0-9, and the full-width ones, which stay together too (CL-106)
  hyphen,             // CL-05 - ‐ –
  slash,              // CL-07 / ／
  postfix,            // CL-10 % ℃, after a number
  prefix,             // CL-11 ￥ ±, before a number
  mark,               // any other western mark
  space,              // white space except for the two below
  ideographic_space,  // U+3000
  line_end,           // ends the line: U+000A, U+2028 ...
  invisible,          // shows nothing by definition: U+200B, U+FEFF ...
  extender,           // a combining mark: part of the character before it
  selector,           // a variation selector: chooses the shape of the character before it
};

// One character of a block.
struct Character {
  char32_t code = 0;
  std::uint32_t begin = 0, end = 0;  // bytes of the block's text
  Kind kind = Kind::han;
  bool chinese = true;      // set by the rules of Chinese text, in its face; else by those of western text
  bool joined = false;      // belongs to the cluster of the character before it
  bool hidden = false;      // shows nothing: a space that the gap replaces, an invisible character
  std::uint16_t piece = 0;  // the inline it comes from
  FaceId face = 0;
};
using Characters = std::vector<Character>;

Kind kind_of(char32_t code);

inline bool is_one_of(char32_t code, std::u32string_view set) {
  return set.find(code) != std::u32string_view::npos;
}

// Which rules a character follows by itself; `context`: its neighbours decide.
enum class Script : std::uint8_t { chinese, western, context };
Script script_of(char32_t code, Kind kind);

// Appends the characters of text[range], which is valid UTF-8; anything else becomes U+FFFD.
void read_characters(std::string_view text, TextRange range, std::uint16_t piece, Characters& characters);

// Any mark of CL-01, CL-02 or CL-03: its ink is at the left of its cell, its blank at the right.
constexpr bool closes(Kind kind) {
  return kind == Kind::stop || kind == Kind::comma || kind == Kind::colon || kind == Kind::question ||
         kind == Kind::closing;
}
// A base has its own place in the line; other characters attach to a base or show nothing.
constexpr bool is_space(Kind kind) {
  return kind == Kind::space || kind == Kind::ideographic_space || kind == Kind::line_end;
}
constexpr bool attaches(Kind kind) {
  return kind == Kind::extender || kind == Kind::selector;
}

}  // namespace banxin::text
