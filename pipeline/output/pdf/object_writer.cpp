#include "output/pdf/object_writer.h"

#include <fmt/compile.h>

#include <cassert>
#include <iterator>
#include <utility>

#include "base/digest.h"
#include "output/pdf/object_syntax.h"
#include "output/pdf/text_string.h"

namespace banxin::pdf {
namespace {

// Room for what is around them, in bytes: a guess that only saves copying.
constexpr std::size_t around_stream = 64;
constexpr std::size_t around_file = 4096;

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>((value >> (8U * static_cast<unsigned>(i))) & 0xFFU);
}

// The PNG filter "up" on every row, as predictor 12 has it (ISO 32000-1, 7.4.4.4): offsets become small differences.
std::string filter_up(const std::string& rows, std::size_t columns) {
  constexpr char up = 2;
  std::string out;
  out.reserve(rows.size() + rows.size() / columns);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % columns == 0) out += up;
    const auto above = static_cast<unsigned char>(i < columns ? 0 : rows[i - columns]);
    out += static_cast<char>(static_cast<unsigned char>(rows[i]) - above);
  }
  return out;
}

int bytes_for(std::uint64_t value) {
  int bytes = 1;
  while ((value >>= 8U) != 0) ++bytes;
  return bytes;
}

// Where an object is: in the file, or at a place in the object stream.
struct Location {
  bool in_stream = false;
  std::uint64_t offset = 0;  // in the file, or the object stream's number
  std::uint64_t index = 0;   // within the object stream
};

std::string cross_reference_rows(const std::vector<Location>& locations, int offset_bytes, int index_bytes) {
  std::string rows(static_cast<std::size_t>(1 + offset_bytes + index_bytes), '\0');  // object 0 is free
  for (const Location& l : locations) {
    append_big_endian(rows, l.in_stream ? 2 : 1, 1);
    append_big_endian(rows, l.offset, offset_bytes);
    append_big_endian(rows, l.index, index_bytes);
  }
  return rows;
}

}  // namespace

struct ObjectWriter::Slot {
  std::string syntax;  // of the object; for a stream, its dictionary
  std::string data;    // of a stream, as the file has it
  bool stream = false;
};

ObjectWriter::ObjectWriter(std::string_view version) : version_(version) {}
ObjectWriter::~ObjectWriter() = default;

Ref ObjectWriter::reserve() {
  slots_.emplace_back();
  return {static_cast<int>(slots_.size())};
}

void ObjectWriter::put_syntax(Ref ref, std::string syntax) {
  Slot& slot = slots_.at(static_cast<std::size_t>(ref.number) - 1);
  assert(slot.syntax.empty());
  slot.syntax = std::move(syntax);
}

void ObjectWriter::put(Ref ref, const Dictionary& value) {
  put_syntax(ref, syntax_of(value));
}

void ObjectWriter::put_stream(Ref ref, Dictionary value, std::string_view data, Packing packing) {
  Slot& slot = slots_.at(static_cast<std::size_t>(ref.number) - 1);
  slot.stream = true;
  switch (packing) {
    case Packing::plain: slot.data = data; break;
    case Packing::text: slot.data = deflate_(data); break;
    case Packing::outlines: slot.data = deflate_bytewise(data); break;
  }
  if (packing != Packing::plain) value.push_back({"Filter", Name{"FlateDecode"}});
  value.push_back({"Length", slot.data.size()});
  put(ref, value);
}

Ref ObjectWriter::add(const Dictionary& value) {
  const Ref ref = reserve();
  put(ref, value);
  return ref;
}

Ref ObjectWriter::add_stream(Dictionary value, std::string_view data, Packing packing) {
  const Ref ref = reserve();
  put_stream(ref, std::move(value), data, packing);
  return ref;
}

int ObjectWriter::size() const {
  return static_cast<int>(slots_.size());
}

std::string ObjectWriter::object_stream(std::vector<int>& members) {
  std::string directory;
  std::string objects;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (slots_[i].stream) continue;
    assert(!slots_[i].syntax.empty());
    members.push_back(static_cast<int>(i));
    fmt::format_to(std::back_inserter(directory), FMT_COMPILE("{} {} "), i + 1, objects.size());
    objects += slots_[i].syntax;
    objects += '\n';
  }
  std::string out = std::move(directory);
  const std::size_t first = out.size();
  out += objects;
  const std::string packed = deflate_(out);
  return fmt::format(FMT_COMPILE("<</Type/ObjStm/N {}/First {}/Filter/FlateDecode/Length {}>>\nstream\n"),
                     members.size(), first, packed.size()) +
         packed;
}

ObjectWriter::File ObjectWriter::finish(Ref root, Ref info, std::string_view identity) {
  std::vector<int> members;
  const std::string packed = object_stream(members);
  std::string file;
  std::size_t most = packed.size();
  for (const Slot& slot : slots_) most += slot.stream ? slot.syntax.size() + slot.data.size() + around_stream : 0;
  file.reserve(most + around_file);
  file += "%PDF-" + version_ + "\n%\xE2\xE3\xCF\xD3\n";
  std::vector<Location> locations(slots_.size());
  const auto begin = [&](std::size_t number) {
    const std::uint64_t offset = file.size();
    fmt::format_to(std::back_inserter(file), FMT_COMPILE("{} 0 obj\n"), number);
    return offset;
  };
  const auto end = [&] { file += "\nendstream\nendobj\n"; };

  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (!slots_[i].stream) continue;
    locations[i] = {false, begin(i + 1), 0};
    file += slots_[i].syntax;
    file += "\nstream\n";
    file += slots_[i].data;
    end();
  }

  const std::size_t container = slots_.size() + 1;
  for (std::size_t i = 0; i < members.size(); ++i) {
    locations[static_cast<std::size_t>(members[i])] = {true, container, i};
  }
  locations.push_back({false, begin(container), 0});
  file += packed;
  end();

  // One walk over the bytes serves both: the bytes before /ID name this version, all of them the file.
  RunningDigest sha512(DigestKind::sha512);
  sha512.add(file);
  const std::string version = sha512.value().substr(0, 16);
  const std::size_t counted = file.size();
  const std::uint64_t table = begin(container + 1);
  locations.push_back({false, table, 0});
  const int offset_bytes = bytes_for(table);
  const int index_bytes = bytes_for(members.size());
  const int columns = 1 + offset_bytes + index_bytes;
  const std::string rows = deflate_(
      filter_up(cross_reference_rows(locations, offset_bytes, index_bytes), static_cast<std::size_t>(columns)));
  fmt::format_to(std::back_inserter(file),
                 FMT_COMPILE("<</Type/XRef/Size {}/W[1 {} {}]/Root {} 0 R/Info {} 0 R/ID[{}{}]/Filter/FlateDecode"
                             "/DecodeParms<</Predictor 12/Columns {}>>/Length {}>>\nstream\n"),
                 container + 2, offset_bytes, index_bytes, root.number, info.number, byte_string(identity),
                 byte_string(version), columns, rows.size());
  file += rows;
  end();
  fmt::format_to(std::back_inserter(file), FMT_COMPILE("startxref\n{}\n%%EOF\n"), table);
  sha512.add(std::string_view(file).substr(counted));
  return {std::move(file), sha512.value()};
}

}  // namespace banxin::pdf
