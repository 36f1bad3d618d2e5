#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace banxin::forms {

// How a record's words for something compare with the form's.
enum class Wording {
  official,  // white space apart, the form's own words
  variant,   // another number or other marks, or a wording that the form lists as known
  unknown,
};

// Numbers in front (一、 （一） 1.), a stray character before one, half-width marks and quotation marks do not make
// another wording, only a variant.
Wording wording_of(std::string_view found, std::string_view official, const std::vector<std::string>& variants);

// What is left of a wording when all that makes only a variant is taken away: for comparing.
std::string wording_key(std::string_view text);

}  // namespace banxin::forms
