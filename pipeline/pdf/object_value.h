#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// The kinds of PDF object (ISO 32000-1, 7.3) in words of our own: what is put together here and written by
// ObjectWriter.
namespace banxin::pdf {

// An indirect object, generation 0. 0 refers to nothing.
struct Ref {
  int number = 0;
};

struct Name {
  std::string text;  // unescaped: text/xml
};

// A text string in UTF-8, written in the shorter of the encodings that ISO 32000-1, 7.9.2.2 has.
struct Text {
  std::string utf8;
};

// A string of bytes, written in hexadecimal.
struct Bytes {
  std::string bytes;
};

// Well-formed syntax, written as it is: numbers with decimals, arrays put together elsewhere.
struct Raw {
  std::string syntax;
};

struct Value;
struct Entry;
using Array = std::vector<Value>;
using Dictionary = std::vector<Entry>;

struct Value {
  using Kinds = std::variant<bool, std::int64_t, Name, Text, Bytes, Raw, Ref, Array, Dictionary>;
  Kinds kind;

  Value(bool v) : kind(v) {}                            // NOLINT(google-explicit-constructor): a literal is a value
  Value(int v) : kind(static_cast<std::int64_t>(v)) {}  // NOLINT(google-explicit-constructor)
  Value(std::int64_t v) : kind(v) {}                    // NOLINT(google-explicit-constructor)
  Value(std::size_t v) : kind(static_cast<std::int64_t>(v)) {}  // NOLINT(google-explicit-constructor)
  Value(Name v) : kind(std::move(v)) {}                         // NOLINT(google-explicit-constructor)
  Value(Text v) : kind(std::move(v)) {}                         // NOLINT(google-explicit-constructor)
  Value(Bytes v) : kind(std::move(v)) {}                        // NOLINT(google-explicit-constructor)
  Value(Raw v) : kind(std::move(v)) {}                          // NOLINT(google-explicit-constructor)
  Value(Ref v) : kind(v) {}                                     // NOLINT(google-explicit-constructor)
  Value(Array v);                                               // NOLINT(google-explicit-constructor)
  Value(Dictionary v);                                          // NOLINT(google-explicit-constructor)
};

struct Entry {
  std::string key;
  Value value;
};

inline Value::Value(Array v) : kind(std::move(v)) {}
inline Value::Value(Dictionary v) : kind(std::move(v)) {}

}  // namespace banxin::pdf
