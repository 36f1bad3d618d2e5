#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "record/form.h"
#include "record/identity.h"
#include "xml/xml.h"

namespace banxin {

// A file that a record names and that came with it: a picture. Byte for byte as it came.
struct RecordFile {
  std::string source;  // as the record names it
  std::shared_ptr<const std::string> bytes;
  std::string sha512;  // hexadecimal
};

// One bureau's submission, as received: the bytes, and the tree of named values that they spell, each with its line and
// path. Immutable; made by record::read alone. None of it has been checked against a form yet.
class Record {
 public:
  const std::string& bytes() const { return bytes_; }     // exactly as received: what is attached and archived
  const std::string& sha512() const { return sha512_; }   // of the bytes, hexadecimal
  const Form& form() const { return form_; }              // the form it names
  const Identity& identity() const { return identity_; }  // whose report it is
  const std::string& file() const { return tree_.file(); }
  const xml::Tree& tree() const { return tree_; }
  const std::vector<RecordFile>& files() const { return files_; }  // by their sources, none twice

  // The same record with what came beside it.
  Record with_files(std::vector<RecordFile> files) && {
    files_ = std::move(files);
    return std::move(*this);
  }

 private:
  friend class RecordReader;
  Record(std::string bytes, std::string sha512, Form form, xml::Tree tree, Identity identity)
      : bytes_(std::move(bytes)),
        sha512_(std::move(sha512)),
        form_(std::move(form)),
        tree_(std::move(tree)),
        identity_(std::move(identity)) {}

  std::string bytes_, sha512_;
  Form form_;
  xml::Tree tree_;
  Identity identity_;
  std::vector<RecordFile> files_;
};

namespace record {

inline constexpr const char* namespace_uri = "urn:banxin:record:1";

// Whether it is the record's own element of that name; an extension may have one of the same name.
inline bool is_element(const xml::Node& node, std::string_view name) {
  return node.name() == name && node.namespace_uri() == namespace_uri;
}

// Decodes and parses a record. Errors: record-file-kind (a file of another kind); those of xml::Tree::parse;
// record-namespace; record-form-missing; record-form-unknown (names the forms there are); form-unusable (it names one
// with faults); record-year (a year before the form's; names the form for it); record-character (private use,
// noncharacter, U+FFFD, stray control, what turns or hides text, with its place); record-script (runs from right to
// left or from top to bottom). Warnings and notes: record-year (a year after the form's); record-character-mapped (a
// private-use code point of the 2005 table of GB 18030, read as its standard character); record-invisible-character
// (left behind by a clipboard: the tree is without it); record-compatibility-character.
Result<Record> read(std::string bytes, const std::string& file, const std::vector<Form>& forms);

// Like read(), but the tree may end after the bureau, and then nothing is known of what follows: for callers that only
// need to know the record's bureau, form and year. One that may name pictures is read whole.
Result<Record> read_to_identify(const std::string& bytes, const std::string& file, const std::vector<Form>& forms);

// Whose report the bytes are, as far as they say so before they break off: also of what read() refuses. The form is as
// it is written. Nothing that cannot be read is known.
Identity identity_in(const std::string& bytes, const std::string& file);

// One line per value: line, path, value.
std::string dump(const Record& record);

}  // namespace record
}  // namespace banxin
