// What a browser sends to the desk once its head is read: cookies, an address and its query, the fields of a form.
// Whatever they are, they are answered, and what is saved of them is a record that can be opened again.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "desk/board_view.h"
#include "desk/door.h"
#include "desk/studio.h"
#include "desk/users.h"
#include "fuzz/door.h"
#include "record/record.h"

namespace banxin::fuzz {
namespace {

constexpr const char* sample = BANXIN_SOURCE_DIR "/samples/zero-2021.xml";

struct Desk {
  std::vector<Form> forms;
  Result<desk::Studio> studio = desk::Studio::open({});
  std::string record;

  Desk() {
    xml::initialise();
    const DataFolders places{.layout_folders = {BANXIN_SOURCE_DIR "/layouts"},
                             .font_profile = BANXIN_SOURCE_DIR "/fonts/free.profile",
                             .font_folders = {BANXIN_SOURCE_DIR "/build/fonts"}};
    forms = *record::list_forms(places.layout_folders);
    studio = desk::Studio::open(places);
    record = *read_file(sample, 1U << 20U);
  }
};

// The first line is the part that the form is of, the second the cookies; each other line a field, NAME<TAB>VALUE, in
// which a vertical tab stands for the end of a line.
desk::Request request_of(std::string_view bytes, std::string& part) {
  desk::Request request;
  request.method = "POST";
  request.path = "/";
  request.hosts = {"127.0.0.1:80"};
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (number == 0) {
      part = line;
    } else if (number == 1) {
      request.cookies = line;
    } else {
      const std::size_t tab = std::min(line.find('\t'), line.size());
      std::string value(line.substr(std::min(tab + 1, line.size())));
      std::replace(value.begin(), value.end(), '\v', '\n');
      request.fields.emplace_back(line.substr(0, tab), std::move(value));
    }
    ++number;
  }
  request.query = request.fields;
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Desk desk;
  const std::string bytes(view(data, size));
  // The server answers anything else by itself.
  if (valid_utf8_prefix(bytes) != bytes.size() || bytes.find('\0') != std::string::npos) return 0;
  std::string part;
  const desk::Request request = request_of(bytes, part);
  desk::Door door("ticket", "session", 80);
  expect(door.answer(request).has_value(), "nobody comes in without the session");
  expect_told(desk::Users::read(bytes, "users"));
  const desk::Question question(request);
  expect(question.address("/board").find_first_of("\"<>\n ") == std::string::npos, "an address is one word");

  const desk::Page page(desk::Language::zh);
  const desk::OpenFile open{.file = {.id = "0", .name = "draft.xml"}, .bytes = desk.record, .previous = {}};
  // The version that the page has: a form that was made from another one is a conflict.
  static std::map<std::string, std::string> versions;
  if (!versions.contains(part)) {
    desk.studio->show(open, page, false, [&](const desk::View& view) {
      const desk::Part* one = view.draft.find(part);
      if (one != nullptr) versions[part] = one->version;
      return desk::Response();
    });
    if (!versions.contains(part)) return 0;
  }
  desk::Request filled = request;
  filled.fields.insert(filled.fields.begin(), {"version", versions[part]});
  const desk::Work work = desk.studio->take(open, page, part, filled);
  if (!work.record.empty()) {
    expect(record::read(work.record, "draft.xml", desk.forms).operator bool(), "what is saved can be opened again");
  }
  desk.studio->show_unsaved(open, page, part, filled, {"没有", "not"});
  return 0;
}

}  // namespace banxin::fuzz
