#include "font/cff_program.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "font/big_endian.h"

// Adobe Technical Note 5176, The Compact Font Format Specification.
namespace banxin::font {
namespace {

struct Index {
  std::size_t count = 0;
  std::size_t first_begin = 0;  // of the first object
  std::size_t first_end = 0;
  std::size_t end = 0;  // of the whole index
};

std::optional<Index> read_index(std::string_view cff, std::size_t at) {
  constexpr std::size_t most_offset_size = 4;
  if (at + 2 > cff.size()) return std::nullopt;
  Index index;
  index.count = read_u16(cff, at);
  if (index.count == 0) {
    index.end = at + 2;
    return index;
  }
  const std::size_t size = read_number(cff, at + 2, 1);
  if (size == 0 || size > most_offset_size) return std::nullopt;
  const std::size_t data = at + 3 + (index.count + 1) * size - 1;  // offsets count from the byte before the data
  const auto offset = [&](std::size_t i) { return read_number(cff, at + 3 + i * size, size); };
  if (data >= cff.size() || offset(0) != 1) return std::nullopt;
  index.first_begin = data + 1;
  index.first_end = data + offset(1);
  index.end = data + offset(index.count);
  if (index.first_end < index.first_begin || index.end < index.first_end || index.end > cff.size()) return std::nullopt;
  return index;
}

struct TopDict {
  bool cid_keyed = false;
  std::size_t charset = 0;
  std::size_t char_strings = 0;
};

// Reads a DICT; only whole numbers matter, of which the last before an operator is kept.
std::optional<TopDict> read_top_dict(std::string_view dict) {
  constexpr unsigned op_charset = 15, op_char_strings = 17, op_escape = 12, op_ros = 30;
  TopDict top;
  std::int32_t operand = 0;
  for (std::size_t i = 0; i < dict.size();) {
    const unsigned b = static_cast<unsigned char>(dict[i++]);
    if (b <= 21) {
      if (b == op_escape) {
        if (read_number(dict, i++, 1) == op_ros) top.cid_keyed = true;
      } else if (b == op_charset) {
        top.charset = static_cast<std::size_t>(std::max(operand, 0));
      } else if (b == op_char_strings) {
        top.char_strings = static_cast<std::size_t>(std::max(operand, 0));
      }
      operand = 0;
    } else if (b == 28) {
      operand = read_i16(dict, i);
      i += 2;
    } else if (b == 29) {
      operand = static_cast<std::int32_t>(read_u32(dict, i));
      i += 4;
    } else if (b == 30) {  // a real number: half bytes up to 0xF
      for (bool more = true; more && i < dict.size(); ++i) {
        const unsigned pair = static_cast<unsigned char>(dict[i]);
        more = (pair & 0xFU) != 0xFU && (pair >> 4U) != 0xFU;
      }
    } else if (b >= 32 && b <= 246) {
      operand = static_cast<std::int32_t>(b) - 139;
    } else if (b >= 247 && b <= 254) {
      const auto low = static_cast<std::int32_t>(read_number(dict, i++, 1));
      const auto high = static_cast<std::int32_t>(b);
      operand = b <= 250 ? (high - 247) * 256 + low + 108 : -(high - 251) * 256 - low - 108;
    } else {
      return std::nullopt;
    }
  }
  return top;
}

// Bytes of a charset for `glyphs` glyphs, .notdef included; 0 when it does not fit into the program.
std::size_t charset_size(std::string_view cff, std::size_t at, std::size_t glyphs) {
  const unsigned format = read_number(cff, at, 1);
  if (at >= cff.size() || format > 2) return 0;
  if (format == 0) return at + 1 + 2 * (glyphs - 1) <= cff.size() ? 1 + 2 * (glyphs - 1) : 0;
  const std::size_t left_size = format;  // of a range's count
  std::size_t size = 1;
  for (std::size_t covered = 1; covered < glyphs;) {
    if (at + size + 2 + left_size > cff.size()) return 0;
    covered += 1 + read_number(cff, at + size + 2, left_size);
    size += 2 + left_size;
  }
  return size;
}

// The shortest charset with CIDs 1, 2, 3 ...
std::string identity_charset(std::size_t glyphs) {
  constexpr std::size_t most_by_byte = 256;
  const std::size_t rest = glyphs - 1;
  std::string charset(1, '\0');
  if (rest == 0) return charset;
  if (rest == 1) {
    append_u16(charset, 1);  // format 0
  } else if (rest <= most_by_byte) {
    charset[0] = 1;
    append_u16(charset, 1);
    charset += static_cast<char>(rest - 1);
  } else {
    charset[0] = 2;
    append_u16(charset, 1);
    append_u16(charset, static_cast<int>(rest - 1));
  }
  return charset;
}

}  // namespace

bool make_cids_glyph_numbers(std::string& cff) {
  constexpr std::size_t last_predefined_charset = 2;
  const auto names = read_index(cff, read_number(cff, 2, 1));
  const auto tops = names ? read_index(cff, names->end) : std::nullopt;
  if (!tops || tops->count != 1) return false;
  const auto top = read_top_dict(std::string_view(cff).substr(tops->first_begin, tops->first_end - tops->first_begin));
  if (!top) return false;
  if (!top->cid_keyed) return true;
  const auto glyphs = read_index(cff, top->char_strings);
  if (!glyphs || glyphs->count == 0 || top->charset <= last_predefined_charset) return false;
  const std::size_t size = charset_size(cff, top->charset, glyphs->count);
  std::string charset = identity_charset(glyphs->count);
  if (charset.size() > size) return false;
  charset.resize(size);  // the rest is never read: the ranges cover all glyphs
  cff.replace(top->charset, size, charset);
  return true;
}

}  // namespace banxin::font
