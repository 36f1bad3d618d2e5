#include "font/synthetic_font.h"

#include <algorithm>

#include "font/big_endian.h"

namespace banxin::test {
namespace {

using font::append_u16;
using font::append_u32;
using font::put_number;
using font::put_u16;
using font::read_u16;
using font::read_u32;

constexpr int square_bottom = -100;
constexpr int square_top = 800;

std::string square(int left, int right) {
  std::string g;
  for (const int v : {1, left, square_bottom, right, square_top, 3, 0}) append_u16(g, v);
  g += std::string("\x01\x01\x01\x01", 4);  // four points on the curve, coordinates in words
  for (const int dx : {left, 0, right - left, 0}) append_u16(g, dx);
  for (const int dy : {square_bottom, square_top - square_bottom, 0, square_bottom - square_top}) append_u16(g, dy);
  return g;
}

std::string composite(int component, int left, int right, int shift) {
  std::string g;
  for (const int v : {-1, left, square_bottom, right, square_top, 3, component, shift, 0}) append_u16(g, v);
  return g;
}

std::string name_table(const SyntheticFont& font) {
  struct Record {
    int language, id;
    std::u16string text;
  };
  constexpr int english = 0x409;
  constexpr int chinese = 0x804;
  const std::u16string postscript(font.postscript_name.begin(), font.postscript_name.end());
  std::vector<Record> records = {
      {english, 1, font.family}, {english, 2, u"Regular"}, {english, 5, u"Version 1"}, {english, 6, postscript}};
  if (!font.chinese_family.empty()) records.push_back({chinese, 1, font.chinese_family});
  std::string table;
  std::string texts;
  append_u16(table, 0);
  append_u16(table, static_cast<int>(records.size()));
  append_u16(table, static_cast<int>(6 + 12 * records.size()));
  for (const Record& r : records) {
    for (const int v : {3, 1, r.language, r.id, static_cast<int>(2 * r.text.size()), static_cast<int>(texts.size())}) {
      append_u16(table, v);
    }
    for (const char16_t c : r.text) append_u16(texts, c);
  }
  return table + texts;
}

std::string cmap_table(const std::vector<SyntheticFont::Glyph>& glyphs) {
  std::map<char32_t, std::uint32_t> by_character;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    by_character[glyphs[i].character] = static_cast<std::uint32_t>(i + 1);
  }
  std::string table;
  for (const int v : {0, 1, 3, 10, 0, 12, 12, 0}) append_u16(table, v);  // one subtable, of format 12, at 12
  append_u32(table, static_cast<std::uint32_t>(16 + 12 * by_character.size()));
  append_u32(table, 0);
  append_u32(table, static_cast<std::uint32_t>(by_character.size()));
  for (const auto& [character, glyph] : by_character) {
    append_u32(table, character);
    append_u32(table, character);
    append_u32(table, glyph);
  }
  return table;
}

std::string sfnt(const std::map<std::string, std::string>& tables) {
  std::string directory;
  append_u32(directory, 0x00010000);
  for (const int v : {static_cast<int>(tables.size()), 0, 0, 0}) append_u16(directory, v);
  std::string body;
  const std::size_t start = 12 + 16 * tables.size();
  for (const auto& [tag, bytes] : tables) {
    directory += tag;
    append_u32(directory, 0);
    append_u32(directory, static_cast<std::uint32_t>(start + body.size()));
    append_u32(directory, static_cast<std::uint32_t>(bytes.size()));
    body += bytes;
    body.resize((body.size() + 3) / 4 * 4);
  }
  return directory + body;
}

}  // namespace

std::string SyntheticFont::bytes() const {
  std::string glyf;
  std::string loca;
  std::string hmtx;
  append_u32(loca, 0);
  append_u32(loca, 0);  // .notdef has no outline
  append_u16(hmtx, 1000);
  append_u16(hmtx, 0);
  for (const Glyph& g : glyphs) {
    if (g.component != 0) {
      const Glyph& drawn = glyphs[static_cast<std::size_t>(g.component) - 1];
      glyf += composite(g.component, drawn.left + g.left, drawn.right + g.left, g.left);
    } else if (g.left != g.right) {
      glyf += square(g.left, g.right);
    }
    append_u32(loca, static_cast<std::uint32_t>(glyf.size()));
    append_u16(hmtx, g.advance);
    append_u16(hmtx, g.left_bearing);
  }
  const auto count = static_cast<int>(glyphs.size() + 1);

  std::string head(54, '\0');
  put_number(head, 0, 0x00010000, 4);
  put_number(head, 12, 0x5F0F3CF5, 4);
  put_u16(head, 18, units_per_em);
  const std::vector<int> box = {0, square_bottom, 1000, square_top};
  for (std::size_t i = 0; i < box.size(); ++i) put_u16(head, 36 + 2 * i, box[i]);
  put_u16(head, 44, mac_style);
  put_u16(head, 50, 1);
  std::string hhea(36, '\0');
  put_number(hhea, 0, 0x00010000, 4);
  put_u16(hhea, 34, count);
  std::string maxp(32, '\0');
  put_number(maxp, 0, 0x00010000, 4);
  put_u16(maxp, 4, count);
  put_u16(maxp, 6, 4);
  put_u16(maxp, 8, 1);
  std::string os2(96, '\0');
  put_u16(os2, 0, 4);
  put_u16(os2, 4, 400);
  put_u16(os2, 8, fs_type);
  return sfnt({{"OS/2", os2},
               {"cmap", cmap_table(glyphs)},
               {"glyf", glyf},
               {"head", head},
               {"hhea", hhea},
               {"hmtx", hmtx},
               {"loca", loca},
               {"maxp", maxp},
               {"name", name_table(*this)}});
}

std::string table_of(const std::string& sfnt, const std::string& tag) {
  for (std::size_t i = 0; i < read_u16(sfnt, 4); ++i) {
    const std::size_t record = 12 + 16 * i;
    if (sfnt.compare(record, 4, tag) == 0) return sfnt.substr(read_u32(sfnt, record + 8), read_u32(sfnt, record + 12));
  }
  return {};
}

std::string tables_of(const std::string& sfnt) {
  std::string tags;
  for (std::size_t i = 0; i < read_u16(sfnt, 4); ++i) tags += (i == 0 ? "" : " ") + sfnt.substr(12 + 16 * i, 4);
  return tags;
}

}  // namespace banxin::test
