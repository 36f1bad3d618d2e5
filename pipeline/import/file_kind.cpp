#include "import/file_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "record/file_kind.h"

namespace banxin::import {
namespace {

// Every kind but the last, in the order of the enumeration.
constexpr std::array<FileKindFacts, 9> kinds = {{
    {FileKind::docx, ".docx", "DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {FileKind::xlsx, ".xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {FileKind::html, ".html", "HTML", "text/html"},
    {FileKind::text, ".txt", "TXT", "text/plain"},
    {FileKind::doc, ".doc", "DOC", "application/msword"},
    {FileKind::xls, ".xls", "XLS", "application/vnd.ms-excel"},
    {FileKind::rtf, ".rtf", "RTF", "application/rtf"},
    {FileKind::odt, ".odt", "ODT", "application/vnd.oasis.opendocument.text"},
    {FileKind::ods, ".ods", "ODS", "application/vnd.oasis.opendocument.spreadsheet"},
}};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

// As the directory of an OLE2 file writes the names of its streams.
bool has_utf16(std::string_view bytes, std::string_view what) {
  std::string wide;
  for (const char c : what) wide += {c, '\0'};
  return bytes.find(wide) != std::string_view::npos;
}

// Names of a zip file's members stand in it as they are.
FileKind kind_of_zip(std::string_view bytes) {
  const auto has = [bytes](std::string_view what) { return bytes.find(what) != std::string_view::npos; };
  if (has("word/document")) return FileKind::docx;
  if (has("xl/workbook")) return FileKind::xlsx;
  if (has("application/vnd.oasis.opendocument.spreadsheet")) return FileKind::ods;
  return has("application/vnd.oasis.opendocument") ? FileKind::odt : FileKind::other;
}

// What stands first in a text but white space; nothing when it does not begin with a tag.
std::string first_tag(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
  if (!text.starts_with('<')) return {};
  const std::size_t end = text.find_first_of(" \t\r\n/>", 1);
  constexpr std::size_t longest = 16;
  return lower_case(text.substr(0, std::min(end, longest)));
}

bool begins_as_page(std::string_view bytes) {
  constexpr std::array<std::string_view, 20> tags = {
      "<html", "<head",  "<body", "<title", "<meta", "<link", "<style", "<script", "<div",    "<p",
      "<span", "<table", "<h1",   "<h2",    "<h3",   "<ul",   "<ol",    "<font",   "<center", "<strong"};
  return std::find(tags.begin(), tags.end(), first_tag(bytes)) != tags.end();
}

}  // namespace

const FileKindFacts& facts_of(FileKind kind) {
  return kinds.at(static_cast<std::size_t>(kind));
}

FileKind kind_of(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04")) return kind_of_zip(bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return has_utf16(bytes, "Workbook") || has_utf16(bytes, "Book") ? FileKind::xls : FileKind::doc;
  }
  if (bytes.starts_with("{\\rtf")) return FileKind::rtf;
  if (const auto other = record::other_kind_of_file(bytes, {})) {
    // The one kind of those left that is read.
    return other->message.en.find("HTML") != std::string::npos ? FileKind::html : FileKind::other;
  }
  constexpr std::size_t sniffed = 4096;
  const std::string_view head = bytes.substr(0, sniffed);
  const bool tags = head.find("<table") != std::string_view::npos || head.find("<TABLE") != std::string_view::npos ||
                    head.find("<p") != std::string_view::npos || head.find("<div") != std::string_view::npos;
  return tags ? FileKind::html : FileKind::text;
}

std::optional<FileKind> kind_of_submission(std::string_view bytes) {
  const FileKind kind = kind_of(bytes);
  if (kind == FileKind::other) return std::nullopt;
  if (kind != FileKind::html && kind != FileKind::text) return kind;
  if (record::other_kind_of_file(bytes, {}) || begins_as_page(bytes)) return FileKind::html;
  // UTF-16 and UTF-32 have zeros; what is read from them as text is a record. What ends an element further down is a
  // record whose beginning was damaged: the reader of XML says where.
  const bool text = bytes.find_first_not_of(white_space) != std::string_view::npos && first_tag(bytes).empty() &&
                    bytes.find("</") == std::string_view::npos && bytes.find('\0') == std::string_view::npos &&
                    !bytes.starts_with("\xFF\xFE") && !bytes.starts_with("\xFE\xFF");
  return text ? std::optional(kind) : std::nullopt;
}

bool is_workbook_kind(FileKind kind) {
  return kind == FileKind::xlsx || kind == FileKind::xls || kind == FileKind::ods;
}

bool has_password(std::string_view bytes) {
  return has_utf16(bytes, "EncryptedPackage");
}

bool has_name_of_submission(std::string_view path) {
  constexpr std::array<std::string_view, 12> suffixes = {".docx", ".xlsx", ".html", ".htm", ".txt", ".doc",
                                                         ".wps",  ".xls",  ".et",   ".rtf", ".odt", ".ods"};
  const std::string name = lower_case(path.substr(path.rfind('/') + 1));
  if (name.starts_with("~$") || name.starts_with("._") || name.starts_with(".~") || name.ends_with(".import.html")) {
    return false;
  }
  return std::any_of(suffixes.begin(), suffixes.end(),
                     [&name](std::string_view suffix) { return name.ends_with(suffix); });
}

}  // namespace banxin::import
