#include <fmt/format.h>

#include "output/docx/docx.h"

namespace banxin::docx {

std::string dump(const Output& file) {
  return fmt::format("bytes {}\nsha512 {}\n", file.bytes().size(), file.sha512());
}

}  // namespace banxin::docx
