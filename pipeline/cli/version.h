#pragma once

#include <string>

namespace banxin::cli {

// What `banxin --version` prints: the version; in further lines what a report of a fault needs to say: the build, the
// libraries that the reports are made with, and the faces of the usual font profile.
std::string version_text();

}  // namespace banxin::cli
