#include "output/pdf/object_reader.h"

#include <podofo/podofo-base.h>

#include <algorithm>
#include <exception>
#include <istream>
#include <new>
#include <optional>
#include <set>
#include <streambuf>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "output/pdf/excess.h"

#if defined(__SANITIZE_ADDRESS__)
// PoDoFo 0.9.8 leaks the filter that it was unpacking with when damaged data make it throw: a few kB a file. A build
// that looks for leaks should find this program's.
extern "C" const char*
__lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
  return "leak:PoDoFo::PdfFilterFactory::Create\nleak:libz.so\n";
}
#endif

namespace banxin::pdf {
namespace {

using PoDoFo::PdfDictionary;
using PoDoFo::PdfName;
using PoDoFo::PdfObject;

// No record comes near this size; a stream that unpacks to more is an attack on the memory.
constexpr std::size_t most_bytes = 64UL << 20U;

// Reads the file where it is: PoDoFo's own device would copy it twice.
class MemoryBuffer : public std::streambuf {
 public:
  explicit MemoryBuffer(std::string_view bytes) {
    char* const begin = const_cast<char*>(bytes.data());  // NOLINT: a stream that is read only
    setg(begin, begin, begin + bytes.size());
  }

 protected:
  pos_type seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode /*which*/) override {
    const char* const base = from == std::ios_base::beg ? eback() : from == std::ios_base::cur ? gptr() : egptr();
    const off_type at = base - eback() + offset;
    if (at < 0 || at > egptr() - eback()) return {off_type(-1)};
    setg(eback(), eback() + at, egptr());
    return {at};
  }
  pos_type seekpos(pos_type position, std::ios_base::openmode which) override {
    return seekoff(off_type(position), std::ios_base::beg, which);
  }
};

// Collects what a filter gives, up to most_bytes.
class LimitedStream : public PoDoFo::PdfOutputStream {
 public:
  PoDoFo::pdf_long Write(const char* data, PoDoFo::pdf_long length) override {
    if (length < 0 || bytes_.size() + static_cast<std::size_t>(length) > most_bytes) {
      throw PoDoFo::PdfError(PoDoFo::ePdfError_ValueOutOfRange, __FILE__, __LINE__);
    }
    bytes_.append(data, static_cast<std::size_t>(length));
    return length;
  }
  void Close() override {}
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// A parsed file. Its functions follow references and answer with null where something is missing or of another kind.
class ParsedFile {
 public:
  // Throws PdfError on anything that is not a PDF.
  explicit ParsedFile(std::string_view pdf) : buffer_(pdf), stream_(&buffer_) {
    objects_.SetAutoDelete(true);
    // Objects are read when first used: a damaged one elsewhere does no harm.
    parser_.emplace(&objects_);
    parser_->ParseFile(PoDoFo::PdfRefCountedInputDevice(new PoDoFo::PdfInputDevice(&stream_)), true);
  }

  bool encrypted() const { return parser_->GetEncrypted(); }

  PdfObject* root() {
    const PdfObject* trailer = parser_->GetTrailer();
    return trailer == nullptr || !trailer->IsDictionary() ? nullptr : dictionary(get(*trailer, "Root"));
  }

  PdfObject* get(const PdfObject& object, const char* key) {
    return resolve(
        const_cast<PdfObject*>(object.GetDictionary().GetKey(PdfName(key))));  // NOLINT: reading loads lazily
  }

  // The object that a reference leads to; an object that is not a reference is itself.
  PdfObject* resolve(PdfObject* object) {
    if (object == nullptr || !object->IsReference()) return object;
    PdfObject* target = objects_.GetObject(object->GetReference());
    return target == nullptr || target->IsReference() ? nullptr : target;
  }

  static PdfObject* dictionary(PdfObject* object) {
    return object != nullptr && object->IsDictionary() ? object : nullptr;
  }
  static PdfObject* array(PdfObject* object) { return object != nullptr && object->IsArray() ? object : nullptr; }

  PoDoFo::PdfVecObjects& objects() { return objects_; }

 private:
  MemoryBuffer buffer_;
  std::istream stream_;
  PoDoFo::PdfVecObjects objects_;
  std::optional<PoDoFo::PdfParser> parser_;
};

bool is_source(ParsedFile& file, PdfObject* specification) {
  if (specification == nullptr) return false;
  const PdfObject* relationship = file.get(*specification, "AFRelationship");
  return relationship != nullptr && relationship->IsName() && relationship->GetName().GetName() == "Source";
}

// In the associated files of the document.
PdfObject* find_associated(ParsedFile& file, const PdfObject& root) {
  PdfObject* list = ParsedFile::array(file.get(root, "AF"));
  if (list == nullptr) return nullptr;
  for (PdfObject& item : list->GetArray()) {
    PdfObject* specification = ParsedFile::dictionary(file.resolve(&item));
    if (is_source(file, specification)) return specification;
  }
  return nullptr;
}

// In the tree of embedded files, for PDFs that list the source only there. Each node is looked at once: a damaged tree
// may lead back to itself.
PdfObject* find_named(ParsedFile& file, PdfObject* tree) {
  std::set<PdfObject*> seen;
  std::vector<PdfObject*> open = {tree};
  while (!open.empty()) {
    PdfObject* node = ParsedFile::dictionary(open.back());
    open.pop_back();
    if (node == nullptr || !seen.insert(node).second) continue;
    for (const char* key : {"Names", "Kids"}) {
      PdfObject* list = ParsedFile::array(file.get(*node, key));
      if (list == nullptr) continue;
      for (PdfObject& item : list->GetArray()) {
        PdfObject* entry = ParsedFile::dictionary(file.resolve(&item));
        if (is_source(file, entry)) return entry;
        if (*key == 'K') open.push_back(entry);
      }
    }
  }
  return nullptr;
}

PdfObject* find_source(ParsedFile& file) {
  PdfObject* root = file.root();
  if (root == nullptr) return nullptr;
  if (PdfObject* found = find_associated(file, *root)) return found;
  PdfObject* names = ParsedFile::dictionary(file.get(*root, "Names"));
  return names == nullptr ? nullptr : find_named(file, file.get(*names, "EmbeddedFiles"));
}

// Whether the bytes are those that Params describes; a file that says nothing about them is believed.
bool undamaged(ParsedFile& file, const PdfObject& stream, const std::string& bytes) {
  PdfObject* parameters = ParsedFile::dictionary(file.get(stream, "Params"));
  if (parameters == nullptr) return true;
  const PdfObject* size = file.get(*parameters, "Size");
  if (size != nullptr && size->IsNumber() && size->GetNumber() != static_cast<PoDoFo::pdf_int64>(bytes.size()))
    return false;
  const PdfObject* sum = file.get(*parameters, "CheckSum");
  if (sum == nullptr || !(sum->IsString() || sum->IsHexString())) return true;
  const PoDoFo::PdfString& text = sum->GetString();
  const std::string expected(text.GetString(), static_cast<std::size_t>(text.GetLength()));
  return expected == digest(DigestKind::md5, bytes);
}

SourceAttachment failed(ReadFailure failure, std::string reason = {}) {
  return {.bytes = {}, .found = false, .failure = failure, .reason = std::move(reason)};
}

SourceAttachment extract(ParsedFile& file) {
  if (file.encrypted()) return failed(ReadFailure::encrypted);
  PdfObject* specification = find_source(file);
  if (specification == nullptr) return failed(ReadFailure::no_attachment);
  PdfObject* files = ParsedFile::dictionary(file.get(*specification, "EF"));
  PdfObject* stream = files == nullptr ? nullptr : ParsedFile::dictionary(file.get(*files, "UF"));
  if (files != nullptr && stream == nullptr) stream = ParsedFile::dictionary(file.get(*files, "F"));
  if (stream == nullptr || !stream->HasStream()) return failed(ReadFailure::damaged_attachment);
  LimitedStream out;
  stream->GetStream()->GetFilteredCopy(&out);
  std::string bytes = out.take();
  if (!undamaged(file, *stream, bytes)) return failed(ReadFailure::damaged_attachment);
  return {.bytes = std::move(bytes), .found = true, .failure = {}, .reason = {}};
}

// PoDoFo writes to the standard error stream unless told not to, and believes a file that says how many objects it has;
// the switches are its own and hold for the process.
void set_up() {
  PoDoFo::PdfError::EnableLogging(false);
  PoDoFo::PdfError::EnableDebug(false);
  PoDoFo::PdfParser::SetMaxObjectCount(most_objects);
}

}  // namespace

SourceAttachment read_source(std::string_view pdf) {
  set_up();
  try {
    ParsedFile file(pdf);
    return extract(file);
  } catch (const PoDoFo::PdfError& error) {
    if (error.GetError() == PoDoFo::ePdfError_OutOfMemory) throw std::bad_alloc();
    const char* name = PoDoFo::PdfError::ErrorName(error.GetError());
    return failed(ReadFailure::unreadable, name == nullptr ? "" : name);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return failed(ReadFailure::unreadable);
  }
}

std::map<std::string, int> count_structure(std::string_view pdf) {
  set_up();
  std::map<std::string, int> counts;
  try {
    ParsedFile file(pdf);
    for (PdfObject* object : file.objects()) {
      if (object == nullptr || !object->IsDictionary()) continue;
      const PdfDictionary& dictionary = object->GetDictionary();
      // Structure elements alone have both a type /S and a parent /P (ISO 32000-1, 14.7.2).
      const PdfObject* type = dictionary.GetKey(PdfName("S"));
      if (type != nullptr && type->IsName() && dictionary.HasKey(PdfName("P"))) ++counts[type->GetName().GetName()];
    }
  } catch (const PoDoFo::PdfError&) {
    counts.clear();
  } catch (const std::exception&) {
    counts.clear();
  }
  return counts;
}

}  // namespace banxin::pdf
