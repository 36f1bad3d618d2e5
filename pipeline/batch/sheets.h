#pragma once

#include <string>
#include <vector>

#include "archive/archive.h"
#include "archive/folder.h"
#include "batch/batch.h"
#include "feedback/feedback.h"

namespace banxin::batch {

// Writes what a bureau gets, NAME.pdf and NAME.docx, over what has these names. Errors: those of
// Pipeline::feedback_sheet, output-not-writable, no-space, io-error.
Findings write_sheet(Pipeline& pipeline, const std::vector<feedback::Submission>& submissions,
                     const feedback::Letter& letter, const archive::Folder& folder, const std::string& name);

// The table of all findings of a run; of a shard, its name is told apart.
std::string table_name(const Shard& shard = {});

// After a run, with the outcomes of the inputs `mine` in its report: looks at each of them once more, in workers, and
// writes a sheet for each bureau and year, and the table. What was given, or what stopped it, is added to the report.
void give_feedback(const std::vector<Input>& inputs, const std::vector<std::size_t>& mine, Pipeline& pipeline,
                   const Options& options, const archive::Archive& archive, BatchReport& report);

}  // namespace banxin::batch
