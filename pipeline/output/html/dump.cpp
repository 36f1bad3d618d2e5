#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "output/html/html.h"

namespace banxin::html {
namespace {

// Markup has no < in its text: what looks like a tag is one.
std::size_t count_of(std::string_view markup, std::string_view element) {
  const std::string tag = fmt::format("<{}", element);
  std::size_t count = 0;
  for (std::size_t at = markup.find(tag); at != std::string_view::npos; at = markup.find(tag, at + 1)) {
    const char next = markup.substr(at + tag.size()).front();
    if (next == '>' || next == ' ') ++count;
  }
  return count;
}

}  // namespace

std::string dump(const Output& file) {
  std::string out = fmt::format("bytes {}\nsha512 {}\n", file.bytes().size(), file.sha512());
  for (const std::string_view element :
       {"h1", "h2", "h3", "h4", "h5", "p", "ul", "li", "table", "caption", "tr", "th", "td", "a"}) {
    if (const std::size_t count = count_of(file.bytes(), element); count > 0) {
      fmt::format_to(std::back_inserter(out), "element {} {}\n", element, count);
    }
  }
  return out;
}

}  // namespace banxin::html
