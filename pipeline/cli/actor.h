#pragma once

#include <ctime>
#include <string>

#include "archive/events.h"

namespace banxin::cli {

// SOURCE_DATE_EPOCH where it is set, so that the same input gives the same bytes; else the clock's.
std::time_t now();

// Who runs the program, for the log of events: the name given, else BANXIN_BY, else the account's.
archive::Actor actor_of(const std::string& given);

}  // namespace banxin::cli
