#include "cli/console.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "cli/findings_text.h"

namespace banxin::cli {
namespace {

bool may_colour(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return ::isatty(descriptor) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

void write_messages(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Console::Console(Language language)
    : language_(language), colours_messages_(may_colour(STDERR_FILENO)), colours_data_(may_colour(STDOUT_FILENO)) {}

void Console::report(const Findings& findings) const {
  write_messages(to_text(findings, language_, colours_messages_));
}

void Console::tell(const Bilingual& line) const {
  write_messages(one_line(say(line)) + "\n");
}

ExitStatus Console::conclude(const Findings& findings) const {
  report(findings);
  return exit_status(findings);
}

}  // namespace banxin::cli
