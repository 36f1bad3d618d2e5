#include "record/file_kind.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/codes.h"
#include "base/text.h"

namespace banxin::record {
namespace {

using std::string_view_literals::operator""sv;

struct FileKind {
  Bilingual name;
  Bilingual hint;
};

Bilingual import_it() {
  return {"用 banxin import 由它得出记录。", "Make a record of it with `banxin import`."};
}

Bilingual fill_in() {
  return {"用 banxin new 建一份记录，把它的内容填进去。",
          "Make a record with `banxin new` and fill in what this file says."};
}

bool has(std::string_view bytes, std::string_view what) {
  return bytes.find(what) != std::string_view::npos;
}

// As the directory of an OLE2 file writes the names of its streams.
bool has_utf16(std::string_view bytes, std::string_view what) {
  std::string wide;
  for (const char c : what) wide += {c, '\0'};
  return has(bytes, wide);
}

// Names of a zip file's members stand in it as they are.
FileKind kind_of_zip(std::string_view bytes) {
  if (has(bytes, "word/document")) return {{"Word 文档（.docx）", "a Word document (.docx)"}, import_it()};
  if (has(bytes, "xl/workbook")) return {{"Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"}, import_it()};
  if (has(bytes, "ppt/presentation")) return {{"演示文稿（.pptx）", "a presentation (.pptx)"}, fill_in()};
  if (has(bytes, "application/vnd.oasis.opendocument")) {
    return {{"OpenDocument 文档（.odt、.ods）", "an OpenDocument file (.odt, .ods)"}, import_it()};
  }
  if (has(bytes, "OFD.xml")) return {{"OFD 版式文件（.ofd）", "an OFD document (.ofd)"}, fill_in()};
  return {{"压缩包（.zip）", "a zip file"}, {"解开它，给出里面的记录。", "Unpack it and name the record in it."}};
}

FileKind kind_of_compound(std::string_view bytes) {
  if (has_utf16(bytes, "EncryptedPackage")) {
    return {{"加了密码的 Office 文档", "an Office document with a password"}, fill_in()};
  }
  if (has_utf16(bytes, "WordDocument")) {
    return {{"Word 或 WPS 文字的文档（.doc、.wps）", "a document of Word or WPS (.doc, .wps)"}, import_it()};
  }
  if (has_utf16(bytes, "Workbook") || has_utf16(bytes, "Book")) {
    return {{"Excel 或 WPS 表格的工作簿（.xls、.et）", "a workbook of Excel or WPS (.xls, .et)"}, import_it()};
  }
  return {{"Office 97—2003 的文档（.doc、.xls、.wps 等）", "an Office document of 1997 to 2003 (.doc, .xls, .wps)"},
          fill_in()};
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char w, char c) {
           return w == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
         });
}

bool is_web_page(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes = bytes.substr(std::min(bytes.find_first_not_of(white_space), bytes.size()));
  if (bytes.starts_with("<?xml")) {
    bytes.remove_prefix(std::min(bytes.find("?>"), bytes.size() - 2) + 2);
    bytes = bytes.substr(std::min(bytes.find_first_not_of(white_space), bytes.size()));
  }
  return begins_with_word(bytes, "<!doctype html") || begins_with_word(bytes, "<html") ||
         begins_with_word(bytes, "mime-version:");
}

// ~$report.docx: the user's name, its length before it, and the name again in UTF-16. LibreOffice writes a line of
// text.
bool is_lock_file(std::string_view bytes) {
  if ((bytes.size() == 162 || bytes.size() == 165) && !has(bytes, "<")) {
    const auto length = static_cast<unsigned char>(bytes[0]);
    return length > 0 && length <= 53 && (bytes[54] == bytes[0] || bytes[55] == bytes[0]);
  }
  return bytes.size() < 1000 && bytes.starts_with(',') && bytes.ends_with(';') && has(bytes, "file:///");
}

std::optional<FileKind> kind_of(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return kind_of_zip(bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return kind_of_compound(bytes);
  if (bytes.starts_with("%PDF-")) return FileKind{{"PDF", "a PDF"}, fill_in()};
  if (bytes.starts_with("{\\rtf")) return FileKind{{"RTF 文档（.rtf）", "an RTF document (.rtf)"}, import_it()};
  if (is_web_page(bytes)) return FileKind{{"网页（HTML）", "a web page (HTML)"}, import_it()};
  if (is_lock_file(bytes)) {
    return FileKind{
        {"Word、Excel 或 WPS 打开文件时留下的锁文件（~$…）", "a lock file that an office program leaves (~$...)"},
        {"它不是文档，关闭那个程序后就没有了；给出记录文件本身。",
         "It is no document and goes away with that program: name the record itself."}};
  }
  constexpr std::array pictures = {"\x89PNG\r\n\x1A\n"sv, "\xFF\xD8\xFF"sv, "GIF8"sv, "II*\0"sv, "MM\0*"sv};
  if (std::any_of(pictures.begin(), pictures.end(), [&](std::string_view lead) { return bytes.starts_with(lead); })) {
    return FileKind{{"图片", "a picture"}, fill_in()};
  }
  constexpr std::array packed = {"Rar!\x1A"sv, "7z\xBC\xAF\x27\x1C"sv, "\x1F\x8B\x08"sv};
  if (std::any_of(packed.begin(), packed.end(), [&](std::string_view lead) { return bytes.starts_with(lead); })) {
    return FileKind{{"压缩包", "a packed file"}, {"解开它，给出里面的记录。", "Unpack it and name the record in it."}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Diagnostic> other_kind_of_file(std::string_view bytes, const std::string& file) {
  auto kind = kind_of(bytes);
  if (!kind) return std::nullopt;
  return Diagnostic{
      .code = code::record_file_kind,
      .place = {file, 0, {}},
      .message = {"这是 " + kind->name.zh + "，不是记录。", "This is " + kind->name.en + ", not a record."},
      .hint = std::move(kind->hint)};
}

}  // namespace banxin::record
