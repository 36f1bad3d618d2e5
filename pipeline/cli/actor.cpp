#include "cli/actor.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

#include "base/unseen.h"
#include "base/utf8.h"

namespace banxin::cli {

std::time_t now() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  char* end = nullptr;
  const long long seconds = epoch == nullptr ? 0 : std::strtoll(epoch, &end, 10);
  return epoch != nullptr && end != epoch && *end == '\0' && seconds > 0 ? static_cast<std::time_t>(seconds)
                                                                         : std::time(nullptr);
}

archive::Actor actor_of(const std::string& given) {
  archive::Actor actor{given, now()};
  if (const char* name = std::getenv("BANXIN_BY"); actor.name.empty() && name != nullptr) actor.name = name;
  if (actor.name.empty()) {
    const passwd* account = ::getpwuid(::getuid());
    actor.name = account != nullptr ? account->pw_name : fmt::format("uid {}", ::getuid());
  }
  actor.name = shown(actor.name);
  return actor;
}

}  // namespace banxin::cli
