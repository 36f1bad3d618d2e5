#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "base/xml_text.h"
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

  std::string write() {
    line(R"(<?xml version="1.0" encoding="UTF-8"?>)");
    line(fmt::format(R"(<svrl:schematron-output xmlns:svrl="{}" title="{}" schemaVersion="iso">)", svrl_namespace,
                     xml_escaped(report_.form.empty() ? report_.file : report_.form + ": " + report_.file)));
    line(fmt::format(R"(  <svrl:ns-prefix-in-attribute-values uri="{}" prefix="r"/>)", record::namespace_uri));
    line(R"(  <svrl:ns-prefix-in-attribute-values uri="urn:banxin:rules:1" prefix="n"/>)");
    write_rules();
    write_others();
    // At least one pattern must stand there.
    if (!any_pattern_) write_pattern("record", "/");
    line("</svrl:schematron-output>");
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += text + "\n"; }

  void write_pattern(const std::string& name, const std::string& context) {
    line(fmt::format("  <svrl:active-pattern name=\"{}\"/>", xml_escaped(name)));
    line(fmt::format("  <svrl:fired-rule context=\"{}\"/>", xml_escaped(context)));
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
    const char* element = report ? "successful-report" : "failed-assert";
    line(fmt::format(R"(  <svrl:{} id="{}" location="{}" test="{}" role="{}">)", element, xml_escaped(finding.code),
                     xml_escaped(location_of(finding.place.xpath)), xml_escaped(test), name_of(finding.severity)));
    write_diagnostic(finding.code + ".en", "en", finding.message.en);
    write_diagnostic(finding.code + ".hint.zh", "zh", finding.hint.zh);
    write_diagnostic(finding.code + ".hint.en", "en", finding.hint.en);
    line(fmt::format("    <svrl:text xml:lang=\"zh\">{}</svrl:text>", xml_escaped(finding.message.zh)));
    line(fmt::format("  </svrl:{}>", element));
  }

  void write_diagnostic(const std::string& id, const char* language, const std::string& text) {
    if (text.empty()) return;
    line(fmt::format("    <svrl:diagnostic-reference diagnostic=\"{}\">", xml_escaped(id)));
    line(fmt::format("      <svrl:text xml:lang=\"{}\">{}</svrl:text>", language, xml_escaped(text)));
    line("    </svrl:diagnostic-reference>");
  }

  const Report& report_;
  std::string out_;
  std::set<std::string> told_;
  bool any_pattern_ = false;
};

}  // namespace

std::string to_svrl(const Report& report) {
  return SvrlWriter(report).write();
}

}  // namespace banxin::validate
