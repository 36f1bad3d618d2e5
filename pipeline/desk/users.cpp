#include "desk/users.h"

#include <crypt.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "desk/door.h"

namespace banxin::desk {
namespace {

bool is_a_name(std::string_view name) {
  constexpr std::size_t longest = 32;
  return !name.empty() && name.size() <= longest && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  });
}

// Empty when the library refuses.
std::string hash_of(const std::string& password, const std::string& setting) {
  const auto data = std::make_unique<crypt_data>();
  const char* hash = ::crypt_r(password.c_str(), setting.c_str(), data.get());
  return hash == nullptr || *hash == '*' ? std::string() : std::string(hash);
}

}  // namespace

Result<Users> Users::read(std::string_view bytes, const std::string& file) {
  const auto wrong = [&file](int line, Bilingual message) {
    return Diagnostic{.code = code::desk_users,
                      .place = {file, line, {}},
                      .message = std::move(message),
                      .hint = {"一行写一个：名:哈希；哈希用 mkpasswd -m yescrypt 做。",
                               "One a line: NAME:HASH; `mkpasswd -m yescrypt` makes a hash."}};
  };
  Users users;
  for (int line = 1; !bytes.empty(); ++line) {
    const std::string_view whole = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(bytes.size(), whole.size() + 1));
    const std::string_view text = trimmed(whole);
    if (text.empty() || text.starts_with('#')) continue;
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    if (colon == std::string_view::npos || !is_a_name(name)) {
      return wrong(line, {"名只由字母、数字、.、_、- 组成，至多 32 个，后面是冒号和哈希。",
                          "A name is up to 32 letters, digits, ., _ and -; a colon and the hash follow."});
    }
    std::string hash(text.substr(colon + 1));
    if (::crypt_checksalt(hash.c_str()) != CRYPT_SALT_OK || hash_of("", hash).empty()) {
      return wrong(line, {"这不是系统的 crypt 认为够强的哈希。",
                          "This is no hash that the system's crypt holds to be strong enough."});
    }
    if (!users.hashes_.emplace(name, std::move(hash)).second) {
      return wrong(line, {"这个名前面已经有了。", "The name stands above already."});
    }
  }
  if (users.hashes_.empty()) return wrong(0, {"文件里没有用户。", "The file names nobody."});
  return users;
}

bool Users::check(const std::string& name, const std::string& password) const {
  if (password.size() >= CRYPT_MAX_PASSPHRASE_SIZE || password.find('\0') != std::string::npos) return false;
  const auto known = hashes_.find(name);
  const std::string& setting = known == hashes_.end() ? hashes_.begin()->second : known->second;
  const std::string made = hash_of(password, setting);
  return same_secret(made, setting) && known != hashes_.end();
}

}  // namespace banxin::desk
