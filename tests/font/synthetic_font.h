#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace banxin::test {

// A TrueType font of a few square glyphs, to the test's measure. Glyph 0 is .notdef, the others follow in order.
struct SyntheticFont {
  struct Glyph {
    char32_t character = 0;  // below U+10000
    int advance = 1000;
    int left = 0, right = 0;  // of the square; both 0: no outline
    int left_bearing = 0;
    int component = 0;  // not 0: a composite that draws this glyph, `left` to the right
  };
  std::u16string family = u"Synthetic";
  std::u16string chinese_family;  // a second language's name; may be empty
  std::string postscript_name = "Synthetic-Regular";
  std::uint16_t fs_type = 0;
  std::uint16_t mac_style = 0;
  std::uint16_t units_per_em = 1000;
  std::vector<Glyph> glyphs;

  std::string bytes() const;
};

// The bytes of one table, as a reader of the file finds it; empty without it.
std::string table_of(const std::string& sfnt, const std::string& tag);
// Tags of all tables, in the directory's order, by spaces.
std::string tables_of(const std::string& sfnt);

}  // namespace banxin::test
