#include "support.h"

namespace banxin::test {
namespace {

// Before any test, as a program does it at its start.
const bool initialised = (xml::initialise(), true);

}  // namespace

Form form_named(const std::string& id) {
  Form form;
  form.id = id;
  form.folder = "layouts/" + id;
  form.name = {"年度报告", "Annual report"};
  form.first_year = 2014;
  form.last_year = 2018;
  form.page_style = "gbt9704";
  return form;
}

std::string record_with(std::string_view inside, const std::string& encoding) {
  return "<?xml version=\"1.0\" encoding=\"" + encoding +
         "\"?>\n<record xmlns=\"urn:banxin:record:1\" form=\"disclosure-2018\" year=\"2018\">\n" + std::string(inside) +
         "\n</record>\n";
}

Result<Record> read(const std::string& bytes) {
  return record::read(bytes, "r.xml", {form_named("disclosure-2018")});
}

std::string listing(const Findings& findings) {
  std::string out;
  for (const Diagnostic& d : findings) {
    const char* severity = d.severity == Severity::error     ? "error"
                           : d.severity == Severity::warning ? "warning"
                                                             : "note";
    out += d.place.file + ":" + std::to_string(d.place.line) + ": " + severity + "[" + d.code + "] " + d.place.xpath +
           "\n  " + d.message.zh + " | " + d.hint.zh + "\n  " + d.message.en + " | " + d.hint.en + "\n";
  }
  return out;
}

std::string codes(const Findings& findings) {
  std::string out;
  for (const Diagnostic& d : findings) out += (out.empty() ? "" : " ") + d.code;
  return out;
}

}  // namespace banxin::test
