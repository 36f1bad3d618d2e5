#include "base/digest.h"

#include <gcrypt.h>

#include <new>
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

// Bytes of a digest.
unsigned int size_of(DigestKind kind) {
  static const bool ready = begun();
  const unsigned int size = ready ? gcry_md_get_algo_dlen(algorithm(kind)) : 0;
  if (size == 0) throw std::runtime_error("libgcrypt gives no digest");
  return size;
}

gcry_md_hd_t handle_of(void* state) {
  return static_cast<gcry_md_hd_t>(state);
}

}  // namespace

std::string digest(DigestKind kind, std::string_view bytes) {
  std::string out(size_of(kind), '\0');
  gcry_md_hash_buffer(algorithm(kind), out.data(), bytes.data(), bytes.size());
  return out;
}

RunningDigest::RunningDigest(DigestKind kind) : kind_(kind) {
  static_cast<void>(size_of(kind));  // the library has to begin first
  gcry_md_hd_t handle = nullptr;
  if (gcry_md_open(&handle, algorithm(kind), 0) != 0) throw std::bad_alloc();
  state_.reset(handle);
}

void RunningDigest::add(std::string_view bytes) {
  gcry_md_write(handle_of(state_.get()), bytes.data(), bytes.size());
}

std::string RunningDigest::value() const {
  gcry_md_hd_t copy = nullptr;  // nothing can be added to a digest that was read
  if (gcry_md_copy(&copy, handle_of(state_.get())) != 0) throw std::bad_alloc();
  const std::unique_ptr<void, Close> ended(copy);
  const unsigned char* bytes = gcry_md_read(copy, algorithm(kind_));
  return {bytes, bytes + size_of(kind_)};
}

void RunningDigest::Close::operator()(void* state) const {
  gcry_md_close(handle_of(state));
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
