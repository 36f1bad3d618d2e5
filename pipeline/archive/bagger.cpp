#include "archive/bagger.h"

#include "archive/evidence.h"
#include "archive/packages.h"
#include "archive/setup.h"
#include "base/digest.h"
#include "record/record.h"

namespace banxin::archive {
namespace {

// Of the record's own namespace; every form has them (layouts/record.md).
std::string child_text(const xml::Node& root, std::string_view name) {
  for (const xml::Node& child : root.elements()) {
    if (!record::is_element(child, name)) continue;
    const std::string text = child.text();
    constexpr const char* space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(space);
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(space) - first + 1);
  }
  return {};
}

}  // namespace

std::string id_of(const Record& record) {
  constexpr std::size_t digits = 24;
  const xml::Node root = record.tree().root();
  const std::string identity =
      child_text(root, "bureau") + "\n" + record.form().id + "\n" + root.attribute("year").value_or("");
  return to_hex(digest(DigestKind::sha256, identity)).substr(0, digits);
}

Bagger::Bagger(const ValidatedRecord& valid, const PdfFile& pdf, const Findings& findings, const Setup& setup)
    : id_(id_of(valid.record())),
      key_(setup.key_of(valid.record())),
      source_("data/source/" + id_ + ".xml", valid.record().bytes(), valid.record().sha512()),
      canonical_("data/source/c14n/" + id_ + ".xml", valid.record().tree().canonical()),
      report_("data/report/" + id_ + ".pdf", pdf.bytes, pdf.sha512) {
  const FormFacts& form = setup.parts_->forms.at(valid.record().form().id);
  const xml::Node root = valid.record().tree().root();
  form_sha512_ = form.sha512;
  fonts_sha512_ = setup.parts_->fonts_sha512;
  metadata_ = {.title = pdf.info.title,
               .bureau = child_text(root, "bureau"),
               .form = pdf.info.subject,
               .language = pdf.info.language,
               .claim = pdf.claims.empty() ? std::string() : pdf.claims.front(),
               .year = root.attribute("year").value_or(""),
               .date = root.attribute("date").value_or(""),
               .pages = pdf.pages};
  others_ = form.files;
  others_.emplace_back("data/evidence/validation.json", validation_evidence(valid, findings));
  others_.emplace_back("data/evidence/fonts.json", fonts_evidence(pdf, valid, findings, setup.parts_->faces));
  others_.emplace_back("data/evidence/geometry.json", geometry_evidence(pdf));
}

std::vector<BagFile> Bagger::bag(int version, const ArchiveEntry* predecessor) const {
  const std::string package = package_name(id_, version);
  BagFile report = report_;
  report.path = "data/report/" + package + ".pdf";
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
  const BuildFacts build{.key = key_,
                         .form_sha512 = form_sha512_,
                         .fonts_sha512 = fonts_sha512_,
                         .inputs = {&source_},
                         .outputs = {&report, &canonical_}};
  std::vector<BagFile> payload = others_;
  payload.emplace_back("data/metadata/record.xml", metadata_record(metadata_, package, {&report, &source_}));
  payload.emplace_back("data/provenance/build.json", build_evidence(build));
  payload.emplace_back("data/provenance/versions.json", versions_evidence(versions));
  payload.push_back(source_);
  payload.push_back(canonical_);
  payload.push_back(std::move(report));
  return seal(std::move(payload), {{"Source-Organization", metadata_.bureau},
                                   {"External-Description", metadata_.title},
                                   {"Bagging-Date", metadata_.date},
                                   {"External-Identifier", package},
                                   {"Bag-Group-Identifier", id_},
                                   {"Internal-Sender-Identifier", key_},
                                   {"Record-SHA-512", record_sha512()}});
}

}  // namespace banxin::archive
