#pragma once

#include <string>

#include "archive/events.h"

namespace banxin::archive {

// AR-96. The log of events in the terms of PREMIS 3: objects for the archive and for each package and report that an
// event names, the events, and the agents, who are the people named and the program. README.md in this folder says what
// stands for what.
std::string to_premis(const EventLog& log);

}  // namespace banxin::archive
