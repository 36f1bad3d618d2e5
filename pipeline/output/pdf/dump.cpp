#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "output/pdf/object_reader.h"
#include "output/pdf/pdf.h"

namespace banxin::pdf {

std::string dump(const Output& file) {
  std::string out;
  const auto line = [&out](const char* name, const auto& value) {
    fmt::format_to(std::back_inserter(out), FMT_STRING("{} {}\n"), name, value);
  };
  line("bytes", file.bytes().size());
  line("sha512", file.sha512());
  line("pages", file.pages().size());
  for (const std::string_view claim : file.claims()) line("claim", claim);
  if (file.claims().empty()) line("claim", "none");
  for (const EmbeddedFace& face : file.faces()) {
    fmt::format_to(std::back_inserter(out), FMT_STRING("face {} {} glyphs\n"), face.postscript_name, face.glyphs);
  }
  for (const auto& [type, count] : count_structure(file.bytes())) {
    fmt::format_to(std::back_inserter(out), FMT_STRING("structure {} {}\n"), type, count);
  }
  const SourceAttachment source = read_source(file.bytes());
  if (source.found) line("source-bytes", source.bytes.size());
  return out;
}

}  // namespace banxin::pdf
