#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <stdexcept>

namespace banxin {
namespace {

const EVP_MD* algorithm(DigestKind kind) {
  switch (kind) {
    case DigestKind::md5: return EVP_md5();
    case DigestKind::sha256: return EVP_sha256();
    case DigestKind::sha512: return EVP_sha512();
    case DigestKind::sm3: return EVP_sm3();
  }
  return EVP_sha512();
}

}  // namespace

std::string digest(DigestKind kind, std::string_view bytes) {
  // The machine's OpenSSL configuration must have no say in the output, and reading it costs more than the digest.
  static const int without_configuration = OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  if (without_configuration != 1 ||
      EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, algorithm(kind), nullptr) != 1) {
    throw std::runtime_error("OpenSSL gives no digest");
  }
  return {out.begin(), out.begin() + size};
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

}  // namespace banxin
