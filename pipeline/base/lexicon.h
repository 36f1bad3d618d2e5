#pragma once

#include <string>
#include <vector>

namespace banxin {

// The words by which titles part and figures keep their units: layouts/common/lexicon.xml, which explains each. Longer
// words stand before shorter ones; title words by their first characters.
struct Lexicon {
  std::vector<std::u32string> organ_ends;
  std::vector<std::u32string> organ_followers;
  std::vector<std::u32string> place_ends;
  std::vector<std::u32string> title_words;
  std::vector<std::u32string> western_units;
  std::u32string title_particles;  // single characters
  std::u32string units;            // single characters
};

}  // namespace banxin
