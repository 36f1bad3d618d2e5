#include "record/identity.h"

#include "base/text.h"
#include "base/unseen.h"
#include "base/utf8.h"
#include "record/characters.h"

namespace banxin {
namespace {

bool is_ascii_word(char32_t character) {
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z');
}

// The character that a reader takes this one for.
char32_t plain(char32_t character) {
  constexpr char32_t first_full_width = 0xFF01;
  constexpr char32_t last_full_width = 0xFF5E;
  constexpr char32_t to_ascii = 0xFEE0;
  if (character == '(' || character == 0xFE59) return U'（';
  if (character == ')' || character == 0xFE5A) return U'）';
  if (character == U'（' || character == U'）') return character;
  if (character >= first_full_width && character <= last_full_width) return character - to_ascii;
  const char32_t unified = record::unified_ideograph(character);
  return unified != 0 ? unified : character;
}

}  // namespace

int Identity::year_number() const {
  constexpr std::size_t digits = 4;
  const bool sound = year.size() == digits && year.find_first_not_of("0123456789") == std::string::npos;
  return sound ? std::stoi(year) : 0;
}

std::string Identity::key() const {
  return record::name_key(bureau) + "\n" + form + "\n" + year;
}

namespace {

// Goes through a name: gives its characters without the unseen ones, and between which of them there was a blank.
struct NameReader {
  std::string key;
  std::optional<std::size_t> needless;  // the first blank that the key leaves out

  void read(std::string_view name);
};

void NameReader::read(std::string_view name) {
  const std::size_t size = name.size();
  char32_t before = 0;
  std::optional<std::size_t> blank;
  while (!name.empty()) {
    const std::size_t at = size - name.size();
    const char32_t written = take_any_character(name);
    if (is_white_space(written)) {
      if (!blank) blank = at;
      continue;
    }
    if (is_unseen(written) || record::is_stray_selector(written, before)) continue;
    const char32_t character = plain(written);
    if (blank && is_ascii_word(before) && is_ascii_word(character)) {
      key += ' ';
    } else if (blank && before != 0 && !needless) {
      needless = blank;
    }
    append_utf8(key, character);
    before = character;
    blank.reset();
  }
}

}  // namespace

std::string record::name_key(std::string_view name) {
  NameReader reader;
  reader.read(name);
  return std::move(reader.key);
}

bool record::is_short_form(std::string_view brief, std::string_view full) {
  constexpr std::u32string_view conjunctions = U"和与及、";
  const std::u32string rest = decode_utf8(name_key(full));
  std::size_t at = 0;
  for (const char32_t character : decode_utf8(name_key(brief))) {
    if (conjunctions.find(character) != std::u32string_view::npos) continue;
    at = rest.find(character, at);
    if (at == std::u32string::npos) return false;
    ++at;
  }
  return true;
}

std::optional<std::size_t> record::needless_blank(std::string_view name) {
  NameReader reader;
  reader.read(name);
  return reader.needless;
}

}  // namespace banxin
