#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "batch/batch.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "feedback/feedback.h"

namespace banxin::cli {

// What the options ask for; nothing when they do not. `inputs`: the files that the command reads. Error: cli-usage, for
// a deadline or a contact without sheets, and for a folder that inputs lie in.
Result<std::optional<batch::FeedbackOptions>> feedback_of(const FeedbackJob& job,
                                                          const std::vector<std::string>& inputs,
                                                          const Console& console);

// How many sheets there are, and which bureaus get none.
Bilingual told(const FeedbackGiven& given);

// Gathers what was found in one file after another, and writes a sheet for each bureau and year.
class Feedback {
 public:
  explicit Feedback(batch::FeedbackOptions options) : options_(std::move(options)) {}

  void add(feedback::Submission submission);
  // The sheets and the table. Errors: those of batch::write_sheet.
  Result<FeedbackGiven> write(Pipeline& pipeline) const;

 private:
  batch::FeedbackOptions options_;
  std::vector<std::vector<feedback::Submission>> sheets_;
  std::map<std::string, std::size_t> by_key_;
};

}  // namespace banxin::cli
