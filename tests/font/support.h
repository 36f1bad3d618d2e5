#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "font/font_book.h"
#include "support/temporary_folder.h"

namespace banxin::test {

std::string bytes_of_file(const std::string& path);

// A profile in which one face serves every role.
std::string profile_of(const std::string& file, unsigned index = 0, const std::string& names = "any");
// A book of that profile, whose face is number 0. Fails the test when it cannot be opened.
FontBook book_of(const std::string& file, unsigned index = 0, const std::string& names = "any");

// Whole text in the face's number 0, in Chinese.
std::vector<ShapedGlyph> shape(const FontBook& book, std::string_view text,
                               const std::vector<std::string>& features = {"-kern"});
GlyphId glyph_of(const FontBook& book, std::string_view character);

// Thousandths of an em, to the nearest.
int thousandths(Em em);

// "font-missing warning 3: message" for each, by line.
std::string list(const Findings& findings);

// Where Debian's packages put the faces that the tests measure.
inline constexpr const char* noto_serif = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";
inline constexpr const char* noto_serif_bold = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc";
inline constexpr const char* noto_sans = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
inline constexpr const char* lxgw_wenkai = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf";
inline constexpr const char* liberation_serif = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf";
inline constexpr const char* hanamin_a = "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf";
inline constexpr const char* hanamin_b = "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf";
inline constexpr const char* fandol_fang = BANXIN_SOURCE_DIR "/build/fonts/FandolFang-Regular.otf";
inline constexpr const char* zhuque = BANXIN_SOURCE_DIR "/build/fonts/LXGWZhuqueFangsong-Regular.ttf";
inline constexpr unsigned noto_sc = 2;  // the mainland's face of Noto's collections

}  // namespace banxin::test

// Skips the test, naming the file, when a face is not installed.
#define BANXIN_NEEDS(path)                                                              \
  if (!std::filesystem::exists(path)) {                                                 \
    GTEST_SKIP() << "NOT PROVEN: " << (path) << " is absent; scripts/test installs it"; \
  }
