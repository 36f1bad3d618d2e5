#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <climits>

#include "base/codes.h"
#include "base/file.h"
#include "signature/openssl.h"
#include "signature/signature.h"

namespace banxin::signature {
namespace {

constexpr std::uint64_t most_bytes = 1U << 20U;

Diagnostic unusable(const std::string& file, Bilingual why) {
  return {.code = code::signing_key_unusable,
          .place = {file, 0, {}},
          .message = std::move(why),
          .hint = {"密钥和证书各是一个 PEM 文件，证书文件里签名者自己的证书排在最前。",
                   "Key and certificate are a PEM file each; in the second the signer's own certificate comes first."}};
}

// Called by OpenSSL for an encrypted key.
int give_password(char* to, int size, int /*writing*/, void* password) {
  const auto& it = *static_cast<const std::string*>(password);
  if (it.size() > static_cast<std::size_t>(size)) return -1;
  it.copy(to, it.size());
  return static_cast<int>(it.size());
}

Result<std::string> password_in(const std::string& file) {
  if (file.empty()) return std::string();
  auto bytes = read_file(file, most_bytes);
  if (!bytes) return bytes.take_findings();
  return bytes->substr(0, bytes->find_first_of("\r\n"));
}

bool is_strong(const EVP_PKEY* key) {
  constexpr int least_rsa_bits = 2048;
  if (EVP_PKEY_is_a(key, "RSA") != 0) return EVP_PKEY_get_bits(key) >= least_rsa_bits;
  return EVP_PKEY_is_a(key, "EC") != 0 || EVP_PKEY_is_a(key, "ED25519") != 0 || EVP_PKEY_is_a(key, "SM2") != 0;
}

}  // namespace

Bio bio_of(std::string_view bytes) {
  must(bytes.size() <= INT_MAX);
  // A buffer of no bytes is a null pointer to OpenSSL.
  Bio bio(BIO_new_mem_buf(bytes.empty() ? "" : bytes.data(), static_cast<int>(bytes.size())));
  must(bio != nullptr);
  return bio;
}

std::string_view view_of(const ASN1_STRING* string) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
          static_cast<std::size_t>(ASN1_STRING_length(string))};
}

std::string name_of(const X509* certificate) {
  const Bio out(BIO_new(BIO_s_mem()));
  must(out != nullptr);
  // As RFC 2253 writes it, but in the order of the certificate and with its characters as they are.
  constexpr unsigned long style =
      (XN_FLAG_ONELINE | ASN1_STRFLGS_UTF8_CONVERT) & ~(ASN1_STRFLGS_ESC_MSB | XN_FLAG_SPC_EQ);
  must(X509_NAME_print_ex(out.get(), X509_get_subject_name(certificate), 0, style) >= 0);
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::time_t seconds_of(const ASN1_TIME* time) {
  std::tm parts{};
  return time != nullptr && ASN1_TIME_to_tm(time, &parts) == 1 ? ::timegm(&parts) : 0;
}

std::vector<Certificate> certificates_in(std::string_view pem) {
  std::vector<Certificate> all;
  const Bio in = bio_of(pem);
  while (X509* one = PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)) all.emplace_back(one);
  ERR_clear_error();
  return all;
}

Diagnostic invalid(Bilingual why) {
  return {.code = code::signature_invalid, .message = std::move(why)};
}

Result<Signer> Signer::read(const std::string& key_file, const std::string& certificate_file,
                            const std::string& password_file) {
  auto password = password_in(password_file);
  if (!password) return password.take_findings();
  auto key_pem = read_file(key_file, most_bytes);
  if (!key_pem) return key_pem.take_findings();
  auto certificate_pem = read_file(certificate_file, most_bytes);
  if (!certificate_pem) return certificate_pem.take_findings();

  auto key = std::make_shared<Key>();
  key->key.reset(PEM_read_bio_PrivateKey(bio_of(*key_pem).get(), nullptr, give_password, &*password));
  ERR_clear_error();
  if (key->key == nullptr) {
    return unusable(key_file, {"读不出私钥：不是 PEM 格式的私钥，或者口令不对。",
                               "There is no private key to be read: it is not one in PEM, or the password is wrong."});
  }
  if (!is_strong(key->key.get())) {
    return unusable(key_file,
                    {"这种密钥不能用：要 RSA（2048 位以上）、ECDSA、Ed25519 或 SM2。",
                     "Such a key cannot be used: RSA of 2048 bits or more, ECDSA, Ed25519 or SM2 is needed."});
  }
  key->certificates = certificates_in(*certificate_pem);
  if (key->certificates.empty()) {
    return unusable(certificate_file, {"里面没有 PEM 格式的证书。", "There is no certificate in PEM in it."});
  }
  if (X509_check_private_key(key->certificates.front().get(), key->key.get()) != 1) {
    ERR_clear_error();
    return unusable(certificate_file,
                    {fmt::format("第一份证书不是私钥 {} 的证书。", key_file),
                     fmt::format("The first certificate is not that of the private key {}.", key_file)});
  }
  std::string name = name_of(key->certificates.front().get());
  return Signer(std::move(key), std::move(name));
}

Result<Trust> Trust::read(const std::string& file) {
  auto pem = read_file(file, most_bytes);
  if (!pem) return pem.take_findings();
  auto authorities = std::make_shared<Authorities>();
  authorities->certificates = certificates_in(*pem);
  if (authorities->certificates.empty()) {
    return unusable(file, {"里面没有 PEM 格式的证书。", "There is no certificate in PEM in it."});
  }
  return Trust(std::move(authorities));
}

}  // namespace banxin::signature
