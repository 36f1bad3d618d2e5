#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "xml/xml.h"

namespace banxin::import {

// The numbers that Word prints before paragraphs and does not write into their text (ISO/IEC 29500-1, 17.9): 一、
// （一） 第1条. Counts as the paragraphs are read, in order.
class Numbering {
 public:
  Numbering() = default;
  // Of numbering.xml.
  explicit Numbering(const xml::Tree& tree);

  struct Number {
    std::string text = {};  // what stands before the paragraph; empty for a bullet
    bool bullet = false;
  };
  // Of the next paragraph of the list; nothing when the list has no such level or prints nothing.
  std::optional<Number> next(int list, int level);

 private:
  struct Level {
    std::string format, text;
    int start = 1;
    bool legal = false;  // digits for all levels
  };
  using Levels = std::map<int, Level>;
  struct List {
    int abstract = 0;
    Levels changed;  // levels of its own
  };
  const Level* level_of(const List& list, int level) const;

  std::map<int, Levels> abstract_;
  std::map<int, List> lists_;
  std::map<int, std::map<int, int>> counts_;  // by abstract list, then level
};

// In the format of a level (ST_NumberFormat): decimal, chineseCounting, upperRoman. Empty for `none`; digits for one
// that is not known.
std::string number_text(const std::string& format, int value);

}  // namespace banxin::import
