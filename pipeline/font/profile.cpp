#include "font/profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

#include "base/codes.h"
#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"

namespace banxin::font {
namespace {

constexpr std::uint64_t most_profile_bytes = 1U << 20U;
constexpr std::string_view white = " \t\r";

std::vector<std::string> split_names(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t bar = text.find('|');
    if (const auto name = trimmed(text.substr(0, bar)); !name.empty()) names.emplace_back(name);
    text.remove_prefix(bar == std::string_view::npos ? text.size() : bar + 1);
  }
  return names;
}

class ProfileReader {
 public:
  explicit ProfileReader(const std::string& file) : base_(std::filesystem::path(file).parent_path()) {
    profile_.file = file;
  }

  Result<FontProfile> read(std::string_view text) {
    for (line_ = 1; !text.empty(); ++line_) {
      const std::size_t end = text.find('\n');
      read_line(trimmed(text.substr(0, end)));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    check_roles();
    if (!findings_.empty()) return std::move(findings_);
    return std::move(profile_);
  }

 private:
  void read_line(std::string_view line) {
    if (line.empty() || line.front() == '#') return;
    if (valid_utf8_prefix(line) != line.size()) {
      fault(line_, "这一行不是 UTF-8。", "The line is not UTF-8.");
      return;
    }
    const std::size_t space = std::min(line.find_first_of(white), line.size());
    const std::string_view word = line.substr(0, space);
    const std::string_view value = trimmed(line.substr(space));
    if (value.empty()) {
      fault(line_, fmt::format("“{}”后面没有内容。", word), fmt::format("Nothing follows '{}'.", word));
    } else if (word == "folder") {
      profile_.folders.push_back(folder(value));
    } else if (word == "scan") {
      profile_.scanned.push_back(folder(value));
    } else if (word == "role") {
      read_role(value);
    } else if (word == "face") {
      read_face(value);
    } else if (word == "file" || word == "index" || word == "package") {
      read_detail(word, value);
    } else if (word == "marks") {
      read_marks(value);
    } else {
      fault(line_, fmt::format("不认识的词“{}”。", word), fmt::format("The word '{}' is not known.", word));
    }
  }

  void read_role(std::string_view name) {
    const auto role = font_role_named(name);
    in_unknown_ = !role;
    if (!role) {
      fault(line_, fmt::format("没有名为“{}”的用途。", name), fmt::format("There is no role '{}'.", name));
      return;
    }
    if (names_role(*role)) {
      fault(line_, fmt::format("用途“{}”写了两次。", name), fmt::format("The role '{}' is given twice.", name));
    }
    profile_.roles.push_back({.role = *role, .line = line_});
  }

  void read_face(std::string_view names) {
    if (profile_.roles.empty() && !in_unknown_) {
      fault(line_, "字体写在了第一个 role 之前。", "A face is given before the first role.");
      return;
    }
    Candidate face;
    face.names = split_names(names);
    face.line = line_;
    if (face.names.empty()) fault(line_, "字体没有名称。", "The face has no name.");
    current().faces.push_back(std::move(face));
  }

  void read_marks(std::string_view value) {
    const std::size_t space = std::min(value.find_first_of(white), value.size());
    const auto from = font_role_named(value.substr(0, space));
    std::string_view marks = trimmed(value.substr(space));
    if ((profile_.roles.empty() && !in_unknown_) || !from || marks.empty()) {
      fault(line_, "marks 写在一个 role 之后，先写借自哪个用途，再写标点。",
            "Marks stand below a role: first the role that lends them, then the marks.");
      return;
    }
    current().marks_from = *from;
    while (!marks.empty()) current().marks += take_any_character(marks);
  }

  void read_detail(std::string_view word, std::string_view value) {
    if ((profile_.roles.empty() && !in_unknown_) || current().faces.empty()) {
      fault(line_, fmt::format("“{}”前面没有 face。", word), fmt::format("There is no face before '{}'.", word));
      return;
    }
    Candidate& face = current().faces.back();
    if (word == "file") {
      face.file = value;
      if (value.find('/') != std::string_view::npos) {
        fault(line_, "file 只写文件名，文件夹写在 folder 行。", "A file has no folder: name folders by 'folder'.");
      }
    } else if (word == "package") {
      face.package = value;
    } else {
      read_index(face, value);
    }
  }

  void read_index(Candidate& face, std::string_view value) {
    constexpr std::size_t most_digits = 3;
    const bool digits = value.find_first_not_of("0123456789") == std::string_view::npos;
    if (!digits || value.size() > most_digits) {
      fault(line_, fmt::format("序号“{}”不是 0 到 999 的整数。", value),
            fmt::format("The index '{}' is not a whole number from 0 to 999.", value));
      return;
    }
    face.index = 0;
    for (const char digit : value) face.index = face.index * 10 + static_cast<unsigned>(digit - '0');
  }

  void check_roles() {
    for (const RoleCandidates& role : profile_.roles) {
      if (!role.faces.empty()) continue;
      fault(role.line, fmt::format("用途“{}”没有列出字体。", name_of(role.role)),
            fmt::format("The role '{}' lists no face.", name_of(role.role)));
    }
    for (int i = 0; i < font_role_count; ++i) {
      const auto role = static_cast<FontRole>(i);
      if (names_role(role)) continue;
      fault(0, fmt::format("缺少用途“{}”。", name_of(role)), fmt::format("The role '{}' is missing.", name_of(role)));
    }
  }

  bool names_role(FontRole role) const {
    return std::any_of(profile_.roles.begin(), profile_.roles.end(),
                       [&](const RoleCandidates& r) { return r.role == role; });
  }
  RoleCandidates& current() { return in_unknown_ ? unknown_ : profile_.roles.back(); }

  std::string folder(std::string_view path) const { return (base_ / path).lexically_normal().string(); }

  void fault(int line, std::string zh, std::string en) {
    findings_.push_back(
        {.code = code::font_profile_unusable,
         .place = {profile_.file, line, {}},
         .message = {std::move(zh), std::move(en)},
         .hint = {"字体方案的写法见 fonts/README.md。", "See fonts/README.md for how a profile is written."}});
  }

  std::filesystem::path base_;
  FontProfile profile_;
  RoleCandidates unknown_;  // takes what is listed under a role that does not exist
  bool in_unknown_ = false;
  Findings findings_;
  int line_ = 0;
};

}  // namespace

Result<FontProfile> read_profile(const std::string& file) {
  auto text = read_file(file, most_profile_bytes);
  if (text) return ProfileReader(file).read(*text);
  // A profile is set-up, not input.
  Findings findings = text.take_findings();
  for (Diagnostic& d : findings) d.code = code::font_profile_unusable;
  return findings;
}

}  // namespace banxin::font
