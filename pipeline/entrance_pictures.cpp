#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string_view>
#include <system_error>

#include "base/base64.h"
#include "base/codes.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "entrance.h"
#include "picture/picture.h"
#include "record/parts.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;

// The bound of what a report of pictures makes of an archive's package, and of a page on a screen.
constexpr std::uint64_t most_bytes_together = 32U << 20U;
constexpr std::size_t most_pictures = 200;

// A path that says by itself that it stays below the folder: no root, no way up, nothing that another system reads as
// either.
bool stays_below(std::string_view source) {
  if (source.empty() || source.front() == '/' || source.find_first_of("\\:") != std::string_view::npos) return false;
  const fs::path path(source);
  return std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

class PictureReader {
 public:
  PictureReader(const Record& record, const std::string& folder) : record_(record), folder_(folder) {
    record::for_each_figure(record.tree().root(), "picture", [this](const xml::Node& node) { nodes_.push_back(node); });
  }

  bool none() const { return nodes_.empty(); }

  // What stands beside the record, each file once.
  std::vector<RecordFile> files() {
    for (const xml::Node& node : nodes_) {
      const auto source = node.attribute("source");
      if (source && files_.size() <= most_pictures && !files_.contains(*source)) read(node, *source);
    }
    std::vector<RecordFile> files;
    for (const auto& [source, file] : files_) {
      if (file) files.push_back(*file);
    }
    return files;
  }

  SharedPictures pictures() {
    auto pictures = std::make_shared<Pictures>();
    std::map<std::string, Picture> known;  // by the digest of what was received
    for (std::size_t i = 0; i < nodes_.size() && !too_many(i); ++i) {
      const auto received = bytes_of(nodes_[i]);
      if (!received) continue;
      const std::string digest_received = digest(DigestKind::sha256, *received);
      const auto found = known.find(digest_received);
      if (found != known.end()) {
        add(*pictures, nodes_[i], found->second);
        continue;
      }
      auto picture = picture::take(*received, record_.tree().place(nodes_[i]), name_of(nodes_[i]));
      append(findings_, picture.take_findings());
      if (!picture) continue;
      add(*pictures, nodes_[i], *picture);
      known.emplace(digest_received, *std::move(picture));
    }
    return pictures;
  }

  Findings take_findings() { return std::move(findings_); }

 private:
  void report(const xml::Node& node, const char* code, Bilingual message, Bilingual hint) {
    findings_.push_back(
        {.code = code, .place = record_.tree().place(node), .message = std::move(message), .hint = std::move(hint)});
  }

  bool too_many(std::size_t i) {
    if (i < most_pictures) return false;
    report(nodes_[i], code::picture_too_large,
           {fmt::format("图片超过 {} 张。", most_pictures),
            fmt::format("There are more than {} pictures.", most_pictures)},
           {"分成几份记录。", "Divide it into several records."});
    return true;
  }

  static std::string name_of(const xml::Node& node) { return shortened(node.attribute("source").value_or("data")); }

  static void add(Pictures& pictures, const xml::Node& node, const Picture& picture) {
    constexpr std::size_t digits = 32;
    pictures.add(node.xpath(), to_hex(digest(DigestKind::sha256, picture.file)).substr(0, digits), picture);
  }

  // The file that the element names, or nothing: then it is said why.
  void read(const xml::Node& node, const std::string& source) {
    std::optional<RecordFile>& file = files_[source];
    const std::string name = shortened(source);
    if (!stays_below(source)) {
      return report(
          node, code::picture_path,
          {fmt::format("图片的路径“{}”不能用：只能是记录所在文件夹里（或其下）的文件。", name),
           fmt::format("The path \"{}\" of a picture cannot be used: it must be a file in the record's folder "
                       "or below it.",
                       name)},
          {"把图片放到记录旁边，source 只写文件名或“图片/文件名”。",
           "Put the picture beside the record, and write its name alone, or folder/name."});
    }
    if (folder_.empty()) {
      return report(node, code::picture_missing,
                    {fmt::format("找不到图片“{}”：记录不是从文件夹里读来的，旁边没有文件。", name),
                     fmt::format("The picture \"{}\" cannot be found: the record was read from no folder, so there is "
                                 "nothing beside it.",
                                 name)},
                    {"从文件夹里读记录，或把图片写在记录里（data，base64）。",
                     "Read the record from a folder, or put the picture into it (data, base64)."});
    }
    std::error_code error;
    const fs::path folder = fs::canonical(folder_, error);
    const fs::path path = error ? fs::path() : fs::canonical(folder / fs::path(source), error);
    if (error) {
      return report(node, code::picture_missing,
                    {fmt::format("记录旁边没有图片“{}”。", name),
                     fmt::format("There is no picture \"{}\" beside the record.", name)},
                    {"核对 source 里的文件名（大小写、后缀），或把图片放到记录旁边。",
                     "Compare the name in source, its case and suffix, or put the picture beside the record."});
    }
    const fs::path inside = path.lexically_relative(folder);
    if (inside.empty() || *inside.begin() == "..") {
      return report(node, code::picture_path,
                    {fmt::format("图片“{}”是指向别处的链接，不在记录所在的文件夹里。", name),
                     fmt::format("The picture \"{}\" is a link that leads out of the record's folder.", name)},
                    {"把图片本身放到记录旁边。", "Put the picture itself beside the record."});
    }
    auto bytes = read_file(path.string(), picture::most_file_bytes);
    if (!bytes) return report_unread(node, name, bytes.findings().front());
    together_ += bytes->size();
    if (together_ > most_bytes_together) return report_large(node, name, most_bytes_together);
    const std::string sha512 = to_hex(digest(DigestKind::sha512, *bytes));
    file =
        RecordFile{.source = source, .bytes = std::make_shared<const std::string>(*std::move(bytes)), .sha512 = sha512};
  }

  void report_large(const xml::Node& node, const std::string& name, std::uint64_t most) {
    report(node, code::picture_too_large,
           {fmt::format("到图片“{}”为止，文件超过 {} MiB。", name, most >> 20U),
            fmt::format("With the picture \"{}\" the files have more than {} MiB.", name, most >> 20U)},
           {"缩小后另存：通栏宽的图片，印刷只需 1850 像素宽。",
            "Scale it down: as wide as the text, 1850 pixels across are enough for print."});
  }

  void report_unread(const xml::Node& node, const std::string& name, const Diagnostic& why) {
    if (why.code == code::input_too_large) return report_large(node, name, picture::most_file_bytes);
    report(node, code::picture_missing,
           {fmt::format("图片“{}”读不出来：{}", name, why.message.zh),
            fmt::format("The picture \"{}\" cannot be read: {}", name, why.message.en)},
           why.hint);
  }

  // Null: there are none, and why was said.
  std::shared_ptr<const std::string> bytes_of(const xml::Node& node) {
    const auto source = node.attribute("source");
    std::optional<xml::Node> data;
    for (const xml::Node& child : node.elements()) {
      if (record::is_element(child, "data")) data = child;
    }
    if (source.has_value() == data.has_value()) {
      report(node, code::picture_source,
             {source ? "图片既写了文件名（source），又写了内容（data）。"
                     : "图片没有写文件名（source），也没有写内容（data）。",
              source ? "A picture has both a file (source) and a content (data)."
                     : "A picture has neither a file (source) nor a content (data)."},
             {"两样里写一样。", "Give it one of the two."});
      return nullptr;
    }
    if (source) {
      const auto found = files_.find(*source);
      return found == files_.end() || !found->second ? nullptr : found->second->bytes;
    }
    auto bytes = from_base64(data->text());
    if (bytes) return std::make_shared<const std::string>(*std::move(bytes));
    report(*data, code::picture_broken,
           {"图片的内容（data）不是 base64。", "The content of a picture (data) is no base64."},
           {"用 base64 命令重新生成。", "Make it anew with the command base64."});
    return nullptr;
  }

  const Record& record_;
  const std::string& folder_;
  std::vector<xml::Node> nodes_;
  std::map<std::string, std::optional<RecordFile>> files_;  // by source; nothing: it cannot be used
  std::uint64_t together_ = 0;
  Findings findings_;
};

}  // namespace

std::string folder_of_record(const std::string& file) {
  std::error_code error;
  const fs::path path(file);
  if (!fs::is_regular_file(path, error)) return {};
  const fs::path folder = path.parent_path();
  return folder.empty() ? "." : folder.string();
}

Accompanied accompanied(Record record, const std::string& folder) {
  PictureReader reader(record, folder);
  if (reader.none()) return {std::move(record), nullptr, {}};
  std::vector<RecordFile> files = reader.files();
  SharedPictures pictures = reader.pictures();
  Findings findings = reader.take_findings();
  return {std::move(record).with_files(std::move(files)), std::move(pictures), std::move(findings)};
}

Record with_its_files(Record record, const std::string& folder) {
  PictureReader reader(record, folder);
  if (reader.none()) return record;
  std::vector<RecordFile> files = reader.files();
  return std::move(record).with_files(std::move(files));
}

}  // namespace banxin
