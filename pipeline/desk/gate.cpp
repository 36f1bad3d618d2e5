#include "desk/gate.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "base/descriptor.h"
#include "base/file.h"
#include "base/text.h"
#include "desk/door.h"
#include "desk/page.h"

namespace banxin::desk {
namespace {

constexpr std::chrono::minutes most_idle{30}, most_age_of_session{12 * 60}, window_of_tries{5};
constexpr std::size_t most_sessions = 500, most_remembered = 10'000, most_login_bytes = 4096;
constexpr int wrong_of_an_address = 5, wrong_of_a_name = 10;
constexpr std::string_view https = "https://";

// As one word of a line: what is not plainly a letter, a digit or one of a path's marks is written out.
std::string as_word(std::string_view text) {
  constexpr std::size_t longest = 300;
  const std::string word = percent_encoded(text.substr(0, longest), [](char c) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/:[]";
    return plain.find(c) != std::string_view::npos;
  });
  return word.empty() ? "-" : word;
}

Response refusal(const Request& head, int status, const Bilingual& title, const Bilingual& text) {
  const Page page(language_of(head.languages));
  Response response = page.plain(title, "<p>" + page.html(text) + "</p>\n");
  response.status = status;
  return response;
}

Response login_page(const Request& head, const Bilingual& problem, int status) {
  const Page page(language_of(head.languages));
  std::string body;
  if (!problem.empty()) {
    body += fmt::format("<div class=\"alert\" role=\"alert\"><p><strong>{}</strong></p></div>\n",
                        page.html({"错误：" + problem.zh, "Error: " + problem.en}));
  }
  body += fmt::format(
      "<form method=\"post\" action=\"/login\">\n<div class=\"field\"><label for=\"name\">{}</label><input id=\"name\" "
      "name=\"name\" autocomplete=\"username\" autocapitalize=\"none\"></div>\n<div class=\"field\"><label "
      "for=\"password\">{}</label><input id=\"password\" name=\"password\" type=\"password\" "
      "autocomplete=\"current-password\"></div>\n<p class=\"actions\"><button "
      "class=\"main\">{}</button></p>\n</form>\n",
      page.html({"用户名", "Name"}), page.html({"密码", "Password"}), page.html({"登录", "Log in"}));
  Response response = page.plain({"登录填报台", "Log in to the desk"}, body);
  response.status = status;
  return response;
}

// What a browser needs to show the way in.
bool is_for_everybody(const Request& head) {
  return head.method == "GET" && (head.path == "/login" || head.path == "/desk.css" || head.path == "/icon.svg");
}

// Takes something away that a page of the desk does not show.
bool is_taken_away(const std::string& path) {
  return path.find("/output/") != std::string::npos ||
         (path.starts_with("/board/") && path.find_first_of("0123456789") != std::string::npos);
}

}  // namespace

Gate::Gate(const Network& network, Users users, int port)
    : network_(network), users_(std::move(users)), port_(std::to_string(port)), cookie_("__Host-banxin-" + port_) {
  const std::string host =
      network.address.find(':') == std::string::npos ? network.address : "[" + network.address + "]";
  hosts_ = {host + ":" + port_};
  if (port_ == "443") hosts_.push_back(host);
}

std::string Gate::address() const {
  return fmt::format("{}{}/", https, hosts_.back());
}

bool Gate::write_down(const Request& request, std::string_view user, std::string_view what) const {
  const Descriptor log(::open(network_.log.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!log.valid()) return false;
  return write_all(log.get(), fmt::format("{} {} {} {} {} {}\n", network_.now(), as_word(request.peer), as_word(user),
                                          what, request.method, as_word(request.path))) == 0;
}

Gate::Session* Gate::session_of(const Request& head) {
  std::erase_if(sessions_, [](const Session& one) {
    return one.last.elapsed() > most_idle || one.begun.elapsed() > most_age_of_session;
  });
  Session* mine = nullptr;
  for (const std::string& value : cookies_named(head.cookies, cookie_)) {
    for (Session& one : sessions_) {
      if (same_secret(value, one.secret)) mine = &one;
    }
  }
  return mine;
}

std::optional<Response> Gate::answer(Request& head) {
  const bool is_mine =
      head.hosts.size() == 1 && std::find(hosts_.begin(), hosts_.end(), head.hosts.front()) != hosts_.end();
  if (!is_mine) {
    return refusal(head, misdirected, {"这里不是您要找的网站", "This is not the site that you asked for"},
                   {"请求里写的主机不是这个填报台的地址。", "The request names another host."});
  }
  if (head.method != "GET" && head.method != "POST") {
    return refusal(head, not_allowed, {"不支持的请求", "Not supported"}, {"只收 GET 和 POST。", "GET and POST alone."});
  }
  if (head.method == "POST" && head.origin != std::string(https) + head.hosts.front()) {
    return refusal(head, forbidden, {"没有保存", "Nothing was saved"},
                   {"这个请求不是从填报台自己的页面发来的。", "The request does not come from a page of the desk."});
  }
  Session* session = session_of(head);
  if (session == nullptr) {
    head.most_bytes = most_login_bytes;
    if (is_for_everybody(head) || (head.method == "POST" && head.path == "/login")) return std::nullopt;
    if (head.method == "POST" || head.by_script) {
      return refusal(head, forbidden, {"请先登录", "Please log in first"},
                     {"登录过期了。您填的还在这一页：在另一个窗口登录，再保存。",
                      "The session has ended. What you typed is on this page: log in in another window, then save."});
    }
    return go_to("/login");
  }
  session->last = Stopwatch();
  head.user = session->user;
  const bool counts = head.method == "POST" || is_taken_away(head.path);
  if (counts && !write_down(head, head.user, head.method == "POST" ? "changes" : "takes")) {
    return refusal(head, failed, {"没有做", "It was not done"},
                   {"记不了日志，所以什么也没有做。请告诉管理填报台的人。",
                    "The log cannot be written, so nothing was done. Tell who runs the desk."});
  }
  return std::nullopt;
}

bool Gate::must_wait(const std::string& key, int most) {
  const auto tried = tries_.find(key);
  if (tried == tries_.end()) return false;
  if (tried->second.since.elapsed() > window_of_tries) {
    tries_.erase(tried);
    return false;
  }
  return tried->second.count >= most;
}

Response Gate::log_in(const Request& request) {
  const std::string name(request.field("name"));
  const std::string by_address = "a " + request.peer, by_name = "n " + name.substr(0, 64);
  if (must_wait(by_address, wrong_of_an_address) || must_wait(by_name, wrong_of_a_name)) {
    write_down(request, name, "waits");
    return login_page(request, {"试得太多了，请过五分钟再试。", "Too many tries; try again in five minutes."},
                      too_many);
  }
  if (!users_.check(name, std::string(request.field("password")))) {
    if (tries_.size() >= most_remembered) tries_.clear();
    ++tries_[by_address].count;
    ++tries_[by_name].count;
    write_down(request, name, "fails");
    return login_page(request, {"用户名或密码不对。", "The name or the password is wrong."}, forbidden);
  }
  if (!write_down(request, name, "enters")) {
    return login_page(request, {"记不了日志，不能登录。", "The log cannot be written: nobody can log in."}, failed);
  }
  tries_.erase(by_address);
  if (sessions_.size() >= most_sessions) sessions_.erase(sessions_.begin());
  Session& session = sessions_.emplace_back(Session{network_.secret(), name});
  if (session.secret.empty()) {
    sessions_.pop_back();
    return login_page(request, {"系统没有给出随机数。", "The system gives no random bytes."}, failed);
  }
  Response response = go_to("/");
  response.cookie = fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict", cookie_, session.secret);
  return response;
}

std::optional<Response> Gate::respond(const Request& request) {
  if (request.path == "/login") {
    if (request.method == "POST") return log_in(request);
    return request.user.empty() ? login_page(request, {}, ok) : go_to("/");
  }
  if (request.path == "/logout" && request.method == "POST") {
    if (const Session* mine = session_of(request)) {
      const std::string secret = mine->secret;
      std::erase_if(sessions_, [&secret](const Session& one) { return one.secret == secret; });
    }
    return go_to("/login");
  }
  return std::nullopt;
}

}  // namespace banxin::desk
