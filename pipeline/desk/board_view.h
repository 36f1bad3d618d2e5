#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "archive/catalogue.h"
#include "desk/desk.h"
#include "desk/job.h"
#include "desk/views.h"

// The pages of the person who collects the reports. What they show is the archive's catalogue.
namespace banxin::desk {

// What a page of the board asks for in its address, and addresses that ask for nearly the same.
struct Question {
  std::string q, year, form, kind, code, cell, sort;
  bool down = false;
  std::size_t page = 1;

  explicit Question(const Request& request);
  // The address of `place` that asks for the same.
  std::string address(std::string_view place) const;
};

// The links between the pages of the board; `here` is the address of the one that is shown.
std::string board_links(const Page& page, std::string_view here, bool has_sheets);
// A choice among values, each with its words; `none`: what choosing nothing means, empty where something is chosen.
std::string choice(const Page& page, const char* name, const Bilingual& label, const Pairs& options,
                   const std::string& now, const Bilingual& none = {"全部", "All"});
// Links to the pages of a long table.
std::string turn_pages(const Page& page, std::string_view place, Question question, std::size_t pages);
// As text; a hyphen, which no report has, before what is no year.
std::string year_before(const std::string& year);
// How a package is named in addresses: the beginning of its digest.
std::string board_id(const archive::CataloguedPackage& package);

struct Board {
  const std::vector<archive::CataloguedPackage>* all = nullptr;  // the newest versions
  std::vector<const archive::CataloguedPackage*> rows;           // what is asked for, but for the name
  std::vector<archive::CataloguedCode> codes;                    // of the year and the form
  std::vector<std::string> expected;                             // bureaus that are to report; empty: no list
  Bilingual problem;                                             // why there are no rows
  bool has_sheets = false;
};
Response board_page(const Page& page, const Board& board, const std::vector<FormData>& forms, Question question);

Response failures_page(const Page& page, const std::vector<archive::CataloguedFailure>& failures, Question question,
                       bool has_sheets);

// One figure of every bureau, beside that of the year before.
struct Compared {
  std::vector<archive::CataloguedCell> now, before;
  std::set<std::string, std::greater<>> years;  // that there are reports of
  bool has_sheets = false;
};
Response figures_page(const Page& page, const Compared& compared, const std::vector<FormData>& forms,
                      Question question);

// One report's figures, beside those of the year before.
struct Years {
  archive::CataloguedPackage package;
  std::vector<archive::CataloguedCell> now, before;
  bool has_sheets = false;
};
Response years_page(const Page& page, const Years& years);

// What a sum would be of, and what became of the last one.
struct SumShown {
  std::vector<const archive::CataloguedPackage*> sources;
  Pairs years;
  std::vector<std::string> expected;
  bool has_sheets = false;
};
Response sum_page(const Page& page, const SumShown& shown, const std::vector<FormData>& forms,
                  const Question& question);

// The batch or the sum that runs, or how the last one ended. `draft`: where the sum that was made is.
struct WorkShown {
  const Job& job;
  std::size_t inputs = 0;  // record files of the folder
  std::string draft;
  bool has_sheets = false;
};
Response work_page(const Page& page, const WorkShown& shown);
// The part of it that changes.
std::string work_state(const Page& page, const WorkShown& shown);

// Feedback sheets: their files by name, each with its address's last part.
Response sheets_page(const Page& page, const Pairs& files);

}  // namespace banxin::desk
