#include "base/digest.h"

#include <gcrypt.h>

#include <stdexcept>

namespace banxin {
namespace {

int algorithm(DigestKind kind) {
  switch (kind) {
    case DigestKind::md5: return GCRY_MD_MD5;
    case DigestKind::sha256: return GCRY_MD_SHA256;
    case DigestKind::sha512: return GCRY_MD_SHA512;
    case DigestKind::sm3: return GCRY_MD_SM3;
  }
  return GCRY_MD_SHA512;
}

// The library has to be told that it may begin. The machine's configuration must have no say in the output: under FIPS
// 140 there would be no MD5 and no SM3. No secrets are kept here, so no memory has to be locked.
bool begun() {
  gcry_control(GCRYCTL_NO_FIPS_MODE, 0);
  if (gcry_check_version(nullptr) == nullptr) return false;
  gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
  gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
  return true;
}

}  // namespace

std::string digest(DigestKind kind, std::string_view bytes) {
  static const bool ready = begun();
  const unsigned int size = ready ? gcry_md_get_algo_dlen(algorithm(kind)) : 0;
  if (size == 0) throw std::runtime_error("libgcrypt gives no digest");
  std::string out(size, '\0');
  gcry_md_hash_buffer(algorithm(kind), out.data(), bytes.data(), bytes.size());
  return out;
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
