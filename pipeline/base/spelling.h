#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace banxin {

// The one of `names` that a misspelt word stands for: letters left out, added, changed or exchanged, of either case,
// no more than one in three; one that differs in case alone comes first, however short. Empty when none is near, or
// when two are equally near. For short names of ASCII.
std::string nearest(std::string_view word, const std::vector<std::string>& names);

}  // namespace banxin
