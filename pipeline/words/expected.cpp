#include "words/expected.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/codes.h"
#include "base/converter.h"
#include "base/text.h"
#include "base/utf8.h"

namespace banxin::words {

Result<std::set<std::string>> read_expected(std::string_view bytes, const std::string& file) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  const auto wrong = [&file](Bilingual message, Bilingual hint) {
    return Diagnostic{
        .code = code::summary_list, .place = {file, 0, {}}, .message = std::move(message), .hint = std::move(hint)};
  };
  std::string decoded;
  if (valid_utf8_prefix(bytes) != bytes.size()) {
    const Converter converter("UTF-8", "GB18030");
    if (!converter.valid() || converter.convert(bytes, decoded) != 0) {
      return wrong({"名单既不是 UTF-8，也不是 GB 18030。", "The list is neither UTF-8 nor GB 18030."},
                   {"把名单另存为 UTF-8 的文本。", "Save the list as text in UTF-8."});
    }
    bytes = decoded;
  }
  std::set<std::string> names;
  while (!bytes.empty()) {
    const std::string_view text = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(bytes.size(), text.size() + 1));
    const std::string_view name = trimmed(text);
    if (!name.empty() && !name.starts_with('#')) names.emplace(name);
  }
  if (names.empty()) {
    return wrong({"名单里没有单位。", "The list names no bureau."},
                 {"一行写一个单位的全称。", "Write the full name of one bureau on each line."});
  }
  return names;
}

}  // namespace banxin::words
