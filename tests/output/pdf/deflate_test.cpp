#include "output/pdf/deflate.h"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace banxin::pdf {
namespace {

// What another hand reads: the data, or why it is none.
std::string inflated(const std::string& packed, std::size_t size) {
  libdeflate_decompressor* const inflater = libdeflate_alloc_decompressor();
  std::string out(size, '\0');
  std::size_t got = 0;
  const auto result = libdeflate_zlib_decompress(inflater, packed.data(), packed.size(), out.data(), out.size(), &got);
  libdeflate_free_decompressor(inflater);
  return result == LIBDEFLATE_SUCCESS && got == size ? out : "result " + std::to_string(static_cast<int>(result));
}

// Bytes that look like nothing in particular, the same in every run.
std::string noise(std::size_t size, unsigned different) {
  std::string data;
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < size; ++i) {
    state = state * 1664525U + 1013904223U;
    data += static_cast<char>((state >> 16U) % different);
  }
  return data;
}

// The n-th byte n-th Fibonacci number of times: the deepest tree that there is, one level for each of them.
std::string fibonacci(int bytes) {
  std::string data;
  std::size_t before = 1;
  std::size_t now = 1;
  for (int byte = 0; byte < bytes; ++byte) {
    data.append(now, static_cast<char>(byte));
    before = std::exchange(now, now + before);
  }
  return data;
}

TEST(Deflate, bytewise_is_read_back_whatever_the_bytes) {
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  const std::vector<std::string> all = {"",
                                        "a",
                                        std::string(1, '\0'),
                                        std::string(100'000, 'a'),
                                        "ab",
                                        every,
                                        every + "\xFF",
                                        noise(99'999, 256),
                                        noise(100'000, 3),
                                        fibonacci(5)};
  for (const std::string& data : all) EXPECT_EQ(inflated(deflate_bytewise(data), data.size()), data) << data.size();
}

// RFC 1951, 3.2.7: no code is longer than 15 bits.
TEST(Deflate, bytewise_keeps_to_the_longest_code) {
  const std::string data = fibonacci(26);
  EXPECT_EQ(inflated(deflate_bytewise(data), data.size()), data);
}

TEST(Deflate, bytewise_packs_what_is_unevenly_frequent) {
  EXPECT_LT(deflate_bytewise(fibonacci(20)).size(), fibonacci(20).size() * 2 / 5);
  EXPECT_LT(deflate_bytewise(noise(100'000, 256)).size(), 100'300U);
}

TEST(Deflate, both_ways_give_the_same_format) {
  Deflater deflate;
  const std::string data = noise(10'000, 40);
  EXPECT_EQ(inflated(deflate(data), data.size()), data);
  EXPECT_EQ(inflated(deflate_bytewise(data), data.size()), data);
}

}  // namespace
}  // namespace banxin::pdf
