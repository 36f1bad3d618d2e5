#pragma once

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <ctime>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

// OpenSSL's objects, owned; for the sources of this room.
namespace banxin::signature {

template <auto free>
struct Free {
  template <class T>
  void operator()(T* object) const {
    free(object);
  }
};
template <class T, auto free>
using Owned = std::unique_ptr<T, Free<free>>;

using Bio = Owned<BIO, BIO_free_all>;
using Certificate = Owned<X509, X509_free>;
using PrivateKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using MdContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using KeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Message = Owned<PKCS7, PKCS7_free>;
using SignedData = Owned<PKCS7_SIGNED, PKCS7_SIGNED_free>;
using SignerInfo = Owned<PKCS7_SIGNER_INFO, PKCS7_SIGNER_INFO_free>;
using Store = Owned<X509_STORE, X509_STORE_free>;
using Time = Owned<ASN1_TIME, ASN1_TIME_free>;

// SM2 signs the signer's name too; everybody uses this one (GB/T 35276).
inline constexpr std::string_view sm2_name = "1234567812345678";
// GB/T 35275: what CMS calls id-data, id-signedData, and the algorithm of the signature.
inline constexpr const char* gb_data = "1.2.156.10197.6.1.4.2.1";
inline constexpr const char* gb_signed_data = "1.2.156.10197.6.1.4.2.2";
inline constexpr const char* gb_sm2 = "1.2.156.10197.1.301.1";

struct Key {
  PrivateKey key;
  std::vector<Certificate> certificates;  // the signer's own first
};

struct Authorities {
  std::vector<Certificate> certificates;
};

// How a kind of key signs, and what its parts are called.
struct Scheme {
  const EVP_MD* digest;
  const EVP_MD* signing_digest;  // null: the key's own (Ed25519)
  ASN1_OBJECT* algorithm;        // of the signature; OpenSSL's own, or owned by `held`
  Owned<ASN1_OBJECT, ASN1_OBJECT_free> held;
  bool has_null = false;  // RFC 3370, 3.2: rsaEncryption has a parameter, NULL
  bool is_gb = false;     // GB/T 35275
};

Scheme scheme_of(const EVP_PKEY* key);

// OpenSSL gives null or no 1 when there is no memory left, or for what the caller has already made sure of.
inline void must(bool done) {
  if (!done) throw std::bad_alloc();
}

// Reads the bytes; they must outlive it.
Bio bio_of(std::string_view bytes);
// The DER of an object, by its i2d function.
template <class T, class Write>
std::string der_of(const T* object, Write write) {
  unsigned char* bytes = nullptr;
  const int size = write(object, &bytes);
  must(size >= 0);
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}
// An object of DER by its d2i function; null unless all of the bytes are it.
template <class T, class Read>
T* read_der(std::string_view der, Read read) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const unsigned char* const end = at + der.size();
  T* object = read(nullptr, &at, static_cast<long>(der.size()));
  return at == end ? object : nullptr;
}
std::string_view view_of(const ASN1_STRING* string);
std::string name_of(const X509* certificate);
std::time_t seconds_of(const ASN1_TIME* time);
// All certificates of a PEM file's bytes, in their order.
std::vector<Certificate> certificates_in(std::string_view pem);
// Prepares a context for signing or checking: SM2 is told its name.
MdContext digest_context(EVP_PKEY* key, KeyContext& context);
// A chain from the certificate to a trusted one, each valid at the time; else why there is none, in OpenSSL's words.
std::string trouble_of_chain(X509* certificate, STACK_OF(X509) * others, const Authorities& trusted, std::time_t at);
Store store_of(const Authorities& trusted, std::time_t at);

Diagnostic invalid(Bilingual why);

}  // namespace banxin::signature
