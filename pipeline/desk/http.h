#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the desk's pages know of HTTP: values, without a socket and without the library that reads them.
namespace banxin::desk {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// A file that was chosen in a form.
struct Upload {
  std::string field, file;  // the name that the browser gives is shown, never opened
  std::string bytes;
};

struct Request {
  std::string method, path;  // GET or POST; decoded, begins with /
  Pairs query, fields;       // of the address; of a form that was sent: UTF-8, lines end with \n
  std::vector<Upload> uploads;
  std::vector<std::string> hosts;  // every Host that was sent
  std::string origin, cookies, languages;
  std::string peer, user;                           // the address that it came from; who is logged in, on a network
  std::size_t most_bytes = std::size_t{33} << 20U;  // of its body
  bool by_script = false;                           // asked for by the page's own script, which takes a part of a page

  // The first of that name; empty when there is none.
  std::string_view asked(std::string_view name) const { return first(query, name); }
  std::string_view field(std::string_view name) const { return first(fields, name); }
  const Upload* upload(std::string_view field_name) const {
    for (const Upload& one : uploads) {
      if (one.field == field_name) return &one;
    }
    return nullptr;
  }

 private:
  static std::string_view first(const Pairs& pairs, std::string_view name) {
    for (const auto& [key, value] : pairs) {
      if (key == name) return value;
    }
    return {};
  }
};

inline constexpr int ok = 200, see_other = 303, bad_request = 400, forbidden = 403, not_found = 404, not_allowed = 405,
                     conflict = 409, too_large = 413, unsupported = 415, misdirected = 421, too_many = 429,
                     failed = 500, no_room = 507;

struct Response {
  int status = ok;
  std::string type = "text/html; charset=utf-8";
  std::string bytes;
  std::string location;   // of see_other: a path of the desk
  std::string cookie;     // to be set; empty: none
  std::string file_name;  // to be saved under; empty: to be shown
  bool may_keep = false;  // by the browser: what does not change while the desk runs
};

inline Response go_to(std::string location) {
  Response response;
  response.status = see_other;
  response.location = std::move(location);
  return response;
}

}  // namespace banxin::desk
