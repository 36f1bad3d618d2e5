#include "desk/door.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "desk/page.h"

namespace banxin::desk {
namespace {

constexpr std::string_view scheme = "http://";
constexpr std::array<std::string_view, 3> own_names = {"127.0.0.1", "localhost", "[::1]"};

Response refused(const Request& head, int status, const Bilingual& title, const Bilingual& text) {
  const Page page(language_of(head.languages));
  Response response = page.plain(title, "<p>" + page.html(text) + "</p>\n");
  response.status = status;
  return response;
}

}  // namespace

bool same_secret(std::string_view guess, std::string_view secret) {
  unsigned differs = guess.size() == secret.size() ? 0 : 1;
  for (std::size_t i = 0; i < secret.size(); ++i) {
    const char one = guess.empty() ? '\0' : guess[i % guess.size()];
    differs |= static_cast<unsigned char>(one ^ secret[i]);
  }
  return differs == 0;
}

std::vector<std::string> cookies_named(std::string_view cookies, const std::string& name) {
  std::vector<std::string> values;
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    const std::string_view one = trimmed(cookies.substr(0, end));
    if (one.starts_with(name + "=")) values.emplace_back(one.substr(name.size() + 1));
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
  }
  return values;
}

Door::Door(std::string ticket, std::string session, int port)
    : ticket_(std::move(ticket)), session_(std::move(session)), port_(std::to_string(port)) {}

std::string Door::address() const {
  return fmt::format("{}127.0.0.1:{}/?ticket={}", scheme, port_, ticket_);
}

bool Door::is_mine(const std::string& host) const {
  for (const std::string_view name : own_names) {
    if (host == fmt::format("{}:{}", name, port_)) return true;
  }
  return false;
}

// Cookies do not know ports: the name has the port, so that two desks of one user stay apart.
bool Door::has_session(const Request& head) const {
  const std::vector<std::string> values = cookies_named(head.cookies, fmt::format("banxin-{}", port_));
  return std::any_of(values.begin(), values.end(), [this](const auto& one) { return same_secret(one, session_); });
}

std::optional<Response> Door::answer(const Request& head) {
  if (head.hosts.size() != 1 || !is_mine(head.hosts.front())) {
    return refused(head, misdirected, {"这里不是您要找的网站", "This is not the site that you asked for"},
                   {"请求里写的主机不是这个页面的地址。请用 banxin serve 给出的地址打开。",
                    "The request names another host. Use the address that `banxin serve` gives."});
  }
  if (head.method != "GET" && head.method != "POST") {
    return refused(head, not_allowed, {"不支持的请求", "Not supported"}, {"只收 GET 和 POST。", "GET and POST alone."});
  }
  const std::string_view ticket = head.asked("ticket");
  if (head.method == "GET" && head.path == "/" && !ticket.empty()) {
    if (!used_ && same_secret(ticket, ticket_)) {
      used_ = true;
      Response response = go_to("/");
      response.cookie = fmt::format("banxin-{}={}; Path=/; HttpOnly; SameSite=Strict", port_, session_);
      return response;
    }
    if (has_session(head)) return go_to("/");
  }
  if (!has_session(head)) {
    return refused(head, forbidden, {"请用新的地址打开", "Please open a new address"},
                   {"打开填报台的地址只能用一次，也只给启动它的人。请在原来的窗口结束 banxin "
                    "serve，再启动一次，用新给出的地址打开；已经保存的都在。",
                    "The address that opens the desk works once, for the person who started it. End `banxin serve`, "
                    "start it again, and open the address that it gives; what was saved is there."});
  }
  if (head.method == "POST" && head.origin != fmt::format("{}{}", scheme, head.hosts.front())) {
    return refused(head, forbidden, {"没有保存", "Nothing was saved"},
                   {"这个请求不是从填报台自己的页面发来的。", "The request does not come from a page of the desk."});
  }
  return std::nullopt;
}

}  // namespace banxin::desk
