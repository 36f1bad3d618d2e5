#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/codes.h"
#include "base/confined.h"
#include "base/digest.h"
#include "output/pdf/excess.h"
#include "output/pdf/object_reader.h"
#include "output/pdf/pdf.h"

namespace banxin::pdf {
namespace {

Diagnostic diagnostic(const char* code, const std::string& file, Bilingual message, Bilingual hint) {
  return {.code = code,
          .severity = Severity::error,
          .place = {.file = file, .line = 0, .xpath = {}},
          .message = std::move(message),
          .hint = std::move(hint)};
}

Diagnostic explain(const SourceAttachment& attachment, const std::string& file) {
  const std::string reason = attachment.reason.empty() ? "" : " (" + attachment.reason + ")";
  switch (attachment.failure) {
    case ReadFailure::no_attachment:
      return diagnostic(code::pdf_no_source, file,
                        {"这个 PDF 没有附带记录，不是本程序写出的报告。",
                         "This PDF carries no record: it is no report that this program wrote."},
                        {"给出记录文件；没有记录的，用 banxin new 建一份，把内容填进去。",
                         "Give the record itself, or make one with `banxin new`."});
    case ReadFailure::damaged_attachment:
      return diagnostic(code::pdf_unreadable, file,
                        {"附带的记录已损坏：长度或校验和不符。",
                         "The record inside is damaged: its length or check sum does not agree."},
                        {"请取一份完好的文件。", "Get an undamaged copy of the file."});
    case ReadFailure::encrypted:
      return diagnostic(code::pdf_unreadable, file, {"这个 PDF 加了密。", "This PDF is encrypted."},
                        {"请取未加密的文件。", "Get the file without encryption."});
    case ReadFailure::unreadable: break;
  }
  return diagnostic(code::pdf_unreadable, file,
                    {"文件不是 PDF，或已损坏" + reason + "。", "The file is not a PDF, or is damaged" + reason + "."},
                    {"请确认给对了文件，且传输完整。", "Make sure that this is the right file, and whole."});
}

Diagnostic explain(const Excess& excess, const std::string& file) {
  const std::string zh = excess.object == 0 ? "" : fmt::format("对象 {} 处，", excess.object);
  const std::string en = excess.object == 0 ? "" : fmt::format(" at object {}", excess.object);
  const auto refused = [&](const std::string& zh_what, const std::string& en_what) {
    return diagnostic(code::pdf_too_complex, file,
                      {fmt::format("{}这个 PDF {}，没有读取。", zh, zh_what),
                       fmt::format("This PDF {}{}; it was not read.", en_what, en)},
                      {"本程序的报告远不到这个上限；请确认给对了文件。",
                       "Reports of this program are far below the limit: make sure that this is the right file."});
  };
  switch (excess.kind) {
    case Excess::Kind::depth:
      return refused(fmt::format("的字典、数组嵌套超过 {} 层", most_depth),
                     fmt::format("nests dictionaries and arrays more than {} deep", most_depth));
    case Excess::Kind::objects:
      return refused(fmt::format("的对象超过 {} 个", most_objects),
                     fmt::format("has more than {} objects", most_objects));
    case Excess::Kind::unpacked: break;
  }
  return refused(
      fmt::format("的对象流和交叉引用流解开后超过 {} 字节", most_unpacked),
      fmt::format("has object and cross-reference streams that unpack to more than {} bytes", most_unpacked));
}

// What the reader may take grows with the file: the report of a record that is as large as may be, 4 MB that hold
// 130,000 objects, takes 3 seconds and 240 MiB.
Bounds bounds_for(std::size_t bytes) {
  constexpr std::uint64_t mebibyte = 1U << 20U;
  constexpr std::chrono::seconds least_time{3};
  constexpr std::chrono::seconds most_time{8};
  constexpr std::uint64_t least_memory = 160 * mebibyte;
  constexpr std::uint64_t most_memory = 320 * mebibyte;
  constexpr std::uint64_t per_byte = 48;
  constexpr std::chrono::seconds busy{30};  // more, for a machine that is busy with other things
  const auto processor = std::min(least_time + std::chrono::seconds(bytes / mebibyte), most_time);
  return {.memory = std::min(least_memory + per_byte * bytes, most_memory),
          .processor = processor,
          .time = processor + busy,
          .answer = 65 * mebibyte};
}

Diagnostic explain(const Confined& reader, const Bounds& bounds, const std::string& file) {
  const auto ended = [&file](Bilingual message) {
    return diagnostic(code::pdf_reader_ended, file, std::move(message),
                      {"本程序不写这样的文件；请确认给对了文件，且传输完整。",
                       "This program writes no such file: make sure that this is the right file, and whole."});
  };
  switch (reader.end) {
    case Confined::End::processor:
      return ended(
          {fmt::format("读这个 PDF 超过 {} 秒，已停止。", bounds.processor.count()),
           fmt::format("Reading this PDF took more than {} seconds and was stopped.", bounds.processor.count())});
    case Confined::End::memory:
    case Confined::End::answer:
      return ended({fmt::format("读这个 PDF 所需的内存超过上限（{} MiB），已停止。", bounds.memory >> 20U),
                    fmt::format("Reading this PDF takes more memory than the limit of {} MiB and was stopped.",
                                bounds.memory >> 20U)});
    case Confined::End::time:
      return diagnostic(code::pdf_reader_waited, file,
                        {"机器太忙，这个 PDF 没有读完。", "The machine is too busy: this PDF was not read to its end."},
                        {"请稍后再试。", "Try again later."});
    case Confined::End::no_process:
      return diagnostic(
          code::pdf_no_process, file,
          {"系统不给新的进程，没有读这个 PDF。", "The system does not allow another process: this PDF was not read."},
          {"请稍后再试。", "Try again later."});
    case Confined::End::crash:
    case Confined::End::done: break;
  }
  return ended({fmt::format("读这个 PDF 的进程崩溃了（信号 {}）。", reader.signal),
                fmt::format("The process that read this PDF crashed (signal {}).", reader.signal)});
}

// What the reader's process answers: a letter; after it the record, or a digit for the reason why there is none, with
// details. A process that reads what strangers send may answer anything.
constexpr char record_letter = 'r', failure_letter = 'f', excess_letter = 'e';

std::string read_alone(std::string_view pdf) {
  if (const auto excess = find_excess(pdf)) {
    return fmt::format("{}{:d}{}", excess_letter, static_cast<int>(excess->kind), excess->object);
  }
  SourceAttachment attachment = read_source(pdf);
  if (!attachment.found) {
    return fmt::format("{}{:d}{}", failure_letter, static_cast<int>(attachment.failure), attachment.reason);
  }
  return std::move(attachment.bytes.insert(0, 1, record_letter));
}

std::optional<Diagnostic> explain_answer(std::string_view answer, const std::string& file) {
  constexpr std::size_t before_rest = 2;
  constexpr std::size_t most_rest = 64;
  if (answer.size() < before_rest || answer.size() > most_rest) return std::nullopt;
  const int kind = answer[1] - '0';
  const std::string_view rest = answer.substr(before_rest);
  if (answer[0] == failure_letter && kind >= 0 && kind <= static_cast<int>(ReadFailure::damaged_attachment)) {
    const bool word = std::all_of(rest.begin(), rest.end(), [](char c) { return c > ' ' && c < '\x7F'; });
    return explain({.bytes = {}, .failure = static_cast<ReadFailure>(kind), .reason = std::string(word ? rest : "")},
                   file);
  }
  if (answer[0] == excess_letter && kind >= 0 && kind <= static_cast<int>(Excess::Kind::unpacked)) {
    int object = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), object);
    return explain(Excess{static_cast<Excess::Kind>(kind), object}, file);
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> extract_source(std::string_view pdf, const std::string& file) {
  const Bounds bounds = bounds_for(pdf.size());
  // The library that makes digests opens files when it is first used, which the child may not.
  digest(DigestKind::md5, {});
  Confined reader = run_confined([pdf] { return read_alone(pdf); }, bounds);
  if (reader.end != Confined::End::done) return explain(reader, bounds, file);
  if (reader.bytes.starts_with(record_letter)) {
    reader.bytes.erase(0, 1);
    return std::move(reader.bytes);
  }
  return explain_answer(reader.bytes, file).value_or(explain(Confined{.end = Confined::End::crash}, bounds, file));
}

}  // namespace banxin::pdf
