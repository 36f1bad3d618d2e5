#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/stopwatch.h"
#include "desk/desk.h"
#include "desk/http.h"
#include "desk/users.h"

namespace banxin::desk {

// Who may come in to a desk on a network: who says a name and its password gets a session. It ends after half an hour
// in which nothing is asked, after twelve hours, or when its user says so. Who guesses is made to wait, by address and
// by name. What is changed or taken away is written to the log before it is done, and not done when it cannot be
// written.
class Gate {
 public:
  // `network` must outlive it. `port`: that the server has.
  Gate(const Network& network, Users users, int port);

  // Looks at the head of a request alone, before its body is read. Nothing: it may come in, and has its user. A request
  // of nobody may be as large as a name and a password.
  std::optional<Response> answer(Request& head);
  // Of those that came in: logging in and out. Nothing: it is the desk's.
  std::optional<Response> respond(const Request& request);

  std::string address() const;  // https://HOST:PORT/

 private:
  struct Session {
    std::string secret, user;
    Stopwatch begun = {}, last = {};
  };
  struct Tries {
    int count = 0;
    Stopwatch since = {};
  };

  Session* session_of(const Request& head);
  Response log_in(const Request& request);
  bool must_wait(const std::string& key, int most);
  // False when it could not be written.
  bool write_down(const Request& request, std::string_view user, std::string_view what) const;

  const Network& network_;
  Users users_;
  std::string port_, cookie_;
  std::vector<std::string> hosts_;
  std::vector<Session> sessions_;
  std::map<std::string, Tries> tries_;  // that failed, by address and by name
};

}  // namespace banxin::desk
