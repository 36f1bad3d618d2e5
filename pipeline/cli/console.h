#pragma once

#include <string>
#include <string_view>

#include "base/codes.h"
#include "base/diagnostic.h"
#include "base/file_name.h"
#include "cli/encoding.h"
#include "cli/language.h"

namespace banxin::cli {

// Where the program prints: what was asked for goes to standard output, everything else to standard error, in the
// user's language. Colours only on a terminal, and not with NO_COLOR (https://no-color.org).
class Console {
 public:
  explicit Console(Language language);

  // From now on nothing is said but errors: no progress, no line of results, no warnings and notes.
  void be_quiet() { quiet_ = true; }
  bool quiet() const { return quiet_; }

  Language language() const { return language_; }
  const std::string& say(const Bilingual& text) const { return in(language_, text); }

  // Text for people to standard output, in the terminal's encoding: documents, which are UTF-8 always, are written by
  // write_file. Errors: those of write_file.
  Findings print(std::string_view text) const;
  // Findings to standard error. What cannot be written there is lost: there is nowhere left to report it.
  void report(const Findings& findings) const;
  // What report() would write, in the terminal's encoding.
  std::string text_of(const Findings& findings) const;
  // Reports the findings and gives the exit status that they make of the run.
  ExitStatus conclude(const Findings& findings) const;
  // One line to standard error.
  void tell(const Bilingual& line) const;
  // An argument that is text, as UTF-8.
  std::string typed(std::string_view argument) const { return encoding_.decoded(argument); }
  // The name of a file, to be shown: where it is not in the terminal's encoding, as name_in_utf8 has it.
  std::string named(std::string_view file) const { return name_in_utf8(typed(file)); }
  // What is said of the findings: all, or errors alone; with the names of files as they were typed.
  Findings said_of(const Findings& findings) const;
  // Whether messages go to a terminal.
  bool on_terminal() const { return on_terminal_ && !quiet_; }
  // A line of state, cut to the terminal's width; whatever is printed next replaces it. On a terminal only.
  void show(const std::string& line) const;
  // Whether data of findings may be coloured.
  bool colours_data() const { return colours_data_; }

 private:
  Language language_;
  Encoding encoding_ = Encoding::of_environment();
  void write(std::string_view text) const;
  bool colours_messages_;
  bool colours_data_;
  bool on_terminal_;
  bool quiet_ = false;
  mutable bool shows_ = false;  // a line of state is on the terminal
};

}  // namespace banxin::cli
