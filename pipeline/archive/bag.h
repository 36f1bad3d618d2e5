#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A BagIt package (RFC 8493) in memory: payload and tag files with their digests.
namespace banxin::archive {

// bagit.txt (RFC 8493, 2.1.1; AR-02).
inline constexpr std::string_view bag_declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

// A file of a package. Its bytes are shared: a form's files are in every package.
struct BagFile {
  BagFile(std::string where, std::string content);
  // Of bytes whose SHA-512 is known: it is not computed again.
  BagFile(std::string where, std::string content, std::string known_sha512);

  std::string path;  // in the package: data/report/…
  std::shared_ptr<const std::string> bytes;
  std::string sha512;  // hexadecimal
  std::string sm3;     // hexadecimal; of payload only
};

// A label of bag-info.txt with its value.
using BagInfo = std::vector<std::pair<std::string, std::string>>;

// The whole package: the payload sorted by path, then the tag files: bagit.txt, bag-info.txt, manifest-sha512.txt,
// manifest-sm3.txt, and tagmanifest-sha512.txt, which is the last (AR-01, AR-04 to AR-08, AR-10, AR-15, AR-82).
// Payload-Oxum is added to `info`. `tags`: other tag files (AR-12), which the tag manifest lists too.
std::vector<BagFile> complete(std::vector<BagFile> payload, BagInfo info, std::vector<BagFile> tags = {});

}  // namespace banxin::archive
