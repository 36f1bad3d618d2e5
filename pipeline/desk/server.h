#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "base/result.h"
#include "desk/desk.h"
#include "desk/http.h"

namespace banxin::desk {

// An HTTP server, on the loopback unless a network is given: one request at a time and one for each connection. A
// request is bounded in size and time and a client in connections: one that is slow, large or malformed is answered or
// dropped and stands in nobody's way.
class Server {
 public:
  // Asked with the head of a request, before its body is read: an answer, or nothing when the request goes on.
  // It may say who asks, and bound the body.
  using Admit = std::function<std::optional<Response>(Request& head)>;
  using Respond = std::function<Response(const Request& request)>;

  // Listens at 127.0.0.1, or by TLS at the network's address; port 0: one that is free. Error: desk-port.
  static Result<Server> open(const Network* network, int port, Admit admit, Respond respond);
  ~Server();
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;

  int port() const;
  // Serves until `ended`, which is asked several times a second, says so.
  void run(const std::function<bool()>& ended);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace banxin::desk
