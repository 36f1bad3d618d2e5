#pragma once

#include <string>
#include <vector>

namespace banxin::zip {

struct NewMember {
  std::string name;  // ASCII, with / between folders
  std::string bytes;
};

// A zip file with these members, in this order, deflated. No clock: every member has the first day that a zip file can
// name, so the same members give the same bytes (D-04). Throws when memory or the library fails.
std::string pack(const std::vector<NewMember>& members);

}  // namespace banxin::zip
