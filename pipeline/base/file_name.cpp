#include "base/file_name.h"

#include <algorithm>
#include <array>

#include "base/converter.h"
#include "base/digest.h"
#include "base/unseen.h"
#include "base/utf8.h"

namespace banxin {
namespace {

std::string in_lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// Whatever follows the first point, Windows opens the device.
bool is_device(std::string_view name) {
  constexpr std::array<std::string_view, 22> devices = {"con",  "prn",  "aux",  "nul",  "com1", "com2", "com3", "com4",
                                                        "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3",
                                                        "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"};
  const std::string stem = in_lower_case(std::string(name.substr(0, name.find('.'))));
  return std::find(devices.begin(), devices.end(), stem) != devices.end();
}

bool is_refused(char32_t character) {
  constexpr std::u32string_view refused = U"/\\:*?\"<>|\uFFFD";
  return refused.find(character) != std::u32string_view::npos || is_unseen(character);
}

}  // namespace

std::string name_in_utf8(std::string_view name) {
  if (valid_utf8_prefix(name) == name.size()) return std::string(name);
  static const Converter gb18030("UTF-8", "GB18030");
  std::string out;
  std::string_view rest = name;
  if (gb18030.valid() && gb18030.convert(rest, out) == 0) return out;
  return shown(name);
}

std::string file_name_of(std::string_view text) {
  constexpr std::size_t most_bytes = 150;
  std::string name;
  while (!text.empty()) {
    const char32_t character = take_any_character(text);
    std::string one = is_refused(character) ? "_" : is_white_space(character) ? " " : utf8_of(character);
    if (name.size() + one.size() > most_bytes) break;
    name += one;
  }
  constexpr std::string_view ends = " .";
  name.erase(0, std::min(name.find_first_not_of(ends), name.size()));
  name.resize(name.find_last_not_of(ends) + 1);
  if (name.empty() || is_device(name)) name.insert(0, "_");
  return name;
}

std::string FileNames::settle(std::string_view stem, std::string_view key) {
  constexpr std::size_t digits = 8;
  std::string name = file_name_of(stem);
  if (name != stem || given_.contains(in_lower_case(name))) {
    name += "~" + to_hex(digest(DigestKind::sha256, key)).substr(0, digits);
  }
  // The same key again, or a name that was made to look like one of these.
  const std::string told_apart = name;
  for (int i = 2; !given_.insert(in_lower_case(name)).second; ++i) name = told_apart + "-" + std::to_string(i);
  return name;
}

}  // namespace banxin
