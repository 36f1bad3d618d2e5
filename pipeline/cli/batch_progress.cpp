#include "cli/batch_progress.h"

#include <fmt/format.h>

#include <algorithm>

namespace banxin::cli {
namespace {

std::string bar(std::size_t done, std::size_t all) {
  constexpr std::size_t width = 24;
  const std::size_t full = all == 0 ? width : done * width / all;
  std::string out;
  for (std::size_t i = 0; i < width; ++i) out += i < full ? "█" : "░";
  return out;
}

// 1:02:03, or 2:03.
std::string clock(std::chrono::seconds time) {
  constexpr long minute = 60;
  const long seconds = static_cast<long>(time.count());
  const long hours = seconds / (minute * minute);
  const std::string rest = fmt::format("{}:{:02}", seconds / minute % minute, seconds % minute);
  return hours == 0 ? rest : fmt::format("{}:{:02}:{:02}", hours, seconds / minute % minute, seconds % minute);
}

}  // namespace

void BatchProgress::progress(bool reading, std::size_t done, std::size_t failed, std::size_t all) {
  if (reading_ && !reading) {
    reading_ = false;
    begun_ = watch_.elapsed();
    before_ = done;
    tenths_ = 0;
  }
  if (console_.on_terminal()) {
    show(done, failed, all);
    return;
  }
  constexpr std::size_t parts = 10;
  const std::size_t tenths = all == 0 ? 0 : done * parts / all;
  if (reading || tenths <= tenths_) return;
  tenths_ = tenths;
  console_.tell({fmt::format("已处理 {}／{}，失败 {}", done, all, failed),
                 fmt::format("{} of {} done, {} failed", done, all, failed)});
}

void BatchProgress::show(std::size_t done, std::size_t failed, std::size_t all) {
  constexpr std::chrono::milliseconds pause{200};
  const auto now = watch_.elapsed();
  if (now - shown_ < pause) return;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const double rate = seconds > 0 ? static_cast<double>(done - std::min(done, before_)) / seconds : 0;
  const std::string left =
      rate > 0 ? clock(std::chrono::seconds(static_cast<long>(static_cast<double>(all - done) / rate))) : "–";
  const std::string figures = fmt::format("{} {}/{}", bar(done, all), done, all);
  console_.show(console_.say(
      {fmt::format("{} {}  {:.0f} 份/秒  失败 {}  剩余 {}", reading_ ? "读取" : "制作", figures, rate, failed, left),
       fmt::format("{} {}  {:.0f}/s  {} failed  {} left", reading_ ? "reading" : "making", figures, rate, failed,
                   left)}));
}

void BatchProgress::outcome(const archive::Outcome& outcome, const batch::Input& input) {
  using archive::Status;
  if (outcome.code.empty()) return;
  Diagnostic finding{.code = outcome.code, .place = {input.name, outcome.line, {}}, .message = outcome.reason};
  if (outcome.errors > 1) {
    finding.message.zh += fmt::format("（共 {} 条错误）", outcome.errors);
    finding.message.en += fmt::format(" ({} errors in all)", outcome.errors);
  }
  if (!outcome.findings.empty()) {
    const std::string where = archive_ + "/" + outcome.findings;
    finding.hint = outcome.status == Status::quarantined ? Bilingual{"已隔离：" + where, "In quarantine: " + where}
                                                         : Bilingual{"全部问题：" + where, "All findings: " + where};
  }
  console_.report({finding});
}

}  // namespace banxin::cli
