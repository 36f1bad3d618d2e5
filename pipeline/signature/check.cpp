#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/objects.h>

#include "base/codes.h"
#include "base/digest.h"
#include "signature/openssl.h"
#include "signature/signature.h"

namespace banxin::signature {
namespace {

Diagnostic malformed() {
  return invalid(
      {"签名文件损坏，或者不是一份分离的签名（CMS SignedData，一个签名者，带有签名属性）。",
       "The signature is damaged, or is no detached one (CMS SignedData with one signer and signed attributes)."});
}

// The signed data, whichever of the two standards names it; null when it is something else.
SignedData read_message(std::string_view der) {
  const Message message(read_der<PKCS7>(der, d2i_PKCS7));
  if (message == nullptr) return nullptr;
  if (OBJ_obj2nid(message->type) == NID_pkcs7_signed) return SignedData(std::exchange(message->d.sign, nullptr));
  std::array<char, 80> name{};
  OBJ_obj2txt(name.data(), name.size(), message->type, 1);
  const ASN1_TYPE* content = message->d.other;
  if (std::string_view(name.data()) != gb_signed_data || content == nullptr || content->type != V_ASN1_SEQUENCE) {
    return nullptr;
  }
  return SignedData(read_der<PKCS7_SIGNED>(view_of(content->value.sequence), d2i_PKCS7_SIGNED));
}

const EVP_MD* digest_named(const X509_ALGOR* algorithm) {
  const ASN1_OBJECT* name = nullptr;
  X509_ALGOR_get0(&name, nullptr, nullptr, algorithm);
  switch (OBJ_obj2nid(name)) {
    case NID_sha256: return EVP_sha256();
    case NID_sha384: return EVP_sha384();
    case NID_sha512: return EVP_sha512();
    case NID_sm3: return EVP_sm3();
    default: return nullptr;  // SHA-1 and MD5 prove nothing
  }
}

X509* certificate_of(const PKCS7_SIGNED& data, const PKCS7_SIGNER_INFO& signer) {
  for (int i = 0; i < sk_X509_num(data.cert); ++i) {
    X509* it = sk_X509_value(data.cert, i);
    if (X509_NAME_cmp(X509_get_issuer_name(it), signer.issuer_and_serial->issuer) == 0 &&
        ASN1_INTEGER_cmp(X509_get0_serialNumber(it), signer.issuer_and_serial->serial) == 0) {
      return it;
    }
  }
  return nullptr;
}

// The attribute's only value; null without it.
const ASN1_TYPE* attribute(const PKCS7_SIGNER_INFO& signer, int name) {
  return PKCS7_get_signed_attribute(&signer, name);
}

bool says_digest(const PKCS7_SIGNER_INFO& signer, std::string_view bytes, const EVP_MD* kind) {
  const ASN1_TYPE* said = attribute(signer, NID_pkcs9_messageDigest);
  std::string value(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  must(EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(value.data()), &size, kind, nullptr) ==
       1);
  value.resize(size);
  return said != nullptr && said->type == V_ASN1_OCTET_STRING && view_of(said->value.octet_string) == value;
}

bool says_content(const PKCS7_SIGNER_INFO& signer, const ASN1_OBJECT* content) {
  const ASN1_TYPE* said = attribute(signer, NID_pkcs9_contentType);
  return said != nullptr && said->type == V_ASN1_OBJECT && OBJ_cmp(said->value.object, content) == 0;
}

bool says_certificate(const PKCS7_SIGNER_INFO& signer, X509* certificate) {
  const ASN1_TYPE* said = attribute(signer, NID_id_smime_aa_signingCertificateV2);
  if (said == nullptr || said->type != V_ASN1_SEQUENCE) return false;
  const Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> named(
      read_der<ESS_SIGNING_CERT_V2>(view_of(said->value.sequence), d2i_ESS_SIGNING_CERT_V2));
  if (named == nullptr) return false;
  const Owned<STACK_OF(X509), [](STACK_OF(X509) * it) { sk_X509_free(it); }> chain(sk_X509_new_null());
  must(chain != nullptr && sk_X509_push(chain.get(), certificate) > 0);
  return OSSL_ESS_check_signing_certs(nullptr, named.get(), chain.get(), 1) > 0;
}

bool fits_key(const PKCS7_SIGNER_INFO& signer, X509* certificate, const EVP_MD* digest) {
  EVP_PKEY* key = X509_get0_pubkey(certificate);
  if (key == nullptr) return false;
  unsigned char* attributes = nullptr;
  const int size = ASN1_item_i2d(reinterpret_cast<const ASN1_VALUE*>(signer.auth_attr), &attributes,
                                 ASN1_ITEM_rptr(PKCS7_ATTR_VERIFY));
  must(size > 0);
  const Owned<unsigned char, [](unsigned char* it) { OPENSSL_free(it); }> owner(attributes);
  KeyContext context_owner;
  const MdContext context = digest_context(key, context_owner);
  const bool own_digest = EVP_PKEY_is_a(key, "ED25519") != 0;
  if (EVP_DigestVerifyInit(context.get(), nullptr, own_digest ? nullptr : digest, nullptr, key) != 1) return false;
  const std::string_view signature = view_of(signer.enc_digest);
  return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                          attributes, static_cast<std::size_t>(size)) == 1;
}

// What the message says of its algorithms outside of what is signed is what the key asks for: nothing in it is free to
// be changed.
bool says_algorithms(const PKCS7_SIGNED& data, const PKCS7_SIGNER_INFO& signer, X509* certificate) {
  const EVP_PKEY* key = X509_get0_pubkey(certificate);
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, signer.digest_enc_alg);
  return key != nullptr && OBJ_cmp(algorithm, scheme_of(key).algorithm) == 0 && sk_X509_ALGOR_num(data.md_algs) == 1 &&
         X509_ALGOR_cmp(sk_X509_ALGOR_value(data.md_algs, 0), signer.digest_alg) == 0;
}

Result<Signed> checked(std::string_view bytes, std::string_view signature, const Trust* trust, std::time_t at) {
  const SignedData data = read_message(signature);
  if (data == nullptr || sk_PKCS7_SIGNER_INFO_num(data->signer_info) != 1) return malformed();
  const PKCS7_SIGNER_INFO& signer = *sk_PKCS7_SIGNER_INFO_value(data->signer_info, 0);
  const EVP_MD* digest = digest_named(signer.digest_alg);
  if (digest == nullptr || signer.auth_attr == nullptr || !says_content(signer, data->contents->type))
    return malformed();
  X509* certificate = certificate_of(*data, signer);
  if (certificate == nullptr) {
    return invalid({"签名里没有签名者的证书。", "The signature lacks the signer's certificate."});
  }
  if (!says_digest(signer, bytes, digest)) {
    return invalid({"所签的内容变了：与签名里的摘要不符。",
                    "What was signed has changed: its digest is not the one in the signature."});
  }
  if (!says_algorithms(*data, signer, certificate) || !says_certificate(signer, certificate) ||
      !fits_key(signer, certificate, digest)) {
    return invalid({"签名不是这份证书的密钥作的，或者签名变了。",
                    "The signature was not made with the key of its certificate, or it has changed."});
  }
  const ASN1_TYPE* time = attribute(signer, NID_pkcs9_signingTime);
  const bool has_time = time != nullptr && (time->type == V_ASN1_UTCTIME || time->type == V_ASN1_GENERALIZEDTIME);
  Signed result{.signer = name_of(certificate),
                .certificate = to_hex(banxin::digest(DigestKind::sha256, der_of(certificate, i2d_X509))),
                .when = has_time ? seconds_of(time->value.utctime) : 0};
  if (trust == nullptr) return result;
  const std::string trouble =
      trouble_of_chain(certificate, data->cert, trust->authorities(), at == 0 ? result.when : at);
  if (trouble.empty()) return result;
  return invalid({fmt::format("签名者“{}”的证书不能由所信任的证书证实（{}）。", result.signer, trouble),
                  fmt::format("The certificate of the signer \"{}\" does not lead to a trusted one ({}).",
                              result.signer, trouble)});
}

// SM2 certificates are signed with that name too; others take no notice.
void tell_sm2_name(X509* certificate) {
  if (X509_get_signature_nid(certificate) != NID_SM2_with_SM3) return;
  ASN1_OCTET_STRING* name = ASN1_OCTET_STRING_new();
  must(name != nullptr && ASN1_STRING_set(name, sm2_name.data(), static_cast<int>(sm2_name.size())) == 1);
  X509_set0_distinguishing_id(certificate, name);
}

}  // namespace

Store store_of(const Authorities& trusted, std::time_t at) {
  Store store(X509_STORE_new());
  must(store != nullptr);
  for (const Certificate& certificate : trusted.certificates) {
    tell_sm2_name(certificate.get());
    must(X509_STORE_add_cert(store.get(), certificate.get()) == 1);
  }
  X509_VERIFY_PARAM* rules = X509_STORE_get0_param(store.get());
  // A signer's own certificate may be trusted without the authority above it.
  must(X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN) == 1);
  if (at != 0) X509_VERIFY_PARAM_set_time(rules, at);
  return store;
}

std::string trouble_of_chain(X509* certificate, STACK_OF(X509) * others, const Authorities& trusted, std::time_t at) {
  for (int i = 0; i < sk_X509_num(others); ++i) tell_sm2_name(sk_X509_value(others, i));
  const Store store = store_of(trusted, at);
  const Owned<X509_STORE_CTX, X509_STORE_CTX_free> context(X509_STORE_CTX_new());
  must(context != nullptr && X509_STORE_CTX_init(context.get(), store.get(), certificate, others) == 1);
  const bool good = X509_verify_cert(context.get()) == 1;
  ERR_clear_error();
  return good ? std::string() : X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get()));
}

Result<Signed> check(std::string_view bytes, std::string_view signature, const Trust* trust, std::time_t at) {
  auto result = checked(bytes, signature, trust, at);
  ERR_clear_error();
  return result;
}

}  // namespace banxin::signature
