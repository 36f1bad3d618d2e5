#include "zip/pack.h"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace banxin::zip {
namespace {

void check(bool done) {
  if (!done) throw std::runtime_error("libzip could not write a zip file in memory");
}

// Discarded unless it has been closed: then it gives itself to the library.
using Archive = std::unique_ptr<zip_t, decltype(&::zip_discard)>;
using Bytes = std::unique_ptr<zip_source_t, decltype(&::zip_source_free)>;

void add(zip_t* archive, const NewMember& member) {
  zip_source_t* bytes = ::zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
  check(bytes != nullptr);
  const zip_int64_t index = ::zip_file_add(archive, member.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
  if (index < 0) ::zip_source_free(bytes);
  check(index >= 0);
  constexpr zip_uint16_t first_day = (1U << 5U) | 1U;  // 1980-01-01
  const auto at = static_cast<zip_uint64_t>(index);
  check(::zip_file_set_dostime(archive, at, 0, first_day, 0) == 0);
  constexpr zip_uint32_t best = 9;
  check(::zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, best) == 0);
}

}  // namespace

std::string pack(const std::vector<NewMember>& members) {
  const Bytes out(::zip_source_buffer_create(nullptr, 0, 0, nullptr), ::zip_source_free);
  check(out != nullptr);
  Archive archive(::zip_open_from_source(out.get(), ZIP_TRUNCATE, nullptr), ::zip_discard);
  check(archive != nullptr);
  ::zip_source_keep(out.get());
  for (const NewMember& member : members) add(archive.get(), member);
  check(::zip_close(archive.get()) == 0);
  static_cast<void>(archive.release());

  zip_stat_t about;
  ::zip_stat_init(&about);
  check(::zip_source_stat(out.get(), &about) == 0 && (about.valid & ZIP_STAT_SIZE) != 0);
  std::string bytes(about.size, '\0');
  check(::zip_source_open(out.get()) == 0);
  const zip_int64_t read = ::zip_source_read(out.get(), bytes.data(), bytes.size());
  ::zip_source_close(out.get());
  check(read == static_cast<zip_int64_t>(bytes.size()));
  return bytes;
}

}  // namespace banxin::zip
