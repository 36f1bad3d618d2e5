#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/language.h"
#include "forms/labels.h"
#include "forms/vocabulary.h"
#include "record/form.h"
#include "record/identity.h"
#include "xml/xml.h"

// What goes back to a bureau: the findings on its record, in words that it can act on, as a sheet for the bureau and as
// a table for the office that collects the records.
namespace banxin::feedback {

// A finding as a bureau is told of it.
struct Remark {
  Severity severity = Severity::error;
  std::string code;
  int line = 0;  // of the file; 0: none is known
  Bilingual place = {};  // 三、收到和处理政府信息公开申请情况，统计表，“（一）予以公开”行，“总计”栏
  Bilingual problem = {};
  Bilingual stands = {};    // what stands there; empty when it is more than a value or two
  Bilingual expected = {};  // what to do
};

// A file that was sent, and all that was found in it.
struct Submission {
  std::string file;
  Identity who;         // what could be read of it
  Bilingual form_name;  // empty when the form is unknown
  std::vector<Remark> remarks;
  std::size_t errors = 0, warnings = 0;
  Bilingual more;  // what is not among the remarks because there are too many; empty: nothing
};

// How the words of a form name the places of its records; those of an unknown form have lines alone.
struct FormWords {
  const forms::Labels* labels = nullptr;
  const forms::Vocabulary* vocabulary = nullptr;
};

// The findings on a file. `tree`: what the file holds, null when it cannot be read as XML; `form`: the one it names, or
// null. Findings about anything else, a face or a form, are the office's own business and are left out.
Submission submission_of(const std::string& file, Identity who, const xml::Tree* tree, const Form* form,
                         const FormWords& words, const Findings& findings);

// The place in the form's words, from the whole to the part; the path is the finding's (Place). As much of it as there
// is in the tree.
Bilingual place_in_words(const xml::Tree& tree, const FormWords& words, std::string_view xpath);

// What a sheet says besides.
struct Letter {
  std::string deadline;  // a day, or words; empty: none
  std::string contact;   // empty: none
  Language language = Language::zh;
};

// Whether a bureau has something to answer. Notes ask for nothing.
bool needs_answer(const std::vector<Submission>& submissions);

// The record of a sheet, for the form `sheet`: what one bureau sent for one year, and what is wrong with it. A
// character that `can_print` denies, or that no record may hold, is written as its code point.
std::string sheet_record(const std::vector<Submission>& submissions, const Letter& letter, const Form& sheet,
                         const std::function<bool(char32_t)>& can_print);

// The name of a sheet's files without their suffix, before it is told apart from others: 2023-瑞安市商务局; of what
// cannot be read, the name of its file.
std::string sheet_name(const Identity& who, std::string_view file);

// One key for all that one bureau sent for one year; what cannot be identified has its own.
std::string sheet_key(const Identity& who, std::string_view file);

// The table of all findings of a run (base/csv.h): its head, and the lines of a file, one for each finding, notes too;
// one that says so where there is none.
std::string table_head();
std::string table_lines(const Submission& submission, Language language);

}  // namespace banxin::feedback
