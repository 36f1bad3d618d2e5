#include "base/converter.h"

#include <iconv.h>

#include <array>
#include <cerrno>

namespace banxin {

Converter::Converter(const char* to, const char* from) : handle_(::iconv_open(to, from)) {}

Converter::~Converter() {
  if (valid()) ::iconv_close(handle_);
}

bool Converter::valid() const {
  return handle_ != reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr): iconv's own mark of failure
}

int Converter::convert(std::string_view& text, std::string& out, std::size_t most_bytes) const {
  std::array<char, 1U << 15U> buffer{};
  while (!text.empty()) {
    char* in = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast): iconv's signature
    std::size_t left = text.size();
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const bool done = ::iconv(handle_, &in, &left, &to, &room) != static_cast<std::size_t>(-1);
    const int error = done ? 0 : errno;
    out.append(buffer.data(), buffer.size() - room);
    text.remove_prefix(text.size() - left);
    if (out.size() > most_bytes) return E2BIG;
    if (error != 0 && error != E2BIG) return error;
  }
  return 0;
}

}  // namespace banxin
