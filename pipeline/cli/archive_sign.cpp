#include <fmt/format.h>

#include "archive/seals.h"
#include "base/file.h"
#include "cli/actor.h"
#include "cli/commands.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

Findings sign(const std::string& archive, const SignOptions& options, const Console& console) {
  const auto signer = signature::Signer::read(options.key, options.certificate, options.password);
  if (!signer) return signer.findings();
  const auto made = archive::sign_archive(archive, *signer, now());
  if (!made) return made.findings();
  if (made->anew) {
    console.tell({fmt::format("封签 {}：{} 个包，签名者“{}”", made->number, made->packages, signer->name()),
                  fmt::format("seal {}: {} packages, signed by \"{}\"", made->number, made->packages, signer->name())});
  } else {
    console.tell(
        {fmt::format("封签 {} 已经包括全部 {} 个包，没有再签", made->number, made->packages),
         fmt::format("seal {} has all {} packages already; nothing was signed", made->number, made->packages)});
  }
  return {};
}

Findings tell_timestamp(const Result<int>& number, const Console& console) {
  if (!number) return number.findings();
  console.tell({fmt::format("封签 {}：时间戳已存", *number), fmt::format("seal {}: time-stamp kept", *number)});
  return {};
}

Findings sign_and_stamp(const std::string& archive, const SignOptions& options, const Console& console) {
  if (Findings wrong = sign(archive, options, console); !wrong.empty()) return wrong;
  if (options.timestamp_url.empty()) return {};
  return tell_timestamp(archive::timestamp_by_url(archive, options.timestamp_url), console);
}

}  // namespace

ExitStatus sign_merged(const std::string& archive, const SignOptions& options, const Console& console) {
  return console.conclude(sign_and_stamp(archive, options, console));
}

ExitStatus sign_archive(const SignJob& job, const Console& console) {
  if (!job.sign.key.empty()) return console.conclude(sign_and_stamp(job.archive, job.sign, console));
  if (!job.timestamp.empty()) {
    constexpr std::uint64_t most_bytes = 1U << 20U;
    const auto answer = read_file(job.timestamp, most_bytes);
    if (!answer) return console.conclude(answer.findings());
    return console.conclude(tell_timestamp(archive::timestamp_brought(job.archive, *answer), console));
  }
  if (!job.sign.timestamp_url.empty()) {
    return console.conclude(tell_timestamp(archive::timestamp_by_url(job.archive, job.sign.timestamp_url), console));
  }
  return console.conclude({usage_error({"要用 --key 和 --cert 签名，或者用 --timestamp、--timestamp-url 补时间戳。",
                                        "Sign with --key and --cert, or add a time-stamp with --timestamp or "
                                        "--timestamp-url."})});
}

}  // namespace banxin::cli
