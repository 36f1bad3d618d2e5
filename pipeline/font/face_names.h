#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "font/hb_pointers.h"

namespace banxin::font {

// One entry of the name table, in English where the face has it, else in its first language; empty without one.
std::string name_entry(hb_face_t* face, hb_ot_name_id_t id);

// A name in the form in which names are compared: without spaces, hyphens and underscores, ASCII letters in lower case.
std::string name_key(std::string_view name);

// Keys of all names for exactly this face, in every language of the table: PostScript and full names, and the names of
// its family when it is the family's regular face. No duplicates.
std::vector<std::string> name_keys(hb_face_t* face);

}  // namespace banxin::font
