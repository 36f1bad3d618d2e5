#include "archive/journals.h"

#include <fstream>

#include "archive/disk.h"
#include "archive/json.h"
#include "archive/packages.h"

namespace banxin::archive {
void read_journals(const std::string& archive, const std::function<void(const JournalLine&)>& tell) {
  const std::string folder = archive + "/" + journal_folder;
  for (const std::string& name : names_in(folder)) {
    std::ifstream lines(folder + "/" + name, std::ios::binary);
    for (std::string line; std::getline(lines, line);) {
      const Json json = read_object(line);
      if (json.is_null()) continue;
      const Json why = json.value("reason", Json());
      tell({.input = text_of(json, "input"),
            .status = text_of(json, "status"),
            .package = text_of(json, "package"),
            .code = text_of(json, "code"),
            .zh = text_of(why, "zh"),
            .en = text_of(why, "en")});
    }
  }
}

}  // namespace banxin::archive
