#pragma once

#include <functional>
#include <string>

#include "cli/console.h"

namespace banxin::cli {

// Does the work at once and after each time that the file is saved, however its editor does that: written in place, or
// replaced by another file of its name. Each time in a process of its own: what is over a limit, or crashes, ends that
// process alone, and the next one reads everything anew. Ends on SIGINT, SIGTERM and SIGHUP: what is in hand is
// finished first, within two seconds. Error: io-error and those of read_fault, when the folder cannot be watched.
ExitStatus watch(const std::string& file, const std::function<ExitStatus()>& work, const Console& console);

}  // namespace banxin::cli
