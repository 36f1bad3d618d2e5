#pragma once

#include <optional>
#include <string>
#include <vector>

#include "desk/board_view.h"
#include "desk/drafts.h"
#include "desk/job.h"
#include "desk/studio.h"

namespace banxin::desk {

// The addresses below /board, of a desk that has an archive: what the catalogue says, and the batch and the sum that
// are started from here. The catalogue is a file that somebody else may have made, so it is read in child processes.
class Collector {
 public:
  // All of them must outlive it.
  Collector(const Setup& setup, const Drafts& drafts, const Studio& studio)
      : setup_(setup), drafts_(drafts), studio_(studio) {}

  // `steps`: of the path, behind /board. Nothing: there is no such page.
  std::optional<Response> respond(const Page& page, const Request& request, const std::vector<std::string>& steps);
  // Called while the desk has nothing else to do, too: hears what a job says, and keeps the sum that it made.
  void look();

 private:
  void read_catalogue();
  std::optional<archive::CataloguedPackage> package(const std::string& id) const;
  Response board(const Page& page, const Question& question) const;
  Response failures(const Page& page, const Question& question) const;
  Response figures(const Page& page, Question question) const;
  Response years(const Page& page, const std::string& id) const;
  Response sum(const Page& page, Question question) const;
  Response archived(const Page& page, const std::string& id) const;
  Response sheets(const Page& page) const;
  Response sheet(const Page& page, const std::string& id) const;
  Response work(const Page& page, const Request& request) const;
  Response change_work(const Request& request);
  Response begin_sum(const Request& request);
  Pairs sheet_files() const;
  bool has_sheets() const { return !setup_.sheets.empty(); }

  const Setup& setup_;
  const Drafts& drafts_;
  const Studio& studio_;
  // The newest versions that the catalogue lists, read again when its file is another one.
  std::vector<archive::CataloguedPackage> packages_;
  Bilingual problem_;  // why there are none
  std::string catalogue_;
  Job job_;
  std::string sum_draft_;  // the address of the last one
};

}  // namespace banxin::desk
