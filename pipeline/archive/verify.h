#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "signature/signature.h"

// Is everything in an archive still what was put there? Nothing is needed but the archive, and nothing in it is
// changed.
namespace banxin::archive {

// What is asked of an electronic record when it is taken in, handed over and kept: the four properties (四性) of DA/T
// 70-2018. A finding's code names the property that it denies: archive-authenticity, archive-integrity, …
enum class Property : std::uint8_t {
  authenticity,  // 真实性: the bytes are those that were put there, and agree with what is said of them
  integrity,     // 完整性: nothing is missing
  usability,     // 可用性: what is there can be read, and the form still accepts the record
  safety,        // 安全性: nothing is there that does not belong (AR-38)
};
inline constexpr std::array properties = {Property::authenticity, Property::integrity, Property::usability,
                                          Property::safety};
Bilingual name_of(Property property);
std::string_view code_of(Property property);

struct VerifiedPackage {
  std::string folder;  // in the archive: packages/<first two digits>/<package>
  std::string sha512;  // of tagmanifest-sha512.txt; empty without it
  bool sound = true;   // no finding is about it
};

struct Verification {
  std::vector<VerifiedPackage> packages;  // by folder
  std::size_t files = 0;                  // of packages
  std::uint64_t bytes = 0;
  bool sealed = false;  // merge sealed the catalogue and the journals, and nothing was added since
  Findings findings = Findings::without_limit();  // errors with a code of a property; notes
};

// What is kept outside the archive, to compare it with: who may write to everything in it cannot change these.
struct Witnesses {
  std::optional<signature::Trust> trust;  // the certificates of those who may sign its seals (seals.h)
  std::string list;                       // the bytes of a list of digests (check_list() in seals.h)
  std::string list_name;                  // empty without one
};

// How many packages are done, of how many.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

// Looks at every byte of every package: fixity and completeness (RFC 8493), the record read again and checked with the
// schema and rules of its package, the PDF's attachment, the digests in the evidence, the chain of versions; then
// whether catalogue, journals, signed seals and the witnesses name the same packages. A package that was copied out of
// an archive (a folder with bagit.txt) is looked at alike, as far as it can be by itself: a note tells what cannot; of
// the list only what is about it counts. Errors: archive-unusable, when the folder is neither, or has no seals that
// could be trusted.
Result<Verification> verify(const std::string& folder, const Witnesses& witnesses = {}, const Progress& progress = {});

}  // namespace banxin::archive
