#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "forms/labels.h"
#include "import/found.h"
#include "import/hints.h"
#include "import/report.h"
#include "import/tables.h"
#include "record/writer.h"
#include "words/matcher.h"

namespace banxin::import {

// A title as the hints know it.
struct Title {
  std::string bureau, year;
};
// Nothing for a text that is none.
std::optional<Title> read_title(const std::string& text, std::vector<words::Matcher>& titles);

// The chapter of the form that a heading is that of.
struct ChapterMatch {
  const forms::ChapterLabel* chapter = nullptr;
  Sure sure = Sure::exact;
};
std::optional<ChapterMatch> find_chapter(const std::string& heading, const forms::Labels& labels, const Hints& hints);

// Whether a paragraph of its own may be the heading of a chapter: short, no sentence, numbered 一、 or marked as a
// heading by the file.
bool looks_like_chapter(const Block& block);

// Puts a report's blocks together: what stands before the title is left out, then introduction, chapters, sections,
// lists, tables, signature.
class NarrativeBuilder {
 public:
  NarrativeBuilder(const forms::Labels& labels, const LabelIndex& index, const Hints& hints, Report& report,
                   record::Content& content, bool has_title);

  void add(const Block& block);
  void add(GridReading reading) { tables_.add(std::move(reading)); }
  // Tables are written, and what the form prescribes and nothing was found of is asked for.
  void finish();

 private:
  using Blocks = std::vector<record::Content::Block>;

  void text(const Block& block);
  bool take_head_matter(const std::string& text, const Block& block);
  void begin_chapter(const Block& block, const std::string& text, const std::optional<ChapterMatch>& match);
  void paragraph(const Block& block, const std::string& text);
  bool begin_section(const Block& block, const std::string& text);
  void grid(const Block& block);
  void own_table(const Block& block);
  void tell_captions();
  bool take_signing_line(const std::string& text, const Block& block);
  bool has_placed_table() const;
  std::optional<std::string> day_of(const std::string& text);
  void place_tables(const Block& block);
  void take_signature();
  void add_missing_chapters();
  void write_tables();

  Blocks& blocks();
  record::Content::Chapter* chapter_of(const std::string& id);
  void value(const char* part, Bilingual name, const std::string& written, const Block& block, Sure sure);
  std::string restored(const Block& block, int& marks);
  bool whole_match(std::vector<words::Matcher>& matchers, const std::string& text, const char* group, std::string& out);

  const forms::Labels& labels_;
  const LabelIndex& index_;
  const Hints& hints_;
  Report& report_;
  record::Content& content_;
  TableCollector tables_;
  std::vector<words::Matcher> titles_, dates_, noise_, annexes_, document_numbers_, index_numbers_;
  std::optional<Title> title_;
  bool has_title_;
  std::vector<int> path_;  // levels of the open sections
  bool in_chapters_ = false;
  bool annex_ = false;                                        // the next table stands beside the chapters
  std::vector<Block> captions_;                               // that wait for their table
  std::vector<std::pair<std::string, std::string>> signing_;  // attributes of the table
  bool second_report_ = false;
  std::vector<int> restored_;  // marks, by source
};

}  // namespace banxin::import
