#include <algorithm>
#include <iterator>
#include <set>

#include "base/xml_writer.h"
#include "record/record.h"
#include "validate/validate.h"

namespace banxin::validate {
namespace {

constexpr const char* svrl_namespace = "http://purl.oclc.org/dsdl/svrl";

// /record/chapter[2]/@id as an expression that finds it: /r:record/r:chapter[2]/@id.
std::string location_of(const std::string& path) {
  if (path.empty()) return "/";
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    out += path[i];
    const bool step = path[i] == '/' && i + 1 < path.size() && path[i + 1] != '@';
    if (step && std::string_view(path).substr(i + 1, 6) != "text()") out += "r:";
  }
  return out;
}

class SvrlWriter {
 public:
  explicit SvrlWriter(const Report& report) : report_(report) {}

  std::string write() && {
    to_.begin("svrl:schematron-output").attribute("xmlns:svrl", svrl_namespace);
    to_.attribute("title", report_.form.empty() ? report_.file : report_.form + ": " + report_.file);
    to_.attribute("schemaVersion", "iso");
    write_prefix(record::namespace_uri, "r");
    write_prefix("urn:banxin:rules:1", "n");
    write_rules();
    write_others();
    // The standard requires at least one pattern.
    if (!any_pattern_) write_pattern("record", "/");
    to_.end();
    return std::move(to_).finish();
  }

 private:
  void write_prefix(const char* uri, const char* prefix) {
    to_.begin("svrl:ns-prefix-in-attribute-values").attribute("uri", uri).attribute("prefix", prefix).end();
  }

  void write_pattern(const std::string& name, const std::string& context) {
    to_.begin("svrl:active-pattern").attribute("name", name).end();
    to_.begin("svrl:fired-rule").attribute("context", context).end();
    any_pattern_ = true;
  }

  void write_rules() {
    for (const FiredRule& fired : report_.fired) {
      write_pattern(fired.pattern, fired.context);
      for (const FiredRule::Failure& failure : fired.failures) {
        write_failure(failure.finding, failure.report, failure.test);
        told_.insert(failure.finding.code);
      }
    }
  }

  // What schema, narrative or the reading of the record found: a pattern for each code, in the order of the findings.
  void write_others() {
    for (const Diagnostic& first : report_.findings) {
      if (!told_.insert(first.code).second) continue;
      write_pattern(first.code, "/");
      for (const Diagnostic& finding : report_.findings) {
        if (finding.code == first.code) write_failure(finding, finding.severity == Severity::note, finding.code);
      }
    }
  }

  void write_failure(const Diagnostic& finding, bool report, const std::string& test) {
    to_.begin(report ? "svrl:successful-report" : "svrl:failed-assert").attribute("id", finding.code);
    to_.attribute("location", location_of(finding.place.xpath)).attribute("test", test);
    to_.attribute("role", name_of(finding.severity));
    write_diagnostic(finding.code + ".en", "en", finding.message.en);
    write_diagnostic(finding.code + ".hint.zh", "zh", finding.hint.zh);
    write_diagnostic(finding.code + ".hint.en", "en", finding.hint.en);
    write_text("zh", finding.message.zh);
    to_.end();
  }

  void write_diagnostic(const std::string& id, const char* language, const std::string& text) {
    if (text.empty()) return;
    to_.begin("svrl:diagnostic-reference").attribute("diagnostic", id);
    write_text(language, text);
    to_.end();
  }

  void write_text(const char* language, const std::string& text) {
    to_.begin("svrl:text").attribute("xml:lang", language).text(text).end();
  }

  const Report& report_;
  XmlWriter to_;
  std::set<std::string> told_;
  bool any_pattern_ = false;
};

}  // namespace

std::string to_svrl(const Report& report) {
  return SvrlWriter(report).write();
}

}  // namespace banxin::validate
