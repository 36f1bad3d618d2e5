#pragma once

#include <optional>
#include <vector>

#include "layout/pages.h"
#include "output/pdf/object_writer.h"

namespace banxin::pdf {

// The bookmarks as an outline that is fully open (PA-71); without bookmarks there is no outline. A bookmark more than
// one level below the one before it becomes a child of that one.
std::optional<Ref> write_outline(ObjectWriter& writer, const Pages& pages, const std::vector<Ref>& page_refs);

// The numbers printed on the pages, as a reader shows them (ISO 32000-1, 12.4.2).
Dictionary page_labels(const std::vector<Page>& pages);

}  // namespace banxin::pdf
