#include "font/support.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <iterator>

namespace banxin::test {

std::string bytes_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string profile_of(const std::string& file, unsigned index, const std::string& names) {
  const std::filesystem::path path(file);
  std::string profile = fmt::format("folder {}\n", path.parent_path().string());
  for (int i = 0; i < font_role_count; ++i) {
    profile += fmt::format("role {}\nface {}\nfile {}\nindex {}\n", name_of(static_cast<FontRole>(i)), names,
                           path.filename().string(), index);
  }
  return profile;
}

FontBook book_of(const std::string& file, unsigned index, const std::string& names) {
  const TemporaryFolder folder;
  auto book = FontBook::open(folder.write("one.profile", profile_of(file, index, names)), {});
  if (!book) {
    ADD_FAILURE() << list(book.findings());
    std::abort();
  }
  return *std::move(book);
}

std::vector<ShapedGlyph> shape(const FontBook& book, std::string_view text, const std::vector<std::string>& features) {
  return book.shape(0, text, {0, static_cast<std::uint32_t>(text.size())}, "zh-Hans", features);
}

GlyphId glyph_of(const FontBook& book, std::string_view character) {
  const auto glyphs = shape(book, character);
  EXPECT_EQ(glyphs.size(), 1U) << character;
  return glyphs.empty() ? 0 : glyphs.front().glyph;
}

int thousandths(Em em) {
  constexpr std::int64_t unit = Em::units_per_em / 1000;
  const std::int64_t half = em.units() < 0 ? -unit / 2 : unit / 2;
  return static_cast<int>((em.units() + half) / unit);
}

std::string list(const Findings& findings) {
  constexpr std::array<const char*, 3> severities = {"note", "warning", "error"};
  std::string text;
  for (const Diagnostic& d : findings) {
    text += fmt::format("{} {} {}: {}\n", d.code, severities.at(static_cast<std::size_t>(d.severity)), d.place.line,
                        d.message.en);
  }
  return text;
}

}  // namespace banxin::test
