#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "pdf/deflate.h"

namespace banxin::pdf {
namespace {

constexpr std::size_t symbol_count = 257;  // the bytes, and the end of the block
constexpr std::size_t end_of_block = 256;
constexpr int longest_code = 15;  // bits; RFC 1951, 3.2.7

using Frequencies = std::array<std::uint64_t, symbol_count>;
using Lengths = std::array<std::uint8_t, symbol_count>;  // of codes, in bits; 0: not used
using Codes = std::array<std::uint32_t, symbol_count>;

// The depths of Huffman's tree. Of equal weights the one that was there first goes first: one tree, everywhere.
Lengths huffman(const Frequencies& frequencies) {
  struct Node {
    std::size_t parent = 0;
    int depth = 0;
  };
  std::vector<Node> nodes(symbol_count);
  using Weighed = std::pair<std::uint64_t, std::size_t>;
  std::priority_queue<Weighed, std::vector<Weighed>, std::greater<>> open;
  for (std::size_t s = 0; s < symbol_count; ++s) {
    if (frequencies[s] > 0) open.emplace(frequencies[s], s);
  }
  while (open.size() > 1) {
    const auto [light, a] = open.top();
    open.pop();
    const auto [heavy, b] = open.top();
    open.pop();
    nodes[a].parent = nodes[b].parent = nodes.size();
    open.emplace(light + heavy, nodes.size());
    nodes.emplace_back();
  }
  Lengths lengths{};
  for (std::size_t n = nodes.size() - 1; n-- > 0;) {
    if (n < symbol_count && frequencies[n] == 0) continue;
    nodes[n].depth = nodes[nodes[n].parent].depth + 1;
    if (n < symbol_count) lengths[n] = static_cast<std::uint8_t>(nodes[n].depth);
  }
  return lengths;
}

// With flatter frequencies the tree is flatter; equal ones make it nine deep.
Lengths limited_lengths(Frequencies frequencies) {
  for (;;) {
    const Lengths lengths = huffman(frequencies);
    if (*std::max_element(lengths.begin(), lengths.end()) <= longest_code) return lengths;
    for (std::uint64_t& f : frequencies) f = (f + 1) / 2;
  }
}

// Shorter codes before longer ones, those of one length by their symbols (RFC 1951, 3.2.2); each is sent from its
// highest bit, so its bits stand in reverse here.
Codes codes_of(const Lengths& lengths) {
  Codes codes{};
  std::uint32_t next = 0;
  for (int bits = 1; bits <= longest_code; ++bits, next <<= 1U) {
    for (std::size_t s = 0; s < symbol_count; ++s) {
      if (lengths[s] != bits) continue;
      for (int b = 0; b < bits; ++b)
        codes[s] |= (next >> static_cast<unsigned>(b) & 1U) << static_cast<unsigned>(bits - 1 - b);
      ++next;
    }
  }
  return codes;
}

// Bits from the lowest of each byte upward (RFC 1951, 3.1.1).
class BitWriter {
 public:
  // `most`: bytes that will not be exceeded.
  explicit BitWriter(std::size_t most) : out_(most, '\0'), to_(out_.data()) {}

  // At most 32 bits.
  void put(std::uint32_t bits, unsigned count) { to_ = put(bits, count, held_, to_); }

  // The codes of all bytes, two at a time. What changes is in variables of its own: the compiler need not fear that
  // the bytes written are its members.
  void put_all(std::string_view data, const Codes& codes, const Lengths& lengths) {
    Held held = held_;
    char* to = to_;
    const auto* from = reinterpret_cast<const unsigned char*>(data.data());
    for (std::size_t left = data.size() / 2; left > 0; --left, from += 2) {
      const unsigned first = lengths[from[0]];
      to = put(codes[from[0]] | codes[from[1]] << first, first + lengths[from[1]], held, to);
    }
    if (data.size() % 2 != 0) to = put(codes[*from], lengths[*from], held, to);
    held_ = held;
    to_ = to;
  }

  // The bytes, the last filled up with zeros.
  std::string finish() {
    for (; held_.count > 0; held_.count -= std::min(held_.count, 8U), held_.bits >>= 8U) {
      *to_++ = static_cast<char>(held_.bits);
    }
    out_.resize(static_cast<std::size_t>(to_ - out_.data()));
    return std::move(out_);
  }

 private:
  struct Held {
    std::uint64_t bits = 0;
    unsigned count = 0;  // fewer than 32 between two calls
  };

  static char* put(std::uint32_t bits, unsigned count, Held& held, char* to) {
    held.bits |= static_cast<std::uint64_t>(bits) << held.count;
    held.count += count;
    if (held.count < 32) return to;
    *to++ = static_cast<char>(held.bits);
    *to++ = static_cast<char>(held.bits >> 8U);
    *to++ = static_cast<char>(held.bits >> 16U);
    *to++ = static_cast<char>(held.bits >> 24U);
    held.bits >>= 32U;
    held.count -= 32;
    return to;
  }

  std::string out_;
  char* to_;
  Held held_;
};

}  // namespace

std::string deflate_bytewise(std::string_view data) {
  Frequencies frequencies{};
  for (const char c : data) ++frequencies[static_cast<unsigned char>(c)];
  frequencies[end_of_block] = 1;
  frequencies[0] = std::max<std::uint64_t>(frequencies[0], 1);  // a tree has two leaves
  const Lengths lengths = limited_lengths(frequencies);
  const Codes codes = codes_of(lengths);
  std::uint64_t bits = 0;
  for (std::size_t s = 0; s < symbol_count; ++s) bits += frequencies[s] * lengths[s];

  constexpr std::size_t around = 200;  // bytes: the header, the table of codes and the sum
  BitWriter out(bits / 8 + around);
  out.put(0x0178, 16);  // RFC 1950: deflate, a window of 32 KB, the fastest way
  out.put(1, 1);        // the last block
  out.put(2, 2);        // with codes of its own
  out.put(symbol_count - 257, 5);
  out.put(1 - 1, 5);   // one code for distances, which is not used
  out.put(19 - 4, 4);  // lengths of all the codes in which the lengths are sent: none for 16, 17 and 18, which repeat,
  for (int i = 0; i < 19; ++i) out.put(i < 3 ? 0 : 4, 3);  // four bits for each of 0 to 15
  const auto put_length = [&](std::uint32_t length) {
    out.put((length & 1U) << 3U | (length & 2U) << 1U | (length & 4U) >> 1U | (length & 8U) >> 3U, 4);
  };
  for (const std::uint8_t length : lengths) put_length(length);
  put_length(0);
  out.put_all(data, codes, lengths);
  out.put(codes[end_of_block], lengths[end_of_block]);
  std::string packed = out.finish();
  const std::uint32_t sum = libdeflate_adler32(1, data.data(), data.size());
  for (unsigned shift = 32; shift > 0; shift -= 8) packed += static_cast<char>(sum >> (shift - 8) & 0xFFU);
  return packed;
}

}  // namespace banxin::pdf
