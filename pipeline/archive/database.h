#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

// The little that this room asks of SQLite.
namespace banxin::archive {

class Statement;

// An open database. The first failure is kept: calls after it do nothing, so a caller checks once, at the end.
class Database {
 public:
  // A new file, written without a journal: the caller makes it under another name and renames it.
  static Database create(const std::string& path);
  // A file that somebody else may have made: nothing is written beside it, nothing in it is run (triggers, views,
  // functions of a schema), and reading it ends in time that grows with its size. Errors: archive-usability, also when
  // one of the catalogue's tables is missing or something else bears its name.
  static Database open_for_reading(const std::string& path);

  // Statements without results, separated by semicolons.
  void execute(const std::string& sql);
  Statement prepare(std::string_view sql);

  // Errors: no-space, io-error, output-not-writable; archive-usability, when the file is not a database or is damaged.
  // Empty while all is well.
  Findings trouble() const;
  bool well() const;

 private:
  friend class Statement;
  struct State;
  Database(const std::string& path, int flags);
  std::shared_ptr<State> state_;
};

// A prepared statement. Parameters are bound one after another; columns count from 1.
class Statement {
 public:
  Statement& bind(std::string_view text);
  Statement& bind(std::int64_t number);
  Statement& bind_null();

  // Whether there is a row. After the last one the statement is ready to be bound anew, from its first parameter on.
  bool step();
  // For statements without rows.
  void run();

  std::string text(int column) const;  // empty for NULL
  std::int64_t number(int column) const;

 private:
  friend class Database;
  Statement(std::shared_ptr<Database::State> state, std::string_view sql);
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::shared_ptr<Database::State> state_;  // outlives the statement
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
  int bound_ = 0;
};

}  // namespace banxin::archive
