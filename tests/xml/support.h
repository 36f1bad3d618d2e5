#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::test {

// A folder of its own for one test, gone with it.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& name = "folder");
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  // Writes a file, with the folders above it, and gives its path.
  std::string write(const std::string& name, std::string_view bytes) const;

 private:
  std::string outer_;
  std::string path_;
};

// The tree of a text that must be sound.
xml::Tree tree_of(std::string_view text);

// Findings as text, one line each: file:line: severity[code] xpath message | hint, Chinese and English below each
// other.
std::string listing(const Findings& findings);

// The codes of all errors, separated by blanks.
std::string codes(const Findings& findings);

}  // namespace banxin::test
