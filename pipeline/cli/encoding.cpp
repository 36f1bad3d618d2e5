#include "cli/encoding.h"

#include <fmt/format.h>
#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <utility>

#include "base/utf8.h"

namespace banxin::cli {
namespace {

constexpr const char* utf8_name = "UTF-8";

// iconv(3) from one encoding to another.
class Converter {
 public:
  Converter(const char* to, const char* from) : handle_(::iconv_open(to, from)) {}
  ~Converter() {
    if (valid()) ::iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool valid() const { return handle_ != reinterpret_cast<iconv_t>(-1); }  // NOLINT: iconv's own mark of failure

  // Converts as much as it can, appends it, and takes it off the text: whether that was all.
  bool convert(std::string_view& text, std::string& out) const {
    constexpr std::size_t room = 4096;
    std::array<char, room> buffer{};
    for (;;) {
      char* in = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast): iconv's signature
      std::size_t left = text.size();
      char* to = buffer.data();
      std::size_t free = buffer.size();
      const bool done = ::iconv(handle_, &in, &left, &to, &free) != static_cast<std::size_t>(-1);
      const int error = done ? 0 : errno;
      out.append(buffer.data(), buffer.size() - free);
      text.remove_prefix(text.size() - left);
      if (done) return true;
      if (error != E2BIG) return false;
    }
  }

 private:
  iconv_t handle_;
};

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
  while (!converter.convert(utf8, out)) {
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
  return converter.convert(rest, out) ? out : std::string(text);
}

}  // namespace banxin::cli
