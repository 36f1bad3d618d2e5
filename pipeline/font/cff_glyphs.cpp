#include "font/cff_glyphs.h"

#include <algorithm>
#include <array>
#include <utility>

#include "font/big_endian.h"

// Adobe Technical Note 5176, The Compact Font Format Specification.
namespace banxin::font {
namespace {

// Operators of dictionaries; those behind the escape byte 12 count from 0x0C00.
constexpr unsigned op_bbox = 5;
constexpr unsigned op_charset = 15;
constexpr unsigned op_char_strings = 17;
constexpr unsigned op_private = 18;
constexpr unsigned op_default_width = 20;
constexpr unsigned op_nominal_width = 21;
constexpr unsigned op_matrix = 0x0C07;
constexpr unsigned op_ros = 0x0C1E;
constexpr unsigned op_cid_count = 0x0C22;
constexpr unsigned op_font_array = 0x0C24;
constexpr unsigned op_font_select = 0x0C25;

// An INDEX: a list of byte strings.
struct Index {
  std::string_view bytes;  // from the first object's first byte
  std::vector<std::size_t> offsets;
  std::size_t end = 0;  // of the whole index in the program

  std::size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::string_view operator[](std::size_t i) const { return bytes.substr(offsets[i], offsets[i + 1] - offsets[i]); }
};

std::optional<Index> read_index(std::string_view cff, std::size_t at) {
  constexpr std::size_t most_offset_size = 4;
  if (at > cff.size() || cff.size() - at < 2) return std::nullopt;
  Index index;
  const std::size_t count = read_u16(cff, at);
  if (count == 0) {
    index.end = at + 2;
    return index;
  }
  const std::size_t size = read_number(cff, at + 2, 1);
  if (size == 0 || size > most_offset_size) return std::nullopt;
  const std::size_t data = at + 3 + (count + 1) * size;
  if (data > cff.size()) return std::nullopt;
  index.bytes = cff.substr(data);
  for (std::size_t i = 0; i <= count; ++i) {
    const std::size_t offset = read_number(cff, at + 3 + i * size, size);  // counted from 1
    if (offset == 0 || offset - 1 > index.bytes.size()) return std::nullopt;
    if (i == 0 ? offset != 1 : offset - 1 < index.offsets.back()) return std::nullopt;
    index.offsets.push_back(offset - 1);
  }
  index.end = data + index.offsets.back();
  return index;
}

// An operator with its operands. Of these only whole numbers are read: the last two, 0 where there are none.
struct Operator {
  unsigned code = 0;
  std::string_view bytes;  // operands and operator
  std::array<std::int32_t, 2> operands = {0, 0};

  std::size_t offset(std::size_t i) const { return static_cast<std::size_t>(std::max(operands.at(i), 0)); }
};

std::optional<std::vector<Operator>> read_dict(std::string_view dict) {
  std::vector<Operator> out;
  Operator next;
  std::size_t begin = 0;
  const auto push = [&next](std::int32_t number) { next.operands = {next.operands[1], number}; };
  for (std::size_t i = 0; i < dict.size();) {
    const unsigned b = static_cast<unsigned char>(dict[i++]);
    if (b <= 21) {
      constexpr unsigned escape = 12;
      next.code = b == escape ? b << 8U | read_number(dict, i++, 1) : b;
      next.bytes = dict.substr(begin, i - begin);
      out.push_back(std::exchange(next, {}));
      begin = i;
    } else if (b == 28) {
      push(read_i16(dict, i));
      i += 2;
    } else if (b == 29) {
      push(static_cast<std::int32_t>(read_u32(dict, i)));
      i += 4;
    } else if (b == 30) {  // a real number: half bytes up to 0xF
      for (bool more = true; more && i < dict.size(); ++i) {
        const unsigned pair = static_cast<unsigned char>(dict[i]);
        more = (pair & 0xFU) != 0xFU && (pair >> 4U) != 0xFU;
      }
      push(0);
    } else if (b >= 32 && b <= 246) {
      push(static_cast<std::int32_t>(b) - 139);
    } else if (b >= 247 && b <= 254) {
      const auto low = static_cast<std::int32_t>(read_number(dict, i++, 1));
      const auto high = static_cast<std::int32_t>(b);
      push(b <= 250 ? (high - 247) * 256 + low + 108 : -(high - 251) * 256 - low - 108);
    } else {
      return std::nullopt;
    }
  }
  return out;
}

const Operator* find(const std::vector<Operator>& dict, unsigned code) {
  const auto at = std::find_if(dict.begin(), dict.end(), [code](const Operator& o) { return o.code == code; });
  return at == dict.end() ? nullptr : &*at;
}

std::string bytes_of_entry(const std::vector<Operator>& dict, unsigned code) {
  const Operator* found = find(dict, code);
  return found == nullptr ? std::string() : std::string(found->bytes);
}

// The font of each glyph (FDSelect); empty when it cannot be read.
std::vector<std::size_t> read_font_select(std::string_view cff, std::size_t at, std::size_t glyphs) {
  std::vector<std::size_t> fonts;
  if (at >= cff.size()) return fonts;
  const unsigned format = read_number(cff, at, 1);
  if (format == 0 && cff.size() - at > glyphs) {
    for (std::size_t i = 0; i < glyphs; ++i) fonts.push_back(read_number(cff, at + 1 + i, 1));
  } else if (format == 3) {
    const std::size_t ranges = read_u16(cff, at + 1);
    for (std::size_t i = 0; i < ranges && fonts.size() < glyphs; ++i) {
      const std::size_t range = at + 3 + 3 * i;
      const std::size_t end = std::min<std::size_t>(read_u16(cff, range + 3), glyphs);
      if (read_u16(cff, range) != fonts.size() || end <= fonts.size()) return {};
      fonts.resize(end, read_number(cff, range + 2, 1));
    }
  }
  if (fonts.size() != glyphs) fonts.clear();
  return fonts;
}

void append_index(std::string& out, const std::vector<std::string_view>& objects) {
  append_u16(out, static_cast<int>(objects.size()));
  if (objects.empty()) return;
  std::size_t end = 1;
  for (const std::string_view object : objects) end += object.size();
  const std::size_t size = end < 0x100 ? 1 : end < 0x10000 ? 2 : end < 0x1000000 ? 3 : 4;
  out += static_cast<char>(size);
  std::size_t at = out.size();
  out.resize(at + (objects.size() + 1) * size);
  std::uint32_t offset = 1;
  put_number(out, at, offset, size);
  for (const std::string_view object : objects) {
    offset += static_cast<std::uint32_t>(object.size());
    put_number(out, at += size, offset, size);
  }
  for (const std::string_view object : objects) out += object;
}

void append_operator(std::string& out, unsigned code) {
  if (code >= 0x100) out += static_cast<char>(code >> 8U);
  out += static_cast<char>(code & 0xFFU);
}

// Five bytes, whatever the number: what stands behind does not move when it is filled in.
void append_integer(std::string& out, std::size_t number) {
  out += '\x1D';
  append_u32(out, static_cast<std::uint32_t>(number));
}

// The shortest charset with CIDs 1, 2, 3 ...
std::string identity_charset(std::size_t glyphs) {
  constexpr std::size_t most_by_byte = 256;
  const std::size_t rest = glyphs - 1;
  std::string charset(1, '\0');
  if (rest == 0) return charset;
  append_u16(charset, 1);
  if (rest == 1) return charset;  // format 0
  charset[0] = rest <= most_by_byte ? 1 : 2;
  if (rest <= most_by_byte) {
    charset += static_cast<char>(rest - 1);
  } else {
    append_u16(charset, static_cast<int>(rest - 1));
  }
  return charset;
}

std::string font_select(const std::vector<std::size_t>& fonts) {
  std::string ranges;
  int count = 0;
  for (std::size_t i = 0; i < fonts.size(); ++i) {
    if (i != 0 && fonts[i] == fonts[i - 1]) continue;
    append_u16(ranges, static_cast<int>(i));
    ranges += static_cast<char>(fonts[i]);
    ++count;
  }
  std::string out(1, '\x03');
  append_u16(out, count);
  out += ranges;
  append_u16(out, static_cast<int>(fonts.size()));
  return out;
}

}  // namespace

std::size_t CffGlyphs::known(const Font& font) {
  const auto at = static_cast<std::size_t>(std::find(fonts_.begin(), fonts_.end(), font) - fonts_.begin());
  if (at == fonts_.size()) fonts_.push_back(font);
  return at;
}

bool CffGlyphs::take(std::string_view program, const std::vector<GlyphId>& glyphs) {
  const auto names = read_index(program, read_number(program, 2, 1));
  const auto tops = names ? read_index(program, names->end) : std::nullopt;
  if (!tops || tops->size() != 1 || names->size() != 1) return false;
  const auto top = read_dict((*tops)[0]);
  if (!top || find(*top, op_ros) == nullptr) return false;
  const Operator* strings_at = find(*top, op_char_strings);
  const Operator* array_at = find(*top, op_font_array);
  const Operator* select_at = find(*top, op_font_select);
  if (strings_at == nullptr || array_at == nullptr || select_at == nullptr) return false;
  const auto strings = read_index(program, strings_at->offset(1));
  const auto array = read_index(program, array_at->offset(1));
  if (!strings || !array || strings->size() != glyphs.size()) return false;
  const std::vector<std::size_t> selected = read_font_select(program, select_at->offset(1), strings->size());
  if (selected.empty() || *std::max_element(selected.begin(), selected.end()) >= array->size()) return false;

  std::vector<Font> fonts;
  for (std::size_t i = 0; i < array->size(); ++i) {
    const auto font = read_dict((*array)[i]);
    const Operator* private_at = font ? find(*font, op_private) : nullptr;
    if (private_at == nullptr || private_at->offset(1) > program.size()) return false;
    const auto widths = read_dict(program.substr(private_at->offset(1), private_at->offset(0)));
    if (!widths) return false;
    fonts.push_back({bytes_of_entry(*font, op_matrix),
                     bytes_of_entry(*widths, op_default_width) + bytes_of_entry(*widths, op_nominal_width)});
  }

  name_ = (*names)[0];
  frame_ = bytes_of_entry(*top, op_matrix) + bytes_of_entry(*top, op_bbox);
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const auto [at, is_new] = glyphs_.try_emplace(glyphs[i]);
    if (!is_new) continue;
    at->second = {programs_.size(), (*strings)[i].size(), known(fonts[selected[i]])};
    programs_ += (*strings)[i];
  }
  return true;
}

std::string CffGlyphs::program(const std::vector<GlyphId>& glyphs) const {
  std::vector<const Font*> fonts;
  std::vector<std::string_view> strings;
  std::vector<const Font*> font_of;
  for (const GlyphId id : glyphs) {
    const Glyph& glyph = glyphs_.at(id);
    strings.push_back(std::string_view(programs_).substr(glyph.begin, glyph.size));
    font_of.push_back(&fonts_[glyph.font]);
  }
  // In an order of their own: that in which they were met is history.
  fonts = font_of;
  std::sort(fonts.begin(), fonts.end(), [](const Font* a, const Font* b) { return *a < *b; });
  fonts.erase(std::unique(fonts.begin(), fonts.end()), fonts.end());
  std::vector<std::size_t> selected;
  selected.reserve(font_of.size());
  for (const Font* font : font_of) {
    selected.push_back(static_cast<std::size_t>(std::find(fonts.begin(), fonts.end(), font) - fonts.begin()));
  }
  const std::string charset = identity_charset(glyphs.size());
  const std::string select = font_select(selected);
  std::string char_strings;
  append_index(char_strings, strings);

  // The dictionaries' sizes do not depend on the offsets in them: the second turn has what the first found out.
  std::size_t charset_at = 0, select_at = 0, strings_at = 0, array_at = 0;
  std::vector<std::size_t> private_at(fonts.size());
  std::string out;
  for (int turn = 0; turn < 2; ++turn) {
    out.assign("\x01\0\x04\x04", 4);
    append_index(out, {name_});
    std::string top;
    for (const int sid : {391, 392}) {  // the first two strings of its own
      top += '\x1C';
      append_u16(top, sid);
    }
    top += '\x8B';  // 0
    append_operator(top, op_ros);
    top += frame_;
    for (const auto& [number, code] : {std::pair{glyphs.size(), op_cid_count}, std::pair{charset_at, op_charset},
                                       std::pair{select_at, op_font_select}, std::pair{strings_at, op_char_strings},
                                       std::pair{array_at, op_font_array}}) {
      append_integer(top, number);
      append_operator(top, code);
    }
    append_index(out, {top});
    append_index(out, {"Adobe", "Identity"});
    append_index(out, {});  // global subroutines
    charset_at = out.size();
    out += charset;
    select_at = out.size();
    out += select;
    strings_at = out.size();
    out += char_strings;
    array_at = out.size();
    std::vector<std::string> dicts;
    for (std::size_t i = 0; i < fonts.size(); ++i) {
      std::string& dict = dicts.emplace_back(fonts[i]->matrix);
      append_integer(dict, fonts[i]->widths.size());
      append_integer(dict, private_at[i]);
      append_operator(dict, op_private);
    }
    append_index(out, {dicts.begin(), dicts.end()});
    for (std::size_t i = 0; i < fonts.size(); ++i) {
      private_at[i] = out.size();
      out += fonts[i]->widths;
    }
  }
  return out;
}

}  // namespace banxin::font
