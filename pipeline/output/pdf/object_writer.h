#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "output/pdf/deflate.h"
#include "output/pdf/object_value.h"

namespace banxin::pdf {

// How a stream is packed: not at all, as text, or as outlines, which hardly repeat themselves.
enum class Packing { plain, text, outlines };

// Indirect objects, numbered from 1 in the order in which they were reserved, and the file that they make: every object
// that is not a stream goes into one object stream, and a cross-reference stream follows it (ISO 32000-1, 7.5.7 and
// 7.5.8). Header and end are those of PDF/A (PA-10, PA-11); dictionaries are written with /Type first, then in byte
// order of their keys (PA-92).
class ObjectWriter {
 public:
  // `version`: of PDF, as the header says it.
  explicit ObjectWriter(std::string_view version = "1.7");
  ~ObjectWriter();
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;

  // Every reserved number is put exactly once.
  Ref reserve();
  void put(Ref ref, const Dictionary& value);
  // A whole object in well-formed syntax; the quick way for the many elements of a structure tree.
  void put_syntax(Ref ref, std::string syntax);
  void put_stream(Ref ref, Dictionary value, std::string_view data, Packing packing);

  Ref add(const Dictionary& value);
  Ref add_stream(Dictionary value, std::string_view data, Packing packing);

  int size() const;

  struct File {
    std::string bytes;
    std::string sha512;  // of them: 64 bytes
  };

  // `identity` holds 16 bytes that name the document over all its versions: the first half of /ID; the second is made
  // from the file's own bytes (ISO 32000-1, 14.4; PA-91). Call once, last.
  File finish(Ref root, Ref info, std::string_view identity);

 private:
  struct Slot;
  std::string object_stream(std::vector<int>& members);

  std::string version_;
  Deflater deflate_;
  std::vector<Slot> slots_;
};

}  // namespace banxin::pdf
