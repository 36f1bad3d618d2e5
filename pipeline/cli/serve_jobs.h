#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "batch/batch.h"
#include "desk/desk.h"
#include "pipeline.h"

// What the desk has done by the rooms that it does not know: batches and sums.
namespace banxin::cli {

struct JobPlaces {
  std::string folder, archive;
  DataFolders data;
  std::optional<batch::FeedbackOptions> sheets;
};

// A batch of one record, and the catalogue made anew, in a process of its own: what goes wrong there ends that process
// alone. Why it was not archived, or nothing.
Bilingual archived_in_child(const std::string& record, const JobPlaces& places);

// The two below are called in a process of their own (desk/desk.h).
//
// A batch of all that is in the folder, and the catalogue made anew, also when it was stopped.
desk::JobEnd run_batch(const JobPlaces& places, const desk::Tell& tell);
// The sum of the newest versions of that form and year in the archive.
desk::JobEnd add_up(const JobPlaces& places, const std::string& form, const std::string& year, const desk::Tell& tell);

}  // namespace banxin::cli
