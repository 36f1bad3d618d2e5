#pragma once

#include <string>
#include <vector>

namespace banxin::test {

struct Ran {
  int status = -1;     // the exit status; -1: could not be run or was killed
  std::string output;  // standard output and standard error together
};

// Runs a shell command and waits for it.
Ran run(const std::string& command);

// Whether a program is on the path.
bool installed(const std::string& program);

// A word as the shell takes it unchanged.
std::string quoted(const std::string& word);

// A folder of the build for the files of the test that runs; no other test uses it.
std::string scratch();

// The judges among the programs given that this machine lacks, as a sentence; empty: none.
std::string missing(const std::vector<std::string>& programs);

void write_bytes(const std::string& path, const std::string& bytes);
std::string read_bytes(const std::string& path);

}  // namespace banxin::test
