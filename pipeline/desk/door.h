#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/http.h"

namespace banxin::desk {

// Takes as long for a wrong guess as for the right one.
bool same_secret(std::string_view guess, std::string_view secret);
// The values of the cookies of that name.
std::vector<std::string> cookies_named(std::string_view cookies, const std::string& name);

// D-15: who may come in. A browser lets any page of the web send requests to this machine's own ports, and a name of
// the web can be made to lead here (DNS rebinding); other users of the machine reach the port too. Therefore a request
// must name this desk as its host, have the session that the one-time address gave, and, where it changes something,
// come from a page of the desk itself.
class Door {
 public:
  // `ticket` is what the opened address holds, `session` what the browser gets for it: two different secrets, each of
  // random bytes in hexadecimal.
  Door(std::string ticket, std::string session, int port);

  // Looks at the head of a request alone, before its body is read. Nothing: it may come in. Else the answer: a refusal
  // or, for the one-time address, the session. The address works once.
  std::optional<Response> answer(const Request& head);

  // http://127.0.0.1:PORT/?ticket=...
  std::string address() const;

 private:
  bool is_mine(const std::string& host) const;
  bool has_session(const Request& head) const;

  std::string ticket_, session_, port_;
  bool used_ = false;
};

}  // namespace banxin::desk
