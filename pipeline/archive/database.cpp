#include "archive/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <utility>

#include "archive/fault.h"
#include "base/file.h"

namespace banxin::archive {

struct Database::State {
  struct Close {
    void operator()(sqlite3* open) const { sqlite3_close_v2(open); }
  };

  std::string path;
  std::unique_ptr<sqlite3, Close> database;
  int error = SQLITE_OK;  // the first
  std::string message;

  bool well() const { return error == SQLITE_OK; }
  void check(int status) {
    if (!well() || status == SQLITE_OK || status == SQLITE_ROW || status == SQLITE_DONE) return;
    error = status;
    message = database ? sqlite3_errmsg(database.get()) : sqlite3_errstr(status);
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
  return {path, SQLITE_OPEN_READONLY};
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
