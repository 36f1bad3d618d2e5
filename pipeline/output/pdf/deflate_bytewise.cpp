#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "output/pdf/deflate.h"

namespace banxin::pdf {
namespace {

constexpr std::size_t symbol_count = 257;  // the bytes, and the end of the block
constexpr std::size_t end_of_block = 256;
constexpr int longest_code = 15;  // bits; RFC 1951, 3.2.7

using Frequencies = std::array<std::uint64_t, symbol_count>;
using Lengths = std::array<std::uint8_t, symbol_count>;  // of codes, in bits; 0: not used

struct HuffmanCode {
  std::uint32_t bits = 0;   // the first of them lowest
  std::uint32_t count = 0;  // of bits; 0: the symbol is not used
};
using Codes = std::array<HuffmanCode, symbol_count>;

// The depths of Huffman's tree. Among equal weights the one that was there first comes first, so that the tree is the
// same everywhere.
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
// highest bit, so its bits are in reverse order here.
Codes codes_of(const Lengths& lengths) {
  Codes codes{};
  std::uint32_t next = 0;
  for (int bits = 1; bits <= longest_code; ++bits, next <<= 1U) {
    for (std::size_t s = 0; s < symbol_count; ++s) {
      if (lengths[s] != bits) continue;
      codes[s].count = static_cast<std::uint32_t>(bits);
      for (int b = 0; b < bits; ++b)
        codes[s].bits |= (next >> static_cast<unsigned>(b) & 1U) << static_cast<unsigned>(bits - 1 - b);
      ++next;
    }
  }
  return codes;
}

// Bits from the lowest of each byte upward (RFC 1951, 3.1.1).
class BitWriter {
 public:
  // `most`: bytes that will not be exceeded.
  explicit BitWriter(std::size_t most) : out_(most + sizeof(std::uint64_t), '\0'), to_(out_.data()) {}

  // At most 32 bits.
  void put(HuffmanCode code) {
    held_.add(code.bits, code.count);
    to_ = held_.write(to_);
  }

  // The codes of all bytes, three at a time. What changes is in local variables, so that the compiler need not assume
  // that the bytes written are members.
  void put_all(std::string_view data, const Codes& codes) {
    Held held = held_;
    char* to = to_;
    const auto* from = reinterpret_cast<const unsigned char*>(data.data());
    for (std::size_t left = data.size() / 3; left > 0; --left, from += 3) {
      const HuffmanCode first = codes[from[0]];
      const HuffmanCode second = codes[from[1]];
      const HuffmanCode third = codes[from[2]];
      // Joined before they are added to the bits held, which are all that they have to wait for.
      const std::uint64_t two = first.bits | std::uint64_t{second.bits} << first.count;
      const std::uint32_t count = first.count + second.count;
      held.add(two | std::uint64_t{third.bits} << count, count + third.count);
      to = held.write(to);
    }
    for (std::size_t left = data.size() % 3; left > 0; --left, ++from) {
      held.add(codes[*from].bits, codes[*from].count);
      to = held.write(to);
    }
    held_ = held;
    to_ = to;
  }

  // The bytes, the last filled up with zeros.
  std::string finish() {
    if (held_.count > 0) *to_++ = static_cast<char>(held_.bits);
    out_.resize(static_cast<std::size_t>(to_ - out_.data()));
    return std::move(out_);
  }

 private:
  // Bits that are not a whole byte yet: fewer than 8 between two calls, so that there is room for three codes.
  struct Held {
    std::uint64_t bits = 0;
    std::uint32_t count = 0;

    void add(std::uint64_t more, std::uint32_t count_of_more) {
      bits |= more << count;
      count += count_of_more;
    }

    // Always eight bytes, of which the whole ones stay: a branch on how many there are could not be predicted.
    char* write(char* to) {
      const std::uint64_t low_first = std::endian::native == std::endian::big ? __builtin_bswap64(bits) : bits;
      std::memcpy(to, &low_first, sizeof(low_first));
      const std::uint32_t whole = count / 8;
      bits >>= count & ~7U;
      count %= 8;
      return to + whole;
    }
  };

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
  out.put({0x0178, 16});  // RFC 1950: deflate, a window of 32 KB, the fastest way
  out.put({1, 1});        // the last block
  out.put({2, 2});        // with its own codes
  out.put({symbol_count - 257, 5});
  out.put({1 - 1, 5});  // one code for distances, which is not used
  // Lengths of all the codes in which the lengths are sent: zero for 16, 17 and 18, which repeat, four bits for each of
  // 0 to 15.
  out.put({19 - 4, 4});
  for (int i = 0; i < 19; ++i) out.put({i < 3 ? 0U : 4U, 3});
  const auto put_length = [&](std::uint32_t length) {
    out.put({(length & 1U) << 3U | (length & 2U) << 1U | (length & 4U) >> 1U | (length & 8U) >> 3U, 4});
  };
  for (const std::uint8_t length : lengths) put_length(length);
  put_length(0);
  out.put_all(data, codes);
  out.put(codes[end_of_block]);
  std::string packed = out.finish();
  const std::uint32_t sum = libdeflate_adler32(1, data.data(), data.size());
  for (unsigned shift = 32; shift > 0; shift -= 8) packed += static_cast<char>(sum >> (shift - 8) & 0xFFU);
  return packed;
}

}  // namespace banxin::pdf
