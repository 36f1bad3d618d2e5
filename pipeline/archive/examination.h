#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "archive/folder.h"
#include "archive/packages.h"

namespace banxin::archive {

// What looking at every byte of a package gives.
struct Examined {
  std::string sha512;     // of tagmanifest-sha512.txt; empty without it
  std::size_t files = 0;  // that were read
  std::uint64_t bytes = 0;
  Findings findings;  // empty for a sound package; their `related` is not used
};

using PackageInPlace = std::pair<const std::string, PackageName>;  // as Packages has them

// Packages are read by a child process, several by one: what one of them may hold (rules that run without end, an XML
// or a PDF that asks for all memory) ends only that process. The package that did it is found and reported
// (archive-usability); the others are still examined. One Examined for each package, in their order.
std::vector<Examined> examine(const Folder& archive, const std::vector<const PackageInPlace*>& packages);

// A package that stands by itself, copied out of an archive: the same, but the version before cannot be looked up.
// Without a package's name it has the one that it gives itself.
struct ExaminedAlone {
  PackageName name;  // with version 0 where it gives none
  Examined examined;
};
ExaminedAlone examine_alone(const Folder& package, const std::optional<PackageName>& name);

}  // namespace banxin::archive
