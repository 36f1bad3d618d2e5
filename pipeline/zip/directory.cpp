#include "zip/directory.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>
#include <utility>

#include "base/codes.h"
#include "base/file.h"
#include "zip/zip.h"

namespace banxin::zip {
namespace {

using std::uint64_t;

// Of the records' fixed parts (APPNOTE 4.3.7, 4.3.12, 4.3.14 to 4.3.16).
constexpr uint64_t local_bytes = 30, header_bytes = 46, end_bytes = 22, end64_bytes = 56, locator_bytes = 20;
// The values that mean that the number is in a zip64 record.
constexpr uint64_t elsewhere16 = 0xFFFF, elsewhere32 = 0xFFFFFFFF;

uint64_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  uint64_t value = 0;
  constexpr unsigned bits = 8;
  for (std::size_t i = width; i-- > 0;) value = value << bits | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

Bilingual contradiction() {
  return {"目录自相矛盾", "its directory contradicts itself"};
}

Diagnostic too_large(const std::string& path, Bilingual what) {
  return {.code = code::input_too_large,
          .place = {path, 0, {}},
          .message = {fmt::format("压缩包{}，没有打开。", what.zh),
                      fmt::format("The zip file {}; it was not opened.", what.en)},
          .hint = {"请确认给对了文件；记录太多的，分成几个压缩包。",
                   "Make sure that this is the right file; split it into several when it has too many records."}};
}

// Where the directory is and what it should hold.
struct End {
  uint64_t entries = 0, bytes = 0, offset = 0;
};

class Reader {
 public:
  Reader(const Source& file, const std::string& path) : file_(file), path_(path) {}

  Result<std::vector<Entry>> read() {
    auto end = find_end();
    if (!end) return end.take_findings();
    if (end->entries > most_members) {
      return too_large(path_, {fmt::format("里的文件有 {} 个，超过 {} 个的上限", end->entries, most_members),
                               fmt::format("has {} files, more than the limit of {}", end->entries, most_members)});
    }
    if (end->bytes > most_directory_bytes) {
      return too_large(path_, {fmt::format("的目录有 {} 字节，超过 {} 的上限", end->bytes, most_directory_bytes),
                               fmt::format("has a directory of {} bytes, more than the limit of {}", end->bytes,
                                           most_directory_bytes)});
    }
    const auto text = bytes(end->offset, end->bytes);
    if (!text) return read_fault(path_, EIO);
    auto entries = entries_of(*text, end->entries);
    if (!entries) return unreadable(path_, contradiction());
    if (overlap(*entries, end->offset)) {
      return unreadable(path_, {"里面的文件互相重叠", "its members overlap one another"});
    }
    if (auto excess = excess_of(*entries)) return *std::move(excess);
    return *std::move(entries);
  }

 private:
  // Nothing when they are not all there.
  std::optional<std::string> bytes(uint64_t offset, uint64_t count) const {
    if (!file_.memory.empty()) {
      if (offset > file_.size || count > file_.size - offset) return std::nullopt;
      return std::string(file_.memory.substr(offset, count));
    }
    std::string text(count, '\0');
    for (std::size_t at = 0; at < count;) {
      const ssize_t got = ::pread(file_.descriptor, text.data() + at, count - at, static_cast<off_t>(offset + at));
      if (got <= 0 && errno == EINTR && got < 0) continue;
      if (got <= 0) return std::nullopt;
      at += static_cast<std::size_t>(got);
    }
    return text;
  }

  // The last record of the file that can be its end: a comment of any length may follow it.
  Result<End> find_end() const {
    const uint64_t tail = std::min(file_.size, end_bytes + elsewhere16);
    const uint64_t begin = file_.size - tail;
    const auto text = bytes(begin, tail);
    if (!text) return read_fault(path_, EIO);
    for (std::size_t at = text->rfind("PK\5\6"); at != std::string::npos;
         at = at == 0 ? at - 1 : text->rfind("PK\5\6", at - 1)) {
      constexpr std::size_t comment = 20, entries = 10, directory_bytes = 12, directory = 16;
      if (at + end_bytes > tail || at + end_bytes + number(*text, at + comment, 2) > tail) continue;
      End end{number(*text, at + entries, 2), number(*text, at + directory_bytes, 4), number(*text, at + directory, 4)};
      uint64_t behind = begin + at;  // the directory
      if ((end.entries == elsewhere16 || end.bytes == elsewhere32 || end.offset == elsewhere32) &&
          !find_end64(end, behind)) {
        return unreadable(path_, contradiction());
      }
      if (end.offset > behind || end.bytes > behind - end.offset) return unreadable(path_, contradiction());
      return end;
    }
    return unreadable(path_, {"不是 zip 文件", "it is not a zip file"});
  }

  // Takes from a zip64 file's end record what the ordinary one has no room for. Also true when there is no such record:
  // then the numbers are used as they are.
  bool find_end64(End& end, uint64_t& behind) const {
    if (behind < locator_bytes + end64_bytes) return true;
    const auto locator = bytes(behind - locator_bytes, locator_bytes);
    if (!locator || !locator->starts_with("PK\6\7")) return locator.has_value();
    constexpr std::size_t where = 8, entries = 32, directory_bytes = 40, directory = 48;
    const uint64_t offset = number(*locator, where, 8);
    if (offset > behind - locator_bytes - end64_bytes) return false;
    const auto record = bytes(offset, end64_bytes);
    if (!record || !record->starts_with("PK\6\6")) return false;
    end = {number(*record, entries, 8), number(*record, directory_bytes, 8), number(*record, directory, 8)};
    behind = offset;
    return true;
  }

  static std::optional<std::vector<Entry>> entries_of(std::string_view text, uint64_t count) {
    std::vector<Entry> entries;
    entries.reserve(count);
    while (entries.size() < count) {
      constexpr std::size_t packed = 20, unpacked = 24, name_bytes = 28, extra_bytes = 30, comment_bytes = 32,
                            offset = 42;
      if (text.size() < header_bytes || !text.starts_with("PK\1\2")) return std::nullopt;
      const uint64_t name = number(text, name_bytes, 2);
      const uint64_t extra = number(text, extra_bytes, 2);
      const uint64_t all = header_bytes + name + extra + number(text, comment_bytes, 2);
      if (all > text.size()) return std::nullopt;
      Entry entry{std::string(text.substr(header_bytes, name)), number(text, packed, 4), number(text, unpacked, 4),
                  number(text, offset, 4)};
      if (!take_zip64(text.substr(header_bytes + name, extra), entry)) return std::nullopt;
      entries.push_back(std::move(entry));
      text.remove_prefix(all);
    }
    return entries;
  }

  // Numbers that are too large for their places are in an extra field, in this order (APPNOTE 4.5.3).
  static bool take_zip64(std::string_view extra, Entry& entry) {
    constexpr std::size_t head = 4;
    constexpr uint64_t zip64 = 1;
    while (extra.size() >= head) {
      const uint64_t id = number(extra, 0, 2);
      const uint64_t length = number(extra, 2, 2);
      if (length > extra.size() - head) return true;  // some programs write something that is not a list of fields
      std::string_view field = extra.substr(head, length);
      extra.remove_prefix(head + length);
      if (id != zip64) continue;
      for (uint64_t* value : {&entry.unpacked, &entry.packed, &entry.offset}) {
        constexpr std::size_t width = 8;
        if (*value != elsewhere32) continue;
        if (field.size() < width) return false;
        *value = number(field, 0, width);
        field.remove_prefix(width);
      }
    }
    return true;
  }

  // Whether two members share a byte, or one reaches into the directory.
  static bool overlap(const std::vector<Entry>& entries, uint64_t directory) {
    std::vector<const Entry*> order;
    order.reserve(entries.size());
    for (const Entry& entry : entries) order.push_back(&entry);
    std::sort(order.begin(), order.end(), [](const Entry* a, const Entry* b) { return a->offset < b->offset; });
    for (std::size_t i = 0; i < order.size(); ++i) {
      const uint64_t next = i + 1 < order.size() ? order[i + 1]->offset : directory;
      const uint64_t head = local_bytes + order[i]->name.size();
      if (order[i]->offset > next || head > next - order[i]->offset ||
          order[i]->packed > next - order[i]->offset - head) {
        return true;
      }
    }
    return false;
  }

  std::optional<Diagnostic> excess_of(const std::vector<Entry>& entries) const {
    uint64_t sum = 0;
    for (const Entry& entry : entries) {
      sum += std::min(entry.unpacked, most_unpacked + 1);
    }
    if (sum > most_unpacked) {
      return too_large(path_, {fmt::format("解开后超过 {} 字节的上限", most_unpacked),
                               fmt::format("unpacks to more than the limit of {} bytes", most_unpacked)});
    }
    if (sum > free_of_ratio && sum / most_ratio > file_.size) {
      return too_large(path_, {fmt::format("解开后（{} 字节）超过它自身的 {} 倍", sum, most_ratio),
                               fmt::format("unpacks to {} bytes, more than {} times its size", sum, most_ratio)});
    }
    return std::nullopt;
  }

  const Source& file_;
  const std::string& path_;
};

}  // namespace

Diagnostic unreadable(const std::string& name, Bilingual why) {
  return {
      .code = code::input_unreadable,
      .place = {name, 0, {}},
      .message = {fmt::format("压缩包读不出来：{}。", why.zh), fmt::format("The zip file cannot be read: {}.", why.en)},
      .hint = {"请重新压缩（普通 zip，不加密），或直接给出文件夹。",
               "Zip the files again (plain, not encrypted), or give their folder."}};
}

Result<std::vector<Entry>> read_directory(const Source& file, const std::string& path) {
  return Reader(file, path).read();
}

}  // namespace banxin::zip
