#pragma once

#include "xml/xml.h"

namespace banxin::record {

// Whether the tree was decoded from GB 2312, GBK or GB 18030.
bool is_from_gb(const xml::Tree& tree);

// What is wrong with the characters of all texts and attributes of the tree as it was received (AR-65, D-07):
// asked here, since the categories of a schema's patterns do not tell (AR-59). In the record's order: record-character,
// record-character-mapped, record-invisible-character, record-compatibility-character. A character that a text has
// several times is named once, with the first place.
Findings check_characters(const xml::Tree& received);

// What the line works with when check_characters() gave `findings` without an error: the tree with the private-use
// characters of GB 18030-2005 replaced by those of today where it was decoded from a GB encoding, and without what was
// left behind in it (characters.h), in the bureau's name without anything unseen, so that no name is two. The same tree
// when it has none of them.
xml::Tree cleaned(const xml::Tree& received, const Findings& findings);

}  // namespace banxin::record
