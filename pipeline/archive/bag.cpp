#include "archive/bag.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/digest.h"

namespace banxin::archive {
namespace {

// A value is one line: a line feed would begin another label.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  return line;
}

std::string manifest(const std::vector<BagFile>& files, std::string BagFile::*hex) {
  std::string lines;
  for (const BagFile& file : files) lines += file.*hex + "  " + file.path + "\n";
  return lines;
}

}  // namespace

BagFile::BagFile(std::string where, std::string content) : BagFile(std::move(where), std::move(content), {}) {
  sha512 = to_hex(digest(DigestKind::sha512, *bytes));
}

BagFile::BagFile(std::string where, std::string content, std::string known_sha512)
    : path(std::move(where)),
      bytes(std::make_shared<const std::string>(std::move(content))),
      sha512(std::move(known_sha512)) {
  if (path.starts_with("data/")) sm3 = to_hex(digest(DigestKind::sm3, *bytes));
}

std::vector<BagFile> complete(std::vector<BagFile> payload, BagInfo info, std::vector<BagFile> tags) {
  std::sort(payload.begin(), payload.end(), [](const BagFile& a, const BagFile& b) { return a.path < b.path; });
  std::size_t octets = 0;
  for (const BagFile& file : payload) octets += file.bytes->size();
  info.emplace_back("Payload-Oxum", fmt::format("{}.{}", octets, payload.size()));
  std::string labels;
  for (const auto& [label, value] : info) labels += label + ": " + on_one_line(value) + "\n";

  tags.emplace_back("bag-info.txt", std::move(labels));
  tags.emplace_back("bagit.txt", std::string(bag_declaration));
  tags.emplace_back("manifest-sha512.txt", manifest(payload, &BagFile::sha512));
  tags.emplace_back("manifest-sm3.txt", manifest(payload, &BagFile::sm3));
  std::sort(tags.begin(), tags.end(), [](const BagFile& a, const BagFile& b) { return a.path < b.path; });
  std::string tag_lines = manifest(tags, &BagFile::sha512);
  tags.emplace_back("tagmanifest-sha512.txt", std::move(tag_lines));

  payload.insert(payload.end(), tags.begin(), tags.end());
  return payload;
}

}  // namespace banxin::archive
