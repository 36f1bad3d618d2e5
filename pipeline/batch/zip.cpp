#include "batch/zip.h"

#include <fmt/format.h>
#include <iconv.h>
#include <zip.h>

#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <utility>

namespace banxin::batch {
namespace {

constexpr zip_int64_t most_members = 1'000'000;

Diagnostic fault(std::string code, const std::string& name, std::string zh, std::string en, Bilingual hint) {
  return {.code = std::move(code),
          .place = {name, 0, {}},
          .message = {std::move(zh), std::move(en)},
          .hint = std::move(hint)};
}

Diagnostic unreadable(const std::string& name, Bilingual why) {
  return fault("input-unreadable", name, fmt::format("压缩包读不出来：{}。", why.zh),
               fmt::format("The zip file cannot be read: {}.", why.en),
               {"请重新压缩（普通 zip，不加密），或直接给出文件夹。",
                "Zip the files again (plain, not encrypted), or give their folder."});
}

Bilingual reason(int code) {
  switch (code) {
    case ZIP_ER_NOZIP: return {"不是 zip 文件", "it is no zip file"};
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
  return fault("input-too-large", name,
               fmt::format("压缩包里的这个文件解开后超过 {} 字节的上限，没有读取。", most_bytes),
               fmt::format("Unpacked, this file has more than the limit of {} bytes; it was not read.", most_bytes),
               {"请确认给对了文件。", "Make sure that this is the right file."});
}

class Converter {
 public:
  Converter(const char* to, const char* from) : handle_(::iconv_open(to, from)) {}
  ~Converter() {
    if (valid()) ::iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // Nothing when the text is not in this encoding.
  std::optional<std::string> convert(std::string text) const {
    if (!valid()) return std::nullopt;
    std::string out(text.size() * 4 + 4, '\0');
    char* from = text.data();
    char* to = out.data();
    std::size_t left = text.size();
    std::size_t room = out.size();
    if (::iconv(handle_, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) return std::nullopt;
    out.resize(out.size() - room);
    return out;
  }

 private:
  // As iconv_open says that it failed.
  bool valid() const { return handle_ != reinterpret_cast<iconv_t>(-1); }  // NOLINT(performance-no-int-to-ptr)
  iconv_t handle_;
};

std::string readable(const std::string& raw) {
  if (Converter("UTF-8", "UTF-8").convert(raw)) return raw;
  if (auto name = Converter("UTF-8", "GB18030").convert(raw)) return *std::move(name);
  std::string out;
  for (const char c : raw) {
    constexpr unsigned char first_high = 0x80;
    out += static_cast<unsigned char>(c) < first_high ? c : '?';
  }
  return out;
}

struct FileCloser {
  void operator()(zip_file_t* file) const { ::zip_fclose(file); }
};

}  // namespace

struct ZipFile::Handle {
  explicit Handle(zip_t* opened) : archive(opened) {}
  ~Handle() { ::zip_discard(archive); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  zip_t* archive;
};

Result<ZipFile> ZipFile::open(const std::string& path) {
  int error = 0;
  zip_t* archive = ::zip_open(path.c_str(), ZIP_RDONLY, &error);
  if (archive == nullptr) {
    if (error == ZIP_ER_NOENT) {
      return fault("input-missing", path, "找不到压缩包。", "The zip file was not found.",
                   {"请检查路径。", "Check the path."});
    }
    return unreadable(path, reason(error));
  }
  ZipFile file(std::make_shared<Handle>(archive));
  if (::zip_get_num_entries(archive, 0) > most_members) {
    return fault("input-too-large", path, fmt::format("压缩包里的文件超过 {} 个，没有读取。", most_members),
                 fmt::format("The zip file has more than {} files; it was not read.", most_members),
                 {"请分成几个压缩包。", "Split it into several."});
  }
  return file;
}

std::vector<ZipMember> ZipFile::members() const {
  std::vector<ZipMember> members;
  const auto count = static_cast<std::uint64_t>(::zip_get_num_entries(handle_->archive, 0));
  for (std::uint64_t i = 0; i < count; ++i) {
    const char* raw = ::zip_get_name(handle_->archive, i, ZIP_FL_ENC_RAW);
    if (raw == nullptr || *raw == '\0' || std::string_view(raw).ends_with('/')) continue;
    members.push_back({i, readable(raw)});
  }
  return members;
}

Result<std::string> ZipFile::read(std::uint64_t index, const std::string& name, std::uint64_t most_bytes) const {
  zip_stat_t about;
  ::zip_stat_init(&about);
  if (::zip_stat_index(handle_->archive, index, 0, &about) != 0 || (about.valid & ZIP_STAT_SIZE) == 0) {
    return unreadable(name, {"目录里没有它的大小", "its directory does not tell its size"});
  }
  if (about.size > most_bytes) return too_large(name, most_bytes);
  const std::unique_ptr<zip_file_t, FileCloser> file(::zip_fopen_index(handle_->archive, index, 0));
  if (!file) return unreadable(name, reason(::zip_error_code_zip(::zip_get_error(handle_->archive))));
  // What the directory says of the size need not be true.
  std::string bytes;
  std::array<char, 1U << 16U> chunk{};
  for (;;) {
    const zip_int64_t got = ::zip_fread(file.get(), chunk.data(), chunk.size());
    if (got < 0) return unreadable(name, reason(::zip_error_code_zip(::zip_file_get_error(file.get()))));
    if (got == 0) return bytes;
    bytes.append(chunk.data(), static_cast<std::size_t>(got));
    if (bytes.size() > most_bytes) return too_large(name, most_bytes);
  }
}

}  // namespace banxin::batch
