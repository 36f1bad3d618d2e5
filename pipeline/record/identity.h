#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace banxin {

// Whose report a record is, and which: the one place that says so (D-12). What the record holds, before any form has
// accepted it: a part that it lacks is empty.
struct Identity {
  std::string bureau;  // as it is printed, without the white space around it
  std::string form;    // the form's id
  std::string year;    // as it is written: the year reported on
  std::string date;    // as it is written: the report's own
  std::string title;   // as it is printed, on one line

  // 0 when `year` is not a year of four digits.
  int year_number() const;
  // Made from bureau, form and year: all versions of one report have the same key. It is for comparing, not for
  // reading.
  std::string key() const;
};

namespace record {

// One spelling for all names that a reader cannot tell apart (D-12): white space of any kind is left out but for one
// blank between two words of ASCII letters or digits; so is what is invisible; full-width letters and digits become
// ASCII, brackets （ and ）, and radicals and compatibility ideographs the unified ideographs that they stand for. A
// name that is plainly written is its own key. The key is for comparing: a name is printed as it was written.
std::string name_key(std::string_view name);

// Where the name has a blank that its key leaves out: the blank's first byte; nothing when there is none. Blanks around
// the name do not count.
std::optional<std::size_t> needless_blank(std::string_view name);

// Whether `brief` can be a short form of the name `full`: what is left of its key without 和、与、及 stands in the full
// name's in the same order. 市发改委 and 发展改革委员会 can be short forms of 云岭市发展和改革委员会; 市教育局 cannot.
bool is_short_form(std::string_view brief, std::string_view full);

}  // namespace record
}  // namespace banxin
