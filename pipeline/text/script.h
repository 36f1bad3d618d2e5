#pragma once

#include <vector>

#include "text/characters.h"

namespace banxin::text {

// Decides for every character whether it follows the rules of Chinese or of western text, among them the marks whose
// code points serve both (CL-12): “ ” ‘ ’ — … · × ± °. `western_pieces` says for each piece whether its language is not
// Chinese.
void resolve_scripts(Characters& characters, const std::vector<bool>& western_pieces);

// Hides the spaces typed between Chinese and western text: the gap replaces them, and they stay in the text (CL-57).
// Hides invisible characters too.
void hide_spaces(Characters& characters);

// Puts together what is set as one piece: a character with its combining marks and selector, —— and …… (CL-20), ？！
// (CL-22).
void join_characters(Characters& characters);

}  // namespace banxin::text
