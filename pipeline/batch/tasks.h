#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "batch/batch.h"
#include "batch/worker.h"

// What the workers of a batch do. Each of their answers is an Outcome as JSON, without the input's name, which their
// owner knows.
namespace banxin::batch {

// All that the parent knows, shared with its workers by the fork. It changes between two pools; what a worker needs of
// it never changes while a pool lives.
struct Shop {
  const std::vector<Input>& inputs;
  Pipeline& pipeline;
  const Options& options;
  std::optional<archive::Archive> archive;  // none: a dry run, and there is no archive yet
  archive::Setup setup;
  std::vector<archive::Outcome> outcomes = {};  // one for each input
};

// The record of an input; that in the PDF of a report. Errors: those of reading.
Result<std::string> received(InputReader& reader, const Input& input);

// Reads a record and finds out whose it is, whether the archive has it, whether it is in quarantine. What cannot be
// read has failed already.
Hire identify(const Shop& shop);
// Makes a report and archives it, or keeps its findings.
Hire produce(const Shop& shop);
// Puts an input that ended two workers into quarantine, with the reason that its outcome has.
Hire keep(const Shop& shop);

}  // namespace banxin::batch
