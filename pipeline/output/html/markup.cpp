#include "output/html/markup.h"

#include <utility>

#include "base/xml_text.h"

namespace banxin::html {

Markup& Markup::begin(std::string_view name, std::initializer_list<Attribute> attributes) {
  tag(name, attributes);
  open_.emplace_back(name);
  return *this;
}

Markup& Markup::text(std::string_view text) {
  out_ += xml_escaped(text);
  return *this;
}

Markup& Markup::end() {
  out_ += "</" + open_.back() + ">";
  open_.pop_back();
  return *this;
}

Markup& Markup::element(std::string_view name, std::string_view content, std::initializer_list<Attribute> attributes) {
  return begin(name, attributes).text(content).end();
}

Markup& Markup::empty(std::string_view name, std::initializer_list<Attribute> attributes) {
  tag(name, attributes);
  return *this;
}

Markup& Markup::raw(std::string_view markup) {
  out_ += markup;
  return *this;
}

Markup& Markup::line() {
  out_ += '\n';
  return *this;
}

std::string Markup::finish() && {
  return std::move(out_);
}

// An attribute without a value is left out.
void Markup::tag(std::string_view name, std::initializer_list<Attribute> attributes) {
  out_ += '<';
  out_ += name;
  for (const Attribute& one : attributes) {
    if (one.value.empty()) continue;
    out_ += ' ';
    out_ += one.name;
    out_ += "=\"" + xml_escaped(one.value) + "\"";
  }
  out_ += '>';
}

}  // namespace banxin::html
