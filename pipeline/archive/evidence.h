#pragma once

#include <string>
#include <utility>
#include <vector>

#include "archive/bag.h"
#include "archive/setup.h"
#include "import/draft.h"
#include "output/output.h"
#include "validate/validated_record.h"

// The evidence of a package: what was judged, named by its digest (AR-87), and what was found. No clock, path or
// machine (AR-85). Each is a JSON document; README.md says what its members mean.
namespace banxin::archive {

inline constexpr const char* validation_path = "data/evidence/validation.json";

// At validation_path (AR-75): each rule's verdict, and of `findings` those about this record.
std::string validation_evidence(const ValidatedRecord& record, const Findings& findings);

// data/evidence/fonts.json (AR-77).
std::string fonts_evidence(const Output& report, const ValidatedRecord& record, const Findings& findings,
                           const std::map<FaceId, FaceFacts>& faces);

// data/evidence/geometry.json (AR-76): in thousandths of a millimetre.
std::string geometry_evidence(const Output& report);

// data/evidence/import.json (D-14), where a file was imported: what was received, and of each value of the record where
// in it that stood and how sure it is; what of it no value was made from; what a person should know.
std::string import_evidence(const import::Draft& draft, const std::string& received_sha512,
                            const std::string& record_sha512);

// data/evidence/pictures.json (FG-07): of each file that the record names, where in the package it is, byte for byte as
// it came.
struct PictureFacts {
  std::string source;  // as the record names it
  std::string path;
  std::string sha512;
};
std::string pictures_evidence(const std::vector<PictureFacts>& pictures, const std::string& record_sha512);

// data/provenance/build.json (AR-78): from which bytes, by which program, came which bytes.
struct BuildFacts {
  std::string key;
  std::string form_sha512, fonts_sha512;
  std::vector<const BagFile*> inputs;
  std::vector<const BagFile*> outputs;
};
std::string build_evidence(const BuildFacts& facts);

// data/provenance/versions.json (AR-80). `kind`: "first", "correction" (other bytes of the record) or "remake" (the
// same record, made anew by another program, form or fonts).
struct VersionFacts {
  std::string id;
  int version = 1;
  std::string kind;
  std::string record_sha512;
  std::string predecessor;         // package; empty for the first
  std::string predecessor_sha512;  // of its tagmanifest-sha512.txt
};
std::string versions_evidence(const VersionFacts& facts);

}  // namespace banxin::archive
