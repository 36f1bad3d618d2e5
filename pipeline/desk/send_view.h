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

// The archive as the person sees it who collects the reports.
struct BoardRow {
  std::string id, bureau, year, form, title, kind;
  int version = 0, pages = 0, warnings = 0;
};
struct Board {
  std::vector<BoardRow> rows;         // all of the archive's newest versions
  std::vector<std::string> expected;  // bureaus that are to report
  bool has_list = false;
  Bilingual problem;  // why there are no rows
};
Response board_page(const Page& page, const Board& board, const std::vector<FormData>& forms, const Request& request);

}  // namespace banxin::desk
