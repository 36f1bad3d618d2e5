#include "desk/record_text.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "base/xml_text.h"
#include "record/record.h"

namespace banxin::desk {
namespace {

constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";

// Whether line breaks may be put between what the element holds.
bool holds_elements_alone(const xml::Node& element) {
  const std::vector<xml::Node> children = element.children();
  const bool some =
      std::any_of(children.begin(), children.end(), [](const xml::Node& one) { return one.is_element(); });
  return some && std::all_of(children.begin(), children.end(),
                             [](const xml::Node& one) { return one.is_element() || is_blank(one.text()); });
}

class RecordText {
 public:
  explicit RecordText(const Edits& edits) : edits_(edits) {}

  void whole(const xml::Node& element, std::size_t depth) {
    const std::string path = element.xpath();
    lines(edits_.before, path, depth);
    if (const auto instead = edits_.instead.find(path); instead != edits_.instead.end()) {
      for (const std::string& line : instead->second) add_line(line, depth);
    } else {
      new_line(depth);
      itself(element, path, depth);
    }
    lines(edits_.behind, path, depth);
  }

  void on_one_line_of_text(const xml::Node& element) {
    begin(element, element.xpath());
    out_ += '>';
    inside(element);
    end(element);
  }

  // What an element of mixed content holds.
  void inside(const xml::Node& element) {
    for (const xml::Node& child : element.children()) {
      if (child.is_text()) out_ += text_markup(child.text());
      if (child.is_element()) on_one_line_of_text(child);
    }
  }

  std::string take() && { return std::move(out_); }

 private:
  using Lines = std::map<std::string, std::vector<std::string>>;

  void itself(const xml::Node& element, const std::string& path, std::size_t depth) {
    begin(element, path);
    const auto text = edits_.texts.find(path);
    const auto last = edits_.last.find(path);
    if (text != edits_.texts.end()) {
      out_ += '>' + text_markup(text->second);
    } else if (holds_elements_alone(element) || (last != edits_.last.end() && is_blank(element.text()))) {
      out_ += '>';
      for (const xml::Node& child : element.elements()) whole(child, depth + 1);
      lines(edits_.last, path, depth + 1);
      new_line(depth);
    } else {
      out_ += '>';
      inside(element);
      lines(edits_.last, path, depth + 1);
    }
    end(element);
  }

  void begin(const xml::Node& element, const std::string& path) {
    out_ += '<';
    name(element);
    // The record's own namespace is declared once; elements of others carry theirs.
    if (path == "/" + std::string(element.name())) out_ += " xmlns=\"" + std::string(record::namespace_uri) + "\"";
    if (is_foreign(element)) out_ += " xmlns:e=\"" + xml_escaped(element.namespace_uri()) + "\"";
    const auto edited = edits_.attributes.find(path);
    std::map<std::string, std::string> left;
    if (edited != edits_.attributes.end()) left = edited->second;
    int foreign = 0;
    for (const xml::Node& attribute : element.attributes()) {
      const std::string uri(attribute.namespace_uri());
      std::string written(attribute.name());
      std::string value = attribute.text();
      if (uri == xml_namespace) {
        written = "xml:" + written;
      } else if (!uri.empty()) {
        const std::string prefix = "a" + std::to_string(++foreign);
        out_ += " xmlns:" + prefix + "=\"" + xml_escaped(uri) + "\"";
        written = prefix + ":" + written;
      } else if (const auto given = left.find(written); given != left.end()) {
        value = given->second;
        left.erase(given);
        if (value.empty()) continue;
      }
      out_ += " " + written + "=\"" + xml_escaped(value) + "\"";
    }
    for (const auto& [written, value] : left) {
      if (!value.empty()) out_ += " " + written + "=\"" + xml_escaped(value) + "\"";
    }
  }

  static bool is_foreign(const xml::Node& element) {
    return !element.namespace_uri().empty() && element.namespace_uri() != record::namespace_uri;
  }
  void name(const xml::Node& element) {
    if (is_foreign(element)) out_ += "e:";
    out_ += element.name();
  }
  void end(const xml::Node& element) {
    out_ += "</";
    name(element);
    out_ += '>';
  }
  void new_line(std::size_t depth) { out_ += '\n' + std::string(2 * depth, ' '); }
  void add_line(const std::string& line, std::size_t depth) {
    new_line(depth);
    out_ += line;
  }
  void lines(const Lines& all, const std::string& path, std::size_t depth) {
    const auto found = all.find(path);
    if (found == all.end()) return;
    for (const std::string& line : found->second) add_line(line, depth);
  }

  const Edits& edits_;
  std::string out_;
};

const Edits& no_edits() {
  static const Edits none;
  return none;
}

}  // namespace

std::string text_markup(std::string_view text) {
  // A line break and a tab of a text are what they are; of a carriage return nothing is left anyway.
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n\t"), text.size());
    out += xml_escaped(text.substr(0, end));
    if (end < text.size()) out += text[end];
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string written(const xml::Tree& record, const Edits& edits) {
  RecordText text(edits);
  text.whole(record.root(), 0);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + std::move(text).take() + "\n";
}

std::string markup_of(const xml::Node& element) {
  RecordText text(no_edits());
  text.on_one_line_of_text(element);
  return std::move(text).take();
}

std::string inner_markup_of(const xml::Node& element) {
  RecordText text(no_edits());
  text.inside(element);
  return std::move(text).take();
}

std::string element_of_text(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + text_markup(text) + "</" + std::string(name) + ">";
}

}  // namespace banxin::desk
