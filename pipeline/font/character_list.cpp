#include "font/character_list.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/codes.h"
#include "base/file.h"
#include "base/utf8.h"

namespace banxin::font {
namespace {

constexpr std::uint64_t most_list_bytes = 4U << 20U;

Diagnostic unusable(const std::string& file, int line) {
  return {.code = code::font_list_unusable,
          .place = {file, line, {}},
          .message = {"字表的这一行不是 UTF-8。", "This line of the character list is not UTF-8."},
          .hint = {"请恢复随程序安装的文件，或另存为 UTF-8。",
                   "Restore the file that came with the program, or save it as UTF-8."}};
}

}  // namespace

Result<std::u32string> read_character_list(const std::string& file) {
  auto bytes = read_file(file, most_list_bytes);
  if (!bytes) {
    Findings findings = bytes.take_findings();
    for (Diagnostic& d : findings) d.code = code::font_list_unusable;
    return findings;
  }
  std::u32string characters;
  std::string_view text = *bytes;
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view content = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!content.empty() && content.front() == '#') continue;
    while (!content.empty()) {
      if (character_size(content) == 0) return unusable(file, line);
      characters += take_character(content);
    }
  }
  return characters;
}

}  // namespace banxin::font
