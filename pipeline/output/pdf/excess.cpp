#include "output/pdf/excess.h"

#include <libdeflate.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace banxin::pdf {
namespace {

// ISO 32000-1, 7.2.2.
constexpr std::string_view space("\0\t\n\f\r ", 6);
bool is_regular(char c) {
  constexpr std::string_view delimiters = "()<>[]{}/%";
  return space.find(c) == std::string_view::npos && delimiters.find(c) == std::string_view::npos;
}

struct Freer {
  void operator()(libdeflate_decompressor* it) const { ::libdeflate_free_decompressor(it); }
};

// How a stream is packed, as far as it matters here.
struct Packed {
  std::size_t layers = 0;   // of FlateDecode
  bool only_flate = false;  // there is no other filter
};

// The filters that a stream's dictionary names.
Packed packed(std::string_view dictionary) {
  constexpr std::string_view key = "/Filter";
  std::size_t at = dictionary.find(key);
  if (at == std::string_view::npos) return {0, true};
  std::string_view rest = dictionary.substr(at + key.size());
  const auto skip_spaces = [&rest] { rest.remove_prefix(std::min(rest.find_first_not_of(space), rest.size())); };
  skip_spaces();
  const bool several = rest.starts_with('[');
  if (several) rest.remove_prefix(1);
  Packed packed{0, true};
  do {
    skip_spaces();
    if (!rest.starts_with('/')) break;
    rest.remove_prefix(1);
    const auto* const end = std::find_if_not(rest.begin(), rest.end(), is_regular);
    const std::string_view name = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    rest.remove_prefix(name.size());
    if (name == "FlateDecode" || name == "Fl") {
      ++packed.layers;
    } else {
      packed.only_flate = false;
    }
  } while (several);
  return packed;
}

class Look {
 public:
  std::optional<Excess> at_file(std::string_view pdf) {
    scan(pdf, true);
    return excess_;
  }

 private:
  void exceed(Excess::Kind kind) { excess_ = Excess{kind, object_}; }

  // `file`: not the inside of an object stream, where there are no streams.
  void scan(std::string_view text, bool file) {
    text_ = text;
    depth_ = 0;
    for (at_ = 0; at_ < text_.size() && !excess_;) {
      const char c = text_[at_];
      if (is_regular(c)) {
        word(file);
      } else if (c == '%') {
        at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      } else if (c == '(') {
        skip_string();
      } else if (c == '<' && text_.substr(at_, 2) != "<<") {
        at_ = std::min(text_.find('>', at_), text_.size());
      } else if (c == '/') {
        ++at_;
        skip_word();
      } else {
        bracket(c);
      }
    }
  }

  void bracket(char c) {
    const bool twice = (c == '<' || c == '>') && text_.substr(at_, 2) == std::string(2, c);
    if (c == '[' || c == '<') {
      if (depth_++ == 0) dictionary_ = at_;
      if (depth_ > most_depth) exceed(Excess::Kind::depth);
    } else if (c == ']' || (c == '>' && twice)) {
      depth_ = std::max(depth_ - 1, 0);
    }
    at_ += twice ? 2 : 1;
  }

  // May have brackets within.
  void skip_string() {
    int open = 0;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == '(') {
        ++open;
      } else if (text_[at_] == ')' && --open == 0) {
        break;
      }
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  std::string_view skip_word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_regular(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void word(bool file) {
    const std::string_view word = skip_word();
    if (!file) return;
    if (word == "obj") {
      object_ = number_before_last_;
      depth_ = 0;
      if (++objects_ > most_objects) exceed(Excess::Kind::objects);
    } else if (word == "endobj" || word == "trailer" || word == "startxref") {
      object_ = depth_ = 0;
    } else if (word == "stream" && depth_ == 0) {
      stream();
    } else {
      // "7 0 obj": the number is two words before.
      int number = 0;
      std::from_chars(word.data(), word.data() + word.size(), number);
      number_before_last_ = std::exchange(last_number_, number);
    }
  }

  // After the word `stream`.
  void stream() {
    const std::string_view dictionary = text_.substr(dictionary_, at_ - dictionary_);
    if (text_.substr(at_, 1) == "\r") ++at_;
    if (text_.substr(at_, 1) == "\n") ++at_;
    const std::size_t begin = at_;
    at_ = end_of_stream(dictionary);
    dictionary_ = at_;  // it is the dictionary of this stream alone
    const bool objects = dictionary.find("/ObjStm") != std::string_view::npos;
    if (!objects && dictionary.find("/XRef") == std::string_view::npos) return;
    unpack(text_.substr(begin, at_ - begin), packed(dictionary), objects);
  }

  // Where the length in its dictionary leads, if `endstream` is there; else before the next `endstream`.
  std::size_t end_of_stream(std::string_view dictionary) const {
    constexpr std::string_view key = "/Length";
    constexpr std::string_view end = "endstream";
    std::size_t at = dictionary.find(key);
    // Not /Length1.
    while (at != std::string_view::npos && at + key.size() < dictionary.size() &&
           is_regular(dictionary[at + key.size()]))
      at = dictionary.find(key, at + 1);
    if (at != std::string_view::npos) {
      at = dictionary.find_first_not_of(space, at + key.size());
      std::size_t length = 0;
      if (at != std::string_view::npos)
        std::from_chars(dictionary.data() + at, dictionary.data() + dictionary.size(), length);
      if (length <= text_.size() - at_) {
        const std::string_view behind = text_.substr(at_ + length, end.size() + 2);
        if (length > 0 && behind.find(end) != std::string_view::npos) return at_ + length;
      }
    }
    return std::min(text_.find(end, at_), text_.size());
  }

  // Damaged data, or data packed otherwise, are left to the reader.
  void unpack(std::string_view data, Packed packed, bool objects) {
    if (!packed.only_flate) return;
    const std::unique_ptr<libdeflate_decompressor, Freer> decompressor(::libdeflate_alloc_decompressor());
    if (!decompressor) return;
    std::unique_ptr<char[]> in;  // NOLINT(*-avoid-c-arrays): as below
    for (std::size_t layer = 0; layer < packed.layers; ++layer) {
      std::size_t size = 0;
      // It does not say how much there is: in the end it is given room for one byte more than is allowed.
      constexpr std::size_t first = 1UL << 16U;
      const std::size_t most = most_unpacked - unpacked_ + 1;
      std::unique_ptr<char[]> out;  // NOLINT(*-avoid-c-arrays): not filled beforehand
      libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
      constexpr std::size_t growth = 8;
      for (std::size_t room = std::max(first, 4 * data.size());
           result == LIBDEFLATE_INSUFFICIENT_SPACE && room < growth * most; room *= growth) {
        const std::size_t given = std::min(room, most);
        out.reset(new char[given]);
        std::size_t used = 0;
        result = ::libdeflate_zlib_decompress_ex(decompressor.get(), data.data(), data.size(), out.get(), given, &used,
                                                 &size);
      }
      unpacked_ += size;
      if (result == LIBDEFLATE_INSUFFICIENT_SPACE || unpacked_ > most_unpacked) {
        return exceed(Excess::Kind::unpacked);
      }
      if (result != LIBDEFLATE_SUCCESS) return;
      in = std::move(out);
      data = {in.get(), size};
    }
    if (objects) inside(data);
  }

  void inside(std::string_view objects) {
    const std::string_view file = std::exchange(text_, {});
    const std::size_t at = at_;
    scan(objects, false);
    text_ = file;
    at_ = at;
    depth_ = 0;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t dictionary_ = 0;  // where the outermost one began
  int depth_ = 0;
  int object_ = 0, last_number_ = 0, number_before_last_ = 0;
  int objects_ = 0;
  std::size_t unpacked_ = 0;
  std::optional<Excess> excess_;
};

}  // namespace

std::optional<Excess> find_excess(std::string_view pdf) {
  return Look().at_file(pdf);
}

}  // namespace banxin::pdf
