#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// The kinds of PDF object (ISO 32000-1, 7.3) as types of this room: what is put together here and written by
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

  // NOLINTBEGIN(google-explicit-constructor): a value is written where it is meant
  Value(bool v);
  Value(int v);
  Value(std::int64_t v);
  Value(std::size_t v);
  Value(Name v);
  Value(Text v);
  Value(Bytes v);
  Value(Raw v);
  Value(Ref v);
  Value(Array v);
  Value(Dictionary v);
  // NOLINTEND(google-explicit-constructor)
};

struct Entry {
  std::string key;
  Value value;
};

// Here, where Entry is complete: a dictionary can be one of the kinds only now.
inline Value::Value(bool v) : kind(v) {}
inline Value::Value(int v) : kind(static_cast<std::int64_t>(v)) {}
inline Value::Value(std::int64_t v) : kind(v) {}
inline Value::Value(std::size_t v) : kind(static_cast<std::int64_t>(v)) {}
inline Value::Value(Name v) : kind(std::move(v)) {}
inline Value::Value(Text v) : kind(std::move(v)) {}
inline Value::Value(Bytes v) : kind(std::move(v)) {}
inline Value::Value(Raw v) : kind(std::move(v)) {}
inline Value::Value(Ref v) : kind(v) {}
inline Value::Value(Array v) : kind(std::move(v)) {}
inline Value::Value(Dictionary v) : kind(std::move(v)) {}

}  // namespace banxin::pdf
