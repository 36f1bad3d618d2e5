#include "desk/server.h"

#include <fmt/format.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/stopwatch.h"
#include "base/utf8.h"

namespace banxin::desk {
namespace {

constexpr unsigned most_connections = 64, most_on_network = 400, most_from_an_address = 40;
constexpr unsigned most_idle_seconds = 15;
constexpr std::chrono::seconds most_age{60};          // of a connection, whatever it is at
constexpr std::size_t connection_bytes = 64U << 10U;  // of the head of a request
constexpr std::size_t most_form_bytes = 16U << 20U;   // of the fields of a form together
constexpr std::size_t most_fields = 20'000;
constexpr std::size_t post_buffer = 32U << 10U;
constexpr std::uint64_t wait_milliseconds = 250;

// TLS 1.2 and 1.3, with what GnuTLS holds to be sound.
constexpr const char* protocols = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%SERVER_PRECEDENCE";
constexpr const char* policy =
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
    "'none'";

struct Release {
  void operator()(MHD_Daemon* daemon) const { MHD_stop_daemon(daemon); }
  void operator()(MHD_PostProcessor* processor) const { MHD_destroy_post_processor(processor); }
  void operator()(MHD_Response* response) const { MHD_destroy_response(response); }
};

std::string text_or_empty(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

bool is_text(const std::string& bytes) {
  return valid_utf8_prefix(bytes) == bytes.size() && bytes.find('\0') == std::string::npos;
}

// What is being read of one request.
struct Exchange {
  Request request;
  std::unique_ptr<MHD_PostProcessor, Release> form;
  std::size_t received = 0, in_fields = 0;
  bool oversize = false;
  bool is_new = true;
};

// A form's text as pages have it: browsers end lines with \r\n.
std::string with_plain_lines(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

MHD_Result add_pair(void* pairs, MHD_ValueKind, const char* key, const char* value) {
  static_cast<Pairs*>(pairs)->emplace_back(text_or_empty(key), text_or_empty(value));
  return MHD_YES;
}

MHD_Result add_host(void* hosts, MHD_ValueKind, const char* key, const char* value) {
  if (key != nullptr && ::strcasecmp(key, "host") == 0) {
    static_cast<std::vector<std::string>*>(hosts)->push_back(text_or_empty(value));
  }
  return MHD_YES;
}

// A piece of a field or a file; a field may come in several.
MHD_Result add_field(void* context, MHD_ValueKind, const char* key, const char* file, const char*, const char*,
                     const char* data, std::uint64_t offset, std::size_t size) {
  auto& exchange = *static_cast<Exchange*>(context);
  Request& request = exchange.request;
  if (file != nullptr) {
    const bool begins = offset == 0 || request.uploads.empty();
    if (begins) request.uploads.push_back({text_or_empty(key), file, {}});
    if (size > 0) request.uploads.back().bytes.append(data, size);
    return MHD_YES;
  }
  exchange.in_fields += size;
  if (exchange.in_fields > most_form_bytes || request.fields.size() > most_fields) {
    exchange.oversize = true;
    return MHD_NO;
  }
  if (offset == 0) request.fields.emplace_back(text_or_empty(key), std::string());
  if (size > 0 && !request.fields.empty()) request.fields.back().second.append(data, size);
  return MHD_YES;
}

Response plain(int status, std::string text) {
  Response response;
  response.status = status;
  response.type = "text/plain; charset=utf-8";
  response.bytes = std::move(text);
  return response;
}

MHD_Result send(MHD_Connection* connection, const Response& answer) {
  const std::unique_ptr<MHD_Response, Release> response(MHD_create_response_from_buffer(
      answer.bytes.size(), const_cast<char*>(answer.bytes.data()), MHD_RESPMEM_MUST_COPY));  // NOLINT: copied
  if (!response) return MHD_NO;
  const auto say = [&response](const char* name, const std::string& value) {
    MHD_add_response_header(response.get(), name, value.c_str());
  };
  say("Connection", "close");
  say("Content-Security-Policy", policy);
  say("X-Content-Type-Options", "nosniff");
  say("Referrer-Policy", "same-origin");
  say("Cross-Origin-Opener-Policy", "same-origin");
  say("Cross-Origin-Resource-Policy", "same-origin");
  say("Cache-Control", answer.may_keep ? "private, max-age=3600" : "no-store");
  if (answer.status != see_other) say("Content-Type", answer.type);
  if (!answer.location.empty()) say("Location", answer.location);
  if (!answer.cookie.empty()) say("Set-Cookie", answer.cookie);
  if (!answer.file_name.empty()) say("Content-Disposition", "attachment; filename=\"" + answer.file_name + "\"");
  return MHD_queue_response(connection, static_cast<unsigned>(answer.status), response.get());
}

std::string numeric(const sockaddr* address, socklen_t size) {
  std::array<char, NI_MAXHOST> host{};
  const int wrong = ::getnameinfo(address, size, host.data(), host.size(), nullptr, 0, NI_NUMERICHOST);
  return wrong == 0 ? std::string(host.data()) : std::string();
}

std::string peer_of(MHD_Connection* connection) {
  const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info == nullptr || info->client_addr == nullptr) return {};
  return numeric(info->client_addr,
                 info->client_addr->sa_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in));
}

// Where to listen: an address of this machine with the port. Nothing: there is none of that name.
struct Listening {
  sockaddr_storage address{};
  bool six = false;
};
std::optional<Listening> place_of(const Network* network, int port) {
  const std::string host = network == nullptr ? "127.0.0.1" : network->address;
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) return std::nullopt;
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
  Listening place;
  std::memcpy(&place.address, found->ai_addr, found->ai_addrlen);
  place.six = found->ai_family == AF_INET6;
  return place;
}

}  // namespace

struct Server::Impl {
  Admit admit;
  Respond respond;
  std::map<MHD_Connection*, Stopwatch> open_since;
  std::unique_ptr<MHD_Daemon, Release> daemon;  // last: it goes first

  static MHD_Result on_request(void* self, MHD_Connection* connection, const char* path, const char* method,
                               const char*, const char* data, std::size_t* size, void** state) {
    return static_cast<Impl*>(self)->take(connection, path, method, data, size, state);
  }
  static void on_end(void*, MHD_Connection*, void** state, MHD_RequestTerminationCode) {
    const std::unique_ptr<Exchange> gone(static_cast<Exchange*>(*state));
    *state = nullptr;
  }
  static void on_connection(void* self, MHD_Connection* connection, void**, MHD_ConnectionNotificationCode code) {
    auto& open = static_cast<Impl*>(self)->open_since;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
      open.try_emplace(connection);
    } else {
      open.erase(connection);
    }
  }

  static Request head_of(MHD_Connection* connection, const char* path, const char* method) {
    Request head;
    head.method = std::string_view(method) == "HEAD" ? "GET" : method;
    head.path = path;
    const auto header = [connection](const char* name) {
      return text_or_empty(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
    };
    MHD_get_connection_values(connection, MHD_HEADER_KIND, add_host, &head.hosts);
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, add_pair, &head.query);
    head.origin = header("Origin");
    head.cookies = header("Cookie");
    head.languages = header("Accept-Language");
    head.by_script = header("X-Banxin-Script") == "1";
    head.peer = peer_of(connection);
    return head;
  }

  MHD_Result take(MHD_Connection* connection, const char* path, const char* method, const char* data, std::size_t* size,
                  void** state) const {
    auto* exchange = static_cast<Exchange*>(*state);
    if (exchange == nullptr) {
      auto fresh = std::make_unique<Exchange>();
      fresh->request = head_of(connection, path, method);
      if (const auto answer = admit(fresh->request)) return send(connection, *answer);
      if (fresh->request.method == "POST") {
        const std::string length =
            text_or_empty(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length"));
        if (length.size() > 8 || (!length.empty() && std::stoul("0" + length) > fresh->request.most_bytes)) {
          return send(connection, plain(too_large, "太大。 Too large.\n"));
        }
        fresh->form.reset(MHD_create_post_processor(connection, post_buffer, add_field, fresh.get()));
        if (!fresh->form) return send(connection, plain(unsupported, "不是表单。 Not a form.\n"));
      }
      *state = fresh.release();
      return MHD_YES;
    }
    if (*size > 0) {
      exchange->received += *size;
      if (exchange->received > exchange->request.most_bytes) exchange->oversize = true;
      // What is too large is read to the end of what the client may send, and not kept: the client then reads why.
      if (!exchange->oversize && exchange->form) MHD_post_process(exchange->form.get(), data, *size);
      *size = 0;
      if (exchange->received > 2 * exchange->request.most_bytes) return MHD_NO;
      return MHD_YES;
    }
    exchange->form.reset();
    if (exchange->oversize) return send(connection, plain(too_large, "太大。 Too large.\n"));
    for (auto& [name, value] : exchange->request.fields) {
      if (!is_text(name) || !is_text(value)) return send(connection, plain(bad_request, "不是 UTF-8。 Not UTF-8.\n"));
      value = with_plain_lines(value);
    }
    return send(connection, respond(exchange->request));
  }

  // A connection lives as long as one request may take: a client that sends its request drop by drop is cut off.
  void drop_the_slow() const {
    for (const auto& [connection, since] : open_since) {
      if (since.elapsed() < most_age) continue;
      const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
      if (info != nullptr) ::shutdown(info->connect_fd, SHUT_RDWR);
    }
  }
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;

Result<Server> Server::open(const Network* network, int port, Admit admit, Respond respond) {
  auto impl = std::make_unique<Impl>();
  impl->admit = std::move(admit);
  impl->respond = std::move(respond);
  const bool wide = network != nullptr;
  if (const auto place = place_of(network, port)) {
    std::vector<MHD_OptionItem> tls;
    if (wide) {
      // The library's interface takes C's texts that it does not change.
      tls.push_back({MHD_OPTION_HTTPS_MEM_CERT, 0, const_cast<char*>(network->certificate.c_str())});  // NOLINT
      tls.push_back({MHD_OPTION_HTTPS_MEM_KEY, 0, const_cast<char*>(network->key.c_str())});           // NOLINT
      tls.push_back({MHD_OPTION_HTTPS_PRIORITIES, 0, const_cast<char*>(protocols)});                   // NOLINT
    }
    tls.push_back({MHD_OPTION_END, 0, nullptr});
    const unsigned flags = static_cast<unsigned>(MHD_USE_AUTO) | (wide ? static_cast<unsigned>(MHD_USE_TLS) : 0U) |
                           (place->six ? static_cast<unsigned>(MHD_USE_IPv6) : 0U);
    // The options are the library's own interface, a list of C's.
    impl->daemon.reset(MHD_start_daemon(  // NOLINT(cppcoreguidelines-pro-type-vararg)
        flags, static_cast<std::uint16_t>(port), nullptr, nullptr, Impl::on_request, impl.get(), MHD_OPTION_SOCK_ADDR,
        &place->address, MHD_OPTION_CONNECTION_LIMIT, wide ? most_on_network : most_connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, wide ? most_from_an_address : most_connections,
        MHD_OPTION_CONNECTION_TIMEOUT, most_idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_bytes,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED, Impl::on_end, nullptr,
        MHD_OPTION_NOTIFY_CONNECTION, Impl::on_connection, impl.get(), MHD_OPTION_ARRAY, tls.data(), MHD_OPTION_END));
  }
  if (!impl->daemon && wide) {
    return Diagnostic{
        .code = code::desk_port,
        .message = {fmt::format("不能在 {} 的端口 {} 上打开填报台。", network->address, port),
                    fmt::format("The desk cannot be opened at {}, port {}.", network->address, port)},
        .hint = {"看地址是不是本机的，端口是不是空着，证书和私钥是不是一对 PEM。",
                 "See whether the address is this machine's, the port free, certificate and key a pair in PEM."}};
  }
  if (!impl->daemon) {
    return Diagnostic{.code = code::desk_port,
                      .message = {fmt::format("不能在本机的端口 {} 上打开填报台。", port),
                                  fmt::format("The desk cannot be opened at port {} of this machine.", port)},
                      .hint = {"用 --port 另指一个，或省去：程序自己找一个空着的。",
                               "Name another with --port, or leave it out: the program finds a free one."}};
  }
  return Server(std::move(impl));
}

int Server::port() const {
  const MHD_DaemonInfo* info =
      MHD_get_daemon_info(impl_->daemon.get(), MHD_DAEMON_INFO_BIND_PORT);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  return info == nullptr ? 0 : info->port;
}

void Server::run(const std::function<bool()>& ended) {
  while (!ended()) {
    MHD_run_wait(impl_->daemon.get(), wait_milliseconds);
    impl_->drop_the_slow();
  }
}

}  // namespace banxin::desk
