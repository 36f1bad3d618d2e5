#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/http.h>
#include <openssl/objects.h>

#include "base/codes.h"
#include "signature/openssl.h"
#include "signature/signature.h"

namespace banxin::signature {
namespace {

using Request = Owned<TS_REQ, TS_REQ_free>;
using Answer = Owned<TS_RESP, TS_RESP_free>;
using Imprint = Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;

// Both are the context's from here on. OpenSSL 3.4 gave the functions names that say so.
void give(TS_VERIFY_CTX* context, Store store) {
#if OPENSSL_VERSION_NUMBER >= 0x30400000L
  must(TS_VERIFY_CTX_set0_store(context, store.release()) == 1);
#else
  TS_VERIFY_CTX_set_store(context, store.release());
#endif
}
void give(TS_VERIFY_CTX* context, Bio data) {
#if OPENSSL_VERSION_NUMBER >= 0x30400000L
  must(TS_VERIFY_CTX_set0_data(context, data.release()) == 1);
#else
  TS_VERIFY_CTX_set_data(context, data.release());
#endif
}

std::string sha512_of(std::string_view bytes) {
  std::string value(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  must(EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(value.data()), &size, EVP_sha512(),
                  nullptr) == 1);
  value.resize(size);
  return value;
}

// Asks for the authority's certificate to be in the answer: without it nobody could check it later.
Request request_for(std::string_view bytes) {
  Request request(TS_REQ_new());
  const Imprint imprint(TS_MSG_IMPRINT_new());
  const Owned<X509_ALGOR, X509_ALGOR_free> algorithm(X509_ALGOR_new());
  must(request != nullptr && imprint != nullptr && algorithm != nullptr);
  must(X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha512), V_ASN1_NULL, nullptr) == 1);
  std::string digest = sha512_of(bytes);
  must(TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1);
  must(TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(digest.data()),
                              static_cast<int>(digest.size())) == 1);
  must(TS_REQ_set_version(request.get(), 1) == 1 && TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1);
  must(TS_REQ_set_cert_req(request.get(), 1) == 1);
  return request;
}

Diagnostic unavailable(const std::string& url, Bilingual why) {
  return {.code = code::timestamp_unavailable,
          .place = {url, 0, {}},
          .message = std::move(why),
          .hint = {
              "签名已经写好，时间戳可以以后补上：banxin archive sign DIR --timestamp FILE。",
              "The signature has been written; add the time-stamp later: `banxin archive sign DIR --timestamp FILE`."}};
}

std::string last_words() {
  std::array<char, 256> words{};
  const unsigned long error = ERR_peek_last_error();
  if (error == 0) return "no answer";
  ERR_error_string_n(error, words.data(), words.size());
  const char* reason = ERR_reason_error_string(error);
  return reason != nullptr ? reason : words.data();
}

std::string authority_of(PKCS7* token) {
  const Owned<STACK_OF(X509), [](STACK_OF(X509) * it) { sk_X509_free(it); }> signers(
      PKCS7_get0_signers(token, nullptr, 0));
  if (signers == nullptr || sk_X509_num(signers.get()) < 1) return {};
  return name_of(sk_X509_value(signers.get(), 0));
}

Result<Stamped> stamped(std::string_view bytes, std::string_view answer_der, const Trust* trust) {
  const Answer answer(read_der<TS_RESP>(answer_der, d2i_TS_RESP));
  PKCS7* token = answer == nullptr ? nullptr : TS_RESP_get_token(answer.get());
  TS_TST_INFO* info = answer == nullptr ? nullptr : TS_RESP_get_tst_info(answer.get());
  if (token == nullptr || info == nullptr) {
    return invalid({"时间戳损坏，或者时间戳机构没有同意（RFC 3161）。",
                    "The time-stamp is damaged, or its authority did not grant it (RFC 3161)."});
  }
  Stamped result{.when = seconds_of(TS_TST_INFO_get_time(info)), .authority = authority_of(token)};
  const Owned<TS_VERIFY_CTX, TS_VERIFY_CTX_free> context(TS_VERIFY_CTX_new());
  must(context != nullptr);
  int checks = TS_VFY_VERSION | TS_VFY_DATA;
  if (trust != nullptr) {
    checks |= TS_VFY_SIGNATURE;
    // The authority's certificate must have been valid when it stamped.
    give(context.get(), store_of(trust->authorities(), result.when));
  }
  TS_VERIFY_CTX_set_flags(context.get(), checks);
  give(context.get(), bio_of(bytes));
  if (TS_RESP_verify_response(context.get(), answer.get()) == 1) return result;
  return invalid(
      {fmt::format("时间戳不是这份签名的，或者不能由所信任的证书证实（{}）。", last_words()),
       fmt::format("The time-stamp is not of this signature, or does not lead to a trusted certificate ({}).",
                   last_words())});
}

}  // namespace

Result<std::string> ask_for_timestamp(const std::string& url, std::string_view bytes) {
  constexpr int seconds = 30;
  constexpr std::size_t most_bytes = 1U << 20U;
  const std::string request = der_of(request_for(bytes).get(), i2d_TS_REQ);
  ERR_clear_error();
  if (!url.starts_with("http://")) {
    return unavailable(url, {"时间戳的地址要以 http:// 开头（答复由它自己的签名保护）。",
                             "The address must begin with http:// (an answer is protected by its own signature)."});
  }
  char* host = nullptr;
  char* port = nullptr;
  char* path = nullptr;
  int ssl = 0;
  const bool parsed =
      OSSL_HTTP_parse_url(url.c_str(), &ssl, nullptr, &host, &port, nullptr, &path, nullptr, nullptr) == 1;
  const auto free = [](char* it) { OPENSSL_free(it); };
  const std::unique_ptr<char, decltype(free)> own_host(host);
  const std::unique_ptr<char, decltype(free)> own_port(port);
  const std::unique_ptr<char, decltype(free)> own_path(path);
  Bio answer;
  if (parsed) {
    answer.reset(OSSL_HTTP_transfer(nullptr, host, port, path, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                                    0, nullptr, "application/timestamp-query", bio_of(request).get(),
                                    "application/timestamp-reply", 1, most_bytes, seconds, 0));
  }
  std::string der;
  std::array<char, 4096> chunk{};
  for (int got = 0; answer != nullptr && (got = BIO_read(answer.get(), chunk.data(), chunk.size())) > 0;) {
    der.append(chunk.data(), static_cast<std::size_t>(got));
  }
  if (der.empty()) {
    const std::string why = last_words();
    ERR_clear_error();
    return unavailable(url,
                       {fmt::format("没有得到时间戳（{}）。", why), fmt::format("No time-stamp was had ({}).", why)});
  }
  ERR_clear_error();
  return der;
}

Result<Stamped> check_timestamp(std::string_view bytes, std::string_view answer, const Trust* trust) {
  auto result = stamped(bytes, answer, trust);
  ERR_clear_error();
  return result;
}

}  // namespace banxin::signature
