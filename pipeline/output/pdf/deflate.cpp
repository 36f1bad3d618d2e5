#include "output/pdf/deflate.h"

#include <libdeflate.h>

#include <new>

namespace banxin::pdf {
namespace {

// Levels of libdeflate. Of the 104 KB of a report that are not outlines, level 1 makes 27.8 KB in 0.5 ms and level 6
// makes 24.8 KB in 1.8 ms; the difference is 1.5 % of the file.
constexpr int level = 1;

}  // namespace

void Deflater::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Deflater::Deflater() : compressor_(libdeflate_alloc_compressor(level)) {
  if (!compressor_) throw std::bad_alloc();
}

std::string Deflater::operator()(std::string_view data) {
  std::string out(libdeflate_zlib_compress_bound(compressor_.get(), data.size()), '\0');
  // The bound leaves room for any data: the result is never 0.
  out.resize(libdeflate_zlib_compress(compressor_.get(), data.data(), data.size(), out.data(), out.size()));
  return out;
}

}  // namespace banxin::pdf
