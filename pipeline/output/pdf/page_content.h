#pragma once

#include <string>
#include <vector>

#include "layout/pages.h"
#include "output/outputs.h"
#include "output/pdf/font_plan.h"
#include "output/pdf/shown_run.h"

namespace banxin::pdf {

// A page's marks as operators. Tagged, every mark is in a marked-content sequence: content under the number by which
// the structure tree finds it, the rest as an artifact (ISO 32000-1, 14.6 and 14.8.2.2; PA-61, PA-67).
struct PageContent {
  std::string operators;
  std::vector<NodeId> sequences;           // the node of each marked-content id, from 0
  std::vector<std::uint16_t> fonts;        // used on the page, ascending
  std::vector<std::string> pictures = {};  // shown on the page, each once: their digests
};

// How marks are written.
struct ContentDress {
  Inks inks;
  std::string opening = {};  // operators before all others; black is the ink when they end
  std::string images = {};   // operators before a picture
  bool tagged = false;       // for a structure tree; else no mark is in a sequence
};

// `first_run` counts the runs of the pages before, for the codes of `plan`; `runs` are those of this page, in order.
PageContent write_content(const Page& page, const NodeTree& nodes, const std::vector<ShownRun>& runs,
                          const FontPlan& plan, std::size_t first_run, const ContentDress& dress);

// How a node's content is tagged and what its structure element is: P, H1, TD.
const char* structure_type(NodeRole role);

}  // namespace banxin::pdf
