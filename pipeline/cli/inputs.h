#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "batch/input.h"

namespace banxin::cli {

// The records that the arguments of a command stand for (batch/input.h). "-" is standard input: a record where it
// begins as XML does, else a list of inputs, one a line.
class Inputs {
 public:
  // Errors: those of batch::list_inputs and of read_file; input-missing, when there is no record at all.
  static Result<Inputs> list(const std::vector<std::string>& arguments);

  const std::vector<batch::Input>& all() const { return all_; }
  // For check_output().
  std::vector<std::string> files() const;
  // What the line takes: the bytes of a record, no more than one may have, or of an office's file. Errors: those of
  // batch::InputReader.
  Result<std::string> read(const batch::Input& input);

 private:
  std::vector<batch::Input> all_;
  batch::InputReader reader_;
  std::string standard_input_;  // that is a record
};

// The list of --expect (words/expected.h). Errors: those of reading it.
Result<std::set<std::string>> read_expect(const std::string& file);

}  // namespace banxin::cli
