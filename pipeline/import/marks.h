#pragma once

#include <string>
#include <string_view>

namespace banxin::import {

// A short text for comparing: no white space, nothing invisible, digits and letters ASCII.
std::string folded(std::string_view text);

// A copy as text has the marks ， （ ） ： ； ！ ？ turned into ASCII. One that stands beside a Chinese character or
// mark, on either side, is full-width again, and so is what then stands beside one; between digits and Western letters
// it stays. Quotation marks and points stay. Adds to `count` how many there were.
std::string with_marks_restored(std::string_view text, int& count);

// How many characters have to be left out, added or changed to make one text the other; more than `most` is most + 1.
int edit_distance(std::u32string_view a, std::u32string_view b, int most);

}  // namespace banxin::import
