#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace banxin {

enum class DigestKind { md5, sha256, sha512, sm3 };

// The digest's bytes: 16, 32, 64 or 32 of them.
std::string digest(DigestKind kind, std::string_view bytes);

// The digest of bytes that come in pieces.
class RunningDigest {
 public:
  explicit RunningDigest(DigestKind kind);
  void add(std::string_view bytes);
  // Of all bytes so far; more may follow.
  std::string value() const;

 private:
  struct Close {
    void operator()(void* state) const;
  };
  DigestKind kind_;
  std::unique_ptr<void, Close> state_;
};

// Lower-case hexadecimal.
std::string to_hex(std::string_view bytes);

}  // namespace banxin
