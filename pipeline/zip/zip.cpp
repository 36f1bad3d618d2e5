#include "zip/zip.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <array>
#include <string_view>
#include <utility>

#include "base/codes.h"
#include "base/file.h"
#include "base/file_name.h"
#include "base/utf8.h"
#include "zip/directory.h"

namespace banxin::zip {
namespace {

Bilingual reason(int code) {
  switch (code) {
    case ZIP_ER_NOZIP: return {"不是 zip 文件", "it is not a zip file"};
    case ZIP_ER_INCONS: return {"目录自相矛盾", "its directory contradicts itself"};
    case ZIP_ER_CRC: return {"校验码不符，内容已损坏", "its checksum does not agree: it is damaged"};
    case ZIP_ER_ZLIB:
    case ZIP_ER_EOF:
    case ZIP_ER_READ: return {"内容损坏或不完整", "it is damaged or cut off"};
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
    case ZIP_ER_ENCRNOTSUPP: return {"已加密", "it is encrypted"};
    case ZIP_ER_COMPNOTSUPP: return {"压缩方法不受支持", "its method of compression is not supported"};
    case ZIP_ER_OPEN: return {"没有权限，或不是文件", "no permission, or not a file"};
    default: return {fmt::format("错误 {}", code), fmt::format("error {}", code)};
  }
}

Diagnostic too_large(const std::string& name, std::uint64_t most_bytes) {
  return {
      .code = code::input_too_large,
      .place = {name, 0, {}},
      .message = {fmt::format("压缩包里的这个文件解开后超过 {} 字节的上限，没有读取。", most_bytes),
                  fmt::format("Unpacked, this file has more than the limit of {} bytes; it was not read.", most_bytes)},
      .hint = {"请确认给对了文件。", "Make sure that this is the right file."}};
}

// Whether the library read the same directory that was checked against the limits.
bool same_directory(zip_t* archive, const std::vector<Entry>& entries) {
  if (::zip_get_num_entries(archive, 0) != static_cast<zip_int64_t>(entries.size())) return false;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    zip_stat_t about;
    ::zip_stat_init(&about);
    constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (::zip_stat_index(archive, i, ZIP_FL_ENC_RAW, &about) != 0 || (about.valid & needed) != needed ||
        about.name != entries[i].name || about.size != entries[i].unpacked || about.comp_size != entries[i].packed) {
      return false;
    }
  }
  return true;
}

struct FileCloser {
  void operator()(zip_file_t* file) const { ::zip_fclose(file); }
};

}  // namespace

struct ZipFile::Handle {
  Handle(zip_t* opened, std::vector<Entry> read) : archive(opened), entries(std::move(read)) {}
  ~Handle() { ::zip_discard(archive); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  zip_t* archive;
  std::vector<Entry> entries;
};

Result<ZipFile> ZipFile::open(const std::string& path) {
  auto file = open_input(path);
  if (!file) return file.take_findings();
  auto entries = read_directory({.descriptor = file->descriptor.get(), .size = file->size}, path);
  if (!entries) return entries.take_findings();
  // The library gets the same file, not whatever has the name by now.
  int error = 0;
  Descriptor own(::dup(file->descriptor.get()));
  zip_t* archive = own.valid() ? ::zip_fdopen(own.get(), 0, &error) : nullptr;
  if (archive == nullptr) return unreadable(path, reason(error));
  own.release();
  return checked(std::make_shared<Handle>(archive, *std::move(entries)), path);
}

Result<ZipFile> ZipFile::of(std::string_view bytes, const std::string& name) {
  auto entries = read_directory({.memory = bytes, .size = bytes.size()}, name);
  if (!entries) return entries.take_findings();
  zip_error_t error;
  ::zip_error_init(&error);
  zip_source_t* source = ::zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : ::zip_open_from_source(source, ZIP_RDONLY, &error);
  const int failure = ::zip_error_code_zip(&error);
  ::zip_error_fini(&error);
  if (archive == nullptr) {
    if (source != nullptr) ::zip_source_free(source);
    return unreadable(name, reason(failure));
  }
  return checked(std::make_shared<Handle>(archive, *std::move(entries)), name);
}

Result<ZipFile> ZipFile::checked(std::shared_ptr<Handle> handle, const std::string& name) {
  if (!same_directory(handle->archive, handle->entries)) return unreadable(name, reason(ZIP_ER_INCONS));
  return ZipFile(std::move(handle));
}

std::vector<Member> ZipFile::members() const {
  std::vector<Member> members;
  for (std::uint64_t i = 0; i < handle_->entries.size(); ++i) {
    const std::string& raw = handle_->entries[i].name;
    if (!raw.empty() && !raw.ends_with('/')) members.push_back({i, name_in_utf8(raw)});
  }
  return members;
}

Result<std::string> ZipFile::read(std::uint64_t index, const std::string& name, std::uint64_t most_bytes) const {
  // The file may no longer be the one that the member was listed from.
  if (index >= handle_->entries.size()) return unreadable(name, reason(ZIP_ER_INCONS));
  const std::uint64_t size = handle_->entries[index].unpacked;
  if (size > most_bytes) return too_large(name, most_bytes);
  const std::unique_ptr<zip_file_t, FileCloser> file(::zip_fopen_index(handle_->archive, index, 0));
  if (!file) return unreadable(name, reason(::zip_error_code_zip(::zip_get_error(handle_->archive))));
  // What the directory says of the size need not be true, but it was checked against the limit of all members.
  std::string bytes;
  std::array<char, 1U << 16U> chunk{};
  for (;;) {
    const zip_int64_t got = ::zip_fread(file.get(), chunk.data(), chunk.size());
    if (got < 0) return unreadable(name, reason(::zip_error_code_zip(::zip_file_get_error(file.get()))));
    if (got == 0) return bytes;
    bytes.append(chunk.data(), static_cast<std::size_t>(got));
    if (bytes.size() > size) return unreadable(name, reason(ZIP_ER_INCONS));
  }
}

}  // namespace banxin::zip
