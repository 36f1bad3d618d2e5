#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "archive/catalogue.h"
#include "archive/events.h"
#include "base/result.h"

// What an archive says of its reports and no record does: how long they are kept, how secret they are, under which
// number they stand (AR-93). An office gives it; nothing of it is computed.
namespace banxin::archive {

struct Terms {
  std::string retention;  // 保管期限: 永久, 30年, 10年
  std::string secrecy;    // 密级
  std::string number;     // 档号
};

// Of each report, by its id: the last that was said.
std::map<std::string, Terms> terms_of(const EventLog& log);

// The id of a package's report.
std::string id_of_package(std::string_view folder);

// Terms for all reports that agree; an empty one leaves what was said before. Gives how many reports. Errors: those of
// list() and log_event(); input-empty, when no report agrees.
Result<std::size_t> describe(const std::string& folder, const Filter& filter, const Terms& terms, const Actor& actor);

// Terms from a table, as `archive list --format csv` gives it and an office fills it in: the columns are known by their
// heads (单位, 年度, 表, 保管期限, 密级, 档号, or the English words beside them); a field that is blank leaves what was
// said before. `name` is the table's. Nothing is written when a row is wrong. Errors: terms-unusable.
Result<std::size_t> describe_by_table(const std::string& folder, std::string_view table, const std::string& name,
                                      const Actor& actor);

// The year in which a report of `year` has been kept for as long as its retention says; 0: for ever, or not known.
int last_year_of(const std::string& retention, const std::string& year);
bool for_ever(const std::string& retention);

}  // namespace banxin::archive
