#include "cli/console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "base/file.h"
#include "base/unseen.h"
#include "cli/findings_text.h"

namespace banxin::cli {
namespace {

constexpr std::string_view erase_line = "\r\x1b[K";

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
    : language_(language),
      colours_messages_(may_colour(STDERR_FILENO)),
      colours_data_(may_colour(STDOUT_FILENO)),
      on_terminal_(::isatty(STDERR_FILENO) != 0) {}

void Console::write(std::string_view text) const {
  if (std::exchange(shows_, false)) write_messages(erase_line);
  write_messages(text);
}

void Console::show(const std::string& line) const {
  if (!on_terminal()) return;
  // Without wrapping: a line that is too long is cut off.
  write_messages(fmt::format("{}\x1b[?7l{}\x1b[?7h", erase_line, encoding_.encoded(line)));
  shows_ = true;
}

void Console::report(const Findings& findings) const {
  write(text_of(findings));
}

Findings Console::said_of(const Findings& findings) const {
  Findings said;
  for (Diagnostic finding : findings) {
    // How many are not listed is said again of what is left.
    if (finding.code == code::output_closed || finding.code == code::findings_more ||
        (quiet_ && finding.severity != Severity::error))
      continue;
    finding.place.file = named(finding.place.file);
    for (RelatedPlace& related : finding.related) related.place.file = named(related.place.file);
    said.push_back(std::move(finding));
  }
  for (const auto& [what, times] : findings.not_held()) said.count_only(what.first, what.second, times);
  return said;
}

std::string Console::text_of(const Findings& findings) const {
  Findings closed = said_of(findings);
  if (!quiet_) closed.close("");
  return encoding_.encoded(to_text(closed, language_, colours_messages_));
}

Findings Console::print(std::string_view text) const {
  return write_file("-", encoding_.encoded(text));
}

void Console::tell(const Bilingual& line) const {
  if (!quiet_) write(encoding_.encoded(shown(say(line))) + "\n");
}

ExitStatus Console::conclude(const Findings& findings) const {
  report(findings);
  return exit_status(findings);
}

}  // namespace banxin::cli
