#include "base/xml_writer.h"

#include <utility>

#include "base/xml_text.h"

namespace banxin {
namespace {

// Two hyphens in a row are parted; where the text begins or ends with a line end, no blank stands beside it.
std::string commented(std::string_view text, const std::string& margin) {
  std::string out = text.starts_with('\n') ? "<!--" : "<!-- ";
  bool hyphen = false;
  for (const char c : text) {
    if (c == '-' && hyphen) out += ' ';
    hyphen = c == '-';
    out += c;
    if (c == '\n') out += margin;
  }
  return out + (text.ends_with('\n') ? "-->" : " -->");
}

}  // namespace

XmlWriter::XmlWriter() : out_(R"(<?xml version="1.0" encoding="UTF-8"?>)") {}

void XmlWriter::end_of_tag() {
  if (std::exchange(in_tag_, false)) out_ += '>';
}

void XmlWriter::new_line(std::size_t margin) {
  end_of_tag();
  if (!open_.empty()) open_.back().has_lines = true;
  out_ += '\n';
  out_.append(2 * open_.size() + margin, ' ');
}

XmlWriter& XmlWriter::begin(std::string_view name, std::size_t margin) {
  new_line(margin);
  open_.push_back({std::string(name), std::string(2 * open_.size() + margin, ' '), false});
  out_ += '<';
  out_ += name;
  in_tag_ = true;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  out_ += ' ';
  out_ += name;
  out_ += "=\"" + xml_escaped(value) + '"';
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view text) {
  end_of_tag();
  out_ += xml_escaped(text);
  return *this;
}

XmlWriter& XmlWriter::end() {
  const Open one = std::move(open_.back());
  open_.pop_back();
  if (std::exchange(in_tag_, false)) {
    out_ += "/>";
    return *this;
  }
  if (one.has_lines) out_ += '\n' + one.indent;
  out_ += "</" + one.name + '>';
  return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view content) {
  return begin(name).text(content).end();
}

XmlWriter& XmlWriter::comment(std::string_view text, std::size_t margin) {
  new_line(margin);
  out_ += commented(text, std::string(2 * open_.size() + margin, ' '));
  return *this;
}

XmlWriter& XmlWriter::remark(std::string_view text) {
  end_of_tag();
  out_ += ' ' + commented(text, {});
  return *this;
}

std::string XmlWriter::finish() && {
  return std::move(out_) + '\n';
}

}  // namespace banxin
