#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "import/import.h"
#include "pipeline.h"

// The desk: pages on which a clerk fills in, sees and sends off reports, served to a browser on this machine. It is a
// face on the other rooms and has no logic of its own (D-15): a draft is a record file, what is found in it is what
// validation finds. README.md says how it works and what it protects.
namespace banxin::desk {

struct Setup {
  std::string folder;    // of the drafts
  int port = 0;          // 0: one that is free
  std::string language;  // zh or en; empty: as each browser asks
  DataFolders places;
  std::string ticket, session;        // two secrets: random bytes in hexadecimal
  import::Convert convert;            // of files that only an office program reads
  std::string archive;                // its folder; empty: none
  std::vector<std::string> expected;  // bureaus that are to report; empty: no list
  // Puts the record in a file into the archive, as a batch does; why not, or nothing.
  std::function<Bilingual(const std::string& record)> put;

  std::function<void(const std::string& address)> tell;  // once, when it can be opened
};

// Serves until SIGINT, SIGTERM or SIGHUP. Errors: desk-busy, desk-port, those of the folder and of loading the forms.
Findings serve(const Setup& setup);

}  // namespace banxin::desk
