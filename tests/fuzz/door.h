#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/utf8.h"
#include "xml/xml.h"

// What the fuzz targets share. Each target is one door: a function that takes bytes which a stranger sent.
namespace banxin::fuzz {

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
}

// Ends the process, so that the fuzzer keeps the input, when what a door promises is not so.
inline void expect(bool good, std::string_view promise, std::string_view seen = {}) {
  if (good) return;
  std::cerr << "the promise does not hold: " << promise << ": " << seen << '\n';
  std::abort();
}

// Whatever was in the input: a finding has a code, is said in both languages, and is UTF-8, which reports are made of.
inline void expect_told(const Findings& findings) {
  for (const Diagnostic& finding : findings) {
    const std::string seen = finding.code + ": " + finding.message.en;
    expect(!finding.code.empty(), "a finding has a code", seen);
    expect(!finding.message.zh.empty() && !finding.message.en.empty(), "a finding is said in both languages", seen);
    for (const std::string* text : {&finding.code, &finding.message.zh, &finding.message.en, &finding.hint.zh,
                                    &finding.hint.en, &finding.place.xpath}) {
      expect(valid_utf8_prefix(*text) == text->size(), "a finding is UTF-8", seen);
    }
  }
}

template <class T>
void expect_told(const Result<T>& result) {
  expect(result || has_errors(result.findings()), "what gives no value says why");
  expect_told(result.findings());
}

}  // namespace banxin::fuzz
