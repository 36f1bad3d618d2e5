#include "words/expected.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "base/utf8.h"

namespace banxin::words {

Result<std::set<std::string>> read_expected(std::string_view bytes, const std::string& file) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  const auto wrong = [&file](int line, Bilingual message, Bilingual hint) {
    return Diagnostic{
        .code = code::summary_list, .place = {file, line, {}}, .message = std::move(message), .hint = std::move(hint)};
  };
  std::set<std::string> names;
  for (int line = 1; !bytes.empty(); ++line) {
    const std::string_view text = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(bytes.size(), text.size() + 1));
    if (valid_utf8_prefix(text) != text.size()) {
      return wrong(line, {"这一行不是 UTF-8。", "This line is not UTF-8."},
                   {"把名单另存为 UTF-8。", "Save the list as UTF-8."});
    }
    const std::string_view name = trimmed(text);
    if (!name.empty() && !name.starts_with('#')) names.emplace(name);
  }
  if (names.empty()) {
    return wrong(0, {"名单里没有单位。", "The list names no bureau."},
                 {"一行写一个单位的全称。", "Write the full name of one bureau on each line."});
  }
  return names;
}

}  // namespace banxin::words
