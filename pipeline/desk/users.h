#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace banxin::desk {

// Who may enter a desk on a network: NAME:HASH, one a line; blank lines and those that begin with # are skipped. A hash
// is one of crypt(5) that its library does not call weak: yescrypt, as `mkpasswd -m yescrypt` makes it.
class Users {
 public:
  // Error: desk-users, for a line that is not so, a name that stands twice, a file without names.
  static Result<Users> read(std::string_view bytes, const std::string& file);

  // Takes as long for a name that there is not as for one that there is.
  bool check(const std::string& name, const std::string& password) const;

 private:
  std::map<std::string, std::string, std::less<>> hashes_;
};

}  // namespace banxin::desk
