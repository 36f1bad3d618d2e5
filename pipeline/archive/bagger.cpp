#include "archive/bagger.h"

#include <algorithm>
#include <utility>

#include "archive/evidence.h"
#include "archive/packages.h"
#include "archive/setup.h"
#include "base/digest.h"
#include "record/record.h"

namespace banxin::archive {
namespace {

std::string hashed(const std::string& identity) {
  constexpr std::size_t digits = 24;
  return to_hex(digest(DigestKind::sha256, identity)).substr(0, digits);
}

// Where a package has a picture: by its digest, since a name that a bureau gives is not one for every system.
std::string path_of_picture(const RecordFile& file) {
  constexpr std::size_t digits = 24;
  const char* suffix = file.bytes->starts_with("\x89PNG") ? ".png" : ".jpg";
  return "data/source/pictures/" + file.sha512.substr(0, digits) + suffix;
}

}  // namespace

std::string id_of(const Identity& who) {
  return hashed(who.key());
}

std::string id_of(const Record& record) {
  return id_of(record.identity());
}

bool is_id_of(const Record& record, const std::string& id) {
  const Identity& who = record.identity();
  return id == id_of(record) || id == hashed(who.bureau + "\n" + who.form + "\n" + who.year);
}

Bagger::Bagger(const ValidatedRecord& valid, const Output& report, const Findings& findings, const Setup& setup,
               const import::Imported* imported)
    : id_(id_of(valid.record())),
      source_(source_path(id_), valid.record().bytes(), valid.record().sha512()),
      canonical_("data/source/c14n/" + id_ + ".xml", valid.record().tree().canonical()),
      report_(report_path(id_), report.bytes(), report.sha512()) {
  if (imported != nullptr) {
    const import::FileKindFacts& kind = import::facts_of(imported->kind);
    received_.emplace("data/source/" + id_ + std::string(kind.suffix), imported->bytes);
    metadata_.received_format = std::string(kind.format);
    metadata_.received_media_type = std::string(kind.media_type);
  }
  std::vector<PictureFacts> facts;
  for (const RecordFile& file : valid.record().files()) {
    facts.push_back({file.source, path_of_picture(file), file.sha512});
    const bool known = std::any_of(pictures_.begin(), pictures_.end(),
                                   [&](const BagFile& one) { return one.path == facts.back().path; });
    if (!known) pictures_.emplace_back(facts.back().path, *file.bytes, file.sha512);
  }
  if (!facts.empty()) {
    others_.emplace_back("data/evidence/pictures.json", pictures_evidence(facts, record_sha512()));
  }
  key_ = setup.key_of(valid.record(), received_ ? received_->sha512 : record_sha512());
  const FormFacts& form = setup.parts_->forms.at(valid.record().form().id);
  const Identity& who = valid.record().identity();
  form_sha512_ = form.sha512;
  fonts_sha512_ = setup.parts_->fonts_sha512;
  metadata_.title = report.info().title;
  metadata_.bureau = who.bureau;
  metadata_.form = report.info().subject;
  metadata_.language = report.info().language;
  metadata_.format = std::string(row_of(report.kind()).format);
  metadata_.media_type = std::string(report.media_type());
  if (!report.claims().empty()) metadata_.claim = std::string(report.claims().front());
  metadata_.year = who.year;
  metadata_.date = who.date;
  metadata_.pages = static_cast<int>(report.pages().size());
  record_guide_ = form.guide;
  form_ = who.form;
  for (const EmbeddedFace& face : report.faces()) {
    const FaceInfo& info = setup.parts_->faces.at(face.face).info;
    faces_.push_back({.family = info.family,
                      .version = info.version,
                      .licence = info.licence.empty() ? info.licence_address : info.licence,
                      .postscript_name = info.postscript_name});
  }
  others_.insert(others_.end(), form.files.begin(), form.files.end());
  others_.emplace_back(validation_path, validation_evidence(valid, findings));
  others_.emplace_back("data/evidence/fonts.json", fonts_evidence(report, valid, findings, setup.parts_->faces));
  others_.emplace_back("data/evidence/geometry.json", geometry_evidence(report));
  if (received_) {
    others_.emplace_back("data/evidence/import.json",
                         import_evidence(imported->draft, received_->sha512, record_sha512()));
  }
}

std::vector<BagFile> Bagger::bag(int version, const ArchiveEntryParts* predecessor) const {
  const std::string package = package_name(id_, version);
  BagFile report = report_;
  report.path = report_path(package);
  VersionFacts versions{.id = id_,
                        .version = version,
                        .kind = "first",
                        .record_sha512 = record_sha512(),
                        .predecessor = {},
                        .predecessor_sha512 = {}};
  if (predecessor != nullptr) {
    versions.kind = predecessor->record == record_sha512() ? "remake" : "correction";
    versions.predecessor = predecessor->package;
    versions.predecessor_sha512 = predecessor->sha512;
  }
  std::vector<const BagFile*> inputs = {&source_};
  std::vector<const BagFile*> documents = {&report, &source_};
  if (received_) {
    inputs.push_back(&*received_);
    documents.push_back(&*received_);
  }
  for (const BagFile& picture : pictures_) inputs.push_back(&picture);
  const BuildFacts build{.key = key_,
                         .form_sha512 = form_sha512_,
                         .fonts_sha512 = fonts_sha512_,
                         .inputs = std::move(inputs),
                         .outputs = {&report, &canonical_}};
  std::vector<BagFile> payload = others_;
  payload.emplace_back("data/metadata/record.xml", metadata_record(metadata_, package, documents));
  payload.emplace_back("data/provenance/build.json", build_evidence(build));
  payload.emplace_back("data/provenance/versions.json", versions_evidence(versions));
  payload.push_back(source_);
  payload.push_back(canonical_);
  if (received_) payload.push_back(*received_);
  payload.insert(payload.end(), pictures_.begin(), pictures_.end());
  payload.push_back(std::move(report));
  std::vector<BagFile> guide = bag_guide({.title = metadata_.title,
                                          .bureau = metadata_.bureau,
                                          .year = metadata_.year,
                                          .form = form_,
                                          .id = id_,
                                          .package = package,
                                          .faces = faces_},
                                         payload);
  if (record_guide_) guide.push_back(*record_guide_);
  return complete(std::move(payload),
                  {{"Source-Organization", metadata_.bureau},
                   {"External-Description", metadata_.title},
                   {"Record-Date", metadata_.date},
                   {"External-Identifier", package},
                   {"Bag-Group-Identifier", id_},
                   {"Internal-Sender-Identifier", key_},
                   {"Record-SHA-512", record_sha512()}},
                  std::move(guide));
}

}  // namespace banxin::archive
