#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "desk/page.h"
#include "desk/parts.h"
#include "desk/sheet.h"
#include "forms/cells.h"
#include "output/outputs.h"

// The desk's pages. Each is made from values alone: nothing here reads or writes a file.
namespace banxin::desk {

// What is known of a file of the folder without looking at all of it.
struct Summary {
  std::string id, file;                   // in addresses; the file's name
  std::string bureau, year, form, title;  // empty when it could not be read
  Bilingual problem;                      // why not
};
struct Start {
  std::vector<Summary> drafts;
  bool has_archive = false;
  Bilingual problem = {};
  Pairs typed = {};
};
Response start_page(const Page& page, const Start& start, const std::vector<FormData>& forms);

// A draft that is open, with what was found in it.
struct View {
  const Page& page;
  std::string id;    // of the draft
  std::string file;  // its name
  const Draft& draft;
  const Findings& findings;
  const forms::Cells* last_year = nullptr;  // last year's figures; null: none
  const Sheets* sheets = nullptr;
  bool can_undo = false;
};

// The findings about a part, each with the fields that it is about; those at a cell of a broken equation too.
struct PlacedFinding {
  const Diagnostic* finding = nullptr;
  std::vector<std::size_t> fields;
};
std::vector<PlacedFinding> placed(const Draft& draft, const Part& part, const Findings& findings);

// The chapters with their states.
Response draft_page(const View& view);
// All findings, part by part.
Response check_page(const View& view);

// What a save left to say.
struct SaveTrouble {
  Bilingual told = {};    // above the form; empty: all is well
  Pairs typed = {};       // what was sent and is not in the record: it stands in the fields
  bool conflict = false;  // what the record has now is shown beside it
  bool saved = false;     // by this request
};
Response part_page(const View& view, const Part& part, const SaveTrouble& trouble);
// What the script puts into the page after a save: findings, sums, the version.
std::string live_part(const View& view, const Part& part);

// Sums that the form says a cell is: the field, the sum of its parts, whether all of them are figures.
struct SumOf {
  std::size_t field = 0;
  std::string sum;
};
std::vector<SumOf> sums(const Draft& draft, const Part& part);

// What became of a file that was received on the board.
struct ReceivedFile {
  std::string name;        // as the browser gives it
  std::string findings;    // markup: what was found in it
  std::string draft;       // the address of what was kept; empty: nothing was
  Bilingual problem = {};  // why it could not be read, or kept
};
Response received_page(const Page& page, const std::vector<ReceivedFile>& files, bool keep);
// The findings of a view as a list.
Response received_findings(const View& view);

// Words for counts: 2 处错误、1 处警告.
Bilingual counted(std::size_t errors, std::size_t warnings, std::size_t notes);
// 错误 / Error.
Bilingual word_of(Severity severity);

std::string address_of(const std::string& draft, const std::string& rest = {});
// The last part of the address of an output: pdf-archive.
std::string address_of_output(const OutputRow& row);

}  // namespace banxin::desk
