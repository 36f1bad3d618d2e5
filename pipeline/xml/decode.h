#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace banxin::xml {

// An input as UTF-8, without byte order mark.
struct Decoded {
  std::string_view text;  // into the input, or into `converted`
  std::string converted;  // empty when the input is UTF-8 already
  std::string encoding;   // upper case; as declared, or UTF-8
};

// Decodes by byte order mark, else by the XML declaration, else as UTF-8 (XML 1.0, appendix F). GB2312, GBK and GB18030
// are all read as GB18030, which contains the other two. Any other encoding is refused. Error: xml-encoding, with the
// offset of the first byte that cannot be; xml-too-large when the UTF-8 form has more than `most_bytes`; xml-malformed
// for a NUL character, which no XML may hold.
Result<std::unique_ptr<const Decoded>> decode(std::string_view bytes, const std::string& file, std::size_t most_bytes);

// The same of a text or a web page, which declares nothing that XML knows: by byte order mark, else as `encoding` says
// where it is one of the names above, else as UTF-8, or as GB18030 where it is not UTF-8 but that. `encoding` may be
// empty. NUL characters are no error. Errors: xml-encoding, xml-too-large.
Result<std::unique_ptr<const Decoded>> decode_text(std::string_view bytes, const std::string& encoding,
                                                   const std::string& file, std::size_t most_bytes);

// Lines and columns count from 1, columns in characters.
struct TextPosition {
  int line = 1;
  int column = 1;
};
TextPosition position_of(std::string_view text, std::size_t offset);

}  // namespace banxin::xml
