#pragma once

#include <cstddef>
#include <functional>
#include <optional>
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

// How far something has come that takes its time.
struct Progress {
  bool reading = false;  // inputs are being identified, nothing is made yet
  std::size_t done = 0, failed = 0, all = 0;
};
using Tell = std::function<void(const Progress&)>;
struct JobEnd {
  bool well = false;                    // all was done
  Bilingual told = {};                  // what was done, or why not
  std::string record = {};              // to be kept as a draft; empty: none
  std::vector<Bilingual> remarks = {};  // what is to be known of it
};

// A desk for an office's network: none without users, a certificate and a log.
struct Network {
  std::string address;                  // a name or an address of this machine, as browsers will ask for it
  std::string certificate, key;         // PEM
  std::string users, users_file;        // what the file of names and hashes holds (users.h), and its name
  std::string log;                      // the file that says who did what and when; appended to
  std::function<std::string()> secret;  // random bytes in hexadecimal; empty: there are none
  std::function<std::string()> now;     // 2026-03-01T08:00:00Z
};

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

  // What the board starts; each is called in a process of its own (job.h) and tells how far it has come. A batch of all
  // that is in the folder, into the archive; the sum of the archive's reports of a form and a year, as a record.
  std::function<JobEnd(const Tell&)> batch;
  std::function<JobEnd(const std::string& form, const std::string& year, const Tell&)> sum;
  std::string sheets;  // the folder that a batch writes feedback sheets to; empty: it writes none

  std::optional<Network> network;  // else on the loopback alone

  std::function<void(const std::string& address)> tell;  // once, when it can be opened
};

// Serves until SIGINT, SIGTERM or SIGHUP. Errors: desk-busy, desk-port, desk-users, those of the folder and of loading
// the forms.
Findings serve(const Setup& setup);

}  // namespace banxin::desk
