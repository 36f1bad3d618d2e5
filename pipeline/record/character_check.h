#pragma once

#include "xml/xml.h"

namespace banxin::record {

// Whether the tree was decoded from GB 2312, GBK or GB 18030.
bool is_from_gb(const xml::Tree& tree);

// The tree with the private-use characters of GB 18030-2005 replaced by those of today. The same tree when it was not
// decoded from a GB encoding or has none of them.
xml::Tree with_standard_characters(const xml::Tree& tree);

// What is wrong with the characters of all texts and attributes of the tree as it was received (AR-65, D-07): asked
// here, since the categories of a schema's patterns do not tell (AR-59). In the record's order: record-character,
// record-character-mapped, record-compatibility-character. A character that a text has several times is named once,
// with the first place; after 100 findings a note says how many more there are.
Findings check_characters(const xml::Tree& received);

}  // namespace banxin::record
