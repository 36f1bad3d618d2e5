#include "font/font_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/codes.h"
#include "base/digest.h"
#include "font/face.h"
#include "font/face_finder.h"
#include "font/profile.h"

namespace banxin {
namespace {

constexpr std::array<const char*, font_role_count> role_names_zh = {"宋体",   "仿宋体", "黑体",  "楷体",
                                                                    "小标宋", "西文",   "生僻字"};

std::string joined(const std::vector<std::string>& names, std::string_view separator) {
  return fmt::format("{}", fmt::join(names, separator));
}

// Faces that roles share are held once.
class BookBuilder {
 public:
  BookBuilder(const font::FontProfile& profile, const std::vector<std::string>& extra_folders)
      : profile_(profile), finder_(profile, extra_folders) {}

  void add(const font::RoleCandidates& asked) {
    RoleFaces role{asked.role, {}, {}, asked.marks, asked.marks_from};
    std::vector<std::string> packages;
    for (const font::Candidate& candidate : asked.faces) {
      if (const auto face = find(candidate)) {
        if (std::find(role.faces.begin(), role.faces.end(), *face) == role.faces.end()) role.faces.push_back(*face);
      } else if (role.faces.empty()) {
        role.missing.push_back(candidate.names.front());
      }
      const auto& package = candidate.package;
      if (!package.empty() && std::find(packages.begin(), packages.end(), package) == packages.end()) {
        packages.push_back(package);
      }
    }
    if (role.faces.empty()) {
      report_missing(asked, role, packages);
    } else if (!role.missing.empty()) {
      report_replaced(asked, role);
    }
    roles_.push_back(std::move(role));
  }

  std::vector<RoleFaces> roles_;
  std::vector<std::unique_ptr<font::Face>> faces_;

  Findings take_findings() {
    append(findings_, finder_.take_findings());
    return std::exchange(findings_, {});
  }

 private:
  std::optional<FaceId> find(const font::Candidate& candidate) {
    std::optional<FaceId> found;
    finder_.find(candidate, [&](const font::FacePlace& place) {
      const auto [known, added] = known_.try_emplace(place, std::nullopt);
      if (added) known->second = open(place);
      found = known->second;
      return found.has_value();
    });
    return found;
  }

  // A face that cannot be used is skipped with a warning, given once.
  std::optional<FaceId> open(const font::FacePlace& place) {
    auto face = font::Face::open(finder_.file(place.file), place.file, place.index);
    if (face) {
      faces_.push_back(*std::move(face));
      return static_cast<FaceId>(faces_.size() - 1);
    }
    for (Diagnostic& d : face.take_findings()) {
      d.severity = Severity::warning;
      findings_.push_back(std::move(d));
    }
    return std::nullopt;
  }

  Diagnostic finding(const font::RoleCandidates& asked, std::string code, Severity severity) const {
    return {.code = std::move(code), .severity = severity, .place = {profile_.file, asked.line, {}}};
  }

  void report_missing(const font::RoleCandidates& asked, const RoleFaces& role,
                      const std::vector<std::string>& packages) {
    Diagnostic d = finding(asked, code::font_missing, Severity::error);
    const char* zh = role_names_zh[static_cast<std::size_t>(asked.role)];
    d.message = {
        fmt::format("{}（{}）一种字体也没有找到，要的是：{}。", zh, name_of(asked.role), joined(role.missing, "、")),
        fmt::format("No face was found for role {}; asked for: {}.", name_of(asked.role), joined(role.missing, ", "))};
    d.hint = {"请用 --font-folder 指出放有其中一种字体的文件夹",
              "Name a folder that holds one of them with --font-folder"};
    if (!packages.empty()) {
      d.hint.zh += fmt::format("，或安装软件包：apt-get install {}", joined(packages, " "));
      d.hint.en += fmt::format(", or install its package: apt-get install {}", joined(packages, " "));
    }
    d.hint.zh += "。";
    d.hint.en += ".";
    findings_.push_back(std::move(d));
  }

  void report_replaced(const font::RoleCandidates& asked, const RoleFaces& role) {
    Diagnostic d = finding(asked, code::font_replaced, Severity::note);
    const char* zh = role_names_zh[static_cast<std::size_t>(asked.role)];
    const std::string& family = faces_[role.faces.front()]->info().family;
    d.message = {
        fmt::format("{}（{}）没有找到 {}，用 {} 代替。", zh, name_of(asked.role), joined(role.missing, "、"), family),
        fmt::format("Role {}: {} not found; {} is used instead.", name_of(asked.role), joined(role.missing, ", "),
                    family)};
    d.hint = {"字形风格会不同；要原来的字体，请用 --font-folder 指出它所在的文件夹。",
              "The style differs; for the face asked for, name its folder with --font-folder."};
    findings_.push_back(std::move(d));
  }

  const font::FontProfile& profile_;
  font::FaceFinder finder_;
  std::map<font::FacePlace, std::optional<FaceId>> known_;
  Findings findings_;
};

}  // namespace

struct FontBook::Impl {
  std::vector<RoleFaces> roles;
  std::vector<std::unique_ptr<font::Face>> faces;

  const font::Face& face(FaceId id) const { return *faces.at(id); }
};

FontBook::FontBook(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FontBook::~FontBook() = default;
FontBook::FontBook(FontBook&&) noexcept = default;
FontBook& FontBook::operator=(FontBook&&) noexcept = default;

Result<FontBook> FontBook::open(const std::string& profile_file, const std::vector<std::string>& extra_folders) {
  auto profile = font::read_profile(profile_file);
  if (!profile) return profile.take_findings();
  BookBuilder builder(*profile, extra_folders);
  for (const font::RoleCandidates& role : profile->roles) builder.add(role);
  Findings findings = builder.take_findings();
  if (has_errors(findings)) return findings;
  auto impl = std::make_unique<Impl>();
  impl->roles = std::move(builder.roles_);
  impl->faces = std::move(builder.faces_);
  return {FontBook(std::move(impl)), std::move(findings)};
}

const std::vector<RoleFaces>& FontBook::roles() const {
  return impl_->roles;
}

std::vector<FaceId> FontBook::chain(FontRole role) const {
  std::vector<FaceId> chain;
  for (const FontRole part : {role, FontRole::rare}) {
    for (const RoleFaces& faces : impl_->roles) {
      if (faces.role != part) continue;
      for (const FaceId face : faces.faces) {
        if (std::find(chain.begin(), chain.end(), face) == chain.end()) chain.push_back(face);
      }
    }
  }
  return chain;
}

const FaceInfo& FontBook::info(FaceId face) const {
  return impl_->face(face).info();
}

std::string FontBook::file_digest(FaceId face) const {
  return to_hex(digest(DigestKind::sha256, impl_->face(face).file_bytes()));
}

bool FontBook::has_glyph(FaceId face, char32_t character) const {
  return impl_->face(face).glyph(character) != 0;
}

bool FontBook::has_variant(FaceId face, char32_t base, char32_t selector) const {
  return impl_->face(face).has_variant(base, selector);
}

InkBox FontBook::ink(FaceId face, GlyphId glyph) const {
  return impl_->face(face).ink(glyph);
}

std::vector<ShapedGlyph> FontBook::shape(FaceId face, std::string_view text, TextRange range,
                                         const std::string& language, const std::vector<std::string>& features) const {
  return impl_->face(face).shape(text, range, language, features);
}

Result<FontSubset> FontBook::subset(FaceId face, const std::vector<UsedGlyph>& glyphs) const {
  return impl_->face(face).subset(glyphs);
}

bool FontBook::gives_half_forms(FaceId face) const {
  return impl_->face(face).info().outlines == OutlineKind::truetype;
}

std::vector<OutlineStep> FontBook::outline(FaceId face, const UsedGlyph& used) const {
  return impl_->face(face).outline(used);
}

Coverage FontBook::coverage(FaceId face, const std::u32string& characters) const {
  const font::Face& tried = impl_->face(face);
  const auto covered = std::count_if(characters.begin(), characters.end(),
                                     [&](char32_t character) { return tried.glyph(character) != 0; });
  return {static_cast<int>(covered), static_cast<int>(characters.size())};
}

}  // namespace banxin
