#include <openssl/objects.h>

#include "signature/openssl.h"
#include "signature/signature.h"

namespace banxin::signature {
namespace {

void set_algorithm(X509_ALGOR* algorithm, const ASN1_OBJECT* name, bool has_null = false) {
  ASN1_OBJECT* own = OBJ_dup(name);
  must(own != nullptr);
  must(X509_ALGOR_set0(algorithm, own, has_null ? V_ASN1_NULL : V_ASN1_UNDEF, nullptr) == 1);
}

// Takes the value.
void add_attribute(PKCS7_SIGNER_INFO* signer, int name, int type, void* value) {
  must(value != nullptr && PKCS7_add_signed_attribute(signer, name, type, value) == 1);
}

ASN1_OCTET_STRING* octets(std::string_view bytes) {
  ASN1_OCTET_STRING* string = ASN1_OCTET_STRING_new();
  must(string != nullptr && ASN1_STRING_set(string, bytes.data(), static_cast<int>(bytes.size())) == 1);
  return string;
}

// Which certificate it was (RFC 5035): nobody can put another one of the same key in its place.
ASN1_STRING* certificate_attribute(const X509* certificate, const EVP_MD* digest) {
  // The null is an empty chain: the signer's own is the only one that is named.
  const Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> named(
      OSSL_ESS_signing_cert_v2_new_init(digest, certificate, nullptr, 1));
  must(named != nullptr);
  const std::string der = der_of(named.get(), i2d_ESS_SIGNING_CERT_V2);
  ASN1_STRING* sequence = ASN1_STRING_type_new(V_ASN1_SEQUENCE);
  must(sequence != nullptr && ASN1_STRING_set(sequence, der.data(), static_cast<int>(der.size())) == 1);
  return sequence;
}

std::string digest_of(std::string_view bytes, const EVP_MD* kind) {
  std::string value(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  must(EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(value.data()), &size, kind, nullptr) ==
       1);
  value.resize(size);
  return value;
}

std::string signature_of(EVP_PKEY* key, const EVP_MD* digest, std::string_view bytes) {
  KeyContext owner;
  const MdContext context = digest_context(key, owner);
  must(EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key) == 1);
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t size = 0;
  must(EVP_DigestSign(context.get(), nullptr, &size, data, bytes.size()) == 1);
  std::string signature(size, '\0');
  must(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, data, bytes.size()) ==
       1);
  signature.resize(size);
  return signature;
}

SignerInfo signer_info(const Key& key, const Scheme& scheme, const ASN1_OBJECT* content, std::string_view bytes,
                       std::time_t when) {
  const X509* certificate = key.certificates.front().get();
  SignerInfo signer(PKCS7_SIGNER_INFO_new());
  must(signer != nullptr && ASN1_INTEGER_set(signer->version, 1) == 1);
  must(X509_NAME_set(&signer->issuer_and_serial->issuer, X509_get_issuer_name(certificate)) == 1);
  ASN1_INTEGER_free(signer->issuer_and_serial->serial);
  signer->issuer_and_serial->serial = ASN1_INTEGER_dup(X509_get0_serialNumber(certificate));
  must(signer->issuer_and_serial->serial != nullptr);
  set_algorithm(signer->digest_alg, OBJ_nid2obj(EVP_MD_get_type(scheme.digest)));
  set_algorithm(signer->digest_enc_alg, scheme.algorithm, scheme.has_null);

  add_attribute(signer.get(), NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_dup(content));
  add_attribute(signer.get(), NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, octets(digest_of(bytes, scheme.digest)));
  must(PKCS7_add0_attrib_signing_time(signer.get(), ASN1_TIME_set(nullptr, when)) == 1);
  add_attribute(signer.get(), NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE,
                certificate_attribute(certificate, scheme.digest));

  // Writing the attributes as the set that is signed puts them in the order of DER, in which the message has them too.
  unsigned char* attributes = nullptr;
  const int size = ASN1_item_i2d(reinterpret_cast<const ASN1_VALUE*>(signer->auth_attr), &attributes,
                                 ASN1_ITEM_rptr(PKCS7_ATTR_SIGN));
  must(size > 0);
  const Owned<unsigned char, [](unsigned char* it) { OPENSSL_free(it); }> owner(attributes);
  const std::string signature =
      signature_of(key.key.get(), scheme.signing_digest,
                   {reinterpret_cast<const char*>(attributes), static_cast<std::size_t>(size)});
  must(ASN1_STRING_set(signer->enc_digest, signature.data(), static_cast<int>(signature.size())) == 1);
  return signer;
}

// GB/T 35275 has its own name for what holds the data; OpenSSL knows only that it is a sequence.
std::string gb_message(const PKCS7_SIGNED* data) {
  const std::string der = der_of(data, i2d_PKCS7_SIGNED);
  const Message message(PKCS7_new());
  must(message != nullptr);
  message->type = OBJ_txt2obj(gb_signed_data, 1);
  message->d.other = ASN1_TYPE_new();
  ASN1_STRING* sequence = ASN1_STRING_type_new(V_ASN1_SEQUENCE);
  must(message->type != nullptr && message->d.other != nullptr && sequence != nullptr);
  must(ASN1_STRING_set(sequence, der.data(), static_cast<int>(der.size())) == 1);
  ASN1_TYPE_set(message->d.other, V_ASN1_SEQUENCE, sequence);
  return der_of(message.get(), i2d_PKCS7);
}

}  // namespace

Scheme scheme_of(const EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "SM2") != 0) {
    ASN1_OBJECT* sm2 = OBJ_txt2obj(gb_sm2, 1);
    must(sm2 != nullptr);
    return {EVP_sm3(), EVP_sm3(), sm2, Owned<ASN1_OBJECT, ASN1_OBJECT_free>(sm2), false, true};
  }
  if (EVP_PKEY_is_a(key, "ED25519") != 0) return {EVP_sha512(), nullptr, OBJ_nid2obj(NID_ED25519), {}};
  if (EVP_PKEY_is_a(key, "RSA") != 0) return {EVP_sha512(), EVP_sha512(), OBJ_nid2obj(NID_rsaEncryption), {}, true};
  return {EVP_sha512(), EVP_sha512(), OBJ_nid2obj(NID_ecdsa_with_SHA512), {}};
}

MdContext digest_context(EVP_PKEY* key, KeyContext& context) {
  MdContext digest(EVP_MD_CTX_new());
  must(digest != nullptr);
  if (EVP_PKEY_is_a(key, "SM2") != 0) {
    context.reset(EVP_PKEY_CTX_new(key, nullptr));
    must(context != nullptr);
    must(EVP_PKEY_CTX_set1_id(context.get(), sm2_name.data(), sm2_name.size()) == 1);
    EVP_MD_CTX_set_pkey_ctx(digest.get(), context.get());
  }
  return digest;
}

std::string Signer::sign(std::string_view bytes, std::time_t when) const {
  const Scheme scheme = scheme_of(key_->key.get());
  SignedData data(PKCS7_SIGNED_new());
  must(data != nullptr && ASN1_INTEGER_set(data->version, 1) == 1);
  X509_ALGOR* digest = X509_ALGOR_new();
  must(digest != nullptr && sk_X509_ALGOR_push(data->md_algs, digest) > 0);
  set_algorithm(digest, OBJ_nid2obj(EVP_MD_get_type(scheme.digest)));
  data->contents->type = scheme.is_gb ? OBJ_txt2obj(gb_data, 1) : OBJ_nid2obj(NID_pkcs7_data);
  must(data->contents->type != nullptr);
  data->cert = sk_X509_new_null();
  must(data->cert != nullptr);
  for (const Certificate& certificate : key_->certificates) {
    must(X509_up_ref(certificate.get()) == 1 && sk_X509_push(data->cert, certificate.get()) > 0);
  }
  SignerInfo signer = signer_info(*key_, scheme, data->contents->type, bytes, when);
  must(sk_PKCS7_SIGNER_INFO_push(data->signer_info, signer.get()) > 0);
  static_cast<void>(signer.release());
  if (scheme.is_gb) return gb_message(data.get());

  const Message message(PKCS7_new());
  must(message != nullptr);
  message->type = OBJ_nid2obj(NID_pkcs7_signed);
  message->d.sign = data.release();
  return der_of(message.get(), i2d_PKCS7);
}

}  // namespace banxin::signature
