#pragma once

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace banxin::pdf {

// Packs data in the format that FlateDecode takes (zlib, RFC 1950). Holds the tables of its level, which cost more to
// get than a small stream takes to pack.
class Deflater {
 public:
  // `level` 1 to 12; the same level gives the same bytes.
  explicit Deflater(int level);
  std::string operator()(std::string_view data);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

}  // namespace banxin::pdf
