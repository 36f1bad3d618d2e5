#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace banxin {

// A picture that was decoded whole once and is sound, as a file that holds the picture and nothing else: no words, no
// place, no camera, no second picture (FG-03). Made by the picture room alone.
struct Picture {
  // A PNG (ISO/IEC 15948) has neither transparency nor interlacing and at most 8 bits a sample; a JPEG (ISO/IEC
  // 10918-1) is grey or YCbCr, baseline or progressive.
  enum class Kind : std::uint8_t { png, jpeg } kind = Kind::png;
  enum class Colour : std::uint8_t { grey, rgb, palette } colour = Colour::grey;
  int width = 0, height = 0;  // in pixels
  int bits = 8;               // of a sample
  std::string palette = {};   // of Colour::palette: three bytes a colour, in RGB
  std::string profile = {};   // ICC, of the kind of `colour`; empty: grey, or sRGB
  std::string file = {};
};

inline std::string_view media_type_of(Picture::Kind kind) {
  return kind == Picture::Kind::png ? "image/png" : "image/jpeg";
}
// Of a file's name, with the dot.
inline std::string_view suffix_of(Picture::Kind kind) {
  return kind == Picture::Kind::png ? ".png" : ".jpg";
}

// The pictures that a record names. Immutable once a document is made of it; shared by all that is made from that.
class Pictures {
 public:
  // The picture of the element with this path, under the digest of its file.
  void add(const std::string& path, const std::string& digest, const Picture& picture) {
    digests_.emplace(path, digest);
    pictures_.try_emplace(digest, picture);
  }
  // Empty: there is none, or none that can be used.
  std::string digest_of(const std::string& path) const {
    const auto found = digests_.find(path);
    return found == digests_.end() ? std::string() : found->second;
  }
  // Null: there is none.
  const Picture* find(const std::string& digest) const {
    const auto found = pictures_.find(digest);
    return found == pictures_.end() ? nullptr : &found->second;
  }
  const std::map<std::string, Picture>& by_digest() const { return pictures_; }
  bool empty() const { return digests_.empty(); }

 private:
  std::map<std::string, std::string> digests_;
  std::map<std::string, Picture> pictures_;
};

// Null: a record that names none.
using SharedPictures = std::shared_ptr<const Pictures>;

}  // namespace banxin
