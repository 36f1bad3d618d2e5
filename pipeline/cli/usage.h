#pragma once

#include <utility>

#include "base/codes.h"
#include "base/diagnostic.h"

namespace banxin::cli {

// What is wrong with the command line, as a finding like any other. Without a hint it points to --help.
inline Diagnostic usage_error(Bilingual message, Bilingual hint = {}) {
  if (hint.empty()) hint = {"用 banxin --help 看各命令的写法。", "`banxin --help` shows how the commands are written."};
  return {.code = code::cli_usage, .message = std::move(message), .hint = std::move(hint)};
}

}  // namespace banxin::cli
