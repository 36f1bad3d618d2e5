#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "output/svg/svg.h"

namespace banxin::svg {
namespace {

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

}  // namespace

std::string dump(const Output& file) {
  std::string out =
      fmt::format("bytes {}\nsha512 {}\npages {}\n", file.bytes().size(), file.sha512(), file.pages().size());
  // Text holds no <: what looks like an element is one.
  fmt::format_to(std::back_inserter(out), "outlines {}\nruns {}\nglyphs {}\n", count_of(file.bytes(), "<path "),
                 count_of(file.bytes(), "<g "), count_of(file.bytes(), "<use "));
  return out;
}

}  // namespace banxin::svg
