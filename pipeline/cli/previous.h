#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "cli/inputs.h"
#include "pipeline.h"

namespace banxin::cli {

// What --previous names: last year's record, or the PDF of its report; or many records (a folder, a zip file, an
// archive), among which each record finds the one of its bureau and of the year before.
class PreviousRecords {
 public:
  // Whose record it is: record::read_to_identify with the forms there are.
  using Identify = std::function<Result<Record>(const std::string& bytes, const std::string& file)>;

  // Nothing is named by an empty argument. Errors: those of Inputs::list.
  static Result<PreviousRecords> list(const std::string& argument);

  // Finds out whose each is now, and not when the first is looked for: before processes are forked, which would each do
  // it again.
  void prepare(const Identify& identify);

  // One record is for one record only: with many, each finds its own.
  bool is_one() const { return inputs_ && !many_; }
  bool is_many() const { return many_; }

  // The record of that bureau's year `year` - 1, whatever form it follows. Nothing when none is named. A single one is
  // given whosever it is: what compares says what does not fit. Note previous-not-found, at `file`: among many there
  // is none, or two of the same date, of which nobody can say which counts (D-13). Errors: those of reading the one.
  Result<std::optional<Received>> find(const std::string& bureau, int year, const std::string& file,
                                       const Identify& identify);
  // The same for the record that has these bytes; nothing for one that cannot be read, which has findings of its own.
  Result<std::optional<Received>> find_for(const std::string& bytes, const std::string& file, const Identify& identify);

 private:
  struct Found {
    std::size_t input = 0;
    std::string date;
    bool unclear = false;  // another has the same date
  };

  void identify_all(const Identify& identify);
  Result<std::optional<Received>> read(const batch::Input& input);

  std::string argument_;
  std::optional<Inputs> inputs_;
  bool many_ = false;
  // By the bureau's name key and the year; made when it is first needed.
  std::optional<std::map<std::pair<std::string, int>, Found>> found_;
};

// An error of usage, when one record is to be last year's of several.
Findings check_previous(const PreviousRecords& previous, std::size_t records);

// By all forms of the line.
PreviousRecords::Identify identified_by(Pipeline& pipeline);

// Pipeline::validate of a record, compared with its own of last year.
Result<validate::Report> validated(Pipeline& pipeline, std::string bytes, const std::string& file,
                                   PreviousRecords& previous);

}  // namespace banxin::cli
