#include "xml/scan.h"

#include <fmt/format.h>

#include <cstddef>

#include "base/codes.h"
#include "base/utf8.h"
#include "xml/decode.h"

namespace banxin::xml {
namespace {

// `tag` is the text between a `<` and the next one. Each quotation mark opens a value that ends at the next mark of the
// same kind; `>` outside of values ends the tag.
int count_attributes(std::string_view tag) {
  int count = 0;
  std::size_t i = tag.find_first_of("\"'>");
  while (i != std::string_view::npos && tag[i] != '>') {
    const std::size_t close = tag.find(tag[i], i + 1);
    if (close == std::string_view::npos) break;
    ++count;
    i = tag.find_first_of("\"'>", close + 1);
  }
  return count;
}

Diagnostic too_many(std::string_view tag, const std::string& file, int line, int limit) {
  const std::string name = shortened(tag.substr(0, tag.find_first_of(" \t\r\n/>")), 40);
  return {.code = code::xml_too_many_attributes,
          .place = {file, line, {}},
          .message = {fmt::format("元素 {} 的属性超过 {} 个的上限。", name, limit),
                      fmt::format("Element {} has more than {} attributes, which is the limit.", name, limit)},
          .hint = {"请确认给对了文件。", "Make sure that this is the right file."}};
}

}  // namespace

std::optional<Diagnostic> scan_tags(std::string_view text, const std::string& file, const Limits& limits) {
  std::size_t open = text.find('<');
  while (open != std::string_view::npos) {
    const std::size_t next = text.find('<', open + 1);
    const std::string_view tag = text.substr(open + 1, next == std::string_view::npos ? next : next - open - 1);
    const bool is_start_tag = !tag.empty() && std::string_view("/!?").find(tag.front()) == std::string_view::npos;
    if (is_start_tag && count_attributes(tag) > limits.attributes) {
      return too_many(tag, file, position_of(text, open).line, limits.attributes);
    }
    open = next;
  }
  return std::nullopt;
}

}  // namespace banxin::xml
