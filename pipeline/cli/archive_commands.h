#pragma once

#include <string>

#include "cli/command_builder.h"

namespace banxin::cli {

// The commands about archives: merge, archive verify …
class ArchiveCommands : protected CommandBuilder {
 protected:
  using CommandBuilder::CommandBuilder;

  void add_merge();
  void add_archive();

 private:
  void add_signer(CLI::App& sub, const char* key_option, SignOptions& sign);
  void add_filter(CLI::App& sub, std::string& bureau, std::string& year, std::string& form);
  void add_by(CLI::App& sub, std::string& by);
  void add_export(CLI::App& archive);
  void add_describe(CLI::App& archive);
  void add_remove(CLI::App& archive);
  void add_events(CLI::App& archive);

  MergeJob merge_;
  SignJob sign_;
  VerifyJob verify_;
  ListJob list_;
  ExportJob export_;
  DescribeJob describe_;
  RemoveJob remove_;
  EventsJob events_;
};

}  // namespace banxin::cli
