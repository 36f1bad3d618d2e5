#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "record/record.h"

namespace banxin::record {
namespace {

std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      case '\\': out += "\\\\"; break;
      default: out += c;
    }
  }
  return out;
}

void add(std::string& out, const xml::Node& place, const std::string& value) {
  out += fmt::format("{:>5}  {}  {}\n", place.line(), place.xpath(), one_line(value));
}

// An element that holds only text is one value, by its own path; so is each text among elements.
void add_values(std::string& out, const xml::Node& element) {
  for (const xml::Node& attribute : element.attributes()) add(out, attribute, attribute.text());
  const auto children = element.children();
  const bool leaf = std::all_of(children.begin(), children.end(), [](const xml::Node& n) { return n.is_text(); });
  if (leaf) {
    add(out, element, element.text());
    return;
  }
  for (const xml::Node& child : children) {
    if (child.is_element()) {
      add_values(out, child);
    } else if (const std::string text = child.text(); !is_blank(text)) {
      add(out, child, text);
    }
  }
}

}  // namespace

std::string dump(const Record& record) {
  std::string out = fmt::format("form {}\nencoding {}\nbytes {}\nsha512 {}\n", record.form().id,
                                record.tree().encoding(), record.bytes().size(), record.sha512());
  add_values(out, record.tree().root());
  return out;
}

}  // namespace banxin::record
