#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
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

// As people read it: 错误, error.
Bilingual word_for(Severity severity);

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

// Findings in the order in which they were made: a list that can be looked through and sorted. However many are added,
// it stays small: the first `most_in_full` are held, errors before warnings before notes, and of all others only how
// many there were of each code. A message that quotes without end is cut, and so are further places without end.
class Findings {
 public:
  static constexpr std::size_t most_in_full = 200;

  using value_type = Diagnostic;
  using iterator = std::vector<Diagnostic>::iterator;
  using const_iterator = std::vector<Diagnostic>::const_iterator;
  // How many there are of a severity and a code.
  using Counts = std::map<std::pair<Severity, std::string>, std::size_t>;

  Findings() = default;
  Findings(std::initializer_list<Diagnostic> findings);
  // Holds every finding: for those who report on more than one record.
  static Findings without_limit();

  // Where there is no room, a finding that weighs less makes some: the last of the lightest.
  void push_back(Diagnostic finding);
  // Whether such a finding would be held: one that would not need not be made, only counted.
  bool has_room(Severity severity) const;
  void count_only(Severity severity, const std::string& code, std::size_t times = 1);
  void pop_back() { held_.pop_back(); }

  // What is held.
  iterator begin() { return held_.begin(); }
  iterator end() { return held_.end(); }
  const_iterator begin() const { return held_.begin(); }
  const_iterator end() const { return held_.end(); }
  Diagnostic& front() { return held_.front(); }
  const Diagnostic& front() const { return held_.front(); }
  Diagnostic& back() { return held_.back(); }
  const Diagnostic& back() const { return held_.back(); }
  Diagnostic& operator[](std::size_t i) { return held_[i]; }
  const Diagnostic& operator[](std::size_t i) const { return held_[i]; }
  const Diagnostic& at(std::size_t i) const { return held_.at(i); }
  std::size_t size() const { return held_.size(); }
  bool empty() const { return held_.empty(); }

  // Of all that were made.
  std::size_t count(Severity severity) const;
  std::size_t count(std::string_view code) const;
  // Of those that are not held.
  const Counts& not_held() const { return not_held_; }

  // Ends a report: errors first, then warnings, then notes, then findings-more, which counts the codes not held.
  void close(const std::string& file);

 private:
  friend void append(Findings& findings, Findings more);
  iterator lightest();

  std::vector<Diagnostic> held_;
  Counts not_held_;
  std::size_t limit_ = most_in_full;
};

bool has_errors(const Findings& findings);

// Moves all of `more` behind `findings`.
void append(Findings& findings, Findings more);

// A text of the record for a message, UTF-8: its first `most` characters, with an ellipsis when there are more.
std::string shortened(std::string_view text, std::size_t most = 60);

}  // namespace banxin
