#include "cli/findings_text.h"

#include <fmt/format.h>

#include <iterator>

#include "base/unseen.h"

namespace banxin::cli {
namespace {

constexpr const char* bold = "\x1b[1m";
constexpr const char* plain = "\x1b[0m";

const char* colour_of(Severity severity) {
  switch (severity) {
    case Severity::note: return "\x1b[1;36m";
    case Severity::warning: return "\x1b[1;33m";
    case Severity::error: break;
  }
  return "\x1b[1;31m";
}

std::string place_text(const Place& place) {
  const std::string file = place.file.empty() ? "banxin" : shown(place.file);
  return place.line > 0 ? fmt::format("{}:{}", file, place.line) : file;
}

void add(std::string& out, const Diagnostic& finding, Language language, bool colours) {
  const char* strong = colours ? bold : "";
  const char* end = colours ? plain : "";
  auto to = std::back_inserter(out);
  fmt::format_to(to, "{}{}:{} {}{}[{}]:{} {}\n", strong, place_text(finding.place), end,
                 colours ? colour_of(finding.severity) : "", in(language, word_for(finding.severity)),
                 shown(finding.code), end, shown(in(language, finding.message)));
  if (!finding.hint.empty()) fmt::format_to(to, "    {}\n", shown(in(language, finding.hint)));
  for (const RelatedPlace& related : finding.related) {
    fmt::format_to(to, "    {}: {}\n", place_text(related.place), shown(in(language, related.note)));
  }
}

}  // namespace

std::string to_text(const Findings& findings, Language language, bool colours) {
  std::string out;
  for (const Diagnostic& finding : findings) add(out, finding, language, colours);
  return out;
}

}  // namespace banxin::cli
