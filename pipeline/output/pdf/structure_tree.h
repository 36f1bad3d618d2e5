#pragma once

#include <vector>

#include "output/pdf/links.h"
#include "output/pdf/object_writer.h"
#include "output/pdf/page_content.h"

namespace banxin::pdf {

// What the structure tree points to in the pages.
struct TaggedPages {
  std::vector<Ref> pages;
  std::vector<const PageContent*> contents;  // of each page
  std::vector<LinkArea> links;
  std::vector<Ref> annotations;  // of each link
};

// The key of a page, or of the annotation of a link, in the parent tree (ISO 32000-1, 14.7.4.4).
inline std::int64_t page_key(std::size_t page) {
  return static_cast<std::int64_t>(page);
}
inline std::int64_t link_key(std::size_t pages, std::size_t link) {
  return static_cast<std::int64_t>(pages + link);
}

// Writes one structure element for each node (PA-63), in reading order, with the parent tree (PA-66) and the cells'
// names; gives the StructTreeRoot.
Ref write_structure(ObjectWriter& writer, const Pages& pages, const TaggedPages& tagged);

}  // namespace banxin::pdf
