#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace banxin::import {

// What a file is, by its bytes, never by its name (D-07). The names are those of the suffixes; doc is what WPS calls
// .wps too, xls what it calls .et.
enum class FileKind : std::uint8_t { docx, xlsx, html, text, doc, xls, rtf, odt, ods, other };

struct FileKindFacts {
  FileKind kind = FileKind::other;
  std::string_view suffix;      // .docx
  std::string_view format;      // its name, for an archive
  std::string_view media_type;  // of IANA's registry
};
// Not for `other`.
const FileKindFacts& facts_of(FileKind kind);

// Anything that is none of the others and has no kind of its own is text.
FileKind kind_of(std::string_view bytes);
// The kind of a file that is imported where a record is expected; nothing for what may be a record, and for kinds that
// are not read. Text that begins with a tag is a record, unless the tag is one of a web page.
std::optional<FileKind> kind_of_submission(std::string_view bytes);

bool is_workbook_kind(FileKind kind);
// Of a document of Office: whether it is encrypted.
bool has_password(std::string_view bytes);

// Whether a file of a folder is taken for one that is imported: by the end of its name (.docx .xlsx .html .htm .txt
// .doc .wps .xls .et .rtf .odt .ods, in any case). Not the pages that `banxin import` writes, nor what office programs
// leave behind while a file is open (~$...).
bool has_name_of_submission(std::string_view path);

}  // namespace banxin::import
