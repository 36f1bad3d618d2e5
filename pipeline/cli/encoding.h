#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace banxin::cli {

// The encoding in which the user's terminal shows text: the one that LC_ALL, LC_CTYPE or LANG (the first that is set)
// names after its dot, as in zh_CN.GBK; UTF-8 when none is named, or one that the C library does not know.
class Encoding {
 public:
  static Encoding of_environment();

  // UTF-8 in this encoding. A character that it lacks is written out: \u2f00, \U00030edd.
  std::string encoded(std::string_view utf8) const;
  // What was typed in this encoding as UTF-8; what is UTF-8, or is no text of this encoding, as it is.
  std::string decoded(std::string_view text) const;

 private:
  explicit Encoding(std::string name) : name_(std::move(name)) {}
  std::string name_;  // empty: UTF-8
};

}  // namespace banxin::cli
