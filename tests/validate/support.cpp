#include "support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "xml/xml.h"

namespace banxin::test {
namespace {

// Before any test, as a program does it at its start.
const bool initialised = (xml::initialise(), true);

const std::string source_folder = BANXIN_SOURCE_DIR;

const std::vector<std::pair<std::string, std::string>>& filled_rows() {
  static const std::vector<std::pair<std::string, std::string>> rows = {
      {"disclosed", "394"},
      {"disclosed.normative", "5"},
      {"normative.issued", "6"},
      {"channels.gazette", "5"},
      {"channels.website", "394"},
      {"channels.weibo", "22"},
      {"channels.wechat", "117"},
      {"channels.other", "0"},
      {"responses", "9"},
      {"response-channels.press-conference", "3"},
      {"response-channels.press-conference.principal", "2"},
      {"response-channels.interview", "4"},
      {"response-channels.interview.principal", "1"},
      {"response-channels.interpretation", "7"},
      {"response-channels.weibo-wechat", "6"},
      {"response-channels.other", "1"},
      {"received", "12"},
      {"received.in-person", "3"},
      {"received.fax", "1"},
      {"received.network", "6"},
      {"received.letter", "2"},
      {"concluded", "12"},
      {"concluded.on-time", "10"},
      {"concluded.extended", "2"},
      {"answered", "12"},
      {"answered.already-disclosed", "2"},
      {"answered.granted", "1"},
      {"answered.partly-granted", "1"},
      {"answered.refused", "4"},
      {"refused.state-secret", "1"},
      {"refused.trade-secret", "1"},
      {"refused.privacy", "1"},
      {"refused.security", "0"},
      {"refused.not-government-information", "1"},
      {"refused.other", "0"},
      {"answered.not-this-organ", "1"},
      {"answered.not-existing", "1"},
      {"answered.to-be-amended", "1"},
      {"answered.other-way", "1"},
      {"reconsideration", "3"},
      {"reconsideration.upheld", "1"},
      {"reconsideration.corrected", "1"},
      {"reconsideration.other", "1"},
      {"litigation", "2"},
      {"litigation.upheld", "1"},
      {"litigation.corrected", "0"},
      {"litigation.other", "1"},
      {"complaints", "1"},
      {"fees", "0.018"},
      {"offices", "1"},
      {"reading-points", "2"},
      {"staff", "5"},
      {"staff.full-time", "2"},
      {"staff.part-time", "3"},
      {"funds", "12.50"},
      {"meetings", "4"},
      {"courses", "2"},
      {"participants", "60"},
  };
  return rows;
}

std::string row_text(const std::string& id, const std::string& value) {
  return "<row id=\"" + id + "\">" + value + "</row>\n";
}

std::string record_text(const std::string& inside, const std::string& rows) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<record xmlns=\"urn:banxin:record:1\" form=\"disclosure-2018\" year=\"2018\">\n"
         "<bureau>某局</bureau>\n<title>某局2018年度报告</title>\n" +
         inside + "<chapter><heading>统计表</heading>\n<statistics>\n" + rows + "</statistics></chapter>\n</record>\n";
}

const char* word_of(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "note";
}

}  // namespace

Form form_of(const std::string& id) {
  return {.id = id,
          .folder = source_folder + "/layouts/" + id,
          .common_folder = source_folder + "/layouts/common",
          .name = {"年度报告", "Annual report"},
          .first_year = 2000,
          .last_year = 9999,
          .page_style = "gbt9704"};
}

Form the_form() {
  Form form = form_of("disclosure-2018");
  form.first_year = 2014;
  form.last_year = 2018;
  return form;
}

const validate::Checker& checker_of(const std::string& form) {
  static std::map<std::string, validate::Checker> checkers;
  const auto known = checkers.find(form);
  if (known != checkers.end()) return known->second;
  auto loaded = validate::Checker::load(form_of(form));
  if (!loaded) throw std::runtime_error(listing(loaded.findings()));
  return checkers.emplace(form, *loaded).first->second;
}

const validate::Checker& the_checker() {
  return checker_of(the_form().id);
}

std::string filled_record(const Row& changes, const std::string& inside, const std::string& own) {
  std::string rows;
  for (const auto& [id, value] : filled_rows()) {
    const auto changed = changes.find(id);
    if (changed == changes.end()) {
      rows += row_text(id, value);
    } else if (changed->second != "absent") {
      rows += row_text(id, changed->second);
    }
  }
  return record_text(inside, rows + own);
}

std::string record_with_text(const std::string& paragraph, const Row& rows) {
  std::string table;
  for (const auto& [id, value] : rows) table += row_text(id, value);
  return record_text(
      "<chapter><heading>概述</heading>\n<p>" + paragraph + "</p><p>2018年，我局发布信息5条。</p></chapter>\n", table);
}

Record read(const std::string& bytes, const Form& form) {
  auto record = record::read(bytes, "r.xml", {form});
  if (!record) throw std::runtime_error(listing(record.findings()));
  return *std::move(record);
}

validate::Report report_on(const std::string& bytes) {
  return the_checker().report(read(bytes));
}

std::string summary(const Findings& findings) {
  std::string out;
  for (const Diagnostic& one : findings) {
    if (one.severity == Severity::note) continue;
    out += (out.empty() ? "" : "; ") + std::string(word_of(one.severity)) + " " + one.code;
  }
  return out;
}

std::string listing(const Findings& findings) {
  std::string out;
  for (const Diagnostic& one : findings) {
    out += std::string(word_of(one.severity)) + "[" + one.code + "] " + std::to_string(one.place.line) + " " +
           one.place.xpath + "\n  " + one.message.zh + "\n  " + one.message.en + "\n  " + one.hint.zh + "\n  " +
           one.hint.en + "\n";
    for (const RelatedPlace& related : one.related) {
      out += "    " + std::to_string(related.place.line) + " " + related.place.xpath + " " + related.note.zh + " | " +
             related.note.en + "\n";
    }
  }
  return out;
}

std::string verdict(const validate::Report& report, const std::string& rule) {
  using Verdict = validate::RuleOutcome::Verdict;
  for (const validate::RuleOutcome& outcome : report.rules) {
    if (outcome.id != rule) continue;
    if (outcome.verdict == Verdict::held) return "held";
    return outcome.verdict == Verdict::broken ? "broken" : "not assessable";
  }
  return "no such rule";
}

Diagnostic finding(const Findings& findings, const std::string& code) {
  const auto found =
      std::find_if(findings.begin(), findings.end(), [&](const Diagnostic& one) { return one.code == code; });
  if (found != findings.end()) return *found;
  ADD_FAILURE() << "no finding " << code << " in:\n" << listing(findings);
  return {};
}

FormFolder::FormFolder(const std::map<std::string, std::string>& files) : path_(root_.path("form")) {
  // The form's folder with the shared one beside it, as they stand under layouts/.
  const std::string layouts = std::filesystem::path(the_form().folder).parent_path().string();
  std::filesystem::copy(layouts + "/common", root_.path("common"));
  std::filesystem::copy(the_form().folder, path_);
  for (const auto& [name, text] : files) {
    std::filesystem::remove(path_ + "/" + name);
    if (!text.empty()) root_.write("form/" + name, text);
  }
}

Form FormFolder::form() const {
  Form form = the_form();
  form.folder = path_;
  form.common_folder = root_.path("common");
  return form;
}

std::string read_all(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace banxin::test
