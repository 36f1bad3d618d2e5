#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/document_info.h"
#include "base/glyph_id.h"
#include "layout/page_facts.h"
#include "output/outputs.h"

namespace banxin {

namespace output {
class Seal;
}  // namespace output

// A face of the document, as embedded.
struct EmbeddedFace {
  std::string postscript_name;  // with the subset's tag
  int glyphs = 0;
  FaceId face = 0;  // of the FontBook
};

struct OutputParts {
  OutputKind kind;
  std::string bytes;
  std::string sha512;  // of the bytes, in hexadecimal
  DocumentInfo info;
  std::vector<EmbeddedFace> faces;
  std::vector<PageFacts> pages;
};

// A finished file, whole or not at all, with the facts that the evidence needs. Immutable; made by the rooms of output/
// alone. What it claims follows from its row of the table and from whether it is a draft: no claim is stored.
class Output {
 public:
  OutputKind kind() const { return parts_.kind; }
  std::string_view media_type() const { return row_of(kind()).media_type; }
  std::span<const std::string_view> claims() const { return claims_of(kind(), info().draft); }
  const std::string& bytes() const { return parts_.bytes; }
  const std::string& sha512() const { return parts_.sha512; }
  const DocumentInfo& info() const { return parts_.info; }
  const std::vector<EmbeddedFace>& faces() const { return parts_.faces; }
  const std::vector<PageFacts>& pages() const { return parts_.pages; }

 private:
  friend class output::Seal;
  explicit Output(OutputParts parts) : parts_(std::move(parts)) {}
  OutputParts parts_;
};

}  // namespace banxin
