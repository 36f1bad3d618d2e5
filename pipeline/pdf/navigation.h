#pragma once

#include <optional>
#include <vector>

#include "layout/pages.h"
#include "pdf/object_writer.h"

namespace banxin::pdf {

// The bookmarks as an outline that is all open (PA-71); none: no outline. A bookmark more than one level below the one
// before it hangs on that one.
std::optional<Ref> write_outline(ObjectWriter& writer, const Pages& pages, const std::vector<Ref>& page_refs);

// The numbers printed on the pages, as a reader shows them (ISO 32000-1, 12.4.2).
Dictionary page_labels(const std::vector<Page>& pages);

}  // namespace banxin::pdf
