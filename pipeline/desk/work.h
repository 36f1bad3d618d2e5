#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "desk/http.h"

namespace banxin::desk {

// What is made of a draft in a process of its own: a page, and the record to be saved before it is shown.
struct Work {
  Response response;
  std::string record;                   // empty: nothing is to be saved
  std::vector<std::string> facts = {};  // for the desk itself
};

// Several texts as one, and back: what is handed from one process to another. Of what is cut short the end is missing.
std::string packed(const std::vector<std::string>& texts);
std::vector<std::string> unpacked(std::string_view bytes);

// Does it in a child process that can open nothing (base/confined.h): a draft that crashes it, hangs or takes all
// memory ends that process alone. `may_open`: it reads files of forms. `trouble` says why there is no work.
struct Done {
  Work work;
  Bilingual trouble;
};
Done in_child(const std::function<Work()>& work, bool may_open = false);

}  // namespace banxin::desk
