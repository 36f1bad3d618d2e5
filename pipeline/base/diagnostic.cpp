#include "base/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/codes.h"
#include "base/utf8.h"

namespace banxin {
namespace {

constexpr const char* more_code = code::findings_more;
constexpr std::size_t most_message = 6'000;  // bytes; a form's longest equations take a third of it
constexpr std::size_t most_related = 200;

// The message's beginning and end: what is quoted without end stands between them.
void cut(std::string& message) {
  if (message.size() <= most_message) return;
  std::size_t head = most_message * 2 / 3;
  while (head > 0 && continues_character(message[head])) --head;
  std::size_t tail = message.size() - most_message / 3;
  while (tail < message.size() && continues_character(message[tail])) ++tail;
  message = message.substr(0, head) + "……" + message.substr(tail);
}

void cut(Bilingual& message) {
  cut(message.zh);
  cut(message.en);
}

void cut(Diagnostic& finding) {
  cut(finding.message);
  cut(finding.hint);
  if (finding.related.size() > most_related) finding.related.resize(most_related);
  for (RelatedPlace& related : finding.related) cut(related.note);
}

// A-3 12, N-1 5: errors first.
std::string listed(const Findings::Counts& counts, const char* between) {
  std::string text;
  // Errors stand last in the order of severities.
  std::for_each(counts.rbegin(), counts.rend(), [&](const auto& count) {
    text += (text.empty() ? "" : between) + fmt::format("{} {}", count.first.second, count.second);
  });
  return text;
}

std::size_t number_of(const Findings::Counts& counts, Severity severity) {
  std::size_t number = 0;
  for (const auto& [what, times] : counts) number += what.first == severity ? times : 0;
  return number;
}

}  // namespace

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: break;
  }
  return "error";
}

Bilingual word_for(Severity severity) {
  const std::string en(name_of(severity));
  switch (severity) {
    case Severity::note: return {"提示", en};
    case Severity::warning: return {"警告", en};
    case Severity::error: break;
  }
  return {"错误", en};
}

Findings::Findings(std::initializer_list<Diagnostic> findings) {
  for (const Diagnostic& finding : findings) push_back(finding);
}

Findings Findings::without_limit() {
  Findings findings;
  findings.limit_ = std::numeric_limits<std::size_t>::max();
  return findings;
}

Findings::iterator Findings::lightest() {
  // The last of those that weigh the same.
  const auto found = std::min_element(held_.rbegin(), held_.rend(),
                                      [](const Diagnostic& a, const Diagnostic& b) { return a.severity < b.severity; });
  return std::prev(found.base());
}

bool Findings::has_room(Severity severity) const {
  return held_.size() < limit_ || std::any_of(held_.begin(), held_.end(),
                                              [severity](const Diagnostic& held) { return held.severity < severity; });
}

void Findings::count_only(Severity severity, const std::string& code, std::size_t times) {
  not_held_[{severity, code}] += times;
}

void Findings::push_back(Diagnostic finding) {
  if (!has_room(finding.severity)) return count_only(finding.severity, finding.code);
  if (held_.size() >= limit_) {
    const auto place = lightest();
    count_only(place->severity, place->code);
    held_.erase(place);
  }
  cut(finding);
  held_.push_back(std::move(finding));
}

std::size_t Findings::count(Severity severity) const {
  const auto held = std::count_if(held_.begin(), held_.end(),
                                  [severity](const Diagnostic& finding) { return finding.severity == severity; });
  return static_cast<std::size_t>(held) + number_of(not_held_, severity);
}

std::size_t Findings::count(std::string_view code) const {
  const auto held =
      std::count_if(held_.begin(), held_.end(), [code](const Diagnostic& finding) { return finding.code == code; });
  auto number = static_cast<std::size_t>(held);
  for (const auto& [what, times] : not_held_) number += what.second == code ? times : 0;
  return number;
}

void Findings::close(const std::string& file) {
  std::stable_sort(held_.begin(), held_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.severity > b.severity; });
  if (not_held_.empty()) return;
  if (!held_.empty() && held_.back().code == more_code) held_.pop_back();
  std::size_t all = 0;
  for (const auto& [what, times] : not_held_) all += times;
  const std::size_t errors = number_of(not_held_, Severity::error);
  held_.push_back(
      {.code = more_code,
       .severity = Severity::note,
       .place = {file, 0, {}},
       .message = {fmt::format("另有 {} 条没有逐一列出，其中错误 {} 条：{}。", all, errors, listed(not_held_, "、")),
                   fmt::format("{} more are not listed, {} of them errors: {}.", all, errors, listed(not_held_, ", "))},
       .hint = {"先改正以上各处，再检查一次。", "Correct those above first, then check again."}});
}

bool has_errors(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

void append(Findings& findings, Findings more) {
  // A note on what is not held would be wrong among more findings.
  for (Findings* list : {&findings, &more}) {
    if (!list->not_held_.empty() && !list->empty() && list->back().code == more_code) list->pop_back();
  }
  for (Diagnostic& finding : more) findings.push_back(std::move(finding));
  for (const auto& [what, times] : more.not_held_) findings.count_only(what.first, what.second, times);
}

std::string shortened(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t characters = 0; end < text.size(); ++end) {
    if (!continues_character(text[end]) && ++characters > most) break;
  }
  return end == text.size() ? std::string(text) : std::string(text.substr(0, end)) + "…";
}

}  // namespace banxin
