#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace banxin::archive {

// A file mapped into memory, so that it is read once, when it is looked at. Empty for an empty file.
class MappedFile {
 public:
  // Error: input-missing, input-unreadable, io-error.
  static Result<MappedFile> open(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  MappedFile() = default;
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace banxin::archive
