#pragma once

#include <span>
#include <string_view>

#include "base/diagnostic.h"

namespace banxin {

// Why a run ends as it does: the program's exit statuses, as documented for its users.
enum class ExitStatus : int {
  done = 0,
  findings = 1,  // some records have errors; nothing was made from those
  usage = 2,
  setup = 3,   // schema, rules, layout or fonts not usable
  input = 4,   // input missing or unreadable
  output = 5,  // output not writable
  internal = 6,
  archive = 7,     // archive inconsistent
  temporary = 75,  // no space, lock, I/O: trying again may help
  closed = 141,  // the reader of the output went away: what a shell says of a tool that SIGPIPE ended; nothing is said
};

// One code of the program's own. Codes of a form's rules are not here: they are read from the form.
struct Code {
  std::string_view name;  // xml-malformed
  ExitStatus exit;        // what an error of this code makes of the run
  std::string_view zh;    // what it means and what to do, for `banxin explain`
  std::string_view en;
};

// The codes' names, so that a wrong one does not compile: code::archive_busy is "archive-busy".
namespace code {
#define BANXIN_CODE(constant, name, exit, zh, en) inline constexpr const char* constant = name;
#include "base/codes.def"
#undef BANXIN_CODE
}  // namespace code

// All codes, in alphabetical order.
std::span<const Code> code_catalogue();

// Null when the code is not the program's own.
const Code* find_code(std::string_view name);

// The exit status of a run with these findings: that of the gravest error, `done` without errors. An error whose code
// is not in the catalogue is a rule's, thus `findings`. Order of gravity: internal, setup, archive, output, temporary,
// input, findings, usage, closed.
ExitStatus exit_status(const Findings& findings);

}  // namespace banxin
