#pragma once

#include <ctime>
#include <functional>
#include <string>
#include <string_view>

#include "archive/folder.h"
#include "base/result.h"
#include "signature/signature.h"

// Signed seals: what digests alone cannot show. Somebody who can write to the whole archive can make it all anew,
// digests included, but not the signature of a key that is kept elsewhere (AR-83, D-16).
//
// Each seal is a list in seals/, numbered from 1: the digest of each package's tagmanifest-sha512.txt, as `sha512sum
// -c` reads it in the archive's folder, that of the newest event (events.h), and those of list and signature of the
// seal before, which makes them a chain. Beside the list are its signature and perhaps a time-stamp of that:
//
//   seals/0002.sha512   seals/0002.p7s   seals/0002.tsr
//
// Packages never change and seals are never removed, so every seal stays true for ever.
namespace banxin::archive {

inline constexpr const char* seals_folder = "seals";

struct SealMade {
  int number = 0;
  std::size_t packages = 0;
  bool anew = true;  // else the newest seal says the same, and nothing was written
};

// Seals the packages of the archive's catalogue, as merge has found them. `when` is the time that the signature gives.
// Errors: archive-unusable; archive-not-sealed, when merge has not run since the last batch; archive-authenticity and
// archive-integrity, when an earlier seal is broken or names a package that is no longer what it was; archive-busy;
// those of reading and writing.
Result<SealMade> sign_archive(const std::string& folder, const signature::Signer& signer, std::time_t when);

// Puts a time-stamp beside the newest seal's signature: what the authority at `url` answers, or the answer that a
// person has brought. It must be of that signature; one that was there before is replaced. Gives the seal's number.
// Errors: archive-unusable; archive-integrity, when there is no seal; signature-invalid, timestamp-unavailable; those
// of reading and writing.
Result<int> timestamp_by_url(const std::string& folder, const std::string& url);
Result<int> timestamp_brought(const std::string& folder, std::string_view answer);

// That the archive has a package with a digest, and who says so: 封签 3, seal 3.
using Claim = std::function<void(const std::string& package, const std::string& sha512, const Bilingual& by)>;

// Whether the seals are whole, one after another, and signed; tells all that they claim. `trust`: null to be told only
// who signed. Findings: the codes of verify(); notes archive-signed about the newest.
Findings check_seals(const Folder& archive, const signature::Trust* trust, const Claim& claim);

// A list of digests that somebody has kept elsewhere: a seal's list, the CSV of `archive list`, lines of `sha512sum`
// for tagmanifest-sha512.txt. Tells what it claims. `name` is the list's. Errors: digest-list-unusable, when it claims
// nothing; archive-authenticity and archive-integrity for files of seals that it names.
Findings check_list(const Folder& archive, std::string_view list, const std::string& name, const Claim& claim);

}  // namespace banxin::archive
