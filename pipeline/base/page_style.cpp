#include "base/page_style.h"

#include <array>

namespace banxin {
namespace {

constexpr std::array<const char*, font_role_count> role_names = {"song",         "fangsong", "hei", "kai",
                                                                 "xiaobiaosong", "latin",    "rare"};

}  // namespace

const char* name_of(FontRole role) {
  return role_names[static_cast<std::size_t>(role)];
}

std::optional<FontRole> font_role_named(std::string_view name) {
  for (std::size_t i = 0; i < role_names.size(); ++i) {
    if (name == role_names[i]) return static_cast<FontRole>(i);
  }
  return std::nullopt;
}

const TextStyle* PageStyle::find(std::string_view style_name) const {
  for (const TextStyle& style : text_styles) {
    if (style.name == style_name) return &style;
  }
  return nullptr;
}

}  // namespace banxin
