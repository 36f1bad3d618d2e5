#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/document_info.h"
#include "base/length.h"

namespace banxin {

enum class Profile { archive };

// A face of the document, as embedded.
struct EmbeddedFace {
  std::string postscript_name;  // with the subset's tag
  int glyphs = 0;
  std::uint16_t face = 0;  // of the FontBook
};

// A page as measured on what was set, not as the style wants it.
struct PageFacts {
  Length width = {}, height = {};
  std::string label = {};  // the number printed on it; empty: none
  Length left = {}, top = {}, right = {},
         bottom = {};  // of the em boxes of all content, from the page's top left corner; all 0: none
  int baselines = 0;   // different ones of content
  int glyphs = 0;      // of content
};

// A finished PDF. Immutable; made by pdf::write alone, whole or not at all.
struct PdfFile {
  std::string bytes;
  std::string sha512;               // of the bytes, hexadecimal
  std::vector<std::string> claims;  // "PDF/A-3a", "PDF/UA-1"; none for a draft
  int pages = 0;
  std::vector<EmbeddedFace> faces;
  std::vector<PageFacts> facts;  // of each page
  DocumentInfo info;
};

}  // namespace banxin
