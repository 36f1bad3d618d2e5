#pragma once

#include "layout/pages.h"
#include "pdf/pdf_file.h"

namespace banxin::pdf {

PageFacts measure(const Page& page);

}  // namespace banxin::pdf
