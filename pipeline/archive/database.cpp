#include "archive/database.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "archive/fault.h"
#include "base/file.h"
#include "base/text.h"
#include "base/unseen.h"

namespace banxin::archive {
namespace {

// A path as a file address that SQLite takes.
std::string address_of(const std::string& path) {
  return "file:" + percent_encoded(path, [](char c) { return c != '%' && c != '?' && c != '#'; });
}

}  // namespace

struct Database::State {
  struct Close {
    void operator()(sqlite3* open) const { sqlite3_close_v2(open); }
  };

  std::string path;
  std::unique_ptr<sqlite3, Close> database;
  int error = SQLITE_OK;  // the first
  std::string message;
  std::int64_t steps_left = 0;  // in thousands, of a database that is read

  bool well() const { return error == SQLITE_OK; }
  void check(int status) {
    if (!well() || status == SQLITE_OK || status == SQLITE_ROW || status == SQLITE_DONE) return;
    error = status;
    // The message quotes the database, whose bytes may be anything.
    message = shown(database ? sqlite3_errmsg(database.get()) : sqlite3_errstr(status));
  }
};

Database::Database(const std::string& path, int flags) : state_(std::make_shared<State>()) {
  state_->path = path;
  sqlite3* opened = nullptr;
  const int status = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  state_->database.reset(opened);
  state_->check(status);
}

Database Database::create(const std::string& path) {
  Database database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE);
  database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;");
  return database;
}

Database Database::open_for_reading(const std::string& path) {
  // Opened as immutable, since SQLite would otherwise leave files for locks and logs beside a database that asks for
  // them.
  Database database(address_of(path) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  State& state = *database.state_;
  state.path = path;
  if (!state.well()) return database;
  sqlite3* const open = state.database.get();
  sqlite3_db_config(open, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(open, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(open, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(open, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  constexpr int most_text_bytes = 16 << 20;
  sqlite3_limit(open, SQLITE_LIMIT_LENGTH, most_text_bytes);
  // A row of some twenty bytes is read, joined and sorted in less than a hundred steps.
  constexpr std::int64_t least_steps = 10'000'000, steps_for_a_byte = 20, most_steps = 10'000'000'000;
  struct stat about {};
  const std::int64_t size = ::stat(path.c_str(), &about) == 0 ? about.st_size : 0;
  constexpr int at_a_time = 1000;
  state.steps_left = std::min(least_steps + steps_for_a_byte * std::min(size, most_steps), most_steps) / at_a_time;
  sqlite3_progress_handler(
      open, at_a_time, [](void* left) { return --*static_cast<std::int64_t*>(left) < 0 ? 1 : 0; }, &state.steps_left);
  Statement tables = database.prepare(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND "
      "name IN ('package', 'label', 'cell', 'own_cell', 'finding')");
  constexpr int wanted = 5;
  if (tables.step() && tables.number(1) != wanted) {
    state.error = SQLITE_CORRUPT;
    state.message = "it has not the tables of a catalogue";
  }
  return database;
}

void Database::execute(const std::string& sql) {
  if (!well()) return;
  state_->check(sqlite3_exec(state_->database.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

Statement Database::prepare(std::string_view sql) {
  return {state_, sql};
}

bool Database::well() const {
  return state_->well();
}

Findings Database::trouble() const {
  constexpr int primary = 0xff;  // an extended code has more bits
  if (well()) return {};
  switch (state_->error & primary) {
    case SQLITE_FULL: return {write_fault(state_->path, ENOSPC)};
    case SQLITE_IOERR: return {write_fault(state_->path, EIO)};
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM: return {write_fault(state_->path, EACCES)};
    default: break;
  }
  Diagnostic finding = fault(Property::usability, state_->path,
                             {fmt::format("数据库读不出来：{}。", state_->message),
                              fmt::format("The database cannot be read: {}.", state_->message)});
  finding.hint = {"用 banxin merge 从包重建目录。", "`banxin merge` makes the catalogue anew from the packages."};
  return {std::move(finding)};
}

void Statement::Finalise::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement::Statement(std::shared_ptr<Database::State> state, std::string_view sql) : state_(std::move(state)) {
  if (!state_->well()) return;
  sqlite3_stmt* prepared = nullptr;
  state_->check(
      sqlite3_prepare_v2(state_->database.get(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr));
  statement_.reset(prepared);
}

Statement& Statement::bind(std::string_view text) {
  if (state_->well()) {
    state_->check(
        sqlite3_bind_text64(statement_.get(), ++bound_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  if (state_->well()) state_->check(sqlite3_bind_int64(statement_.get(), ++bound_, number));
  return *this;
}

Statement& Statement::bind_null() {
  if (state_->well()) state_->check(sqlite3_bind_null(statement_.get(), ++bound_));
  return *this;
}

bool Statement::step() {
  if (!state_->well()) return false;
  const int status = sqlite3_step(statement_.get());
  state_->check(status);
  if (status == SQLITE_ROW) return true;
  sqlite3_reset(statement_.get());
  bound_ = 0;
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

std::string Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_.get(), column - 1);
  const int size = sqlite3_column_bytes(statement_.get(), column - 1);
  return bytes == nullptr ? std::string() : std::string(bytes, bytes + size);
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column - 1);
}

}  // namespace banxin::archive
