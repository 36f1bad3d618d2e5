#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "base/unseen.h"
#include "base/utf8.h"
#include "base/xml_writer.h"
#include "feedback/feedback.h"
#include "record/characters.h"
#include "record/record.h"

namespace banxin::feedback {
namespace {

// What a cell of the sheet takes without filling a page: the table of all findings has the whole.
constexpr std::size_t most_place = 120;
constexpr std::size_t most_problem = 240;
constexpr std::size_t most_stands = 160;
constexpr std::size_t most_expected = 180;
constexpr std::size_t most_bureau = 100;
constexpr std::size_t most_words = 200;  // deadline and contact

// Makes texts printable: what quotes a fault may hold it.
class Printable {
 public:
  explicit Printable(const std::function<bool(char32_t)>& can_print) : can_print_(can_print) {}

  std::string operator()(std::string_view text, std::size_t most) const {
    const std::string visible = shown(on_one_line(text));
    std::string out;
    for (std::string_view rest = visible; !rest.empty();) {
      const char32_t character = take_character(rest);
      if (is_white_space(character)) {
        out += ' ';
      } else if (can_stand(character)) {
        append_utf8(out, character);
      } else {
        out += code_point_name(character);
      }
    }
    return shortened(out, most);
  }

 private:
  bool can_stand(char32_t character) const {
    return record::fault_of(character) == record::CharacterFault::none && record::pasted(character) == nullptr &&
           record::unsupported_script(character) == nullptr && can_print_(character);
  }

  const std::function<bool(char32_t)>& can_print_;
};

std::string year_for(const Identity& who, const Form& sheet) {
  const int year = who.year_number();
  return sheet.serves(year) ? who.year : std::string();
}

void write(XmlWriter& xml, const Remark& remark, Language language, const Printable& printable) {
  xml.begin("finding");
  xml.attribute("severity", name_of(remark.severity));
  // A rule has a number that people can quote; the program's own codes are for programs.
  if (find_code(remark.code) == nullptr) xml.attribute("rule", printable(remark.code, most_bureau));
  xml.element("place", printable(in(language, remark.place), most_place));
  xml.element("problem", printable(in(language, remark.problem), most_problem));
  xml.element("stands", printable(in(language, remark.stands), most_stands));
  xml.element("expected", printable(in(language, remark.expected), most_expected));
  xml.end();
}

void write(XmlWriter& xml, const Submission& submission, Language language, const Printable& printable) {
  xml.begin("submission");
  xml.attribute("errors", std::to_string(submission.errors));
  xml.attribute("warnings", std::to_string(submission.warnings));
  xml.element("file", printable(submission.file, most_words));
  for (const Severity severity : {Severity::error, Severity::warning}) {
    for (const Remark& remark : submission.remarks) {
      if (remark.severity == severity) write(xml, remark, language, printable);
    }
  }
  if (!submission.more.empty()) xml.element("more", printable(in(language, submission.more), most_problem));
  xml.end();
}

}  // namespace

std::string sheet_record(const std::vector<Submission>& submissions, const Letter& letter, const Form& sheet,
                         const std::function<bool(char32_t)>& can_print) {
  const Printable printable(can_print);
  const Language language = letter.language;
  const Identity& who = submissions.front().who;
  XmlWriter xml;
  xml.begin("record").attribute("xmlns", record::namespace_uri).attribute("form", sheet.id);
  if (const std::string year = year_for(who, sheet); !year.empty()) xml.attribute("year", year);
  xml.attribute("xml:lang", language == Language::zh ? "zh" : "en");
  xml.element("bureau", printable(who.bureau, most_bureau));
  xml.element("report", printable(in(language, submissions.front().form_name), most_bureau));
  if (!letter.deadline.empty()) xml.element("deadline", printable(letter.deadline, most_words));
  if (!letter.contact.empty()) xml.element("contact", printable(letter.contact, most_words));
  for (const Submission& submission : submissions) {
    // A file without a fault needs no table.
    if (submission.errors + submission.warnings > 0) write(xml, submission, language, printable);
  }
  xml.end();
  return std::move(xml).finish();
}

std::string sheet_name(const Identity& who, std::string_view file) {
  if (is_all_white(who.bureau)) {
    const std::string_view name = file.substr(file.rfind('/') + 1);
    return std::string(name.substr(0, std::min(name.rfind('.'), name.size())));
  }
  const std::string bureau = on_one_line(who.bureau);
  return who.year_number() == 0 ? bureau : who.year + "-" + bureau;
}

std::string sheet_key(const Identity& who, std::string_view file) {
  std::string bureau = record::name_key(who.bureau);
  return bureau.empty() ? fmt::format("\n{}", file) : fmt::format("{}\n{}", bureau, who.year);
}

}  // namespace banxin::feedback
