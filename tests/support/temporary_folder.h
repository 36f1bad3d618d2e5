#pragma once

#include <string>
#include <string_view>

namespace banxin::test {

// A folder of its own for one test, gone with it and all that is in it.
class TemporaryFolder {
 public:
  // `name`: what the last part of its path is called.
  explicit TemporaryFolder(const std::string& name = "folder");
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string path(const std::string& name) const { return path_ + "/" + name; }
  // Writes a file, with the folders above it, and gives its path.
  std::string write(const std::string& name, std::string_view bytes) const;

 private:
  std::string outer_;
  std::string path_;
};

}  // namespace banxin::test
