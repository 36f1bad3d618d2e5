#pragma once

#include <set>
#include <string>
#include <string_view>

namespace banxin {

// A file's name as text: the name where it is UTF-8, else what its bytes mean in GB 18030, which contains GBK and GB
// 2312; where they are neither, the name with its bytes written out (\xff).
std::string name_in_utf8(std::string_view name);

// The text as a part of a file's name that the file systems of offices take (Linux, Windows, macOS): on one line,
// without the characters / \ : * ? " < > | and what is unseen, each of which becomes _, without a point or a blank at
// its ends, not one of Windows' devices (CON, LPT1), and of at most 150 bytes, cut between characters. Never empty.
std::string file_name_of(std::string_view text);

// Names for the files that one run writes, no two alike where upper and lower case are one.
class FileNames {
 public:
  // file_name_of(stem); with ~ and eight digits of the digest of `key` behind it where that is not `stem` itself, or
  // the name was given before. What has another key gets another name, whatever came before it.
  std::string settle(std::string_view stem, std::string_view key);

 private:
  std::set<std::string> given_;  // in lower case
};

}  // namespace banxin
