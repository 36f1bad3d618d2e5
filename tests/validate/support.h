#pragma once

#include <map>
#include <string>
#include <vector>

#include "record/record.h"
#include "support/temporary_folder.h"
#include "validate/validate.h"

namespace banxin::test {

// A form as it lies in layouts/, for all years.
Form form_of(const std::string& id);
const validate::Checker& checker_of(const std::string& form);
// The form whose rules are tested, as it lies in layouts/.
Form the_form();
const validate::Checker& the_checker();

// Values of rows by their ids.
using Row = std::map<std::string, std::string>;

// A record of the form with every row filled and every rule kept, but for these rows: a value replaces the row's, and
// "absent" takes the row out. `inside` stands before the chapter with the table, `own` in the table behind its rows.
std::string filled_record(const Row& changes = {}, const std::string& inside = "", const std::string& own = "");

// A record with one paragraph, and these rows alone.
std::string record_with_text(const std::string& paragraph, const Row& rows);

Record read(const std::string& bytes, const Form& form = the_form());
validate::Report report_on(const std::string& bytes);

// "error A-1; warning N-2": what was found, notes left out.
std::string summary(const Findings& findings);
// Severity, code, line, path, messages, hint, related places: for expectations in files.
std::string listing(const Findings& findings);
// "held", "broken", "not assessable"; "no such rule".
std::string verdict(const validate::Report& report, const std::string& rule);
// The first finding with the code; fails the test when there is none.
Diagnostic finding(const Findings& findings, const std::string& code);

// A folder that holds a form of its own: a copy of the form's files with some replaced. Removed with the object.
class FormFolder {
 public:
  explicit FormFolder(const std::map<std::string, std::string>& files);

  Form form() const;

 private:
  TemporaryFolder root_;
  std::string path_;
};

std::string read_all(const std::string& path);

}  // namespace banxin::test
