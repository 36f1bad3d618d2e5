#pragma once

#include <cstdint>

#include "base/diagnostic.h"

namespace banxin {

// The languages that the program speaks.
enum class Language : std::uint8_t { zh, en };

inline const std::string& in(Language language, const Bilingual& text) {
  return language == Language::zh ? text.zh : text.en;
}

}  // namespace banxin
