#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "archive/bag.h"
#include "archive/guide.h"
#include "archive/metadata.h"

namespace banxin::archive {

// A report on its way into a package, what was received (AR-70) among it: everything that does not depend on which
// version it becomes.
class Bagger {
 public:
  // `imported`: the file that the record was imported from; null where the record itself was received.
  Bagger(const ValidatedRecord& valid, const Output& report, const Findings& findings, const Setup& setup,
         const import::Imported* imported);

  const std::string& id() const { return id_; }
  const std::string& key() const { return key_; }
  const std::string& record_sha512() const { return source_.sha512; }

  // The package that follows `predecessor`, which is null for the first version.
  std::vector<BagFile> bag(int version, const ArchiveEntryParts* predecessor) const;

 private:
  std::string id_, key_, form_sha512_, fonts_sha512_;
  MetadataFacts metadata_;
  BagFile source_, canonical_, report_;
  std::optional<BagFile> received_;  // that the record was imported from
  std::vector<BagFile> pictures_;    // that it names, as they came; each once
  std::vector<BagFile> others_;      // schema and evidence
  std::optional<BagFile> record_guide_;
  std::string form_;
  std::vector<GuideFace> faces_;
};

}  // namespace banxin::archive
