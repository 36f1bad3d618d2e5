#include "output/pdf/to_unicode.h"

#include <fmt/compile.h>

#include <algorithm>
#include <iterator>

#include "output/pdf/text_string.h"

namespace banxin::pdf {
namespace {

constexpr std::size_t most_in_block = 100;

constexpr const char* head =
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
constexpr const char* tail = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

}  // namespace

std::string to_unicode_map(const std::vector<Reading>& readings) {
  std::string out = head;
  for (std::size_t begin = 0; begin < readings.size(); begin += most_in_block) {
    const std::size_t end = std::min(begin + most_in_block, readings.size());
    fmt::format_to(std::back_inserter(out), FMT_COMPILE("{} beginbfchar\n"), end - begin);
    for (std::size_t i = begin; i < end; ++i) {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("<{:04X}> <{}>\n"), readings[i].code,
                     utf16_hex(readings[i].text));
    }
    out += "endbfchar\n";
  }
  return out + tail;
}

}  // namespace banxin::pdf
