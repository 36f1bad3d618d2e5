#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace banxin {

// Text from one encoding to another, by the C library. The names are those of iconv_open(3).
class Converter {
 public:
  Converter(const char* to, const char* from);
  ~Converter();
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // Whether the C library knows both encodings.
  bool valid() const;
  // Converts from `text` as far as it goes and appends to `out`; `text` is left where it stopped. Gives 0 at the end of
  // the text or an errno: EILSEQ, EINVAL (cut off) or E2BIG (`out` has more than `most_bytes`). Only of a valid one.
  int convert(std::string_view& text, std::string& out, std::size_t most_bytes = std::string::npos) const;

 private:
  void* handle_;  // iconv_t
};

}  // namespace banxin
