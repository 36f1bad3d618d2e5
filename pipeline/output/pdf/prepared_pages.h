#pragma once

#include <string_view>
#include <vector>

#include "output/output.h"
#include "output/pdf/font_plan.h"
#include "output/pdf/metadata.h"
#include "output/pdf/object_writer.h"
#include "output/pdf/page_content.h"

namespace banxin::pdf {

// What every kind of PDF has of the pages: fonts, and the operators of each page.
struct PreparedPages {
  FontPlan plan;
  std::vector<PageContent> contents;
};

// Error: font-subset-failed.
Result<PreparedPages> prepare(const Pages& pages, const FontBook& fonts, const ContentDress& dress);

// The file that was written of them, as an Output with its facts.
Output sealed(const Pages& pages, const PreparedPages& prepared, ObjectWriter::File written, OutputKind kind);

// The name of the report over all its versions, and of this one, which is all that is drawn and `attached`.
Identity identity_of(const DocumentInfo& info, const std::vector<PageContent>& contents, std::string_view attached);

}  // namespace banxin::pdf
