#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace banxin {

enum class Severity { note, warning, error };
// As machine-readable output has it: note, warning, error.
std::string_view name_of(Severity severity);

// One sentence in both languages of the program. Neither side is ever empty where a message is required.
struct Bilingual {
  std::string zh = {};
  std::string en = {};

  bool empty() const { return zh.empty() && en.empty(); }
};

// Where something stands in an input, as a person finds it. `line` counts from 1; 0 means that no line is known (a
// missing file, say). `xpath` uses local names with positions, /record/chapter[2]/p[1], and is empty outside XML.
struct Place {
  std::string file = {};
  int line = 0;
  std::string xpath = {};
};

struct RelatedPlace {
  Place place;
  Bilingual note;  // what stands there: 收到申请数 275
};

// One finding. `code` is stable over versions and languages: a rule's id of the form or a word of the program's
// own catalogue (codes.h: xml-malformed). The message states the figure or character at fault; the hint says what to
// do.
struct Diagnostic {
  std::string code;
  Severity severity = Severity::error;
  Place place = {};
  Bilingual message = {};
  Bilingual hint = {};
  std::vector<RelatedPlace> related = {};
};

using Findings = std::vector<Diagnostic>;

bool has_errors(const Findings& findings);

// Moves all of `more` behind `findings`.
void append(Findings& findings, Findings more);

}  // namespace banxin
