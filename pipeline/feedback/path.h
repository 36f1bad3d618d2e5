#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "xml/xml.h"

namespace banxin::feedback {

// A node on the way to a finding's place, and which of its like it is: 0, the only one.
struct Reached {
  xml::Node node;
  int position = 0;
};

// The nodes of /record/chapter[2]/p[1]/@id below the root, one after another, as far as the tree has them: a text is
// none, and a name that was cut is not found.
std::vector<Reached> follow(const xml::Tree& tree, std::string_view xpath);

// The node that the path leads to; of a text, the one around it.
std::optional<xml::Node> node_at(const xml::Tree& tree, std::string_view xpath);

}  // namespace banxin::feedback
