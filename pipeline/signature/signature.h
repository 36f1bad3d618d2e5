#pragma once

#include <ctime>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

// Detached signatures: bytes → a signature that is kept beside them, and back: who signed, and whether the bytes are
// still those. A signature is CMS SignedData (RFC 5652) as CAdES-B-B asks for it (EN 319 122-1), in DER; with an SM2
// key it is the same structure under the names of GB/T 35275. Any CMS tool checks those of RSA and ECDSA keys.
namespace banxin::signature {

// What the room's own sources share, with OpenSSL's types.
struct Key;
struct Authorities;

// A private key and its certificate. Cheap to copy.
class Signer {
 public:
  // Two PEM files; the second may hold the certificates above the signer's own too, which then go into each signature.
  // RSA of at least 2048 bits, ECDSA, Ed25519, SM2. `password_file`: the first line of it opens an encrypted key; empty
  // for a key that is not. Errors: those of reading; signing-key-unusable.
  static Result<Signer> read(const std::string& key_file, const std::string& certificate_file,
                             const std::string& password_file = {});

  // The subject of the certificate, as people read it: O=瑞安市档案馆, CN=….
  const std::string& name() const { return name_; }

  // The signature of the bytes. `when` is the signer's own word for the time: nobody else vouches for it.
  std::string sign(std::string_view bytes, std::time_t when) const;

 private:
  Signer(std::shared_ptr<const Key> key, std::string name) : key_(std::move(key)), name_(std::move(name)) {}
  std::shared_ptr<const Key> key_;
  std::string name_;
};

// The certificates that a person trusts: authorities', or signers' own. Cheap to copy.
class Trust {
 public:
  // A PEM file. Errors: those of reading; signing-key-unusable when there is no certificate in it.
  static Result<Trust> read(const std::string& file);

  const Authorities& authorities() const { return *authorities_; }

 private:
  explicit Trust(std::shared_ptr<const Authorities> authorities) : authorities_(std::move(authorities)) {}
  std::shared_ptr<const Authorities> authorities_;
};

// What a signature says.
struct Signed {
  std::string signer;       // the subject of the certificate
  std::string certificate;  // SHA-256 of it, in lower-case hexadecimal
  std::time_t when = 0;     // by the signer's own word
};

// Whether the signature is one of these bytes; with `trust`, also whether its certificate leads to a trusted one and
// was valid at the time `at` (0: at the time that the signature gives). Whether it was revoked is not asked. Errors:
// signature-invalid, with the reason.
Result<Signed> check(std::string_view bytes, std::string_view signature, const Trust* trust, std::time_t at = 0);

// Time-stamps (RFC 3161): an authority's word that bytes existed at a time.

// Asks the authority at the address (http://…) for a time-stamp of the bytes and gives its answer (TimeStampResp, DER),
// which is not checked yet. Errors: timestamp-unavailable.
Result<std::string> ask_for_timestamp(const std::string& url, std::string_view bytes);

struct Stamped {
  std::time_t when = 0;
  std::string authority;  // the subject of its certificate; empty when the answer does not have it
};
// Whether the answer is a time-stamp of these bytes; with `trust`, also whether its authority is trusted. Errors:
// signature-invalid.
Result<Stamped> check_timestamp(std::string_view bytes, std::string_view answer, const Trust* trust);

}  // namespace banxin::signature
