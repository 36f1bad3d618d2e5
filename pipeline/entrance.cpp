#include "entrance.h"

#include "import/file_kind.h"

namespace banxin {

Result<Arrival> arrive(std::string bytes, const std::string& file, const Entrance& entrance) {
  const auto kind = import::kind_of_submission(bytes);
  if (!kind) return Arrival{std::move(bytes), std::nullopt};
  auto imported = import::import_file(std::move(bytes), *kind, file, *entrance.forms, entrance.convert);
  if (!imported) return imported.take_findings();
  Findings findings = imported->draft.findings;
  std::string record = imported->draft.record;
  return {Arrival{std::move(record), *std::move(imported)}, std::move(findings)};
}

Findings about(const Arrival& arrival, Findings findings, const std::string& file) {
  if (!arrival.imported) return findings;
  for (Diagnostic& finding : findings) {
    if (finding.place.file == file) finding.place.line = 0;
    for (RelatedPlace& related : finding.related) {
      if (related.place.file == file) related.place.line = 0;
    }
  }
  return findings;
}

}  // namespace banxin
