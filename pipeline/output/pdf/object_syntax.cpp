#include "output/pdf/object_syntax.h"

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include "output/pdf/text_string.h"

namespace banxin::pdf {
namespace {

constexpr std::string_view delimiters = "()<>[]{}/%";

bool is_delimiter(char c) {
  return delimiters.find(c) != std::string_view::npos;
}

class SyntaxWriter {
 public:
  explicit SyntaxWriter(std::string& out) : out_(out) {}

  void operator()(bool v) { append(v ? "true" : "false"); }
  void operator()(std::int64_t v) { append(std::to_string(v)); }
  void operator()(const Name& v) { append_name(v.text); }
  void operator()(const Text& v) { append(text_string(v.utf8)); }
  void operator()(const Bytes& v) { append(byte_string(v.bytes)); }
  void operator()(const Raw& v) { append(v.syntax); }
  void operator()(const Ref& v) { append(std::to_string(v.number) + " 0 R"); }
  void operator()(const Array& v) {
    out_ += '[';
    for (const Value& item : v) std::visit(*this, item.kind);
    out_ += ']';
  }
  void operator()(const Dictionary& v) {
    std::vector<const Entry*> entries;
    for (const Entry& entry : v) entries.push_back(&entry);
    std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) {
      const bool a_type = a->key == "Type";
      const bool b_type = b->key == "Type";
      return a_type != b_type ? a_type : a->key < b->key;
    });
    out_ += "<<";
    for (const Entry* entry : entries) {
      append_name(entry->key);
      std::visit(*this, entry->value.kind);
    }
    out_ += ">>";
  }

 private:
  void append(std::string_view token) {
    if (!token.empty() && !is_delimiter(token.front()) && !out_.empty() && !is_delimiter(out_.back())) out_ += ' ';
    out_ += token;
  }

  // ISO 32000-1, 7.3.5: what is not a regular character is written as # and two digits.
  void append_name(std::string_view name) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    out_ += '/';
    for (const char c : name) {
      if (c > ' ' && c <= '~' && c != '#' && !is_delimiter(c)) {
        out_ += c;
        continue;
      }
      const auto byte = static_cast<unsigned char>(c);
      out_ += '#';
      out_ += digits[byte >> 4U];
      out_ += digits[byte & 0xFU];
    }
  }

  std::string& out_;
};

}  // namespace

std::string syntax_of(const Dictionary& entries) {
  std::string out;
  SyntaxWriter writer(out);
  writer(entries);
  return out;
}

}  // namespace banxin::pdf
