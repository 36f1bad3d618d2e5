#pragma once

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace banxin::pdf {

// Packs data in the format that FlateDecode takes (zlib, RFC 1950). Holds the tables of its level, which take longer to
// build than a small stream takes to pack.
class Deflater {
 public:
  Deflater();
  // The same data gives the same bytes on every machine.
  std::string operator()(std::string_view data);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

// The same format for data that hardly repeats itself: bytes are coded by their frequencies alone (RFC 1951 without
// matches). The outlines of a real report, 256 KB, become 199 KB where the Deflater makes 185, in a third of its time:
// 4 % of a batch's time, not 10. No packaged library does this both quickly and with the same bytes on every machine.
std::string deflate_bytewise(std::string_view data);

}  // namespace banxin::pdf
