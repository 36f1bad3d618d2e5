#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/codes.h"
#include "base/confined.h"
#include "import/file_kind.h"
#include "import/hints.h"
#include "import/import.h"
#include "import/readers.h"
#include "record/file_kind.h"
#include "xml/decode.h"

namespace banxin::import {
namespace {

constexpr std::size_t most_page_bytes = 8U << 20U;  // of a web page or a text

Diagnostic unreadable(const std::string& file, Bilingual message, Bilingual hint) {
  return {
      .code = code::import_unreadable, .place = {.file = file}, .message = std::move(message), .hint = std::move(hint)};
}

Diagnostic explain(const Bilingual& fault, const std::string& file) {
  const auto ended = [](std::string text, std::string_view mark) {
    for (const std::string_view end : {std::string_view("。"), std::string_view(".")}) {
      if (text.ends_with(end)) text.resize(text.size() - end.size());
    }
    return text + std::string(mark);
  };
  return unreadable(
      file, {"这个文件没有读取：" + ended(fault.zh, "。"), "The file was not read: " + ended(fault.en, ".")},
      {"在原来的程序里打开，另存一份（不加密）再导入；还不行，把内容复制成文本导入。",
       "Open it in its own program, save it again without a password, and import that; else copy its content "
       "into a text file and import that."});
}

Diagnostic encrypted(const std::string& file) {
  return explain(Bilingual{"它加了密码", "it has a password"}, file);
}

Diagnostic no_converter(const std::string& file) {
  Diagnostic finding = explain(Bilingual{"它要由 LibreOffice 转换", "it has to be converted by LibreOffice"}, file);
  finding.code = code::import_office;
  return finding;
}

Diagnostic explain(const Confined& reader, const Bounds& bounds, const std::string& file) {
  switch (reader.end) {
    case Confined::End::processor:
    case Confined::End::time:
      return explain(Bilingual{fmt::format("读它超过 {} 秒", bounds.processor.count()),
                               fmt::format("reading it took more than {} seconds", bounds.processor.count())},
                     file);
    case Confined::End::memory:
    case Confined::End::answer:
      return explain(Bilingual{fmt::format("读它所需的内存超过 {} MiB", bounds.memory >> 20U),
                               fmt::format("reading it takes more memory than {} MiB", bounds.memory >> 20U)},
                     file);
    case Confined::End::no_process:
      return explain(Bilingual{"系统不给新的进程", "the system does not allow another process"}, file);
    case Confined::End::crash:
    case Confined::End::done: break;
  }
  return explain(Bilingual{"读它的进程崩溃了", "the process that read it crashed"}, file);
}

// What the reader's process answers: a letter, then a Found, or two clauses with a NUL between them.
constexpr char found_letter = 'f', fault_letter = 'x';

std::string answer_of(const Reading& reading) {
  if (!reading.fault.empty()) return fault_letter + reading.fault.zh + '\0' + reading.fault.en;
  return found_letter + packed(reading.found);
}

Result<Found> read_alone(const std::function<Reading()>& reader, const std::string& file) {
  constexpr std::uint64_t mebibyte = 1U << 20U;
  // A report of 100 pages takes a tenth of a second and 40 MiB.
  const Bounds bounds{.memory = 190 * mebibyte,
                      .processor = std::chrono::seconds(3),
                      .time = std::chrono::seconds(30),
                      .answer = 48 * mebibyte};
  const Confined result = run_confined([&reader] { return answer_of(reader()); }, bounds);
  if (result.end != Confined::End::done) return explain(result, bounds, file);
  const std::string_view answer = result.bytes;
  if (!answer.empty() && answer.front() == fault_letter) {
    const std::size_t middle = std::min(answer.find('\0'), answer.size());
    const std::string_view en = answer.substr(std::min(middle + 1, answer.size()));
    return explain(Bilingual{std::string(answer.substr(1, middle - 1)), std::string(en)}, file);
  }
  auto found = answer.empty() || answer.front() != found_letter ? std::nullopt : unpacked(answer.substr(1));
  if (!found) return explain(Confined{.end = Confined::End::crash}, bounds, file);
  found->file = file;
  return *std::move(found);
}

// As the page declares it: <meta charset="gbk">, or in a content type.
std::string declared_encoding(std::string_view bytes) {
  constexpr std::size_t looked_at = 4096;
  std::string head(bytes.substr(0, looked_at));
  std::transform(head.begin(), head.end(), head.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  std::size_t at = head.find("charset=");
  if (at == std::string::npos) return {};
  at = head.find_first_not_of("\"' ", at + std::string_view("charset=").size());
  if (at == std::string::npos) return {};
  return head.substr(at, head.find_first_of("\"' />;", at) - at);
}

Diagnostic not_decoded(const Findings& findings, const std::string& file) {
  return unreadable(file, findings.front().message, findings.front().hint);
}

}  // namespace

Result<Found> read(std::string_view bytes, const std::string& file, const std::vector<Form>& forms,
                   const Convert& convert) {
  switch (const FileKind kind = kind_of(bytes)) {
    case FileKind::docx: return read_alone([bytes] { return read_docx(bytes); }, file);
    case FileKind::xlsx: return read_alone([bytes] { return read_xlsx(bytes); }, file);
    case FileKind::html:
    case FileKind::text: {
      if (bytes.size() > most_page_bytes) {
        return explain(Bilingual{"它超过 8 MiB", "it has more than 8 MiB"}, file);
      }
      const auto text = xml::decode_text(bytes, declared_encoding(bytes), file, 2 * most_page_bytes);
      if (!text) return not_decoded(text.findings(), file);
      const std::string_view decoded = (*text)->text;
      if (kind == FileKind::text) {
        Reading reading = read_text(decoded);
        if (!reading.fault.empty()) return explain(reading.fault, file);
        reading.found.file = file;
        return std::move(reading.found);
      }
      if (forms.empty()) return read_alone([decoded] { return read_html(decoded, {}); }, file);
      const auto hints = Hints::load(forms.front().common_folder);
      if (!hints) return hints.findings();
      return read_alone([decoded, &hints] { return read_html(decoded, hints->containers); }, file);
    }
    case FileKind::doc:
    case FileKind::xls:
    case FileKind::rtf:
    case FileKind::odt:
    case FileKind::ods: {
      const bool workbook = is_workbook_kind(kind);
      if (has_password(bytes)) return encrypted(file);
      if (!convert) return no_converter(file);
      const auto made = convert(bytes, file, workbook);
      if (!made) return made.findings();
      const std::string& converted = *made;
      auto found = workbook ? read_alone([&converted] { return read_xlsx(converted); }, file)
                            : read_alone([&converted] { return read_docx(converted); }, file);
      if (found) found->kind = {"经 LibreOffice 转换的文件", "a file that LibreOffice converted"};
      return found;
    }
    case FileKind::other: break;
  }
  const auto other = record::other_kind_of_file(bytes, file);
  return unreadable(
      file, other ? other->message : Bilingual{"不认得这种文件。", "This kind of file is not known."},
      {"给出 Word（.docx）、Excel（.xlsx）、网页或文本；其他的先另存成其中一种。",
       "Give a Word document (.docx), a workbook (.xlsx), a web page or a text; save others as one of these."});
}

}  // namespace banxin::import
