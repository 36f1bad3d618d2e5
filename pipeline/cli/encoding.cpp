#include "cli/encoding.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <utility>

#include "base/converter.h"
#include "base/utf8.h"

namespace banxin::cli {
namespace {

constexpr const char* utf8_name = "UTF-8";

// What stands between the dot and a modifier: GBK of zh_CN.GBK@pinyin.
std::string named_by_environment() {
  for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale(value);
    const std::size_t dot = locale.find('.');
    if (dot == std::string_view::npos) return {};
    return std::string(locale.substr(dot + 1, locale.find('@') - dot - 1));
  }
  return {};
}

}  // namespace

Encoding Encoding::of_environment() {
  std::string name = named_by_environment();
  const bool is_utf8 = name.empty() || name == utf8_name || name == "utf8" || name == "UTF8" || name == "utf-8";
  if (is_utf8 || !Converter(name.c_str(), utf8_name).valid()) name.clear();
  return Encoding(std::move(name));
}

std::string Encoding::encoded(std::string_view utf8) const {
  if (name_.empty()) return std::string(utf8);
  const Converter converter(name_.c_str(), utf8_name);
  std::string out;
  while (converter.convert(utf8, out) != 0) {
    constexpr char32_t last_of_four_digits = 0xFFFF;
    const char32_t lacking = take_any_character(utf8);
    const auto number = static_cast<std::uint32_t>(lacking);
    out += lacking <= last_of_four_digits ? fmt::format("\\u{:04x}", number) : fmt::format("\\U{:08x}", number);
  }
  return out;
}

std::string Encoding::decoded(std::string_view text) const {
  if (name_.empty() || valid_utf8_prefix(text) == text.size()) return std::string(text);
  const Converter converter(utf8_name, name_.c_str());
  std::string_view rest = text;
  std::string out;
  return converter.convert(rest, out) == 0 ? out : std::string(text);
}

}  // namespace banxin::cli
