#include "archive/evidence.h"

#include <string_view>
#include <utility>

#include "archive/json.h"
#include "base/codes.h"

namespace banxin::archive {
namespace {

// Raised when a reader of the old documents could misread the new ones; adding members does not need it.
constexpr int schema_version = 1;

Json document(const char* name) {
  return {{"schema", std::string("urn:banxin:evidence:") + name}, {"version", schema_version}};
}

std::string to_text(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json json_of(const Bilingual& text) {
  return {{"zh", text.zh}, {"en", text.en}};
}

// Places are those in this package's record; the file's name at the sender is not evidence (AR-91).
Json json_of(const Diagnostic& finding) {
  Json json = {{"code", finding.code}, {"severity", name_of(finding.severity)}};
  if (finding.place.line > 0) json["line"] = finding.place.line;
  if (!finding.place.xpath.empty()) json["xpath"] = finding.place.xpath;
  json["message"] = json_of(finding.message);
  for (const RelatedPlace& related : finding.related) {
    json["related"].push_back(
        {{"line", related.place.line}, {"xpath", related.place.xpath}, {"note", json_of(related.note)}});
  }
  return json;
}

// Findings about the record; those about fonts or forms are about this machine, those of its import have a document of
// their own.
Json about_record(const Findings& findings, const std::string& file, std::string_view code = {}) {
  Json list = Json::array();
  for (const Diagnostic& finding : findings) {
    const bool its_own = finding.place.file == file && !finding.code.starts_with("import-");
    if (its_own && (code.empty() || finding.code == code)) list.push_back(json_of(finding));
  }
  return list;
}

// In whole thousandths of a millimetre, rounded: no binary floating point.
std::int64_t micrometres(Length length) {
  const std::int64_t scaled = length.units() * 1000;
  const std::int64_t half = Length::units_per_mm / 2;
  return (scaled >= 0 ? scaled + half : scaled - half) / Length::units_per_mm;
}

Json files_of(const std::vector<const BagFile*>& files) {
  Json list = Json::array();
  for (const BagFile* file : files) list.push_back({{"path", file->path}, {"sha512", file->sha512}});
  return list;
}

Json libraries() {
  Json list = Json::object();
  std::string_view rest = BANXIN_LIBRARIES;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    const std::size_t equals = one.find('=');
    list[std::string(one.substr(0, equals))] = one.substr(equals + 1);
  }
  return list;
}

}  // namespace

std::string validation_evidence(const ValidatedRecord& record, const Findings& findings) {
  Json json = document("validation");
  json["judged"] = {{"record", record.record().sha512()}};
  if (!record.previous().empty()) json["compared-with"] = {{"record", record.previous()}};
  json["form"] = record.record().form().id;
  Json list = about_record(findings, record.record().file());
  bool warned = false;
  for (const Json& finding : list) warned = warned || finding["severity"] == "warning";
  json["verdict"] = warned ? "pass-with-warnings" : "pass";
  json["rules"] = Json::array();
  for (const validate::RuleOutcome& rule : record.rules()) {
    json["rules"].push_back({{"id", rule.id}, {"verdict", name_of(rule.verdict)}});
  }
  json["findings"] = std::move(list);
  return to_text(json);
}

std::string fonts_evidence(const Output& report, const ValidatedRecord& record, const Findings& findings,
                           const std::map<FaceId, FaceFacts>& faces) {
  Json json = document("fonts");
  json["judged"] = {{"report", report.sha512()}};
  json["faces"] = Json::array();
  for (const EmbeddedFace& face : report.faces()) {
    const FaceFacts& facts = faces.at(face.face);
    json["faces"].push_back({{"name", face.postscript_name},
                             {"family", facts.info.family},
                             {"face-version", facts.info.version},
                             {"index", facts.info.index},
                             {"sha512", facts.sha512},
                             {"glyphs", face.glyphs}});
    Json& json_face = json["faces"].back();
    for (const auto& [name, words] : {std::pair{"copyright", &facts.info.copyright},
                                      {"licence", &facts.info.licence},
                                      {"licence-address", &facts.info.licence_address}}) {
      if (!words->empty()) json_face[name] = *words;
    }
  }
  json["fallbacks"] = about_record(findings, record.record().file(), code::text_fallback_face);
  return to_text(json);
}

std::string geometry_evidence(const Output& report) {
  Json json = document("geometry");
  json["judged"] = {{"report", report.sha512()}};
  json["claims"] = report.claims();
  json["unit"] = "0.001 mm";
  json["pages"] = Json::array();
  for (const PageFacts& page : report.pages()) {
    json["pages"].push_back({{"width", micrometres(page.width)},
                             {"height", micrometres(page.height)},
                             {"label", page.label},
                             {"left", micrometres(page.left)},
                             {"top", micrometres(page.top)},
                             {"right", micrometres(page.right)},
                             {"bottom", micrometres(page.bottom)},
                             {"baselines", page.baselines},
                             {"glyphs", page.glyphs}});
  }
  return to_text(json);
}

std::string import_evidence(const import::Draft& draft, const std::string& received_sha512,
                            const std::string& record_sha512) {
  Json json = document("import");
  json["judged"] = {{"received", received_sha512}, {"record", record_sha512}};
  json["kind"] = json_of(draft.sources.front().kind);
  json["values"] = Json::array();
  for (const import::Value& value : draft.values) {
    Json one = {{"part", value.part},
                {"written", value.written},
                {"source", value.source},
                {"at", json_of(import::where(value.spot))},
                {"sure", import::name_of(value.sure)}};
    for (const Bilingual& told : value.told) one["told"].push_back(json_of(told));
    json["values"].push_back(std::move(one));
  }
  json["unused"] = Json::array();
  for (const import::Leftover& one : draft.unused) {
    json["unused"].push_back({{"text", one.text}, {"at", json_of(import::where(one.spot))}, {"why", json_of(one.why)}});
  }
  json["findings"] = Json::array();
  for (const Diagnostic& finding : draft.findings) json["findings"].push_back(json_of(finding));
  return to_text(json);
}

std::string pictures_evidence(const std::vector<PictureFacts>& pictures, const std::string& record_sha512) {
  Json json = document("pictures");
  json["judged"] = {{"record", record_sha512}};
  json["pictures"] = Json::array();
  for (const PictureFacts& one : pictures) {
    json["pictures"].push_back({{"source", one.source}, {"path", one.path}, {"sha512", one.sha512}});
  }
  return to_text(json);
}

std::string build_evidence(const BuildFacts& facts) {
  Json json = document("build");
  json["program"] = {{"name", "banxin"}, {"version", BANXIN_VERSION}};
  json["libraries"] = libraries();
  json["key"] = facts.key;
  json["form"] = facts.form_sha512;
  json["fonts"] = facts.fonts_sha512;
  json["inputs"] = files_of(facts.inputs);
  json["outputs"] = files_of(facts.outputs);
  return to_text(json);
}

std::string versions_evidence(const VersionFacts& facts) {
  Json json = document("versions");
  json["judged"] = {{"record", facts.record_sha512}};
  json["id"] = facts.id;
  json["number"] = facts.version;
  json["kind"] = facts.kind;
  if (!facts.predecessor.empty()) {
    json["predecessor"] = {{"package", facts.predecessor}, {"tagmanifest-sha512", facts.predecessor_sha512}};
  }
  return to_text(json);
}

}  // namespace banxin::archive
