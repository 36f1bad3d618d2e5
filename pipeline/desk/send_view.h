#pragma once

#include <string>
#include <vector>

#include "desk/views.h"

namespace banxin::desk {

// A version of a report in the archive.
struct Sending {
  int version = 0, pages = 0;
  std::string kind;  // first, correction, remake
  std::string time;  // 2026-03-01T08:00Z; empty: unknown
  std::string record_sha512;
};
struct Sendings {
  bool has_archive = false;
  std::vector<Sending> versions;
  std::string record_sha512;  // of the draft
  Bilingual told = {};        // of what was just done
  bool failed = false;
};
// Downloads, and the archive where there is one.
Response send_page(const View& view, const Sendings& sendings);

}  // namespace banxin::desk
