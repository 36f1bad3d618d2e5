#pragma once

#include "xml/xml.h"

namespace banxin::record {

// Whether the tree was decoded from GB 2312, GBK or GB 18030.
bool is_from_gb(const xml::Tree& tree);

// What is wrong with the characters of all texts and attributes of the tree as it was received (AR-65, D-07): asked
// here, since the categories in a schema's patterns cannot decide it (AR-59). First, in the record's order, what each
// text holds, a character once with its first place: record-character, record-character-mapped,
// record-compatibility-character. Then what is told once for the whole record, with its places: record-script for each
// script, record-invisible-character for each character that a clipboard left behind.
Findings check_characters(const xml::Tree& received);

// What the line works with when check_characters() gave `findings` without an error: the tree with the private-use
// characters of GB 18030-2005 replaced by today's where it was decoded from a GB encoding, without what a clipboard
// left behind in it (D-05, characters.h), and with no blanks at the ends of the bureau's name, so that one name is
// never taken for two. The same tree when it has none of these.
xml::Tree cleaned(const xml::Tree& received, const Findings& findings);

}  // namespace banxin::record
