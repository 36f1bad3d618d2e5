#pragma once

#include <string>
#include <vector>

namespace banxin {

enum class Profile { archive };

// A face of the document, as embedded.
struct EmbeddedFace {
  std::string postscript_name;
  int glyphs = 0;
};

// A finished PDF. Immutable; made by pdf::write alone, whole or not at all.
struct PdfFile {
  std::string bytes;
  std::string sha512;               // of the bytes, hexadecimal
  std::vector<std::string> claims;  // "PDF/A-3a", "PDF/UA-1"; none for a draft
  int pages = 0;
  std::vector<EmbeddedFace> faces;
};

}  // namespace banxin
